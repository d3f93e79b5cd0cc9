"""Pages of the partnership: who we are, and who decides."""
