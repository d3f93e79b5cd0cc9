"""Take in an uploaded document: what it is, whether it may come in, and what it says."""
