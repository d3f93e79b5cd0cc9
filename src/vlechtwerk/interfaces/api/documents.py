"""Documents in a purpose: list, search, give, open and hand out; always inside the caller's clearance."""

from http import HTTPStatus
from pathlib import Path as FilePath
from uuid import UUID

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Path, Query, Router, Status
from ninja.files import UploadedFile

from vlechtwerk.domains.sharing.models import Folder, Purpose
from vlechtwerk.domains.sharing.operations import documents as operations
from vlechtwerk.domains.sharing.operations.clearance import read_in
from vlechtwerk.domains.sharing.operations.reading import list_documents, open_document
from vlechtwerk.domains.sharing.queries import documents as queries
from vlechtwerk.domains.sharing.queries.consents import organisations_that_read
from vlechtwerk.domains.sharing.queries.deciding import gathered_facts
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.domains.sharing.words import reasons_of
from vlechtwerk.engines.policy.explaining import explain
from vlechtwerk.interfaces import handing_out
from vlechtwerk.interfaces.api import document_schemas as schemas
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.problems import PROBLEMS, Wrong, absent, find, find_if_named
from vlechtwerk.interfaces.api.reading import reading_in

router = Router(tags=["documents"])
HERE = "/purposes/{purpose}/documents"
NOTICE = "secret"
BINARY = {"type": "string", "format": "binary"}


@router.get(HERE, response={200: schemas.DocumentPageOut, **PROBLEMS}, by_alias=True)
def documents(
    request: ApiRequest, project: Path[str], purpose: str, query: Query[schemas.ListQuery]
) -> schemas.DocumentPageOut:
    """List the documents that you may read in this purpose, twenty-five at a time, newest first."""
    return _page(reading_in(request, purpose), query.wanted())


# What is sought may be a person's name, which does not belong in an address.
@router.post(f"{HERE}/_search", response={200: schemas.DocumentPageOut, **PROBLEMS}, by_alias=True)
def search_documents(
    request: ApiRequest, project: Path[str], purpose: str, sought: schemas.DocumentSearchIn
) -> schemas.DocumentPageOut:
    """Find documents by words in their title or text."""
    return _page(reading_in(request, purpose), sought.wanted(sought.words))


def _page(reading: Reading, wanted: queries.Wanted) -> schemas.DocumentPageOut:
    listed = list_documents(reading, wanted)
    return schemas.DocumentPageOut(
        total=listed.total,
        more=listed.more,
        page=listed.page,
        pages=listed.pages,
        items=[schemas.HitOut.of_hit(hit) for hit in listed.hits],
        facets=schemas.FacetsOut(
            organisation=dict(listed.facets["organisation"]),
            category=dict(listed.facets["category"]),
            level=dict(listed.facets["level"]),
        ),
        announced=[schemas.AnnouncedOut.of(item) for item in listed.announced],
    )


@router.get("/purposes/{purpose}/folders", response={200: list[schemas.FolderOut], **PROBLEMS}, by_alias=True)
def folders(request: ApiRequest, project: Path[str], purpose: str) -> list[schemas.FolderOut]:
    """List the folders of this purpose."""
    return [schemas.FolderOut(id=item.id, name=item.name) for item in queries.folders_in(reading_in(request, purpose))]


@router.post(HERE, response={201: schemas.OpenedOut, **PROBLEMS}, by_alias=True)
def give_document(
    request: ApiRequest,
    project: Path[str],
    purpose: str,
    file: File[UploadedFile],
    given: Form[schemas.GivenIn],
) -> Status[schemas.OpenedOut]:
    """Give a document with its marking, or nothing at all: a file that is refused is not kept."""
    reading = reading_in(request, purpose)
    document = operations.give_document(
        reading,
        upload_of(file),
        given.choice([find(Purpose.objects.all(), code=code) for code in given.purposes]),
        given.told(),
        folder=find_if_named(Folder.objects.filter(purpose=reading.purpose), id=given.folder),
        kept_to=given.kept_to,
        keeps_metadata=given.keeps_metadata,
        at=timezone.now(),
    )
    # Its marking may be new: the reading that is logged rests on the clearance that opened it.
    return Status(201, _open(read_in(reading.appointment, reading.purpose, reading.trace), document.id))


