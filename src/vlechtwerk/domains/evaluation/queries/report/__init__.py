"""What the report of an evaluation tells: read from the register, composed, and computed again from a file of it."""
