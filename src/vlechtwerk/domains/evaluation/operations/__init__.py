"""What can be done in an evaluation; every write passes here."""
