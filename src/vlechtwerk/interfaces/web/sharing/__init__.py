"""Pages about what may be shared: purposes, covenant, documents and the log."""
