"""Coding of texts: the code book, codings of one's own, what is found by code, and where coders differ."""

from fractions import Fraction
from uuid import UUID

from ninja import Path, Query, Router, Status

from vlechtwerk.domains.evaluation.evidence import FragmentAddress
from vlechtwerk.domains.evaluation.models import Code, Coder, Coding, Evaluation, Memo, Settling, Transcript
from vlechtwerk.domains.evaluation.operations import codebook, coding, coding_steps, settling
from vlechtwerk.domains.evaluation.queries import agreement as agreements
from vlechtwerk.domains.evaluation.queries.codebook import code_book
from vlechtwerk.domains.evaluation.queries.fragments import Asked, Fragment, codes_together, fragments_of
from vlechtwerk.domains.evaluation.queries.ready_codes import ready_list
from vlechtwerk.domains.evaluation.queries.transcripts import coders_of, text_as_it_stands
from vlechtwerk.domains.evaluation.rules.coding import notes_beside, nothing_to_compare
from vlechtwerk.domains.evaluation.words.coders import name_of_coder
from vlechtwerk.engines.statistics.agreement import Agreement
from vlechtwerk.foundation.refusal import Refused
from vlechtwerk.interfaces.api import coding_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom
from vlechtwerk.interfaces.api.fieldwork import OF_ONE, TEXTS, for_evaluators, text_out
from vlechtwerk.interfaces.api.fieldwork_schemas import TextOut
from vlechtwerk.interfaces.api.problems import PROBLEMS, absent, find

router = Router(tags=["fieldwork"])
CODES = f"{OF_ONE}/codes"
CODE = f"{CODES}/{{code}}"
TEXT = f"{TEXTS}/{{text}}"
BOOK = {200: list[schemas.BookCodeOut], **PROBLEMS}
DONE = {200: TextOut, **PROBLEMS}


def _code(of: Evaluation, identifier: UUID) -> Code:
    return find(Code.objects.filter(evaluation=of, is_gone=False).select_related("evaluation"), id=identifier)


def _text(of: Evaluation, code: str) -> Transcript:
    return find(of.transcripts.select_related("evaluation", "session"), code=code)


def _text_now(of: Evaluation, code: str) -> TextOut:
    found = text_as_it_stands(of, code)
    if found is None:
        raise absent()
    return text_out(found)


def _book(of: Evaluation) -> list[schemas.BookCodeOut]:
    return [
        schemas.BookCodeOut(
            id=one.code.id,
            name=one.code.name,
            parent=one.code.parent_id,
            path=one.path,
            description=one.code.description,
            colour=one.colour,
            fragments=one.fragments,
            with_below=one.with_below,
            memos=[memo.text for memo in one.memos],
        )
        for one in code_book(of)
    ]


@router.get(CODES, response=BOOK, by_alias=True)
def codes(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.BookCodeOut]:
    """List the code book: each code before those under it."""
    return _book(for_evaluators(request, evaluation))


@router.post(CODES, response={201: list[schemas.BookCodeOut], **PROBLEMS}, by_alias=True)
def add_code(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.BookCodeIn
) -> Status[list[schemas.BookCodeOut]]:
    """Add a code, at the top or under another one."""
    of = for_evaluators(request, evaluation)
    parent = _code(of, told.parent) if told.parent else None
    codebook.add_code(
        of, told.name, parent=parent, description=told.description, colour=told.colour, **by_whom(request)
    )
    return Status(201, _book(of))


@router.post(f"{CODES}/_ready", response={201: list[schemas.BookCodeOut], **PROBLEMS}, by_alias=True)
def add_ready_codes(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.ReadyCodesIn
) -> Status[list[schemas.BookCodeOut]]:
    """Add the ready list: conditions for collaborative governance."""
    of = for_evaluators(request, evaluation)
    codebook.add_ready_codes(of, ready_list().codes, told.language, **by_whom(request))
    return Status(201, _book(of))


