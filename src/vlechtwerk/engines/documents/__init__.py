"""Turn data into drawings and documents, and documents into data."""
