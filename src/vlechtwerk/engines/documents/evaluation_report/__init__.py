"""The report of an evaluation: prose with holes, what is wrong with it, what it tells, and whether that still holds."""
