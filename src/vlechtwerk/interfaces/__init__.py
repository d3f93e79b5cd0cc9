"""How people and machines come in: these translate, and never decide."""
