"""Questionnaires and their answers as files: taken in from what others use, and written for it."""
