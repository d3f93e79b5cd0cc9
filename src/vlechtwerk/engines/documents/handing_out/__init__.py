"""Hand out a document: marked, cleaned, or as a picture of a page."""
