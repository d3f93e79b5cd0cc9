"""Whether a figure from a source may be recorded: with its place and its words, and without a made-up count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import (
    Dimension,
    Evaluation,
    EvaluationQuestion,
    Measurement,
    PublishedClaim,
    PublishedFigure,
    SourceSentence,
)
from vlechtwerk.domains.evaluation.rules.codes import reasons_against_code
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.texts_of_sources import reasons_against_texts
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.evidence import DOCUMENT
from vlechtwerk.domains.programme.models import Activity, MapNode, Precondition
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import reasons_against_attaching
from vlechtwerk.foundation.evidence.models import GROUNDS
from vlechtwerk.foundation.refusal import Reason

# Larger than any group that is asked for its opinion; so many bases are looked through at most.
LARGEST_BASE = 1_000


@dataclass(frozen=True, slots=True)
class FigureTold:
    """A figure as a source tells it; `base` is the least and the most that its base can be, as far as is known.

    `counted` of `counted_of`: only of a response, and only as the source gives both. `figure` is the number of the
    drawing in the source in which it stands; `about` holds codes of the outcome map, none for the whole.
    """

    code: str
    text: str
    percentage: int
    words: str = ""
    kind: str = PublishedFigure.Kind.SHARE
    dimension: str = Dimension.OTHER
    approximate: bool = False
    figure: str = ""
    negative: bool = False
    double_barrelled: bool = False
    about: tuple[str, ...] = ()
    base: tuple[int | None, int | None] | None = None
    counted: int | None = None
    counted_of: int | None = None
    note: str = ""


def reasons_against_recording(
    evaluation: Evaluation,
    told: FigureTold,
    measurement: Measurement | None,
    evidence: Sequence[Evidence],
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a published figure can't be recorded."""
    in_use = evaluation.published_figures.filter(code=told.code.strip()).exists()
    reasons = reasons_against_evaluating(evaluation, by=by, at=at) + reasons_against_code(told.code, in_use)
    if not told.text.strip():
        reasons.append(Reason("text_missing", _("Write what the figure is of.")))
    if not 0 <= told.percentage <= 100:
        reasons.append(Reason("no_percentage", _("A percentage lies between 0 and 100.")))
    if measurement is not None and measurement.evaluation_id != evaluation.id:
        reasons.append(Reason("other_evaluation", _("This belongs to another evaluation.")))
    texts = {"code": told.code, "text": told.text, "words": told.words, "figure": told.figure, "note": told.note}
    reasons += reasons_against_texts(PublishedFigure, texts)
    reasons += _reasons_against_choices(told) + _reasons_against_amount(told)
    return reasons + _reasons_against_place(evidence, by) + reasons_against_about(told.about, by)


def _reasons_against_choices(told: FigureTold) -> list[Reason]:
    if told.kind in PublishedFigure.Kind.values and told.dimension in Dimension.values:
        return []
    return [Reason("kind_unknown", _("Choose what kind of figure it is, and its dimension."))]


def _reasons_against_amount(told: FigureTold) -> list[Reason]:
    """Hold that only a response has a count, that a share has the words of its source, and that ranges rise."""
    reasons = []
    is_response = told.kind == PublishedFigure.Kind.RESPONSE
    counted = [number for number in (told.counted, told.counted_of) if number is not None]
    if is_response and len(counted) < 2:
        reasons.append(Reason("count_missing", _("A response has its count in the source: how many of how many.")))
    if not is_response and counted:
        reasons.append(
            Reason(
                "count_not_in_the_source",
                _("A share has no count in its source. Leave it out: which counts would fit is computed."),
                _("A published share stays what its source gives"),
            )
        )
    if len(counted) == 2 and not 0 <= counted[0] <= counted[1]:
        reasons.append(Reason("count_does_not_fit", _("More are counted than there were.")))
    if not is_response and not told.words.strip():
        reasons.append(Reason("words_missing", _("Write the words with which the source gives the amount.")))
    least, most = told.base or (1, 1)
    if least is None or most is None or not 1 <= least <= most <= LARGEST_BASE:
        reasons.append(
            Reason("base_does_not_fit", _("The base runs from a number of people up to a larger one, at most 1000."))
        )
    return reasons


def _reasons_against_place(evidence: Sequence[Evidence], by: Person) -> list[Reason]:
    """Hold that at least one document is named with the place in it."""
    if not any(item.address.kind == DOCUMENT and item.address.locator for item in evidence):
        words = _("Name the source and the place in it where the figure stands: a page, a line or a footnote.")
        return [Reason("evidence_missing", words, _("No claim without evidence"))]
    return reasons_against_attaching(by.project_id, evidence)


