"""Claims in, positions and comparisons out. Pure."""
