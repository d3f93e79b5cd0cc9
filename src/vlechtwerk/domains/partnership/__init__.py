"""Who are we? Organisations, bodies, people, mandates, decisions."""
