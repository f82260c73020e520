"""The questions that pages ask: select only, everything a page shows loaded at once."""
