"""What is said of a verdict, of another explanation, and of the design behind evidence."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.evaluation.models import Contribution, Weight
from vlechtwerk.engines.statistics.design_level import DesignLevel, Verb, verb_of

DESIGNS: Mapping[DesignLevel, Promise] = {
    DesignLevel.CORRELATION: gettext_lazy("a connection at one time, or before and after without controls"),
    DesignLevel.CONTROLLED: gettext_lazy("a connection or before and after, with controls"),
    DesignLevel.COMPARISON: gettext_lazy("before and after, with a comparison group"),
    DesignLevel.AS_GOOD_AS_RANDOM: gettext_lazy("variation that is as good as random"),
    DesignLevel.RANDOMISED: gettext_lazy("randomised"),
}
VERBS: Mapping[Verb, Promise] = {
    Verb.GOES_WITH: gettext_lazy("goes together with"),
    Verb.IS_PLAUSIBLE: gettext_lazy("it is plausible that"),
    Verb.LED_TO: gettext_lazy("has led to"),
}
# Short, where the whole of it stands beside the choice.
VERDICTS: Mapping[str, Promise] = {
    Contribution.CONVINCING: gettext_lazy("Convincing"),
    Contribution.PLAUSIBLE: gettext_lazy("Plausible"),
    Contribution.NOT_TO_BE_TOLD: gettext_lazy("Not to be told"),
    Contribution.UNLIKELY: gettext_lazy("Unlikely"),
}


def say_design(level: int | None) -> str:
    """Say a design level, after whom it is named, and the strongest verb that it allows."""
    if not level:
        return _("Nothing was compared: “%(verb)s” at most.") % {"verb": VERBS[Verb.GOES_WITH]}
    known = DesignLevel(level)
    words = _("Level %(level)s of the Maryland scale, as What Works reads it: %(design)s. “%(verb)s” at most.")
    return words % {"level": level, "design": DESIGNS[known], "verb": VERBS[verb_of(known)]}


def design_choices() -> list[tuple[str, str]]:
    """Return the levels to choose from, with none first."""
    none = _("Nothing was compared")
    return [("", none), *((str(level.value), f"{level.value}: {words}") for level, words in DESIGNS.items())]


def say_weight(weight: str) -> str:
    """Say what another explanation explains."""
    return str(Weight(weight).label)
