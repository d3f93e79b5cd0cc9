"""Markings and levels, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import LegalCapacity
from vlechtwerk.domains.sharing.models import Marking
from vlechtwerk.domains.sharing.models.markings import HANDLINGS, LEVELS
from vlechtwerk.engines.policy.facts import Category
from vlechtwerk.interfaces.web.words import say_capacity

Words = str | Promise

LEVEL_WORDS = dict(LEVELS)
HANDLING_WORDS = dict(HANDLINGS)
SHORT_CATEGORIES: dict[str, Words] = {
    Category.POLICE_8: _("police 8"),
    Category.POLICE_9: _("police 9"),
    Category.POLICE_10A: _("police 10a"),
    Category.POLICE_10C: _("police 10c"),
    Category.FISCAL: _("fiscal"),
    Category.CUSTOMS: _("customs"),
    Category.CRIMINAL_JUSTICE: _("criminal justice"),
    Category.OPEN_SOURCE: _("open source"),
    Category.KNOWLEDGE: "",
}
CAPACITY_WORDS = dict(LegalCapacity.KINDS)


@dataclass(frozen=True, slots=True)
class MarkingRow:
    """A marking as its badge shows it; the category “knowledge” is said once, as the level."""

    provider: str
    capacity: str
    category: Words
    level: str
    level_word: Words
    handling: Sequence[Words] = ()
    grade: str = ""


def marking_row(marking: Marking) -> MarkingRow:
    """Return a marking ready to print."""
    return MarkingRow(
        provider=marking.organisation.name,
        capacity=say_capacity(marking.capacity.name).lower() if marking.capacity else "",
        category=SHORT_CATEGORIES[marking.category],
        level=marking.level,
        level_word=LEVEL_WORDS[marking.level],
        handling=[
            *([_("special data")] if marking.special else []),
            *(HANDLING_WORDS[code] for code in marking.handling),
        ],
        grade=marking.grade,
    )
