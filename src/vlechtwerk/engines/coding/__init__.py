"""Coded interviews as files: taken in from the tools that researchers use (REFI-QDA 1.5), and written for them."""
