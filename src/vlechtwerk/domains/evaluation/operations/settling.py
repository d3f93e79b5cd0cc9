"""Settle where coders differ: what is settled is a layer of its own, beside those of the coders, which stay."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from vlechtwerk.domains.evaluation.models import Code, Coder, Coding, CodingStep, SettledPlace, Settling, Transcript
from vlechtwerk.domains.evaluation.operations.coding_steps import coded_now, settled_coder, take_step
from vlechtwerk.domains.evaluation.operations.fieldwork import note_fieldwork
from vlechtwerk.domains.evaluation.queries.agreement import places_to_settle, shared_at
from vlechtwerk.domains.evaluation.rules import coding as rules
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.engines.coding import selections
from vlechtwerk.engines.coding.selections import CodedTexts, Step
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.identifiers import new_identifier
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def begin_settling(
    transcript: Transcript, coders: Sequence[Coder], decided_by: str, *, by: Person, at: datetime
) -> Settling:
    """Begin a session to settle differences; what all these coders coded the same is settled at once."""
    wait_for_others("code_book", transcript.evaluation_id)
    refuse_if(rules.reasons_against_settling(transcript, coders, decided_by, by=by, at=at))
    settling = Settling.objects.create(
        project_id=transcript.project_id,
        evaluation_id=transcript.evaluation_id,
        transcript=transcript,
        coders=[coder.id for coder in coders],
        decided_by=decided_by.strip(),
        begun_by=by,
        begun_at=at,
    )
    _take_over(transcript, coders, by=by, at=at)
    note_fieldwork("begin_settling", transcript.evaluation, by=by, at=at)
    return settling


def _take_over(transcript: Transcript, coders: Sequence[Coder], *, by: Person, at: datetime) -> None:
    """Let the settled layer hold what all these coders gave the very same stretch."""
    layer = settled_coder(transcript.evaluation)
    given: dict[tuple[UUID, int, int], set[UUID]] = {}
    rows = Coding.objects.filter(transcript=transcript, is_gone=False)
    for coder, code, start, end in rows.values_list("coder_id", "code_id", "start", "end"):
        given.setdefault((code, start, end), set()).add(coder)
    everyone = {coder.id for coder in coders}
    same = [place for place, by_whom in given.items() if everyone <= by_whom and layer.id not in by_whom]
    step = Step(codings=tuple((None, _settled(transcript, layer, *place)) for place in same))
    if same:
        coded = coded_now(transcript.evaluation, Q(transcript=transcript, coder=layer))
        take_step(layer, "settle_what_is_same", coded, step, by=by, at=at)


def _settled(transcript: Transcript, layer: Coder, code: UUID, start: int, end: int) -> selections.Coding:
    return selections.Coding(str(new_identifier()), str(transcript.id), str(layer.id), str(code), start, end)


@transaction.atomic
def settle_place(
    settling: Settling,
    start: int,
    end: int,
    codes: Sequence[UUID],
    *,
    by: Person,
    at: datetime,
    reason: str = "",
) -> SettledPlace:
    """Settle which codes a sentence has on which they differ: beside what all gave, these alone; none too."""
    transcript = settling.transcript
    wait_for_others("code_book", transcript.evaluation_id)
    wanted = list(dict.fromkeys(codes))
    known = Code.objects.filter(evaluation_id=transcript.evaluation_id, id__in=wanted, is_gone=False).count()
    differing = [(place.start, place.end) for place in places_to_settle(settling)]
    unknown = len(wanted) - known
    refuse_if(rules.reasons_against_settling_place(settling, (start, end), differing, unknown, reason, by=by, at=at))
    layer = settled_coder(transcript.evaluation)
    coded = coded_now(transcript.evaluation, Q(transcript=transcript, coder=layer))
    shared = shared_at(settling, start, end)
    _write(transcript, layer, coded, (start, end, wanted), shared, by=by, at=at)
    place = SettledPlace.objects.create(
        project_id=settling.project_id,
        evaluation_id=settling.evaluation_id,
        settling=settling,
        start=start,
        end=end,
        codes=wanted,
        reason=reason.strip(),
        settled_by=by,
        settled_at=at,
    )
    note_fieldwork("settle_place", transcript.evaluation, by=by, at=at)
    return place


def _write(
    transcript: Transcript,
    layer: Coder,
    coded: CodedTexts,
    wanted: tuple[int, int, Sequence[UUID]],
    shared: Sequence[UUID],
    *,
    by: Person,
    at: datetime,
) -> CodingStep | None:
    """Let the layer hold what is wanted at a stretch; what all coders gave (`shared`) is no matter of settling."""
    start, end, codes = wanted
    held = {one.code for one in coded.codings.values() if one.start < end and start < one.end}
    stays = held & {str(code) for code in shared}
    pairs: list[tuple[selections.Coding | None, selections.Coding | None]] = []
    for code in held - stays:
        taken = selections.uncode(
            coded,
            text=str(transcript.id),
            coder=str(layer.id),
            code=code,
            start=start,
            end=end,
            new=lambda: str(new_identifier()),
        )
        pairs += taken.codings
    added = [code for code in dict.fromkeys((*shared, *codes)) if str(code) not in stays]
    pairs += [(None, _settled(transcript, layer, code, start, end)) for code in added]
    if not pairs:
        return None
    return take_step(layer, "settle_codes", coded, Step(codings=tuple(pairs)), by=by, at=at)
