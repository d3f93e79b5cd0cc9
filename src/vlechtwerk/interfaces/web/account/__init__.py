"""Pages around the domains: start, signing in, account."""