@router.post(f"{CODE}/name", response=BOOK, by_alias=True)
def rename_code(
    request: ApiRequest, project: Path[str], evaluation: str, code: UUID, told: schemas.CodeNameIn
) -> list[schemas.BookCodeOut]:
    """Give a code another name."""
    of = for_evaluators(request, evaluation)
    codebook.rename_code(_code(of, code), told.name, **by_whom(request))
    return _book(of)


@router.post(f"{CODE}/place", response=BOOK, by_alias=True)
def move_code(
    request: ApiRequest, project: Path[str], evaluation: str, code: UUID, told: schemas.CodePlaceIn
) -> list[schemas.BookCodeOut]:
    """Put a code under another one, or at the top."""
    of = for_evaluators(request, evaluation)
    codebook.move_code(_code(of, code), _code(of, told.parent) if told.parent else None, **by_whom(request))
    return _book(of)


@router.post(f"{CODE}/description", response=BOOK, by_alias=True)
def describe_code(
    request: ApiRequest, project: Path[str], evaluation: str, code: UUID, told: schemas.CodeDescriptionIn
) -> list[schemas.BookCodeOut]:
    """Say when a code is given, and in which colour it is shown."""
    of = for_evaluators(request, evaluation)
    codebook.describe_code(_code(of, code), told.description, told.colour, **by_whom(request))
    return _book(of)


@router.post(f"{CODE}/merging", response=BOOK, by_alias=True)
def merge_codes(
    request: ApiRequest, project: Path[str], evaluation: str, code: UUID, told: schemas.CodeMergingIn
) -> list[schemas.BookCodeOut]:
    """Let a code go up in another one."""
    of = for_evaluators(request, evaluation)
    codebook.merge_codes(_code(of, code), _code(of, told.into), **by_whom(request))
    return _book(of)


@router.post(f"{CODE}/deletion", response=BOOK, by_alias=True)
def delete_code(request: ApiRequest, project: Path[str], evaluation: str, code: UUID) -> list[schemas.BookCodeOut]:
    """Delete a code and all under it, with their codings; it can be undone."""
    of = for_evaluators(request, evaluation)
    codebook.delete_code(_code(of, code), **by_whom(request))
    return _book(of)


@router.get(f"{CODE}/fragments", response={200: schemas.FragmentsOut, **PROBLEMS}, by_alias=True)
def fragments(
    request: ApiRequest, project: Path[str], evaluation: str, code: UUID, query: Query[schemas.FragmentsQuery]
) -> schemas.FragmentsOut:
    """List the fragments of a code and those under it, by level, organisation or coder."""
    of = for_evaluators(request, evaluation)
    found = fragments_of(of, _code(of, code), Asked(query.level, query.organisation, query.coder))
    return schemas.FragmentsOut(
        total=found.total,
        people=found.people,
        organisations=found.organisations,
        fragments=[_fragment(of, one) for one in found.fragments],
    )


def _fragment(of: Evaluation, one: Fragment) -> schemas.FragmentOut:
    given = one.coding
    return schemas.FragmentOut(
        text=given.transcript.code,
        session=given.transcript.session.code,
        sentence=one.sentence,
        start=given.start,
        end=given.end,
        code=given.code.name,
        coder=name_of_coder(given.coder),
        words=one.words,
        people=[who.code for who in one.people],
        address=str(FragmentAddress(of.code, given.transcript.code, given.start, given.end)),
    )


@router.get(f"{OF_ONE}/codes-together", response={200: list[schemas.CodesTogetherOut], **PROBLEMS}, by_alias=True)
def codes_that_go_together(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.CodesTogetherOut]:
    """List each two codes that overlap somewhere, those with the most places first."""
    of = for_evaluators(request, evaluation)
    paths = {str(one.code.id): one.path for one in code_book(of)}
    return [
        schemas.CodesTogetherOut(
            first=paths[one.first], second=paths[one.second], places=one.places, texts=one.texts, people=one.people
        )
        for one in codes_together(of).pairs()
    ]


