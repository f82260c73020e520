"""Reading a document by machine: its sentences, the names in it, who says what. Pure: text in, frozen values out."""
