"""Whether something may happen now in an evaluation: each question is answered with the reasons against it."""
