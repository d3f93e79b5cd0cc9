"""Keep documents unreadable at rest."""
