"""Fragments of a code, told apart by who speaks, and codes that go together."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.db import connection
from django.db.models import Q, QuerySet

from vlechtwerk.domains.evaluation.evidence import FragmentAddress
from vlechtwerk.domains.evaluation.models import Code, Coding, Evaluation, Participant, Passage, SessionPart, Transcript
from vlechtwerk.domains.evaluation.queries.codebook import STRETCHES, codes_under
from vlechtwerk.domains.evaluation.queries.transcripts import words_in
from vlechtwerk.engines.coding.overlaps import Together, together
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


def fragments_of(evaluation: Evaluation, code: Code, asked: Asked = ALL) -> Fragments:
    """Return the fragments of a code and those under it, with the words that each selects."""
    codes = codes_under(evaluation, [code.id])[code.id] if asked.with_below else [code.id]
    codings = _asked(evaluation, codes, asked)
    first = list(codings.order_by("transcript__code", "start", "id").values_list("id", flat=True)[:MOST_SHOWN])
    shown = sorted(
        Coding.objects.filter(id__in=first).select_related("transcript__session", "code", "coder"),
        key=lambda one: first.index(one.id),
    )
    takes_part = _people_in({one.transcript_id for one in shown})
    passages = passages_at([(one.transcript_id, one.start, one.end) for one in shown])
    total, people, organisations = _heard(evaluation, codings, asked)
    fragments = [_fragment(one, passages.get(one.transcript_id, ()), takes_part) for one in shown]
    return Fragments(fragments, total, people, organisations)


def coded_stretches(evaluation: Evaluation, most: int = MOST_SHOWN) -> list[str]:
    """Return the stretches that were coded as addresses of evidence, in the order of their texts; so many at most."""
    codings = Coding.objects.filter(evaluation=evaluation, is_gone=False).order_by("transcript__code", "start", "end")
    places = codings.values_list("transcript__code", "start", "end").distinct()[:most]
    return [str(FragmentAddress(evaluation.code, *place)) for place in places]


def _heard(evaluation: Evaluation, codings: QuerySet[Coding], asked: Asked) -> tuple[int, int, int]:
    """Return how many codings there are, of how many people (who is named, else who takes part) and organisations."""
    counted = list(codings.order_by().values_list("transcript__session_id", "speaker_id").annotate(number=STRETCHES))
    places = {(session, speaker) for session, speaker, _count in counted}
    parts = SessionPart.objects.filter(evaluation=evaluation)
    if asked.level:
        parts = parts.filter(participant__level=asked.level)
    if asked.organisation:
        parts = parts.filter(participant__organisation__code=asked.organisation)
    told = parts.values_list("session_id", "participant_id", "participant__organisation_id")
    return sum(count for _session, _speaker, count in counted), *who_speaks(places, told)


def who_speaks(
    places: Collection[tuple[UUID, UUID | None]], parts: Iterable[tuple[UUID, UUID, UUID | None]]
) -> tuple[int, int]:
    """Return how many people and organisations speak at places: sessions, each with who is named there, if anyone.

    `parts` are who takes part: session, participant and organisation.
    """
    heard = {
        (who, organisation)
        for session, who, organisation in parts
        if (session, None) in places or (session, who) in places
    }
    return len({who for who, _of in heard}), len({organisation for _who, organisation in heard} - {None})


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


# Passages lie end to end: those of a stretch begin with the last that begins before it. `offset 0` keeps it one look in
# the index for each stretch, also right after a large file came in, when nothing is known yet of how many there are.
PASSAGES = """
    select distinct on (passage.transcript_id, passage.number) passage.*
    from unnest(%s::uuid[], %s::integer[], %s::integer[]) as asked (transcript_id, start, until)
    cross join lateral (
        select start from evaluation_passage
        where transcript_id = asked.transcript_id and start <= asked.start
        order by start desc limit 1
    ) first
    cross join lateral (
        select id, transcript_id, number, start, "end", text, sentences, first_sentence from evaluation_passage
        where transcript_id = asked.transcript_id and start >= first.start and start < asked.until
        offset 0
    ) passage
    order by passage.transcript_id, passage.number
"""


def passages_at(places: Sequence[tuple[UUID, int, int]]) -> Mapping[UUID, list[Passage]]:
    """Return the passages that stretches (text, start, end) touch, by text: one query, and no more words than that."""
    found: dict[UUID, list[Passage]] = {}
    columns = [list(column) for column in zip(*places, strict=True)]
    for passage in Passage.objects.raw(PASSAGES, columns) if places else ():
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


def codes_together(evaluation: Evaluation) -> Together:
    """Return each two codes that overlap somewhere, those with the most places first; codes by their identifier."""
    lengths = {str(text): length for text, length in evaluation.transcripts.order_by("id").values_list("id", "length")}
    codes = [str(one) for one in Code.objects.filter(evaluation=evaluation).order_by("id").values_list("id", flat=True)]
    return together(_columns(evaluation), Axis.of(lengths), codes, _speakers(evaluation))


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
