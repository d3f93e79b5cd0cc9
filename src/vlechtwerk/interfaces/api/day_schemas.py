"""The shapes of where the day goes: what someone ticks, whether they are asked, and the months that are over."""

from typing import Annotated

from ninja import Field
from pydantic import StringConstraints

from vlechtwerk.domains.evaluation.models import TimeAmount, TimeKind
from vlechtwerk.engines.statistics.suppression import LEAST_THRESHOLD, MOST_THRESHOLD, THRESHOLD
from vlechtwerk.interfaces.api.schemas import CamelSchema

NOTHING = TimeAmount.NONE.value
Amount = Annotated[str, StringConstraints(max_length=6)]


class TickIn(CamelSchema):
    """How much of the past seven days went to each kind: none, little, half or most."""

    gathering: Amount = NOTHING
    agreeing: Amount = NOTHING
    exchanging: Amount = NOTHING
    work: Amount = NOTHING

    def amounts(self) -> dict[str, str]:
        """Return the amounts by kind."""
        return {kind: getattr(self, kind) for kind in TimeKind.values}


class TickStateOut(CamelSchema):
    """Whether staff are asked in this project, and how that stands for the caller this week."""

    is_on: bool
    smallest_group: int
    wants_to_be_asked: bool
    was_asked_this_week: bool


class AskingIn(CamelSchema):
    """Whether the caller wants to be asked on their home page."""

    wants_to_be_asked: bool


class TickSwitchIn(CamelSchema):
    """Ask staff from now on, or stop; and of how many people something is shown at least."""

    is_on: bool
    smallest_group: int = Field(THRESHOLD, ge=LEAST_THRESHOLD, le=MOST_THRESHOLD)


class DayMonthOut(CamelSchema):
    """Where the time of a group went in a month, in points; nothing where it is not shown.

    Everyone together has no department. How many people there are is told from and until; nothing for the highest.
    """

    month: str
    department: str
    name: str
    smallest_group: int
    people_from: int | None
    people_until: int | None
    gathering: int | None
    agreeing: int | None
    exchanging: int | None
    work: int | None
    # In which steps the shares are told.
    step: int | None
    # Whether it can be put beside the month before.
    goes_on: bool
    ground: str
    base: str
    # How it is called as evidence.
    evidence: str
