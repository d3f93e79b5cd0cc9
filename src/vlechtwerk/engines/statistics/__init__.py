"""Compute figures for small populations and time series. Still empty."""
