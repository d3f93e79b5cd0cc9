"""Take in coding that was done in another program: its codes, its texts, and what was coded in them by whom."""

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, count
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext

from vlechtwerk.domains.evaluation.evidence import FRAGMENTS_OF_A_CODE
from vlechtwerk.domains.evaluation.models import Code, Coder, Coding, Evaluation, FieldworkSession, Memo, Transcript
from vlechtwerk.domains.evaluation.operations.coding_steps import Speaking, own_coder, speaker_at, speakers_in
from vlechtwerk.domains.evaluation.operations.fieldwork import give_first_key, note_fieldwork, session_of
from vlechtwerk.domains.evaluation.operations.findings import reopen_resting_on
from vlechtwerk.domains.evaluation.operations.transcripts import checksum_of_words, keep_passages, text_of
from vlechtwerk.domains.evaluation.queries.coding_losses import (
    codes_here,
    is_unknown,
    memos_here,
    name_of,
    what_has_no_place,
    what_of_a_book_has_no_place,
)
from vlechtwerk.domains.evaluation.queries.texts_left import texts_left
from vlechtwerk.domains.evaluation.rules.coding_files import CodingPlan, reasons_against_taking_in_coding
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.fieldwork import SessionTold, TextTold, reasons_against_text
from vlechtwerk.domains.evaluation.rules.words_removed import reasons_against_bringing_back
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.coding import project as shape
from vlechtwerk.engines.coding import selections
from vlechtwerk.engines.coding.archive import Progress
from vlechtwerk.engines.coding.mistakes import Losses, NotKept, Place
from vlechtwerk.engines.coding.project import CodingProject, memo_of
from vlechtwerk.foundation.database.fields import LONGEST_TEXT, longest
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.identifiers import new_identifier
from vlechtwerk.foundation.refusal import refuse_if

BATCH = 2000
# Texts that go to the database at once.
TEXTS = 20


@dataclass(slots=True)
class Made:
    """What a file brought that was not here, by identifier."""

    codes: list[UUID] = field(default_factory=list)
    texts: list[UUID] = field(default_factory=list)
    codings: list[UUID] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TakenCoding:
    """What came of a file: how many codes, texts and codings are new, and what had no place here."""

    codes: int
    texts: int
    codings: int
    not_kept: tuple[NotKept, ...]
    # What is new, by identifier, so that it can be undone.
    made: Made = field(default_factory=Made)


@dataclass(slots=True)
class _Taking:
    evaluation: Evaluation
    project: CodingProject
    by: Person
    at: datetime
    own: Coder
    losses: Losses = field(default_factory=Losses)
    codes: dict[str, UUID] = field(default_factory=dict)
    coders: dict[str, Coder] = field(default_factory=dict)
    # Whose layers are here already, by the identifier that a file which came from here gives them.
    layers: Mapping[str, UUID] = field(default_factory=dict)
    # What memos that are here say already.
    memos: Collection[str] = ()
    made: Made = field(default_factory=Made)

    def outcome(self) -> TakenCoding:
        """Return what came of it."""
        made = self.made
        return TakenCoding(len(made.codes), len(made.texts), len(made.codings), self.losses.all(), made)


