"""A report as a list of blocks that are ready to print, and the three files that it leaves as: HTML, PDF and Word."""
