"""Which words for amounts an evaluation uses (d13): its own table or the default, and whether one can be set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import AmountWords, Evaluation
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.words.findings import default_scale
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.statistics.amount_scale import AmountScale, AmountStep
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.refusal import Reason

LONGEST_WORD = longest(AmountWords, "none")
MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class StepTold:
    """A word, and the whole percentage from which (or above which) it is used."""

    word: str
    from_percent: int
    above: bool = False


@dataclass(frozen=True, slots=True)
class ScaleTold:
    """A table of words for amounts: nobody, a few people, steps from the smallest share up, everybody."""

    none: str
    few: str
    few_at_most: int
    steps: tuple[StepTold, ...]
    all: str


def scale_as_set(evaluation: Evaluation) -> AmountWords | None:
    """Return the table that an evaluation set last, or nothing."""
    return AmountWords.objects.filter(evaluation=evaluation).order_by("-number").first()


def scales_as_set(evaluations: Iterable[UUID]) -> Mapping[UUID, AmountWords]:
    """Return the tables that evaluations set last, by evaluation; one query."""
    found = AmountWords.objects.filter(evaluation__in=list(evaluations)).order_by("evaluation_id", "-number")
    return {one.evaluation_id: one for one in found.distinct("evaluation_id")}


def scale_of(evaluation: Evaluation, language: str) -> AmountScale:
    """Return the words for amounts of an evaluation: its own, or the default in a language."""
    return scale_in(scale_as_set(evaluation), language)


def scale_in(own: AmountWords | None, language: str) -> AmountScale:
    """Return a table that was set as the engine has it; without one the default in a language."""
    if own is None:
        return default_scale(language)
    steps = tuple(AmountStep(step["word"], Fraction(step["from"], 100), step["above"]) for step in own.steps)
    return AmountScale(own.none, own.few, own.few_at_most, steps, own.all)


def engine_scale(told: ScaleTold) -> AmountScale:
    """Return a table as the engine has it; raises `ValueError` when its steps do not cover every share, rising."""
    steps = tuple(AmountStep(one.word.strip(), Fraction(one.from_percent, 100), one.above) for one in told.steps)
    return AmountScale(told.none.strip(), told.few.strip(), told.few_at_most, steps, told.all.strip())


def reasons_against_amount_words(evaluation: Evaluation, told: ScaleTold, *, by: Person, at: datetime) -> list[Reason]:
    """Return why these words for amounts can't be set: an evaluator sets a table in which each share has its word."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    words = [told.none, told.few, *(one.word for one in told.steps), told.all]
    if any(len(word.strip()) > LONGEST_WORD for word in words) or len(told.steps) > MOST_STEPS:
        text = _("A word for an amount has at most %(most)s characters, and a table at most %(steps)s steps.")
        reasons.append(Reason("scale_too_long", text % {"most": LONGEST_WORD, "steps": MOST_STEPS}))
    if len({word.strip().lower() for word in words}) < len(words):
        reasons.append(Reason("word_used_twice", _("Each amount has a word of its own.")))
    try:
        engine_scale(told)
    except ValueError:
        text = _("Each share has a word: the first step begins at 0%, and each next one higher, below 100%.")
        reasons.append(Reason("scale_unclear", text, _("Words for amounts come from the number")))
    return reasons
