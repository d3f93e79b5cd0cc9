"""At the doors: the ways in which platforms like ours gave away what they hide.

Each test names the rows of the list of leaks that it holds.
"""

import hashlib
import re
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from tests.api.conftest import Callers
from tests.domains.sharing.test_database_leaks import MARKED
from tests.web.sharing.conftest import Pages, acknowledged, text_file
from tests.workspace import Workspace, authorise
from tests.world import noted_as, now
from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.sharing.models import Document
from vlechtwerk.domains.sharing.operations import documents, purposes
from vlechtwerk.interfaces.api.application import api
from vlechtwerk.interfaces.web.acts import page_above

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CANARY = "Kanariepiet"
SECRET = {"category": "police-8", "level": "subject"}
OF_A_DOCUMENT = [
    "document", "acknowledge", "ask_consent", "write_comment", "add_version", "readers", "name_edition",
    "link_document", "recall_document", "send_document",
]  # fmt: skip
BY_POST_ONLY = ["acknowledge/", "ask/", "comment/", "file/1/"]
BY_FORM_ONLY = {"acknowledge", "ask_consent", "write_comment"}
IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SCRIPT = '<script>alert(1)</script><img src=x onerror="alert(1)">'


@pytest.fixture
def calls(workspace: Workspace) -> Callers:
    return Callers()


@pytest.fixture
def hidden(workspace: Workspace) -> Document:
    """Return a document that only its giver may know of."""
    return workspace.gives("anna", CANARY, CANARY, handling=frozenset({"existence_hidden"}), **SECRET)


@pytest.fixture
def shared(workspace: Workspace) -> Document:
    """Return a document that Hugo reads."""
    return workspace.gives("anna", CANARY, CANARY, **SECRET)


@pytest.mark.parametrize("name", OF_A_DOCUMENT)
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_of_a_hidden_document_is_as_absent(pages: Pages, hidden: Document, name: str, method: str) -> None:
    """A10, A11: one way in: what row security does not show is not there, whatever the page and the method."""
    client = pages.sign_in("bram").client
    there, never = (
        getattr(client, method)(reverse(f"sharing:{name}", args=["test", "smokkel", one]), {"text": "x", "note": "x"})
        for one in (hidden.id, uuid4())
    )
    assert (there.status_code, there.content) == (never.status_code, never.content)
    # What only a form is sent to leads to the page of the document, whether there is one or not.
    asks = method == "get" and name in BY_FORM_ONLY
    assert there.status_code in ((302,) if asks else (404, 405))
    told, absent = ({key: IDENTIFIER.sub("", value) for key, value in one.headers.items()} for one in (there, never))
    assert told == absent


def test_every_call_about_a_hidden_document_is_as_absent(calls: Callers, hidden: Document) -> None:
    """A10, A11: the same through the programming interface, for every call that its description has."""
    asked = 0
    for path, methods in api.get_openapi_schema()["paths"].items():
        if "{document}" not in path:
            continue
        inside = path.split("{project}", 1)[1].replace("{purpose}", "smokkel").replace("{number}", "1")
        for method in methods:
            ask = getattr(calls.bram, method)
            there, never = (ask(inside.replace("{document}", str(one))) for one in (hidden.id, uuid4()))
            assert (there.status_code, there.content) == (never.status_code, never.content), inside
            assert there.status_code in (400, 404), inside
            asked += 1
    assert asked > 8


def test_field_that_is_not_declared_filters_and_sorts_nothing(calls: Callers, hidden: Document) -> None:
    """A3: no letter of what is hidden can be guessed by asking for it."""
    calls.bram.gives(category="fiscal", title="Eigen stuk")
    plain = calls.bram.get(calls.bram.here()).json()
    for sought in ("title__startswith=K", "ordering=title", "marking__category=police-8", "given_by__name=Anna"):
        answer = calls.bram.get(calls.bram.here(f"/documents?{sought}"))
        assert answer.status_code == 400 or answer.json() == plain, sought


def test_giving_what_is_there_already_is_answered_as_if_it_were_not(calls: Callers) -> None:
    """A9, D12, D13, D28: nobody learns from their own upload that another has the same file."""

    def answer() -> str:
        given = calls.bram.gives(content=CANARY.encode(), title=CANARY, category="fiscal")
        assert given.status_code == 201
        return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[^\"]+", "", given.content.decode())

    before = answer()
    calls.anna.gives(content=CANARY.encode(), title=CANARY, **SECRET)
    assert answer() == before


