"""Sentences of findings: holes that evidence fills, and which forms a sentence may take on its ground and base."""
