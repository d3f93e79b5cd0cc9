"""Draw the versions of a learning agenda side by side, with what became of each question."""
