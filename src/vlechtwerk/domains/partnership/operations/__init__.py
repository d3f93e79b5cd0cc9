"""What can be done in the partnership; every write passes here."""
