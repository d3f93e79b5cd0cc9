"""Facts of cases, loaded through the same operations that people use."""
