"""Run analysis recipes. Still empty."""
