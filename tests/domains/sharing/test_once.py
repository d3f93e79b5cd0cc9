"""What the competent authority agrees to is given once: it opens nothing that is given afterwards (Wpg art. 19)."""

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.refusals import refusal
from tests.workspace import Workspace, authorise
from tests.world import noted_as, now
from vlechtwerk.domains.sharing.models import Authorisation, Comment, Document, Marking
from vlechtwerk.domains.sharing.operations import consents, documents
from vlechtwerk.domains.sharing.operations.documents import Upload
from vlechtwerk.domains.sharing.queries.audience import who_can_see, who_could_see
from vlechtwerk.domains.sharing.queries.documents import announced
from vlechtwerk.domains.sharing.queries.markings import Choice

ROUTE: dict[str, Any] = {"category": "police-8", "level": "subject"}
ONE_TIME = ["necessity", "competent_authority_agreement"]


def agrees(workspace: Workspace, document: Document, *, asks: str, needs: list[str], answers: str) -> None:
    with workspace.reading(asks) as reading:
        (asked,) = consents.ask_consent(reading, document.id, needs, "Nodig", at=now())
    with workspace.reading(answers) as reading:
        consents.answer_consent(reading, asked, True, at=now())


def read_by(workspace: Workspace, name: str) -> set[str]:
    with workspace.reading(name):
        return set(Document.objects.values_list("title", flat=True))


@pytest.fixture
def opened_once(workspace: Workspace) -> Document:
    document = workspace.gives("anna", "Route", **ROUTE)
    agrees(workspace, document, asks="bram", needs=ONE_TIME, answers="inge")
    return document


def test_agreement_opens_what_was_given_and_nothing_later(workspace: Workspace, opened_once: Document) -> None:
    later = workspace.gives("anna", "Nieuwe route", **ROUTE)
    assert later.marking_id != opened_once.marking_id
    assert read_by(workspace, "bram") == {"Route"}
    with workspace.reading("bram") as reading:
        assert [item.document_id for item in announced(reading)] == [later.id]
    assert read_by(workspace, "anna") == {"Route", "Nieuwe route"}
    assert workspace.gives("anna", "Nog een route", **ROUTE).marking_id == later.marking_id


def test_document_that_was_given_once_gets_no_further_version(
    workspace: Workspace, opened_once: Document, tmp_path: Path
) -> None:
    file = tmp_path / "nieuw.txt"
    file.write_text("Nieuw")
    with workspace.reading("anna") as reading, refusal("given_once"):
        documents.add_version(reading, reading_anew(opened_once), Upload(file, "nieuw.txt"), "", at=now())


def reading_anew(document: Document) -> Document:
    return Document.objects.select_related("marking__organisation").get(id=document.id)


def test_database_puts_nothing_under_what_was_opened_once(workspace: Workspace, opened_once: Document) -> None:
    other = workspace.gives("anna", "Elders", category="police-9", level="subject")
    with workspace.reading("anna"):
        noted_as("give_document")
        for moved in ({"marking": opened_once.marking_id}, {"kept_to": [workspace.world.people["bram"].id]}):
            with pytest.raises(IntegrityError, match="keeps its marking"), transaction.atomic():
                Document.objects.filter(id=other.id).update(**moved)
        copied = reading_anew(other)
        copied.id, copied.marking_id = None, opened_once.marking_id
        with pytest.raises(IntegrityError, match="this marking is closed"), transaction.atomic():
            copied.save(force_insert=True)
        with connection.cursor() as cursor:
            cursor.execute("select has_table_privilege('sharing_marking', 'update')")
            assert cursor.fetchone() == (False,), "and the application does not open it again"


def test_later_item_asks_its_own_consents_and_that_is_told_before_it_is_given(workspace: Workspace) -> None:
    authorise(workspace.world, workspace.purpose, "karin", Authorisation.Role.OFFICER)
    first = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    agrees(workspace, first, asks="hugo", needs=["provider_consent"], answers="karin")
    agrees(workspace, first, asks="bram", needs=ONE_TIME, answers="inge")
    with workspace.reading("anna") as reading:
        told = {
            seer.name for seer in who_could_see(reading, Choice("police-9", "subject"), None, now()) if seer.allowed
        }
    later = workspace.gives("anna", "Vervolg", category="police-9", level="subject")
    assert read_by(workspace, "hugo") == {"Onderzoek"}
    with workspace.reading("anna"):
        assert told == {seer.name for seer in who_can_see(later.marking_id, None, now()) if seer.allowed}
        assert "Hugo" not in told


def test_nothing_is_added_to_what_was_given_once(workspace: Workspace, opened_once: Document) -> None:
    for name in ("anna", "bram"):
        with workspace.reading(name) as reading, refusal("given_once"):
            documents.write_comment(reading, reading_anew(opened_once), "Nieuw", at=now())
    with workspace.reading("anna") as reading, refusal("given_once"):
        documents.link_document(reading, reading_anew(opened_once), "activity", "A01", at=now())
    with workspace.reading("anna"), pytest.raises(IntegrityError, match="this marking is closed"), transaction.atomic():
        Comment(
            project_id=workspace.world.project.id, document=opened_once, marking_id=opened_once.marking_id,
            text="Nieuw", written_by=workspace.world.people["anna"], written_at=now(),
        ).save(force_insert=True)  # fmt: skip


def test_agreement_in_the_middle_of_giving_leaves_nothing_behind(
    workspace: Workspace, opened_once: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    with workspace.reading("anna") as reading:
        closed = Marking.objects.get(id=opened_once.marking_id)
        monkeypatch.setattr(documents, "ensure_marking", lambda _reading, _choice: (closed, reading))
        with refusal("closed_meanwhile"):
            workspace.gives("anna", "Te laat", **ROUTE)
    assert read_by(workspace, "anna") == {"Route"}
