"""Fragments of a code, told apart by who speaks, and codes that go together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import Q, QuerySet

from vlechtwerk.domains.evaluation.models import Code, Coding, Evaluation, Participant, Passage, SessionPart, Transcript
from vlechtwerk.domains.evaluation.queries.codebook import codes_under
from vlechtwerk.domains.evaluation.queries.transcripts import words_in
from vlechtwerk.engines.coding import selections
from vlechtwerk.engines.coding.selections import CoOccurrence
from vlechtwerk.engines.statistics.stretches import Axis, Spans

# As many fragments as one page shows.
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Fragment:
    """A coding with its words and with who speaks in it: who the text names there, else who takes part."""

    coding: Coding
    words: str
    sentence: int
    people: Sequence[Participant]


@dataclass(frozen=True, slots=True)
class Fragments:
    """Fragments in the order of their texts, how many there are in all, and of how many people and organisations."""

    fragments: Sequence[Fragment]
    total: int
    people: int
    organisations: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Which fragments are asked: those of a level, an organisation (by code) or a coder; nothing: of all."""

    level: str = ""
    organisation: str = ""
    coder: UUID | None = None
    with_below: bool = True


ALL = Asked()


def fragments_of(evaluation: Evaluation, code: Code, asked: Asked = ALL, most: int = MOST_SHOWN) -> Fragments:
    """Return the fragments of a code and those under it, with the words that each selects."""
    codings = _asked(evaluation, codes_under(evaluation, code) if asked.with_below else [code.id], asked)
    places = set(codings.order_by().values_list("transcript_id", "speaker_id").distinct())
    takes_part = _people_in({text for text, _speaker in places})
    heard = {
        one.id: one
        for text, speaker in places
        for one in takes_part.get(text, ())
        if speaker in (None, one.id) and _counts(one, asked)
    }
    shown = list(
        codings.select_related("transcript__session", "code", "coder").order_by("transcript__code", "start", "id")[
            :most
        ]
    )
    passages = _passages_of(shown)
    return Fragments(
        [_fragment(one, passages.get(one.transcript_id, ()), takes_part) for one in shown],
        codings.count(),
        len(heard),
        len({one.organisation_id for one in heard.values()} - {None}),
    )


def _asked(evaluation: Evaluation, codes: Sequence[UUID], asked: Asked) -> QuerySet[Coding]:
    codings = Coding.objects.filter(evaluation=evaluation, code_id__in=codes, is_gone=False)
    if asked.coder is not None:
        codings = codings.filter(coder_id=asked.coder)
    people = Participant.objects.filter(evaluation=evaluation)
    if asked.level:
        people = people.filter(level=asked.level)
    if asked.organisation:
        people = people.filter(organisation__code=asked.organisation)
    if asked.level or asked.organisation:
        sessions = SessionPart.objects.filter(participant__in=people).values("session_id")
        of_session = Q(speaker__isnull=True, transcript__session_id__in=sessions)
        codings = codings.filter(Q(speaker__in=people) | of_session)
    return codings


def _counts(one: Participant, asked: Asked) -> bool:
    if asked.level and one.level != asked.level:
        return False
    return not asked.organisation or (one.organisation is not None and one.organisation.code == asked.organisation)


def _people_in(texts: Iterable[UUID]) -> Mapping[UUID, list[Participant]]:
    """Return who takes part in the session of each text: two queries."""
    of_session: dict[UUID, list[UUID]] = {}
    for text, session in Transcript.objects.filter(id__in=list(texts)).values_list("id", "session_id"):
        of_session.setdefault(session, []).append(text)
    found: dict[UUID, list[Participant]] = {}
    parts = SessionPart.objects.filter(session_id__in=list(of_session))
    for part in parts.select_related("participant__organisation").order_by("participant__code"):
        for text in of_session[part.session_id]:
            found.setdefault(text, []).append(part.participant)
    return found


def _passages_of(codings: Sequence[Coding]) -> Mapping[UUID, list[Passage]]:
    """Return the passages that codings touch, by text: one query, and no more words than are shown."""
    if not codings:
        return {}
    reach: dict[UUID, tuple[int, int]] = {}
    where = Q()
    for one in codings:
        start, end = reach.get(one.transcript_id, (one.start, one.end))
        reach[one.transcript_id] = min(start, one.start), max(end, one.end)
    for text, (start, end) in reach.items():
        where |= Q(transcript_id=text, start__lt=end, end__gt=start)
    found: dict[UUID, list[Passage]] = {}
    for passage in Passage.objects.filter(where).order_by("number"):
        found.setdefault(passage.transcript_id, []).append(passage)
    return found


def _fragment(one: Coding, passages: Sequence[Passage], takes_part: Mapping[UUID, Sequence[Participant]]) -> Fragment:
    inside = [passage for passage in passages if passage.start < one.end and one.start < passage.end]
    people = takes_part.get(one.transcript_id, ())
    return Fragment(
        one,
        words_in(inside, one.start, one.end),
        sentence_at(inside, one.start),
        [person for person in people if one.speaker_id in (None, person.id)],
    )


def sentence_at(passages: Sequence[Passage], place: int) -> int:
    """Return the number of the sentence in which a place of a text lies; these passages hold it."""
    for passage in passages:
        if passage.start <= place < passage.end:
            ends = passage.sentences[1::2]
            return passage.first_sentence + sum(end <= place for end in ends[:-1])
    return 0


def codes_together(evaluation: Evaluation) -> list[CoOccurrence]:
    """Return each two codes that overlap somewhere, those with the most places first; codes by their identifier."""
    lengths = {str(text): length for text, length in evaluation.transcripts.order_by("id").values_list("id", "length")}
    codes = [str(one) for one in Code.objects.filter(evaluation=evaluation).order_by("id").values_list("id", flat=True)]
    return selections.together(_columns(evaluation), Axis.of(lengths), codes, _speakers(evaluation))


# Texts and codes by their place in the order of their identifiers: fifty thousand rows come as one line of numbers.
COLUMNS = """
    with texts as (
        select id, row_number() over (order by id) - 1 as place from evaluation_transcript where evaluation_id = %(of)s
    ), codes as (
        select id, row_number() over (order by id) - 1 as place from evaluation_code where evaluation_id = %(of)s
    )
    select string_agg(concat_ws(' ', texts.place, codes.place, coding.start, coding."end"), ' ')
    from evaluation_coding coding
    join texts on texts.id = coding.transcript_id
    join codes on codes.id = coding.code_id
    where coding.evaluation_id = %(of)s and not coding.is_gone
"""


def _columns(evaluation: Evaluation) -> Spans:
    """Return all codings of an evaluation as columns; whose they are makes no difference here."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, {"of": evaluation.id})
        (told,) = cursor.fetchone()
    numbers = np.fromstring(told, dtype=np.int64, sep=" ") if told else np.zeros(0, np.int64)
    table = numbers.reshape(-1, 4)
    text, code, start, end = (np.ascontiguousarray(table[:, column]) for column in range(4))
    return Spans(text, np.zeros_like(text), code, start, end)


def _speakers(evaluation: Evaluation) -> Mapping[str, list[str]]:
    """Return who takes part in the session of each text, as words."""
    found: dict[str, list[str]] = {}
    texts = evaluation.transcripts.filter(session__parts__isnull=False)
    for text, participant in texts.values_list("id", "session__parts__participant_id"):
        found.setdefault(str(text), []).append(str(participant))
    return found
