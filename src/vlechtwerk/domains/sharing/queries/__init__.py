"""What can be read in sharing; every reading of marked content is logged where it is read."""