@transaction.atomic
def take_in_coding(
    evaluation: Evaluation,
    project: CodingProject,
    plan: CodingPlan,
    *,
    by: Person,
    at: datetime,
    progress: Progress | None = None,
) -> TakenCoding:
    """Take in a project: a code or text that is here already is that one; every other text gets a session of its own.

    What others coded in it stays theirs, as coders from a file; one's own codings become one's own here.
    `progress` is called with how many texts are done, and how many there are.
    """
    wait_for_others("fieldwork", evaluation.id)
    wait_for_others("code_book", evaluation.id)
    refuse_if(reasons_against_taking_in_coding(evaluation, plan, by=by, at=at))
    held = _texts_here(evaluation, project.sources)
    refuse_if(reasons_against_bringing_back(evaluation, _brought(project, held)))
    taking = _Taking(evaluation, project, by, at, own_coder(evaluation, by))
    taking.layers = {str(one): one for one in evaluation.coders.values_list("id", flat=True)}
    taking.losses, taking.memos = what_has_no_place(evaluation, project), memos_here(evaluation)
    _take_codes(taking, project.codes)
    for begin in range(0, len(project.sources), TEXTS):
        batch = [(one, checksum_of_words(one.text)) for one in project.sources[begin : begin + TEXTS]]
        new = _take_texts(taking, [(one, checksum) for one, checksum in batch if checksum not in held], plan)
        held |= new
        _take_codings(taking, [(one, held[checksum]) for one, checksum in batch if checksum in held], set(new))
        if progress is not None:
            progress(begin + len(batch), len(project.sources))
    note_fieldwork("take_in_coding", evaluation, by=by, at=at)
    reopen_resting_on(evaluation, [FRAGMENTS_OF_A_CODE], by=by, at=at)
    return taking.outcome()


def _texts_here(evaluation: Evaluation, sources: Sequence[shape.Source]) -> dict[str, Transcript]:
    """Return the texts that are here, by the checksum that each has in the file, also of what is left of one."""
    held = {text.checksum: text for text in evaluation.transcripts.exclude(checksum="")}
    left = texts_left(evaluation, (one for one in sources if checksum_of_words(one.text) not in held))
    return held | {checksum_of_words(one.text): left[one.guid] for one in sources if one.guid in left}


