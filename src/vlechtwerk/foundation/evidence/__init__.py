"""Point at what carries a statement: evidence as an address that every domain can resolve."""