def test_marking_that_is_sent_along_with_a_version_changes_nothing(calls: Callers) -> None:
    """A33: a marking is changed by no form; what a caller adds of it is refused or not looked at."""
    document = calls.anna.gives().json()
    path = calls.anna.here(f"/documents/{document['id']}/versions")
    freer = {"category": "knowledge", "level": "knowledge", "marking": str(uuid4())}
    assert calls.anna.sends(path, "nieuw.txt", b"Nieuw", **freer).status_code in (201, 400)
    assert calls.anna.get(calls.anna.here(f"/documents/{document['id']}")).json()["marking"] == document["marking"]
    assert calls.bram.get(calls.bram.here(f"/documents/{document['id']}")).status_code == 403


def test_with_whom_something_is_shared_is_told_to_nobody_else(calls: Callers, pages: Pages) -> None:
    """A21: who else asked for it, or has it, is between that partner and the provider."""
    document = pages.workspace.gives("anna", CANARY, category="police-9", level="subject")
    ask = {"document": str(document.id), "needs": ["provider_consent"], "necessity": "Anders stopt het"}
    before = calls.hugo.get(calls.hugo.here()).content
    assert calls.jaap.post(calls.jaap.here("/consents"), ask).status_code == 201
    assert calls.hugo.get(calls.hugo.here()).content == before
    assert calls.hugo.get(calls.hugo.here("/consents")).json() == []
    assert "Anders stopt het" not in pages.sign_in("hugo").text("consents/")


def test_name_of_a_record_tells_nothing_and_no_register_of_all_records_is_served(hidden: Document) -> None:
    """A23, A24: what a history or a list of choices would print is no title, and there is no door around the rules."""
    assert CANARY not in str(hidden) + repr(hidden)
    assert "django.contrib.admin" not in settings.INSTALLED_APPS


