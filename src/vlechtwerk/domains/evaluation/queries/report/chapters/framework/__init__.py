"""A chapter of the report: its data, and its words in Dutch and English."""
