"""Home and searching: the pages of a project that belong to no domain."""