def _brought(project: CodingProject, held: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield the texts, codes and memos of a file, each with a name: not texts that are here, nor what is no text."""
    for one in project.sources:
        if checksum_of_words(one.text) not in held and not reasons_against_text(one.text):
            yield one.name, one.text
    yield from _words_of_codes(project.codes)
    yield gettext("memos"), "\n".join(f"{one.text}\n{one.description}" for one in project.notes).replace("\0", "")


def _words_of_codes(codes: Iterable[shape.Code]) -> Iterator[tuple[str, str]]:
    yield gettext("codes"), "\n".join(f"{one.name}\n{one.description}" for one in codes)


@transaction.atomic
def take_in_code_book(evaluation: Evaluation, book: shape.CodeBook, *, by: Person, at: datetime) -> TakenCoding:
    """Take in the codes of a file: one with the same name at the same place is here already."""
    wait_for_others("code_book", evaluation.id)
    refuse_if(reasons_against_evaluating(evaluation, by=by, at=at))
    refuse_if(reasons_against_bringing_back(evaluation, _words_of_codes(book.codes)))
    taking = _Taking(evaluation, CodingProject(""), by, at, own_coder(evaluation, by))
    taking.losses = what_of_a_book_has_no_place(evaluation, book)
    _take_codes(taking, book.codes)
    note_fieldwork("take_in_code_book", evaluation, by=by, at=at)
    return taking.outcome()


def _take_codes(taking: _Taking, codes: Iterable[shape.Code]) -> None:
    """Find each code by its identifier, or by its name at its place; add those that are not here."""
    last = Code.objects.filter(evaluation=taking.evaluation).aggregate(last=Max("order"))["last"] or 0
    for one, found in codes_here(taking.evaluation, list(codes)):
        if found != one.guid:
            taking.codes[one.guid] = found if isinstance(found, UUID) else taking.codes[found]
            continue
        last += 1
        made = Code.objects.create(
            project_id=taking.evaluation.project_id,
            evaluation=taking.evaluation,
            parent_id=taking.codes.get(one.parent),
            name=name_of(one),
            description=one.description.strip()[:LONGEST_TEXT],
            colour=_whole_colour(one.colour),
            order=last,
        )
        taking.codes[one.guid] = made.id
        taking.made.codes.append(made.id)
        _write_memo(taking, Memo.About.CODE, made.id, None, taking.own, one.notes)


def _whole_colour(colour: str) -> str:
    """Return a colour as six digits: #abc is #aabbcc."""
    return "#" + "".join(sign * 2 for sign in colour[1:]) if len(colour) == 4 else colour


def _take_texts(
    taking: _Taking, sources: Sequence[tuple[shape.Source, str]], plan: CodingPlan
) -> dict[str, Transcript]:
    """Take in texts that are not here, each with a session of its own; return them by their checksum."""
    evaluation, by, at = taking.evaluation, taking.by, taking.at
    new: dict[str, tuple[shape.Source, Transcript]] = {}
    used = _used_codes(evaluation)
    for source, checksum in sources:
        if reasons_against_text(source.text):
            taking.losses.add("empty_text", Place(element="TextSource", guid=source.guid))
        elif checksum not in new:
            code = _free_code(used, source.name)
            session = session_of(evaluation, code, SessionTold(plan.kind, measurement=plan.measurement), by=by, at=at)
            told = TextTold(code, plan.text_kind, source.text, source.name)
            new[checksum] = source, text_of(session, told, by=by, at=at)
    if not new:
        return {}
    give_first_key(evaluation, by=by, at=at)
    kept = [text for _source, text in new.values()]
    FieldworkSession.objects.bulk_create([text.session for text in kept])
    Transcript.objects.bulk_create(kept)
    keep_passages(kept, [source.text for source, _text in new.values()], {})
    for source, text in new.values():
        _write_memo(taking, Memo.About.TRANSCRIPT, text.id, text, taking.own, source.notes)
    taking.made.texts += [text.id for text in kept]
    return {checksum: text for checksum, (_source, text) in new.items()}


def _used_codes(evaluation: Evaluation) -> set[str]:
    used = set(evaluation.fieldwork_sessions.values_list("code", flat=True))
    return used | set(evaluation.transcripts.values_list("code", flat=True))


def _free_code(used: set[str], name: str) -> str:
    """Return a code for a text that nothing here has: its name as far as that can be one, or a number."""
    stem = re.sub(r"[^-a-zA-Z0-9_]+", "-", name.rsplit(".", 1)[0]).strip("-")[:14] or "T"
    code = next(one for one in chain((stem,), (f"{stem}-{at}" for at in count(2))) if one not in used)
    used.add(code)
    return code


def _take_codings(taking: _Taking, sources: Sequence[tuple[shape.Source, Transcript]], new: Container[str]) -> None:
    """Take in the codings of texts, those of the whole of one included; a text that is `new` has none yet."""
    rows: list[tuple[Coding, tuple[str, ...]]] = []
    for source, text in sources:
        if text.checksum not in new:
            _tell_memo(taking, Place(element="TextSource", guid=source.guid), source.notes)
        rows += _codings_of(taking, source, text, _Here() if text.checksum in new else _here(text))
    _keep_codings(taking.evaluation, [one for one, _notes in rows])
    for coding, notes in rows:
        _write_memo(taking, Memo.About.CODING, coding.id, coding.transcript, coding.coder, notes)
    taking.made.codings += [one.id for one, _notes in rows]


# The columns of codings go as arrays, written out: a large project has fifty thousand of them.
INSERT = """
    insert into evaluation_coding (
        id, project_id, evaluation_id, transcript_id, coder_id, code_id, start, "end", speaker_id, coded_at, is_gone
    )
    select id, %s, %s, transcript_id, coder_id, code_id, start, until, speaker_id, coded_at, false
    from unnest(
        %s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[], %s::integer[], %s::integer[], %s::uuid[], %s::timestamptz[]
    ) as codings (id, transcript_id, coder_id, code_id, start, until, speaker_id, coded_at)
"""


def _keep_codings(evaluation: Evaluation, codings: Sequence[Coding]) -> None:
    rows = [
        (
            str(one.id), str(one.transcript_id), str(one.coder_id), str(one.code_id), str(one.start), str(one.end),
            str(one.speaker_id) if one.speaker_id else "null", f'"{one.coded_at.isoformat()}"',
        )
        for one in codings
    ]  # fmt: skip
    with connection.cursor() as cursor:
        for begin in range(0, len(rows), BATCH):
            columns = [f"{{{','.join(column)}}}" for column in zip(*rows[begin : begin + BATCH], strict=True)]
            cursor.execute(INSERT, [evaluation.project_id, evaluation.id, *columns])


@dataclass(frozen=True, slots=True)
class _Here:
    """What a text has already: codings (coder, code, start, end), stretches that were removed, and who speaks where."""

    held: set[tuple[UUID, UUID, int, int]] = field(default_factory=set)
    removed: Sequence[tuple[int, int]] = ()
    speaking: Speaking = field(default_factory=dict)


def _here(text: Transcript) -> _Here:
    rows = Coding.objects.filter(transcript=text, is_gone=False)
    return _Here(
        set(rows.values_list("coder_id", "code_id", "start", "end")),
        list(text.passages.filter(is_removed=True).values_list("start", "end")),
        speakers_in({str(text.id)}),
    )


def _codings_of(
    taking: _Taking, source: shape.Source, text: Transcript, here: _Here
) -> Iterator[tuple[Coding, tuple[str, ...]]]:
    given = [(one, 0, text.length) for one in source.codings]
    given += [(one, part.start, part.end) for part in source.selections for one in part.codings]
    for one, start, end in given:
        code, theirs = taking.codes[one.code], taking.layers.get(one.coder)
        if any(start < until and at < end for at, until in here.removed):
            taking.losses.add("removed", Place())
            continue
        coder = None if theirs is not None and (theirs, code, start, end) in here.held else _coder(taking, one.coder)
        if coder is None or (coder.id, code, start, end) in here.held:
            taking.losses.add("already_coded", Place())
            _tell_memo(taking, Place(element="Coding", guid=one.guid), one.notes)
            continue
        here.held.add((coder.id, code, start, end))
        place = selections.Coding("", str(text.id), "", "", start, end)
        coding = Coding(
            id=new_identifier(),
            project_id=taking.evaluation.project_id,
            evaluation=taking.evaluation,
            transcript=text,
            coder=coder,
            code_id=code,
            start=start,
            end=end,
            speaker_id=speaker_at(here.speaking, place),
            coded_at=_moment(one.at, taking.at),
        )
        yield coding, one.notes


def _moment(told: datetime | None, at: datetime) -> datetime:
    """Return when something was coded; a moment without a time zone is not known well enough."""
    return told if told is not None and told.tzinfo is not None else at


def _coder(taking: _Taking, guid: str) -> Coder:
    """Return whose coding it is: one's own layer, or that of someone from a file; never that of a colleague here."""
    if guid == str(taking.own.id):
        return taking.own
    if guid not in taking.coders:
        name = next((one.name or one.initials for one in taking.project.coders if one.guid == guid), "") or "?"
        taking.coders[guid], _made = Coder.objects.get_or_create(
            project_id=taking.evaluation.project_id,
            evaluation=taking.evaluation,
            kind=Coder.Kind.IMPORTED,
            name=name[: longest(Coder, "name")],
        )
    return taking.coders[guid]


def _tell_memo(taking: _Taking, place: Place, notes: tuple[str, ...]) -> None:
    """Tell of a memo that says something new about what is here already."""
    taking.losses.add("known_memo", place, int(is_unknown(memo_of(taking.project, notes), taking.memos)))


def _write_memo(
    taking: _Taking, about: str, about_id: UUID, text: Transcript | None, coder: Coder, notes: tuple[str, ...]
) -> None:
    words = memo_of(taking.project, notes).replace("\0", "").strip()[:LONGEST_TEXT]
    if words:
        Memo.objects.create(
            project_id=taking.evaluation.project_id,
            evaluation=taking.evaluation,
            about=about,
            about_id=about_id,
            transcript=text,
            text=words,
            written_by=coder,
            written_at=taking.at,
        )
