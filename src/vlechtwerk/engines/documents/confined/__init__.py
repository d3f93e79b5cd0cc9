"""Run a parser on a file of a stranger in a process of its own, with nothing within reach."""
