"""Record what is known from a source only, as the source gives it: figures, and claims about what people said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    Measurement,
    PublishedClaim,
    PublishedFigure,
    SourceSentence,
)
from vlechtwerk.domains.evaluation.rules.published import (
    ClaimTold,
    FigureTold,
    SentenceTold,
    reasons_against_claim,
    reasons_against_recording,
    reasons_against_source_sentence,
)
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Base, Evidence, Ground
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if

# What is kept just as it is told.
AS_TOLD = ("kind", "dimension", "percentage", "approximate", "negative", "double_barrelled", "counted", "counted_of")


@transaction.atomic
def record_published_figure(
    evaluation: Evaluation,
    told: FigureTold,
    *,
    by: Person,
    at: datetime,
    measurement: Measurement | None = None,
    evidence: Sequence[Evidence] = (),
) -> PublishedFigure:
    """Record a figure with its place in the source; its base is published, whatever is said of it."""
    wait_for_others("published_figures", evaluation.id)
    refuse_if(reasons_against_recording(evaluation, told, measurement, evidence, by=by, at=at))
    least, most = told.base or (None, None)
    figure = PublishedFigure.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        measurement=measurement,
        code=told.code.strip(),
        order=evaluation.published_figures.count(),
        text=told.text.strip(),
        words=told.words.strip(),
        figure=told.figure.strip(),
        **{name: getattr(told, name) for name in AS_TOLD},
        about=list(dict.fromkeys(told.about)),
        base_from=least,
        base_to=most,
        note=told.note.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    attach(figure, [replace(item, base=Base.PUBLISHED) for item in evidence])
    note_act("record_published_figure", "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at)
    return figure


@transaction.atomic
def record_published_claim(
    evaluation: Evaluation, told: ClaimTold, *, by: Person, at: datetime, evidence: Sequence[Evidence] = ()
) -> PublishedClaim:
    """Record a claim with its place in the source: its base is published and its ground opinion, whatever is said."""
    wait_for_others("published_claims", evaluation.id)
    refuse_if(reasons_against_claim(evaluation, told, evidence, by=by, at=at))
    claim = PublishedClaim.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        code=told.code.strip(),
        order=evaluation.published_claims.count(),
        kind=told.kind,
        text=told.text.strip(),
        quoted=told.quoted.strip(),
        tells_amount=told.tells_amount,
        said_in=told.said_in,
        note=told.note.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    attach(claim, [replace(item, base=Base.PUBLISHED, ground=Ground.OPINION) for item in evidence])
    note_act("record_published_claim", "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at)
    return claim


@transaction.atomic
def record_source_sentence(
    evaluation: Evaluation, told: SentenceTold, *, by: Person, at: datetime, evidence: Sequence[Evidence] = ()
) -> SourceSentence:
    """Record what a source states by itself, with its place and what it rests on; its base is published."""
    wait_for_others("source_sentences", evaluation.id)
    refuse_if(reasons_against_source_sentence(evaluation, told, evidence, by=by, at=at))
    sentence = SourceSentence.objects.create(
        project_id=evaluation.project_id,
        evaluation=evaluation,
        code=told.code.strip(),
        order=evaluation.source_sentences.count(),
        kind=told.kind,
        question=told.question,
        text=told.text.strip(),
        ground=told.ground,
        recorded_by=by,
        recorded_at=at,
    )
    attach(sentence, [replace(item, base=Base.PUBLISHED) for item in evidence])
    note_act("record_source_sentence", "evaluation", evaluation.id, project_id=evaluation.project_id, by=by.id, at=at)
    return sentence
