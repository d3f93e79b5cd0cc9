"""How dates are read and written per language, where Django's own way does not do."""