def upload_of(file: UploadedFile) -> operations.Upload:
    """Return a file as the upload handler left it on disk."""
    if not isinstance(file, TemporaryUploadedFile):
        raise Wrong(HTTPStatus.BAD_REQUEST, _("Send the file as multipart/form-data."))
    return operations.Upload(FilePath(file.temporary_file_path()), file.name or "")


@router.get(
    f"{HERE}/{{document}}",
    response={200: schemas.OpenedOut, **PROBLEMS, 403: schemas.NotOpenProblem},
    by_alias=True,
)
def document(request: ApiRequest, project: Path[str], purpose: str, document: UUID) -> schemas.OpenedOut:
    """Open a document: its facts, its text per page and its comments; 403 says why not and what would open it."""
    return _open(reading_in(request, purpose), document)


def _open(reading: Reading, identifier: UUID) -> schemas.OpenedOut:
    opened = open_document(reading, identifier)
    if opened is None:
        raise absent()
    if isinstance(opened, queries.Announced):
        raise NotOpen(reading, opened)
    return schemas.OpenedOut(
        **schemas.ListedOut.of(opened.document).model_dump(),
        origin=opened.document.origin if opened.acknowledged else "",
        notice=NOTICE if queries.needs_notice(opened.document.marking) else "",
        acknowledged=opened.acknowledged,
        may_download=opened.may_download,
        versions=[schemas.VersionOut.of(item) for item in opened.versions],
        texts=list(opened.pages),
        texts_cut=opened.truncated,
        comments=[schemas.CommentOut.of(item) for item in opened.comments],
        times_asked=opened.times_asked,
        read_by=[schemas.ReadByOut.of(row) for row in organisations_that_read(identifier)] if opened.gives else [],
    )


class NotOpen(Wrong):
    """Something that the caller may know of and not read; carries why, and what would open it."""

    def __init__(self, reading: Reading, item: queries.Announced) -> None:
        facts = gathered_facts(reading.purpose)[0]
        explanation = explain(facts.grounds(), facts.reader, *facts.question(item.marking.id))
        super().__init__(
            HTTPStatus.FORBIDDEN, "You may know of this document and not read it.", reasons_of(explanation)
        )
        self.problem = schemas.NotOpenProblem(
            **self.problem.model_dump(),
            announced=schemas.AnnouncedOut.of(item),
            highest=explanation.highest,
            waysUp=[schemas.WayUpOut.of(way) for way in explanation.ways_up],
        )


@router.post(f"{HERE}/{{document}}/versions", response={201: schemas.OpenedOut, **PROBLEMS}, by_alias=True)
def add_version(
    request: ApiRequest,
    project: Path[str],
    purpose: str,
    document: UUID,
    file: File[UploadedFile],
    version: Form[schemas.VersionIn],
) -> Status[schemas.OpenedOut]:
    """Add a version of your own document under the same marking; the earlier ones stay."""
    reading = reading_in(request, purpose)
    found = queries.document_to_act_on(reading, document, giver=True)
    operations.add_version(reading, found, upload_of(file), version.note, at=timezone.now())
    return Status(201, _open(reading, document))


# A file leaves by a POST: a link from outside must not be able to make one leave.
@router.post(
    f"{HERE}/{{document}}/files/{{number}}/_download",
    response={200: bytes, **PROBLEMS},
    openapi_extra={
        "responses": {
            200: {
                "description": "The file: a PDF is marked on each page, Office files and pictures lose their makers, "
                "other kinds leave as they came.",
                "content": {kind: {"schema": BINARY} for kind in handing_out.CONTENT_TYPES},
            }
        }
    },
)
def download(request: ApiRequest, project: Path[str], purpose: str, document: UUID, number: int) -> HttpResponse:
    """Take a file along under a name that tells nothing; logged as a disclosure.

    A PDF is marked on each page with who took it for what; Office files and pictures lose their makers; other kinds
    leave as they came.
    """
    reading = reading_in(request, purpose)
    handed = handing_out.hand_out(reading, request.actor.project, document, number)
    if handed is None:
        if queries.find_standing(reading, document) is None:
            raise absent()
        raise Wrong(HTTPStatus.FORBIDDEN, _("This file is not handed out."), [handing_out.not_handed_out()])
    answer = HttpResponse(handed.content, content_type=handed.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{handed.file_name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
