"""Tools for who works on Vlechtwerk."""
