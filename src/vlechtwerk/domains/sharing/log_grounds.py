"""For what the log may be used, and for nothing else (Wpg art. 32a(2))."""

from enum import StrEnum


class LogGround(StrEnum):
    """A ground on which the log may be read."""

    LAWFULNESS = "lawfulness"
    INTERNAL_CONTROL = "internal_control"
    SECURITY = "security"
    CRIMINAL_PROCEEDINGS = "criminal_proceedings"