@router.post(f"{TEXT}/codings", response=DONE, by_alias=True)
def code_stretch(
    request: ApiRequest, project: Path[str], evaluation: str, text: str, told: schemas.StretchIn
) -> TextOut:
    """Give a stretch of a text a code, as your own coding."""
    of = for_evaluators(request, evaluation)
    coding.code_stretch(_text(of, text), _code(of, told.code), told.start, told.end, **by_whom(request))
    return _text_now(of, text)


@router.post(f"{TEXT}/uncoding", response=DONE, by_alias=True)
def uncode_stretch(
    request: ApiRequest, project: Path[str], evaluation: str, text: str, told: schemas.StretchIn
) -> TextOut:
    """Take a code of yours from a stretch of a text."""
    of = for_evaluators(request, evaluation)
    coding.uncode_stretch(_text(of, text), _code(of, told.code), told.start, told.end, **by_whom(request))
    return _text_now(of, text)


@router.post(f"{TEXT}/codings/_merge", response=DONE, by_alias=True)
def merge_codings(
    request: ApiRequest, project: Path[str], evaluation: str, text: str, told: schemas.MergedCodingsIn
) -> TextOut:
    """Make codings of yours of one code that touch or overlap into one."""
    of = for_evaluators(request, evaluation)
    coding.merge_codings(_text(of, text), told.codings, **by_whom(request))
    return _text_now(of, text)


@router.post(f"{TEXT}/codings/{{coding_id}}/splitting", response=DONE, by_alias=True)
def split_coding(
    request: ApiRequest, project: Path[str], evaluation: str, text: str, coding_id: UUID, told: schemas.CodeSplitIn
) -> TextOut:
    """Part a coding of yours."""
    of = for_evaluators(request, evaluation)
    held = Coding.objects.filter(transcript=_text(of, text), is_gone=False)
    coding.split_coding(find(held.select_related("transcript__evaluation"), id=coding_id), told.at, **by_whom(request))
    return _text_now(of, text)


@router.post(f"{OF_ONE}/memos", response={204: None, **PROBLEMS})
def write_memo(request: ApiRequest, project: Path[str], evaluation: str, told: schemas.MemoIn) -> Status[None]:
    """Write your memo about a code, a coding, a text or a session; an empty one takes it away."""
    of = for_evaluators(request, evaluation)
    coding.write_memo(of, _about(of, told), told.text, **by_whom(request))
    return Status(204, None)


def _about(of: Evaluation, told: schemas.MemoIn) -> coding.About:
    if told.about == Memo.About.TRANSCRIPT:
        return _text(of, told.of)
    if told.about == Memo.About.SESSION:
        return find(of.fieldwork_sessions.all(), code=told.of)
    try:
        identifier = UUID(told.of)
    except ValueError:
        raise absent() from None
    if told.about == Memo.About.CODE:
        return _code(of, identifier)
    return find(Coding.objects.filter(evaluation=of, is_gone=False).select_related("transcript"), id=identifier)


@router.post(f"{OF_ONE}/coding-undo", response={200: schemas.UndoneOut, **PROBLEMS}, by_alias=True)
def undo_coding(request: ApiRequest, project: Path[str], evaluation: str) -> schemas.UndoneOut:
    """Undo your last act on codes or codings."""
    of = for_evaluators(request, evaluation)
    return schemas.UndoneOut.model_validate(coding_steps.undo(of, **by_whom(request)))


def _coder(one: Coder) -> schemas.CoderOut:
    return schemas.CoderOut(id=one.id, kind=one.kind, name=name_of_coder(one))


@router.get(f"{OF_ONE}/coders", response={200: list[schemas.CoderOut], **PROBLEMS}, by_alias=True)
def coders(request: ApiRequest, project: Path[str], evaluation: str) -> list[schemas.CoderOut]:
    """List whose codings there are: of evaluators, of people from files, and what was settled."""
    return [_coder(one) for one in coders_of(for_evaluators(request, evaluation))]


