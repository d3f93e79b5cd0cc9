"""Signing in through a partner's identity provider: OpenID Connect, held to the Dutch profile (NL GOV)."""