def reasons_against_about(about: Sequence[str], by: Person) -> list[Reason]:
    """Return why something can't be about these: each is a code of the outcome map."""
    known = {
        code
        for model in (Activity, Precondition, MapNode)
        for code in model._default_manager.filter(project_id=by.project_id, code__in=about).values_list(
            "code", flat=True
        )
    }
    unknown = [code for code in about if code not in known]
    if not unknown:
        return []
    words = _("The outcome map has no %(codes)s.") % {"codes": ", ".join(unknown)}
    return [Reason("not_on_the_map", words)]


@dataclass(frozen=True, slots=True)
class ClaimTold:
    """A claim as a source tells it: our own words, with only its word for the amount quoted."""

    code: str
    text: str
    quoted: str = ""
    tells_amount: bool = True
    kind: str = PublishedClaim.Kind.CLAIM
    said_in: str = PublishedClaim.SaidIn.MIXED
    note: str = ""


def reasons_against_claim(
    evaluation: Evaluation, told: ClaimTold, evidence: Sequence[Evidence], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a published claim can't be recorded: with its place, and the word of its source for the amount."""
    in_use = evaluation.published_claims.filter(code=told.code.strip()).exists()
    reasons = reasons_against_evaluating(evaluation, by=by, at=at) + reasons_against_code(told.code, in_use)
    if not told.text.strip():
        reasons.append(Reason("text_missing", _("Write in your own words what the source says.")))
    texts = {"code": told.code, "text": told.text, "quoted": told.quoted, "note": told.note}
    reasons += reasons_against_texts(PublishedClaim, texts)
    if told.kind not in PublishedClaim.Kind.values or told.said_in not in PublishedClaim.SaidIn.values:
        reasons.append(Reason("kind_unknown", _("Choose what kind of claim it is, and where it was said.")))
    if told.tells_amount and not told.quoted.strip():
        words = _("Quote the word of the source for the amount, or say that it has none.")
        reasons.append(Reason("words_missing", words, _("Quoted words stay quotations")))
    if any(sign.isdecimal() for sign in told.quoted) and "%" not in told.quoted and "procent" not in told.quoted:
        words = _("A count has no place here: only a word of the source is quoted. Its scale is not known.")
        reasons.append(Reason("count_not_in_the_source", words, _("A published claim stays what its source gives")))
    return reasons + _reasons_against_place(evidence, by)


@dataclass(frozen=True, slots=True)
class SentenceTold:
    """What a source states by itself: our own words in the form of the source, and on which ground it is known."""

    code: str
    text: str
    ground: str
    kind: str = SourceSentence.Kind.SENTENCE
    question: EvaluationQuestion | None = None


def reasons_against_source_sentence(
    evaluation: Evaluation, told: SentenceTold, evidence: Sequence[Evidence], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why what a source states can't be recorded: with its place, its ground, and for an answer its question."""
    in_use = evaluation.source_sentences.filter(code=told.code.strip()).exists()
    reasons = reasons_against_evaluating(evaluation, by=by, at=at) + reasons_against_code(told.code, in_use)
    if not told.text.strip():
        reasons.append(Reason("text_missing", _("Write in your own words what the source says.")))
    reasons += reasons_against_texts(SourceSentence, {"code": told.code, "text": told.text})
    if told.kind not in SourceSentence.Kind.values:
        reasons.append(Reason("kind_unknown", _("Choose: an answer to a question, or another sentence.")))
    if told.ground not in dict(GROUNDS):
        reasons.append(Reason("no_ground", _("Choose on which ground it is known.")))
    if told.question is not None and told.question.evaluation_id != evaluation.id:
        reasons.append(Reason("other_evaluation", _("This belongs to another evaluation.")))
    if told.kind == SourceSentence.Kind.ANSWER:
        reasons += _reasons_against_answer(evaluation, told)
    return reasons + _reasons_against_place(evidence, by)


def _reasons_against_answer(evaluation: Evaluation, told: SentenceTold) -> list[Reason]:
    if told.question is None:
        return [Reason("question_missing", _("Say which question the source answers."))]
    answered = evaluation.source_sentences.filter(kind=SourceSentence.Kind.ANSWER, question=told.question)
    if answered.exists():
        return [Reason("answered_already", _("What the source answers to this question is recorded already."))]
    return []
