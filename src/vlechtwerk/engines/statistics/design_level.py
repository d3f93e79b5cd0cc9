"""How much a design lets one say of cause and effect: levels of the Maryland scale, and the verb that each allows.

RULES-evaluation d17, after whatworksgrowth.org: one is a correlation at one time, or before and after without controls;
two has controls; three has a comparison group before and after; four has variation as good as random; five is
randomised. A time series without comparison series stays at two, with one it is at three.
"""

from enum import IntEnum, StrEnum


class DesignLevel(IntEnum):
    """A level of the Maryland scale."""

    CORRELATION = 1
    CONTROLLED = 2
    COMPARISON = 3
    AS_GOOD_AS_RANDOM = 4
    RANDOMISED = 5


class Verb(StrEnum):
    """The strongest verb that a level allows."""

    GOES_WITH = "goes_with"
    IS_PLAUSIBLE = "is_plausible"
    LED_TO = "led_to"


def verb_of(level: DesignLevel) -> Verb:
    """Return the strongest verb that a level allows.

    >>> verb_of(DesignLevel.CONTROLLED).value, verb_of(DesignLevel.COMPARISON).value
    ('goes_with', 'is_plausible')
    """
    if level <= DesignLevel.CONTROLLED:
        return Verb.GOES_WITH
    return Verb.IS_PLAUSIBLE if level is DesignLevel.COMPARISON else Verb.LED_TO


def level_of_series(*, has_comparison: bool) -> DesignLevel:
    """Return the level of an interrupted time series."""
    return DesignLevel.COMPARISON if has_comparison else DesignLevel.CONTROLLED
