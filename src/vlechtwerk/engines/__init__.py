"""Compute; know no Django and no domain."""
