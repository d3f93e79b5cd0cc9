"""What is said of a verdict, and of how far the evidence of an effect reaches."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.evaluation.models import Contribution
from vlechtwerk.domains.programme.words.designs import say_level
from vlechtwerk.engines.statistics.design_level import DesignLevel

# Short, where the whole of it stands beside the choice.
VERDICTS: Mapping[str, Promise] = {
    Contribution.CONVINCING: gettext_lazy("Convincing"),
    Contribution.PLAUSIBLE: gettext_lazy("Plausible"),
    Contribution.NOT_TO_BE_TOLD: gettext_lazy("Not to be told"),
    Contribution.UNLIKELY: gettext_lazy("Unlikely"),
}


def say_carried(carried: DesignLevel | None) -> str:
    """Say how far evidence reaches, as a sentence."""
    if carried is None:
        return _("Its evidence compares nothing: opinions, what parties say of themselves and single counts do not.")
    return _("Its evidence reaches %(level)s.") % {"level": say_level(carried)}


def say_missing(level: DesignLevel) -> str:
    """Say what carries a level, as it stands in a sentence."""
    study = _("a study at a page, line or footnote, told as a measured effect")
    own = {
        DesignLevel.CORRELATION: _("two periods of a registered count, compared"),
        DesignLevel.CONTROLLED: _("a time series of a registered count, around the month in which it began"),
        DesignLevel.COMPARISON: _("a time series beside a comparable one in which nothing began"),
    }.get(level)
    return _("%(own)s, or %(study)s") % {"own": own, "study": study} if own else study
