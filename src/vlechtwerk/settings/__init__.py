"""Settings: one module per situation; every environment variable is read in environment.py."""
