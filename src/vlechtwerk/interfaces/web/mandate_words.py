"""Say whether a decision lies within a mandate, with the reasons."""

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.rules.mandates import MandateAnswer, Within, read_register


def words_of_within(answer: Within) -> str:
    """Return the answer in a word."""
    return {Within.YES: _("Yes"), Within.NO: _("No"), Within.UNKNOWN: _("Can't be told")}[answer]


def say_reasons(found: MandateAnswer) -> str:
    """Return why it is not a plain yes, or the mandate that carries it."""
    if found.answer is Within.YES:
        return found.mandate.subject if found.mandate else ""
    return " ".join(reason.text for reason in found.reasons)


def say_whether_within(decision: Decision) -> str:
    """Return in a sentence whether the body asked may decide this today."""
    found = read_register().of(decision, timezone.localdate())
    why = say_reasons(found)
    if found.answer is Within.YES:
        return _("That is within its mandate: %(why)s.") % {"why": why}
    if found.answer is Within.NO:
        return _("That is not within its mandate. %(why)s") % {"why": why}
    return _("Whether that is within its mandate can't be told. %(why)s") % {"why": why}
