"""Documents are given with a marking, found by who may read them, opened with a reason, and recalled."""

from contextlib import nullcontext
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.refusals import refusal, refused_codes
from tests.workspace import Workspace, authorise
from tests.world import now
from vlechtwerk.domains.sharing.models import Authorisation, Consent, Document, Notice, Recall
from vlechtwerk.domains.sharing.operations import consents, documents
from vlechtwerk.domains.sharing.operations import reading as found
from vlechtwerk.domains.sharing.operations.documents import Told, Upload
from vlechtwerk.domains.sharing.queries.audience import who_can_see
from vlechtwerk.domains.sharing.queries.documents import Announced, Opened, Wanted, announced
from vlechtwerk.domains.sharing.queries.markings import Choice
from vlechtwerk.domains.sharing.queries.snippets import FOUND, FOUND_END
from vlechtwerk.foundation.refusal import Refused

pytestmark = pytest.mark.django_db


def titles(workspace: Workspace, name: str, **wanted: object) -> set[str]:
    with workspace.reading(name) as reading:
        return {hit.document.title for hit in found.list_documents(reading, Wanted(**wanted)).hits}  # type: ignore[arg-type]  # whatever a search takes


def test_list_holds_what_the_grounds_allow_and_no_more(workspace: Workspace) -> None:
    workspace.gives("anna", "Waarnemingen", category="police-8", level="subject")
    workspace.gives("anna", "Werkwijze", category="knowledge", level="knowledge")
    assert titles(workspace, "hugo") == {"Waarnemingen", "Werkwijze"}
    assert titles(workspace, "bram") == {"Werkwijze"}


def test_words_are_found_in_the_text_with_a_snippet(workspace: Workspace) -> None:
    given = workspace.gives("anna", "Verslag", "De container stond in de haven.", category="police-8", level="subject")
    with workspace.reading("hugo") as reading:
        (before,) = found.list_documents(reading, Wanted(words="havens")).hits
        consents.acknowledge_notice(reading, given.marking, at=now())
        (hit,) = found.list_documents(reading, Wanted(words="havens")).hits
    assert before.snippet == "", "the notice comes before the words"
    assert f"{FOUND}haven{FOUND_END}" in hit.snippet
    assert titles(workspace, "bram", words="haven") == set()


# Which is common shows among the newest two: a word in both is walked to, one in neither is looked up.
@pytest.mark.parametrize(("newest", "shown"), [("kade", ["e", "d"]), ("loods", ["c", "b"])])
def test_search_shows_the_newest_that_hold_a_word_whether_it_is_common_or_rare(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, newest: str, shown: list[str]
) -> None:
    monkeypatch.setattr("vlechtwerk.domains.sharing.queries.documents.MOST_FOUND", 2)
    for title, words in (("a", "kade"), ("b", "kade"), ("c", "kade"), ("d", newest), ("e", newest)):
        workspace.gives("anna", title, words, category="police-8", level="subject")
    with workspace.reading("hugo") as reading:
        listed = found.list_documents(reading, Wanted(words="kade"))
    assert [hit.document.title for hit in listed.hits] == shown
    assert listed.more


def test_consent_opens_and_its_withdrawal_shuts_at_once(workspace: Workspace) -> None:
    authorise(workspace.world, workspace.purpose, "karin", Authorisation.Role.OFFICER)
    given = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    with workspace.reading("hugo") as reading:
        known = found.open_document(reading, given.id)
        assert isinstance(known, Announced)
        (asked,) = consents.ask_consent(reading, given.id, ["provider_consent"], "Anders stopt het onderzoek", at=now())
    with workspace.reading("karin") as reading:
        assert Notice.objects.filter(kind="consent_asked").count() == 1
        consents.answer_consent(reading, asked, True, at=now())
    with workspace.reading("hugo") as hugos:
        assert isinstance(found.open_document(hugos, given.id), Opened)
        with workspace.reading("karin") as karins:
            consents.withdraw_consent(karins, Consent.objects.get(), at=now())
        assert Document.objects.count() == 0


