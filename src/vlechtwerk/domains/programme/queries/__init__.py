"""What can be read of the programme, now and as of any day."""
