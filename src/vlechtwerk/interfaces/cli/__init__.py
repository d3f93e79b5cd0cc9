"""The vlechtwerk command."""
