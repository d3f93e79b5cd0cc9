"""What may we know? Covenant, markings, clearance, documents, processing log. Still empty."""
