"""By which code something of an evaluation is named: in addresses, as evidence, and in the heads of files."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from vlechtwerk.foundation.refusal import Reason

# As it stands in addresses, and between commas in evidence.
SHAPE = re.compile(r"[-a-zA-Z0-9_]+")


def reasons_against_code(code: str, in_use: bool) -> list[Reason]:
    """Return why something new can't get this code."""
    if not code.strip():
        return [Reason("code_missing", _("Give it a code."))]
    if not SHAPE.fullmatch(code.strip()):
        return [Reason("code_unclear", _("A code has letters without accents, digits, - and _ only."))]
    return [Reason("code_in_use", _("This code is in use."))] if in_use else []


def free_code(begins: str, taken: Iterable[str]) -> str:
    """Return a code to propose: the letter with the first number behind all that are in use.

    >>> free_code("S", ["S1", "S3", "lente"])
    'S4'
    """
    numbers = [int(one[len(begins) :]) for one in taken if re.fullmatch(rf"{begins}[0-9]{{1,4}}", one)]
    return f"{begins}{max(numbers, default=0) + 1}"
