"""What can be done in the programme; every write passes here."""
