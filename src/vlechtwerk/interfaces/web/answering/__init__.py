"""Answering a measurement round: pages for who has a personal link and no account, outside every project."""
