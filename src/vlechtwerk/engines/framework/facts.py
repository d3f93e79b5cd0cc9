"""What has to be known of an assessment framework to examine it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a criterion asks: that something is so, how far it is, that it was done, how many, or that more came."""

    CONDITION = "condition"
    EXTENT = "extent"
    ACTIVITY_DONE = "activity_done"
    COUNT = "count"
    COUNT_UP = "count_up"


class Method(StrEnum):
    """How it is found out."""

    INTERVIEWS = "interviews"
    SURVEY = "survey"
    REGISTER = "register"
    DOCUMENTS = "documents"


class SubjectState(StrEnum):
    """Whether what a criterion is about is still there, as it was when the criterion was written."""

    PRESENT = "present"
    # It stopped, or nothing is left of it.
    DISSOLVED = "dissolved"
    # It goes on inside another.
    MERGED = "merged"
    # It is there, and aims at something else now.
    GOAL_MOVED = "goal_moved"


@dataclass(frozen=True, slots=True)
class SubjectFacts:
    """A real thing that criteria are about: an activity, a precondition, a node of the map.

    successor: the subject in which it was merged, or that has its goal now; "" where there is none.
    """

    identifier: str
    name: str
    state: SubjectState = SubjectState.PRESENT
    successor: str = ""


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """A goal that the framework has to measure.

    stands_for: other subjects that tell of it, such as its own effects. below: subjects that serve it: what came out of
    these tells of it, and that something was done does not.
    """

    identifier: str
    name: str
    stands_for: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """One criterion. identifier: its own in the whole framework; code: as it is printed, in `list_name`.

    language: "nl" or "en". subject: identifier of what it is about, "" where it is bound to nothing; one that is not
    among the subjects of the framework is gone. indicator, norm, baseline: as written, "" for none. sources: of what it
    is found out, each by any name that is its own.
    """

    identifier: str
    code: str
    list_name: str
    question: str
    language: str
    kind: Kind
    group: str = ""
    methods: frozenset[Method] = frozenset()
    indicator: str = ""
    norm: str = ""
    baseline: str = ""
    subject: str = ""
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FrameworkFacts:
    """A whole framework, criteria in its own order.

    list_codes: by name of a list, the letters that tell it apart. names: what the whole is called, such as the
    partnership and its plan; that one question repeats it and another does not makes no difference.
    """

    criteria: Sequence[CriterionFacts]
    goals: Sequence[GoalFacts] = ()
    subjects: Sequence[SubjectFacts] = ()
    list_codes: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