@pytest.mark.parametrize("table", [table for table in MARKED if table not in ("marking", "folder", "notice", "recall")])
def test_nothing_is_there_without_a_marking(db: None, table: str) -> None:
    """A19, A32: the database takes no row that has no marking, so nothing is open before it is shut."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select is_nullable from information_schema.columns where table_name = %s and column_name = 'marking_id'",
            [f"sharing_{table}"],
        )
        assert cursor.fetchall() == [("NO",)]


def test_two_purposes_side_by_side_keep_apart(pages: Pages, shared: Document) -> None:
    """A29: the purpose stands in the address; what another page of the same session was in does not matter."""
    world = pages.workspace.world
    other = purposes.open_purpose("haven", "Havens", "activity", localdate(), by=world.loader, at=now())
    authorise(world, other, "hugo")
    acknowledged(pages.workspace, "hugo", shared)
    client = pages.sign_in("hugo").client
    for _tab in range(2):
        assert CANARY not in client.get("/test/sharing/in/haven/documents/").content.decode()
        assert client.get(f"/test/sharing/in/haven/documents/{shared.id}/").status_code == 404
        assert client.post(f"/test/sharing/in/haven/documents/{shared.id}/comment/", {"text": "x"}).status_code == 404
        assert CANARY in pages.text("documents/")


def test_session_and_token_end_with_the_mandate(pages: Pages, calls: Callers, shared: Document) -> None:
    """E2, E14, J3: nothing that was opened before works after the appointment ended."""
    acknowledged(pages.workspace, "hugo", shared)
    caller, client = calls.hugo, pages.sign_in("hugo").client
    paths = [pages.address("documents/"), pages.address(f"documents/{shared.id}/")]
    assert {client.get(path).status_code for path in paths} == {200}
    assert caller.get(caller.here()).status_code == 200
    noted_as("end_appointment")
    Appointment.objects.filter(person=pages.workspace.world.hugo).update(appointed_until=timezone.localdate())
    answers = [client.post(pages.address(f"documents/{shared.id}/file/1/")), *map(client.get, paths)]
    answers += [caller.get(caller.here()), caller.post(caller.here(f"/documents/{shared.id}/files/1/_download"))]
    assert not [answer for answer in answers if answer.status_code == 200 or CANARY in answer.content.decode()]


def test_kept_files_have_no_address_of_their_own(pages: Pages, hidden: Document) -> None:
    """J7: every file leaves by the one page that decides and logs; what lies on the disk is served by nothing."""
    with pages.workspace.reading("anna"):
        stored = str(hidden.versions.get().stored_as)
    client = pages.sign_in("anna").client
    folders = ("files", "media", "static", "static/files", "test/files")
    assert {client.get(f"/{folder}/{stored}").status_code for folder in folders} == {404}
    assert settings.MEDIA_URL in ("", "/")


@pytest.mark.parametrize("path", ["documents/", "documents/add/", "notices/", "consents/", "documents/{id}/"])
def test_no_answer_is_kept_by_a_browser_or_told_to_another_site(pages: Pages, shared: Document, path: str) -> None:
    """A36, B1: no copy in any cache, none that is asked for by its sum, and no address that goes along."""
    acknowledged(pages.workspace, "hugo", shared)
    answer = pages.sign_in("hugo").get(path.format(id=shared.id))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert not answer.has_header("ETag")
    assert answer["Referrer-Policy"] == "no-referrer"
    asked = pages.get(path.format(id=shared.id), headers={"If-None-Match": "*"})
    assert asked.status_code == 200


def test_what_people_write_is_never_markup(pages: Pages) -> None:
    """B3: whatever stands in a title, a text, a comment or a note is shown as it was written."""
    given = pages.sign_in("anna").add(text_file(words=SCRIPT), title=SCRIPT, origin=SCRIPT)
    assert given.status_code == 302
    with pages.workspace.reading("anna"):
        document = Document.objects.get()
    pages.post(f"documents/{document.id}/comment/", text=SCRIPT)
    pages.post(f"documents/{document.id}/version/", chosen=text_file(words=SCRIPT), note=SCRIPT)
    pages.post(f"documents/{document.id}/recall/", because=SCRIPT)
    for path in (f"documents/{document.id}/", "documents/", "notices/", f"documents/{document.id}/readers/"):
        page = pages.text(path)
        assert "<script>alert" not in page, path
        assert "<img src=x" not in page, path
    assert pages.text(f"documents/{document.id}/").count("&lt;script&gt;alert") >= 4


@pytest.mark.parametrize("path", [*BY_POST_ONLY, "../../notices/seen/", "../add/readers/"])
def test_acts_need_a_post_from_our_own_page(pages: Pages, shared: Document, path: str) -> None:
    """B4: a link or a form on another site makes nobody acknowledge, hand out or ask anything."""
    acknowledged(pages.workspace, "hugo", shared)
    address = pages.address(f"documents/{shared.id}/{path}")
    asked = pages.sign_in("hugo").client.get(_plain(address))
    assert (asked.status_code, asked["Location"]) == (302, page_above(_plain(address)))
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(pages.workspace.world.hugo.account)  # type: ignore[arg-type]  # the cast has accounts
    assert strict.post(_plain(address)).status_code == 403


def _plain(address: str) -> str:
    while "/../" in address:
        address = re.sub(r"[^/]+/\.\./", "", address, count=1)
    return address


@pytest.mark.parametrize("piece", [{}, {"HX-Request": "true"}])
def test_piece_of_a_page_is_decided_as_the_whole(pages: Pages, shared: Document, piece: dict[str, str]) -> None:
    """B6: who is not authorised gets no piece either, through whatever address of the purpose."""
    client = pages.sign_in("dilara").client
    for name in ("documents", "add_document", "consents", "notices"):
        answer = client.get(reverse(f"sharing:{name}", args=["test", "smokkel"]), headers=piece)
        assert (answer.status_code, CANARY in answer.content.decode()) == (403, False), name
    for name in ("documents", "look_at_readers", "see_notices", "add_folder"):
        answer = client.post(reverse(f"sharing:{name}", args=["test", "smokkel"]), SECRET, headers=piece)
        assert (answer.status_code, CANARY in answer.content.decode()) == (403, False), name


def test_pseudonym_of_one_person_differs_by_purpose(workspace: Workspace) -> None:
    """M7: nobody can link two purposes by it, and no sum of the identifier alone is kept."""
    project, plate = workspace.world.project.id, "AB-12-CD"
    found = {documents.pseudonym_in(purpose, project, plate) for purpose in ("smokkel", "haven")}
    assert len(found) == 2
    assert hashlib.sha256(plate.encode()).hexdigest() not in found
    assert documents.pseudonym_in("smokkel", project, " ab-12-cd ") in found
