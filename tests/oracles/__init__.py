"""Slow, obvious ways to count, written from docs/figures.md alone, apart from the code that they hold to account."""