@router.get(f"{OF_ONE}/agreement", response={200: schemas.CoderAgreementOut, **PROBLEMS}, by_alias=True)
def coder_agreement(
    request: ApiRequest, project: Path[str], evaluation: str, query: Query[schemas.AgreementQuery]
) -> schemas.CoderAgreementOut:
    """Say how far coders agree, sentence by sentence, with the counts that it is computed from."""
    of = for_evaluators(request, evaluation)
    who = [find(of.coders.all(), id=one) for one in dict.fromkeys(query.coder)]
    texts = [_text(of, one) for one in dict.fromkeys(query.text)] or agreements.texts_coded_by_all(of, who)
    compared = agreements.compare_coders(of, who, texts)
    if compared is None:
        raise Refused([nothing_to_compare()])
    names = {str(one.code.id): one.path for one in code_book(of)}
    report = compared.report
    return schemas.CoderAgreementOut(
        kappa_of=report.kind.value,
        coders=[_coder(one) for one in compared.coders],
        texts=[one.code for one in compared.texts],
        sentences=report.units,
        left_out=report.left_out,
        overall=_agreement(report.overall, names),
        per_code=[_agreement(one, names) for one in report.per_code],
        differences=len(compared.differences),
    )


def _agreement(one: Agreement, names: dict[str, str]) -> schemas.CodeAgreementOut:
    def said(figure: Fraction | None) -> str | None:
        return None if figure is None else str(figure)

    return schemas.CodeAgreementOut(
        code=None if one.code is None else names.get(one.code, one.code),
        observed=said(one.observed),
        expected=said(one.expected),
        kappa=said(one.kappa),
        alpha=said(one.alpha),
        positive=said(one.positive),
        sentences=one.table.total,
        marked_by=list(one.table.by_number),
        notes=[note.value for note in notes_beside(one)],
    )


def _settling_out(found: Settling) -> schemas.SettlingOut:
    return schemas.SettlingOut(
        id=found.id,
        text=found.transcript.code,
        decided_by=found.decided_by,
        begun_by=found.begun_by.name,
        begun_at=found.begun_at,
        places=[
            schemas.PlaceToSettleOut(
                sentence=place.number,
                start=place.start,
                end=place.end,
                words=place.words,
                given=[schemas.GivenOut(coder=who.name, codes=list(given)) for who, given in place.given],
                settled=None if place.settled is None else place.settled.codes,
                reason=place.settled.reason if place.settled else "",
            )
            for place in agreements.places_to_settle(found)
        ],
    )


def _settling(of: Evaluation, identifier: UUID) -> Settling:
    found = agreements.settling_of(of, identifier)
    if found is None:
        raise absent()
    return found


@router.post(f"{OF_ONE}/settlings", response={201: schemas.SettlingOut, **PROBLEMS}, by_alias=True)
def begin_settling(
    request: ApiRequest, project: Path[str], evaluation: str, told: schemas.SettlingIn
) -> Status[schemas.SettlingOut]:
    """Begin a session to settle where coders of a text differ."""
    of = for_evaluators(request, evaluation)
    who = [find(of.coders.all(), id=one) for one in told.coders]
    begun = settling.begin_settling(_text(of, told.text), who, told.decided_by, **by_whom(request))
    return Status(201, _settling_out(begun))


@router.get(f"{OF_ONE}/settlings/{{settling_id}}", response={200: schemas.SettlingOut, **PROBLEMS}, by_alias=True)
def one_settling(request: ApiRequest, project: Path[str], evaluation: str, settling_id: UUID) -> schemas.SettlingOut:
    """Show a session to settle differences: each sentence, what each coder gave it, and what was settled."""
    return _settling_out(_settling(for_evaluators(request, evaluation), settling_id))


@router.post(
    f"{OF_ONE}/settlings/{{settling_id}}/places", response={200: schemas.SettlingOut, **PROBLEMS}, by_alias=True
)
def settle_place(
    request: ApiRequest, project: Path[str], evaluation: str, settling_id: UUID, told: schemas.SettledPlaceIn
) -> schemas.SettlingOut:
    """Settle which codes a sentence has."""
    found = _settling(for_evaluators(request, evaluation), settling_id)
    settling.settle_place(found, told.start, told.end, told.codes, reason=told.reason, **by_whom(request))
    return _settling_out(found)
