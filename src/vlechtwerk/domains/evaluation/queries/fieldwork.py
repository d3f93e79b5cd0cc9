"""Which sessions were held, with whom, under which consent; and whom the evaluation has not heard on a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationQuestion,
    FieldworkSession,
    Memo,
    Participant,
    ParticipantConsent,
    ParticipantIdentity,
    Passage,
    SessionPart,
    SessionQuestion,
    Transcript,
)
from vlechtwerk.domains.evaluation.rules.fieldwork import Use, may_be_quoted, standing_parts


@dataclass(frozen=True, slots=True)
class PartAsItStands:
    """A participant in a session, with all that they said of each use in order, and what counts now."""

    part: SessionPart
    now: Mapping[str, ParticipantConsent]
    history: Sequence[ParticipantConsent]


@dataclass(frozen=True, slots=True)
class SessionAsItStands:
    """A session with the questions it serves, who takes part, its texts without their words, and its memos."""

    session: FieldworkSession
    questions: Sequence[EvaluationQuestion]
    parts: Sequence[PartAsItStands]
    transcripts: Sequence[Transcript]
    memos: Sequence[Memo]

    @property
    def has_words(self) -> bool:
        """Whether there is a text of it that has words, removed ones left out."""
        return Passage.objects.filter(transcript__in=self.transcripts, is_removed=False).exists()

    @property
    def may_be_quoted(self) -> bool:
        """Whether everyone who takes part lets their words be quoted; of documents nobody is asked."""
        return may_be_quoted(self.session, [one.now.get(Use.QUOTES) for one in self.parts])


@dataclass(frozen=True, slots=True)
class NotHeard:
    """Of one question: who of the participants spoke in a session that serves it, and who did not."""

    question: EvaluationQuestion
    heard: Sequence[Participant]
    not_heard: Sequence[Participant]


def sessions_of(evaluation: Evaluation) -> list[SessionAsItStands]:
    """Return the sessions of an evaluation in order of code; the number of queries does not grow with theirs."""
    return _as_they_stand(_with_parts(evaluation.fieldwork_sessions.all()))


def session_as_it_stands(evaluation: Evaluation, code: str) -> SessionAsItStands | None:
    """Return one session, or nothing."""
    found = _as_they_stand(_with_parts(evaluation.fieldwork_sessions.filter(code=code)))
    return found[0] if found else None


def _with_parts(sessions: QuerySet[FieldworkSession]) -> list[FieldworkSession]:
    serving = SessionQuestion.objects.filter(serves=True).select_related("question").order_by("question__order")
    parts = SessionPart.objects.select_related("participant__organisation", "participant__body").order_by(
        "participant__code"
    )
    return list(
        sessions.select_related("measurement", "evaluation")
        .prefetch_related(Prefetch("serves", serving), Prefetch("parts", parts), "transcripts")
        .order_by("code")
    )


def _as_they_stand(sessions: Sequence[FieldworkSession]) -> list[SessionAsItStands]:
    histories: dict[UUID, list[ParticipantConsent]] = {}
    rows = ParticipantConsent.objects.filter(part__session__in=sessions).select_related("recorded_by")
    for row in rows.order_by("part_id", "number"):
        histories.setdefault(row.part_id, []).append(row)
    memos: dict[UUID, list[Memo]] = {}
    written = Memo.objects.filter(about_id__in=[one.id for one in sessions]).exclude(text="")
    for memo in written.select_related("written_by"):
        memos.setdefault(memo.about_id, []).append(memo)
    return [
        SessionAsItStands(
            session,
            [one.question for one in session.serves.all()],
            [_part(part, histories.get(part.id, [])) for part in session.parts.all()],
            list(session.transcripts.all()),
            memos.get(session.id, []),
        )
        for session in sessions
    ]


def _part(part: SessionPart, history: Sequence[ParticipantConsent]) -> PartAsItStands:
    return PartAsItStands(part, {one.use: one for one in history}, history)


def participants_of(evaluation: Evaluation) -> list[Participant]:
    """Return who takes part in fieldwork of an evaluation, under their pseudonyms."""
    return list(evaluation.participants.select_related("organisation", "body").order_by("code"))


def identities_of(evaluation: Evaluation) -> Mapping[UUID, ParticipantIdentity]:
    """Return who participants are, by participant; only who holds the key gets any."""
    rows = ParticipantIdentity.objects.filter(evaluation=evaluation).select_related("person")
    return {row.participant_id: row for row in rows}


def heard_in(evaluation: Evaluation) -> list[SessionPart]:
    """Return who was heard, in which session: those who did not withdraw, where there are words of what was said."""
    words = Passage.objects.filter(transcript__session=OuterRef("session"), is_removed=False)
    return standing_parts(SessionPart.objects.filter(Exists(words), evaluation=evaluation))


def not_heard_on(evaluation: Evaluation) -> list[NotHeard]:
    """Return per question of an evaluation whom it was heard on and whom not."""
    everyone = participants_of(evaluation)
    heard: dict[UUID, set[UUID]] = {}
    for part in heard_in(evaluation):
        heard.setdefault(part.session_id, set()).add(part.participant_id)
    spoke: dict[UUID, set[UUID]] = {}
    served = SessionQuestion.objects.filter(evaluation=evaluation, serves=True)
    for question, session in served.values_list("question_id", "session_id"):
        spoke.setdefault(question, set()).update(heard.get(session, ()))
    return [
        NotHeard(
            question,
            [one for one in everyone if one.id in spoke.get(question.id, ())],
            [one for one in everyone if one.id not in spoke.get(question.id, ())],
        )
        for question in evaluation.questions.order_by("order")
    ]


def texts_of(evaluation: Evaluation) -> list[Transcript]:
    """Return the texts of an evaluation with their session and the number of codings in them (`coded`)."""
    counted = Count("codings", filter=Q(codings__is_gone=False))
    return list(evaluation.transcripts.select_related("session").annotate(coded=counted).order_by("code"))
