"""One command is one call of the programming interface: its arguments, options, and what of the answer is printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# The levels at which people work, as options name them.
LEVELS = ("strategic", "tactical", "operational", "advisory")


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command, and the name that it has in the programming interface."""

    flag: str
    name: str
    help: str
    required: bool = False
    number: bool = False
    # May be given more than once.
    several: bool = False
    # Is said or not, without a value.
    switch: bool = False
    # Names a file whose text is sent.
    text_file: bool = False
    # The values that it takes, where there are few.
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """One command: its arguments stand in the path, or are sent along with the options."""

    method: str
    path: str
    help: str
    arguments: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    # Which fields of each row are printed; empty prints one record, field by field.
    columns: tuple[str, ...] = ()
    # Where the rows are in the answer, when the answer is more than the rows.
    rows: str = ""
    takes_evidence: bool = False
    # What is sent besides, always the same.
    fixed: Mapping[str, Any] = field(default_factory=dict)
    # The argument that names a file to send, as a form.
    sends_file: str = ""
    # The argument that names the file in which the answer is kept.
    keeps_in: str = ""
    # A field of the answer that must be true; when it is not, the command ends with 1.
    must_be: str = ""
    # Where to ask how far a job is (by the `file` of the answer), until it no longer works on it.
    waits_at: str = ""

    @property
    def in_purpose(self) -> bool:
        """Whether the call is made in a purpose, which an option names when no argument does."""
        return "{purpose}" in self.path and "purpose" not in self.arguments
