"""Words for how much a design lets one say of cause and effect: its level, and the strongest verb that this allows."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.engines.statistics.design_level import DesignLevel, Verb, verb_of

DESIGNS: Mapping[DesignLevel, Promise] = {
    DesignLevel.CORRELATION: gettext_lazy("a connection at one time, or before and after without controls"),
    DesignLevel.CONTROLLED: gettext_lazy("a connection or before and after, with controls"),
    DesignLevel.COMPARISON: gettext_lazy("before and after, with something to compare with in which nothing began"),
    DesignLevel.AS_GOOD_AS_RANDOM: gettext_lazy("variation that is as good as random"),
    DesignLevel.RANDOMISED: gettext_lazy("randomised"),
}
VERBS: Mapping[Verb, Promise] = {
    Verb.GOES_WITH: gettext_lazy("goes with"),
    Verb.IS_PLAUSIBLE: gettext_lazy("it is plausible that"),
    Verb.LED_TO: gettext_lazy("has led to"),
}


def say_level(level: DesignLevel) -> str:
    """Say how much a design lets one say, and after whom the levels are named."""
    words = {"level": int(level), "words": DESIGNS[level]}
    return _("level %(level)s of 5 (Maryland scale, read as What Works does): %(words)s") % words


def say_verb(level: DesignLevel) -> str:
    """Say the strongest verb that a level allows."""
    return str(VERBS[verb_of(level)])


def say_design(level: int | None) -> str:
    """Say a design level with the strongest verb that it allows, as a sentence; nothing: no evidence compares."""
    if not level:
        return _("Nothing was compared: “%(verb)s” at most.") % {"verb": VERBS[Verb.GOES_WITH]}
    known = DesignLevel(level)
    said = _("%(level)s. “%(verb)s” at most.") % {"level": say_level(known), "verb": say_verb(known)}
    return said[:1].upper() + said[1:]


def design_choices(most: int) -> list[tuple[str, str]]:
    """Return the levels to choose from up to the highest, each with its strongest verb, and none first."""
    none = _("Nothing was compared")
    found = [("", f"{none} (“{VERBS[Verb.GOES_WITH]}”)")]
    for level, words in DESIGNS.items():
        if level <= most:
            found.append((str(level.value), f"{level.value}: {words} (“{say_verb(level)}”)"))
    return found
