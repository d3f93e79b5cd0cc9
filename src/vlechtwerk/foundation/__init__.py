"""What every domain stands on: database, journal, refusals, evidence addresses, dates and identifiers."""
