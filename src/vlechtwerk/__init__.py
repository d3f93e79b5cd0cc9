"""Vlechtwerk: the shared workspace of a partnership of government organisations."""

__version__ = "0.1.0"
