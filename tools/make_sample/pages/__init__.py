"""The documents themselves: one module per family, each function draws one page from a record."""
