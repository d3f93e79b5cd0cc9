"""Pages before, around and between the domains: start, sign-in, home, search, account."""
