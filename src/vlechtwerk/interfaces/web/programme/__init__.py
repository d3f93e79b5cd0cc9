"""Pages of the programme: what we want, and how it stands."""
