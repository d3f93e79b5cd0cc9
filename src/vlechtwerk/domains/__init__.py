"""What the platform is about: six domains, each of which may use those before it."""
