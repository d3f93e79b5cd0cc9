"""Compute figures: how long things take, for small populations and over time."""