def test_text_stays_away_until_the_notice_is_acknowledged(workspace: Workspace) -> None:
    given = workspace.gives("anna", "Waarnemingen", "geheim", category="police-8", level="subject")
    with workspace.reading("hugo") as reading:
        shut = found.open_document(reading, given.id)
        consents.acknowledge_notice(reading, given.marking, at=now())
        opened = found.open_document(reading, given.id)
    assert isinstance(shut, Opened)
    assert isinstance(opened, Opened)
    assert (list(shut.pages), "".join(opened.pages).strip()) == ([], "geheim")


def test_recall_reaches_who_read_it_and_nobody_else(workspace: Workspace) -> None:
    given = workspace.gives("anna", "Waarnemingen", category="police-8", level="subject")
    with workspace.reading("hugo") as reading:
        consents.acknowledge_notice(reading, given.marking, at=now())
        found.open_document(reading, given.id)
    with workspace.reading("anna") as reading:
        assert documents.recall_document(reading, given, "Verkeerd kenteken", at=now()) == 1
    for name, told in (("hugo", 1), ("gwen", 0)):
        with workspace.reading(name):
            assert Recall.objects.count() == told
    assert titles(workspace, "hugo") == set()


def test_nothing_is_added_to_what_was_recalled_and_it_is_recalled_once(workspace: Workspace) -> None:
    given, lower = (
        workspace.gives("anna", title, category="police-8", level="subject") for title in ("Fout", "Minder")
    )
    with workspace.reading("anna") as reading:
        with refusal("reason_too_long"):
            documents.recall_document(reading, given, "x" * 301, at=now())
        documents.recall_document(reading, given, "Verkeerd kenteken", at=now())
        given.refresh_from_db()
        for act in (
            lambda: documents.write_comment(reading, given, "Toch niet?", at=now()),
            lambda: documents.link_document(reading, given, "activity", "A1", at=now()),
            lambda: documents.name_lower_edition(reading, given, lower, at=now()),
            lambda: consents.send_document(reading, given, workspace.world.hugo, at=now()),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert "recalled" in refused_codes(refused)
        with refusal("recalled_already"):
            documents.recall_document(reading, given, "Nog een reden", at=now())


def test_recalled_edition_is_offered_to_nobody(workspace: Workspace) -> None:
    fuller = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    lower = workspace.gives("anna", "Aantallen", category="police-8", level="aggregate")
    with workspace.reading("anna") as reading:
        documents.name_lower_edition(reading, fuller, lower, at=now())
    with workspace.reading("hugo") as reading:
        (before,) = announced(reading)
    with workspace.reading("anna") as reading:
        documents.recall_document(reading, lower, "Verkeerd geteld", at=now())
    with workspace.reading("hugo") as reading:
        (after,) = announced(reading)
    assert (before.lower_id, after.lower_id) == (lower.id, None)


def test_edition_that_is_kept_to_others_is_not_offered(workspace: Workspace) -> None:
    fuller = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    told = Told("Aantallen", "fact", "eigen waarneming", "own_work", ["suspect"])
    with workspace.reading("anna") as reading:
        lower = documents.give_document(
            reading, Upload(workspace.folder / "given.txt", "given.txt"), Choice("police-8", "aggregate"), told,
            kept_to=[], at=now(),
        )  # fmt: skip
        documents.name_lower_edition(reading, fuller, lower, at=now())
    with workspace.reading("hugo") as reading:
        assert [item.lower_id for item in announced(reading)] == [None]


def test_only_who_gives_a_document_learns_who_read_it(workspace: Workspace) -> None:
    given = workspace.gives("anna", "Waarnemingen", category="police-8", level="subject")
    counted = {}
    for name in ("hugo", "anna"):
        with workspace.reading(name) as reading:
            found.open_document(reading, given.id)
            with connection.cursor() as cursor:
                cursor.execute("select count(*) from readers_in_log(%s)", [given.id])
                (counted[name],) = cursor.fetchone()
    assert counted["hugo"] == 0
    assert counted["anna"] > 0


@pytest.mark.parametrize("state", ["asked", "given"])
def test_who_asks_consent_can_not_also_give_it(workspace: Workspace, state: str) -> None:
    given = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    with workspace.reading("hugo") as reading:
        known = found.open_document(reading, given.id)
        assert isinstance(known, Announced)
        (asked,) = consents.ask_consent(reading, given.id, ["provider_consent"], "Nodig", at=now())
        assert Consent.objects.filter(id=asked.id).update(state="given") == 0
        asked.id, asked.state = uuid4(), state
        with pytest.raises(ProgrammingError) if state == "given" else nullcontext(), transaction.atomic():
            asked.save(force_insert=True)


def test_who_can_see_it_is_told_with_the_ground_of_each(workspace: Workspace) -> None:
    given = workspace.gives("anna", "Waarnemingen", category="police-8", level="subject")
    with workspace.reading("anna"):
        seers = {seer.name: seer for seer in reversed(who_can_see(given.marking_id, None, now()))}
    assert {name for name, seer in seers.items() if seer.allowed} == {"Anna", "Hugo", "Gwen", "Jaap", "Inge"}
    assert [clause.id for clause in seers["Hugo"].clauses] == ["law-15-8"]
    with workspace.reading("bram"):
        assert who_can_see(given.marking_id, None, now()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "select * from sharing_logline",
        "select count(*) from sharing_logline",
        "copy sharing_logline to stdout",
        "update sharing_logline set part = 'x'",
        "delete from sharing_logline",
        "truncate sharing_logline",
        "select * from log_batch",
        "update log_batch set lines = '{}'",
        "delete from log_batch",
        "truncate log_batch",
    ],
)
def test_log_can_not_be_read_or_changed_by_the_application(workspace: Workspace, statement: str) -> None:
    with (
        connection.cursor() as cursor,
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("handling", [frozenset(), frozenset({"existence_hidden"})])
def test_nobody_is_told_of_what_they_may_not_know_of(workspace: Workspace, handling: frozenset[str]) -> None:
    given = workspace.gives("anna", "Waarnemingen", category="police-8", level="subject", handling=handling)
    hugo, lars = workspace.world.hugo, workspace.world.lars
    with workspace.reading("anna") as reading:
        for person in [lars] if not handling else [lars, hugo]:
            with pytest.raises(Refused, match="mag niet weten dat dit document er is"):
                documents.write_comment(reading, given, "Kijk eens", at=now(), mentioned=[person])
            with pytest.raises(Refused):
                consents.send_document(reading, given, person, at=now())
    for name in ("hugo", "lars"):
        with workspace.reading(name):
            assert not Notice.objects.exists()


def test_naming_someone_twice_linking_twice_and_a_second_edition_are_refused_with_a_reason(
    workspace: Workspace,
) -> None:
    given = workspace.gives("anna", "Waarnemingen", category="police-8", level="subject")
    lower = workspace.gives("anna", "Werkwijze", category="knowledge", level="knowledge")
    told = Told("Dubbel", "fact", "eigen waarneming", "own_work", ["suspect"], [("AB1", "suspect"), (" ab1", "victim")])
    with workspace.reading("anna") as reading:
        documents.link_document(reading, given, "activity", "A01", at=now())
        with refusal("already_linked"):
            documents.link_document(reading, given, "activity", "A01", at=now())
        documents.name_lower_edition(reading, given, lower, at=now())
        with refusal("edition_named"):
            documents.name_lower_edition(reading, given, lower, at=now())
        with refusal("subject_twice"):
            documents.give_document(
                reading, Upload(workspace.folder / "given.txt", "given.txt"), Choice("police-8", "subject"), told,
                at=now(),
            )  # fmt: skip


def test_who_may_only_know_of_it_is_sent_it_when_that_is_wanted(workspace: Workspace) -> None:
    given = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    with workspace.reading("anna") as reading:
        with pytest.raises(Refused) as refused:
            consents.send_document(reading, given, workspace.world.hugo, at=now())
        assert [reason.code for reason in refused.value.reasons][-1] == "not_open_to_them"
        consents.send_document(reading, given, workspace.world.hugo, at=now(), anyway=True)
    with workspace.reading("hugo"):
        assert Notice.objects.filter(kind="sent").count() == 1


def test_document_is_sent_to_whom_one_of_their_capacities_opens_it(workspace: Workspace) -> None:
    given = workspace.gives("anna", "Waarnemingen", category="police-8", level="subject")
    with workspace.reading("anna") as reading:
        consents.send_document(reading, given, workspace.world.gwen, at=now())
    with workspace.reading("gwen"):
        assert Notice.objects.filter(kind="sent").count() == 1
