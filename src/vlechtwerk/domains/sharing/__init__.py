"""What may we know? Purposes, covenant, markings, clearance, documents, processing log."""
