"""What can be wrong with a framework, where, and what is proposed; the words for it are made elsewhere."""

from dataclasses import dataclass
from enum import StrEnum

from vlechtwerk.engines.framework.facts import CriterionFacts, GoalFacts, Method, SubjectFacts


class DefectKind(StrEnum):
    """What is wrong; a closed list."""

    # The same or nearly the same question on the same subject.
    TWINS = "twins"
    SEVERAL_CONDITIONS = "several_conditions"
    NO_METHOD = "no_method"
    METHOD_DOES_NOT_FIT = "method_does_not_fit"
    NO_NORM = "no_norm"
    # There is a norm, and it can't be met or missed.
    NORM_SAYS_NOTHING = "norm_says_nothing"
    NO_BASELINE = "no_baseline"
    # There is a baseline, and it doesn't say how it was.
    BASELINE_SAYS_NOTHING = "baseline_says_nothing"
    # What it is about stopped, went into another, or is not known.
    SUBJECT_GONE = "subject_gone"
    GOAL_MOVED = "goal_moved"
    GOAL_UNMEASURED = "goal_unmeasured"
    CODE_TWICE = "code_twice"
    # An activity that is named, without what has to have been done.
    NO_VERB = "no_verb"
    # To be counted, and nothing that can be counted is named.
    NOTHING_COUNTABLE = "nothing_countable"
    # A number without whether it should rise or fall.
    NO_DIRECTION = "no_direction"


class ProposedAct(StrEnum):
    """What to do about it; a closed list."""

    # `texts`: one question for each condition.
    SPLIT = "split"
    # `keep` stays, the others of the defect go into it.
    MERGE = "merge"
    # `texts`: a code for each criterion, in their order.
    RENAME = "rename"
    # `methods`: those that fit the kind.
    CHOOSE_METHOD = "choose_method"
    # `texts`: what the norm has to say a number, a date or a description of.
    WRITE_NORM = "write_norm"
    # The norm names a number, who, how often, by when or what is there.
    SAY_LEVEL = "say_level"
    MEASURE_BASELINE = "measure_baseline"
    SAY_HOW_IT_WAS = "say_how_it_was"
    # `subject`: what has taken its place.
    BIND_TO = "bind_to"
    # Nothing took its place: close the criterion, or bind it to something that is there.
    CLOSE = "close"
    # The question asks for a goal that is no longer pursued.
    REWRITE_FOR_GOAL = "rewrite_for_goal"
    ADD_CRITERION = "add_criterion"
    # `texts`: the question with a verb.
    WRITE_VERB = "write_verb"
    NAME_WHAT_IS_COUNTED = "name_what_is_counted"
    # `texts`: the question with the direction that is most likely meant.
    ASK_DIRECTION = "ask_direction"


@dataclass(frozen=True, slots=True)
class Place:
    """A part of the question of a criterion: characters from `start` up to `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words there."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What to do about a defect; which of the data are there is said beside each act."""

    act: ProposedAct
    texts: tuple[str, ...] = ()
    keep: str = ""
    methods: tuple[Method, ...] = ()
    subject: SubjectFacts | None = None


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is wrong.

    criteria: those that it is about, in the order of the framework; of a goal that nothing measures those that only ask
    for a condition of it. places: in the question of the first, e.g. each of several conditions. subject: what is gone
    or moved; None when it is not known at all. goal: the goal that nothing measures.
    """

    kind: DefectKind
    criteria: tuple[CriterionFacts, ...]
    proposal: Proposal
    places: tuple[Place, ...] = ()
    subject: SubjectFacts | None = None
    goal: GoalFacts | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of the criteria as they are printed."""
        return tuple(criterion.code for criterion in self.criteria)
