"""What a round says, on A4: every word and figure comes in ready to print, as on its page."""
