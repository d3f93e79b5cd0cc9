"""Decide, from facts and policies, what is allowed and by which clause."""
