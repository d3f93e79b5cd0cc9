"""Versions of the outcome map: drafted, changed, taken in from a file, adopted, and laid side by side."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from pathlib import Path as FilePath
from typing import Any, TypeVar

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Path, Query, Router, Status
from ninja.files import UploadedFile

from vlechtwerk.domains.partnership.models import Body
from vlechtwerk.domains.programme.models import MapDraft, MapVersion
from vlechtwerk.domains.programme.operations import map_drafts as drafting
from vlechtwerk.domains.programme.queries.map_drafts import (
    Side,
    find_draft,
    laid_side_by_side,
    map_drafts,
    side_of,
    written_draft,
    written_version,
)
from vlechtwerk.domains.programme.rules.maps import reasons_against_drafting, reasons_beyond
from vlechtwerk.domains.programme.words.map import reason_of
from vlechtwerk.engines.documents.outcome_map.comparison import Change
from vlechtwerk.engines.documents.outcome_map.intake import take_in
from vlechtwerk.engines.documents.outcome_map.json_form import as_json
from vlechtwerk.engines.documents.outcome_map.workbook_form import as_workbook
from vlechtwerk.engines.documents.outcome_map.written import WrittenLink, WrittenMap, WrittenNode
from vlechtwerk.foundation.refusal import Refused, refuse_if
from vlechtwerk.interfaces.api import map_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.acting import by_whom
from vlechtwerk.interfaces.api.partnership import decision_out
from vlechtwerk.interfaces.api.partnership_schemas import DecisionOut
from vlechtwerk.interfaces.api.problems import PROBLEMS, Wrong, absent, find, find_if_named
from vlechtwerk.interfaces.api.schemas import DateOut

router = Router(tags=["programme"])
DRAFT = "/map-drafts/{code}"
JSON, XLSX = "application/json", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS_OF_FILE = {JSON: {"schema": {"type": "object"}}, XLSX: {"schema": {"type": "string", "format": "binary"}}}
Changed = Status[schemas.DraftDetailOut]
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])
AS_FILE = {"responses": {200: {"description": "The file.", "content": KINDS_OF_FILE}}}


def _draft(code: str) -> MapDraft:
    found = find_draft(code)
    if found is None:
        raise absent()
    return found


def _node(node: WrittenNode) -> schemas.WrittenNodeOut:
    return schemas.WrittenNodeOut.model_validate(node)


def _link(link: WrittenLink) -> schemas.WrittenLinkOut:
    return schemas.WrittenLinkOut(
        from_node=link.start,
        to_node=link.end,
        kind=link.kind,
        explanation=link.explanation,
        assumption=link.assumption,
        inferred=link.inferred,
        checksum=link.checksum,
    )


def _out(draft: MapDraft, written: WrittenMap) -> schemas.MapDraftOut:
    return schemas.MapDraftOut(
        code=draft.code,
        name=draft.name,
        note=draft.note,
        state=draft.state,
        former=draft.former.code if draft.former else None,
        body=draft.body.code if draft.body else None,
        decision=str(draft.decision_id) if draft.decision_id else None,
        adopted_as=draft.version.code if draft.version else None,
        changed_at=draft.changed_at,
        changed_by=draft.changed_by.name,
        nodes=len(written.nodes),
        links=len(written.links),
    )


def _detail(code: str) -> schemas.DraftDetailOut:
    draft = _draft(code)
    written = written_draft(draft)
    return schemas.DraftDetailOut(
        draft=_out(draft, written),
        nodes=[_node(node) for node in written.nodes],
        links=[_link(link) for link in written.links],
    )


@router.get("/map-versions/{code}/file/{form}", openapi_extra=AS_FILE, response={**PROBLEMS})
def version_as_file(request: ApiRequest, project: Path[str], code: str, form: str) -> HttpResponse:
    """Give a version as a file (json or xlsx) that can be taken in again."""
    return _file(written_version(find(MapVersion.objects.all(), code=code)), form)


@router.get(f"{DRAFT}/file/{{form}}", openapi_extra=AS_FILE, response={**PROBLEMS})
def draft_as_file(request: ApiRequest, project: Path[str], code: str, form: str) -> HttpResponse:
    """Give a draft as a file (json or xlsx) that can be taken in again."""
    return _file(written_draft(_draft(code)), form)


def _file(written: WrittenMap, form: str) -> HttpResponse:
    if form not in ("json", "xlsx"):
        raise absent()
    body = as_json(written) if form == "json" else as_workbook(written)
    return HttpResponse(body, content_type=JSON if form == "json" else XLSX)


@router.get("/map-comparison", response={200: schemas.ComparisonOut, **PROBLEMS}, by_alias=True)
def compare_maps(
    request: ApiRequest, project: Path[str], query: Query[schemas.ComparisonQuery]
) -> schemas.ComparisonOut:
    """Lay two versions side by side, or a version and a draft: what became of each node and link."""
    before, after = _side(query.before), _side(query.after)
    comparison = laid_side_by_side(before, after)
    rows = comparison.nodes if comparison else ()
    return schemas.ComparisonOut(
        before=query.before,
        after=query.after,
        has_lineage=comparison is not None,
        nodes=[
            schemas.BecameOut(
                change=row.change,
                before=[_node(node) for node in row.before],
                after=[_node(node) for node in row.after],
                moved=list(row.moved),
            )
            for row in rows
            if not query.changed_only or row.change is not Change.UNCHANGED
        ],
        links_added=[_link(link) for link in (comparison.links_added if comparison else ())],
        links_dropped=[_link(link) for link in (comparison.links_dropped if comparison else ())],
    )


def _side(code: str) -> Side:
    version = MapVersion.objects.filter(code=code).first()
    return side_of(version) if version is not None else side_of(_draft(code))


@router.get("/map-drafts", response={200: list[schemas.MapDraftOut], **PROBLEMS}, by_alias=True)
def drafts(request: ApiRequest, project: Path[str]) -> list[schemas.MapDraftOut]:
    """List the versions that are being written and that you may read, last changed first."""
    return [_out(draft, written_draft(draft)) for draft in map_drafts()]


# Before the address of one draft, which would take its name for a code.
@router.post("/map-drafts/_import", response={201: schemas.DraftDetailOut, **PROBLEMS}, by_alias=True)
def import_map_draft(
    request: ApiRequest, project: Path[str], file: File[UploadedFile], asked: Form[schemas.MapImportIn]
) -> Status[schemas.DraftDetailOut]:
    """Take in a map from a file as a draft, or refuse it whole with every mistake at its place."""
    refuse_if(reasons_against_drafting(**by_whom(request)))
    if not isinstance(file, TemporaryUploadedFile):
        raise Wrong(HTTPStatus.BAD_REQUEST, _("Send the file as multipart/form-data."))
    taken = take_in(FilePath(file.temporary_file_path()), file.name or "")
    if taken.written is None:
        raise Refused([*(reason_of(mistake) for mistake in taken.mistakes), *reasons_beyond(taken.count)])
    draft = drafting.import_map_draft(
        taken.written,
        asked.code.strip(),
        asked.name,
        former=find_if_named(MapVersion.objects.all(), code=asked.former or None),
        same_codes=asked.same_codes,
        place_of=taken.place_of,
        **by_whom(request),
    )
    return Status(201, _detail(draft.code))


@router.get(DRAFT, response={200: schemas.DraftDetailOut, **PROBLEMS}, by_alias=True)
def map_draft(request: ApiRequest, project: Path[str], code: str) -> schemas.DraftDetailOut:
    """Show a draft with its nodes and links."""
    return _detail(code)


@router.post("/map-drafts", response={201: schemas.DraftDetailOut, **PROBLEMS}, by_alias=True)
def draft_map_version(
    request: ApiRequest, project: Path[str], asked: schemas.MapDraftIn
) -> Status[schemas.DraftDetailOut]:
    """Start a draft that copies a version."""
    former = find(MapVersion.objects.all(), code=asked.former)
    draft = drafting.draft_map_version(former, asked.code, asked.name, note=asked.note, **by_whom(request))
    return Status(201, _detail(draft.code))


def _changes_draft(path: str) -> Callable[[Endpoint], Endpoint]:
    """Let an address change a draft."""
    return router.post(f"{DRAFT}/{path}", response={201: schemas.DraftDetailOut, **PROBLEMS}, by_alias=True)


def _changed(request: ApiRequest, code: str, change: Callable[..., object], *told: object) -> Changed:
    """Change a draft so, and answer with all that stands on it now."""
    change(_draft(code), *told, **by_whom(request))
    return Status(201, _detail(code))


@_changes_draft("nodes")
def add_draft_node(request: ApiRequest, project: Path[str], code: str, node: schemas.NodeIn) -> Changed:
    """Put a node on a draft."""
    return _changed(request, code, drafting.add_draft_node, node.node())


@_changes_draft("node-changes")
def change_draft_node(request: ApiRequest, project: Path[str], code: str, node: schemas.NodeChangeIn) -> Changed:
    """Rename a node of a draft, move it, or say otherwise what it stands for."""
    return _changed(request, code, partial(drafting.change_draft_node, seen=node.seen), node.node())


@_changes_draft("node-drops")
def drop_draft_node(request: ApiRequest, project: Path[str], code: str, node: schemas.DropIn) -> Changed:
    """Take a node off a draft with its links."""
    return _changed(request, code, drafting.drop_draft_node, node.code)


@_changes_draft("node-splits")
def split_draft_node(request: ApiRequest, project: Path[str], code: str, split: schemas.SplitIn) -> Changed:
    """Split a node of a draft into parts."""
    parts = [(part.code, part.title) for part in split.parts]
    return _changed(request, code, drafting.split_draft_node, split.code, parts)


@_changes_draft("node-mergers")
def merge_draft_nodes(request: ApiRequest, project: Path[str], code: str, merger: schemas.MergerIn) -> Changed:
    """Merge nodes of a draft into one."""
    return _changed(request, code, drafting.merge_draft_nodes, merger.codes, merger.code, merger.title)


@_changes_draft("links")
def add_draft_link(request: ApiRequest, project: Path[str], code: str, link: schemas.LinkIn) -> Changed:
    """Draw a link on a draft."""
    return _changed(request, code, drafting.add_draft_link, link.link())


@_changes_draft("link-changes")
def change_draft_link(request: ApiRequest, project: Path[str], code: str, link: schemas.LinkChangeIn) -> Changed:
    """Give a link of a draft another explanation or assumption."""
    return _changed(request, code, partial(drafting.change_draft_link, seen=link.seen), link.link())


@_changes_draft("link-drops")
def drop_draft_link(request: ApiRequest, project: Path[str], code: str, link: schemas.LinkEndsIn) -> Changed:
    """Take a link off a draft."""
    return _changed(request, code, drafting.drop_draft_link, link.from_node, link.to_node, str(link.kind.value))


@router.post(f"{DRAFT}/asking", response={201: DecisionOut, **PROBLEMS}, by_alias=True)
def put_draft_to_body(
    request: ApiRequest, project: Path[str], code: str, asked: schemas.AskBodyIn
) -> Status[DecisionOut]:
    """Ask a body to adopt a draft; its members read it from then on."""
    decision = drafting.put_map_draft_to_body(
        _draft(code),
        find(Body.objects.all(), code=asked.body),
        question=asked.question,
        agreed_days=asked.agreed_days,
        **by_whom(request),
    )
    return Status(201, decision_out(decision))


@router.post(f"{DRAFT}/adoption", response={201: schemas.AdoptedOut, **PROBLEMS}, by_alias=True)
def adopt_map_version(request: ApiRequest, project: Path[str], code: str) -> Status[schemas.AdoptedOut]:
    """Make the version that the body adopted; it holds from the day of the decision."""
    version = drafting.adopt_map_version(_draft(code), **by_whom(request))
    adopted_on = DateOut.of(version.adopted_on)
    return Status(201, schemas.AdoptedOut(code=version.code, name=version.name, adopted_on=adopted_on))


@router.post(f"{DRAFT}/discarding", response={201: schemas.MapDraftOut, **PROBLEMS}, by_alias=True)
def discard_map_draft(request: ApiRequest, project: Path[str], code: str) -> Status[schemas.MapDraftOut]:
    """Put a draft aside; its code is free again."""
    draft = drafting.discard_map_draft(_draft(code), **by_whom(request))
    return Status(201, _out(draft, written_draft(draft)))
