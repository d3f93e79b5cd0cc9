"""Dutch dates in forms."""

# The first is also how a field is filled, and a field of type "date" takes no other form than this.
DATE_INPUT_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d-%m-%y", "%d/%m/%Y"]
