"""One reader per kind of document; these run only in a confined process."""
