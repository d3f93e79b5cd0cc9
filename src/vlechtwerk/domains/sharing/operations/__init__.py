"""What can be done in sharing; every write passes here, and every reading of marked content is logged here."""
