"""Whether words about a source can be kept and told: not too long, and with quoting marks that belong together."""

from collections.abc import Mapping

from django.db.models import Model
from django.utils.translation import gettext as _

from vlechtwerk.foundation.database.keeping import reasons_against_keeping
from vlechtwerk.foundation.refusal import Reason

# What opens a quotation and what closes it; “’” is an apostrophe as well, and so belongs to no pair.
OPENS, CLOSES, BOTH = "“„", "”", '"'


def reasons_against_texts(model: type[Model], texts: Mapping[str, str]) -> list[Reason]:
    """Return why texts, by the name of the field that would hold each, can't be kept of a source."""
    # Fields that have no name of their own.
    called = {"note": _("Remark"), "figure": _("Figure in the source")}
    reasons = reasons_against_keeping(model, texts, called)
    for name, text in texts.items():
        if not are_marks_balanced(text):
            words = {"name": called.get(name) or str(getattr(model._meta.get_field(name), "verbose_name", name))}
            told = _("Close each quoting mark in “%(name)s” that is opened, and open each that is closed.") % words
            reasons.append(Reason("marks_unbalanced", told))
    return reasons


def are_marks_balanced(text: str) -> bool:
    """Tell whether each quotation that begins in a text ends in it.

    >>> are_marks_balanced("Zij zeggen “ja” en “nee”."), are_marks_balanced("Zij zeggen “ja.")
    (True, False)
    """
    depth = 0
    for sign in text:
        depth += (sign in OPENS) - (sign in CLOSES)
        if depth < 0:
            return False
    return depth == 0 and text.count(BOTH) % 2 == 0
