"""What can be read of an evaluation."""
