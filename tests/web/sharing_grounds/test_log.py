"""The log on the pages: no page without a ground, each reading logged, and nothing in it that names content."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import translation

from tests.web.sharing_grounds.conftest import Page, Workspace, text_of
from tests.workspace import authorise
from tests.world import World, now
from vlechtwerk.domains.sharing.models import Authorisation, Consent, Document
from vlechtwerk.domains.sharing.models.log import Event, Operation, Outcome
from vlechtwerk.domains.sharing.operations import consents, documents
from vlechtwerk.domains.sharing.operations.documents import Told, Upload
from vlechtwerk.domains.sharing.operations.markings import Choice
from vlechtwerk.domains.sharing.operations.reading import list_documents, open_document
from vlechtwerk.domains.sharing.queries.audience import kept_with
from vlechtwerk.domains.sharing.queries.documents import Wanted
from vlechtwerk.domains.sharing.queries.log import LogReader
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.interfaces.web.sharing.log_rows import EVENTS, OPERATIONS, OUTCOMES, reader_rows

GROUND = {"ground": "lawfulness", "reason": "Steekproef derde kwartaal"}


def read_by(workspace: Workspace, *names: str) -> None:
    """Let Anna give a document, and others look for it and open it."""
    document = workspace.gives("anna", "Geheime titel", category="police-8", level="subject")
    for name in names:
        with workspace.reading(name) as reading:
            list_documents(reading, Wanted())
            open_document(reading, document.id)


def asked_of_database(ground: str, reason: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(
            "select read_log(%s, %s, %s, %s, '{}'::jsonb, 1, 25,"
            " replace(gen_random_uuid()::text, '-', ''), 'span', '')",
            [ground, reason, now() - timedelta(days=1), now()],
        )
        (answer,) = cursor.fetchone()
    return json.loads(answer) if isinstance(answer, str) else answer


def test_log_is_for_supervision_only(opens: Page) -> None:
    assert opens("anna", "log/").status_code == 403
    assert opens("anna", "log/", GROUND).status_code == 409


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"reason": "Zomaar"}, "Choose one of the four grounds."),
        ({"ground": "lawfulness", "reason": "  "}, "Write down why you read the log."),
    ],
)
def test_log_is_refused_without_ground_or_reason(opens: Page, data: dict[str, str], reason: str) -> None:
    refused = opens("eva", "log/", data)
    assert refused.status_code == 409
    assert reason in text_of(refused)
    assert "The chain" not in text_of(refused)


def test_log_is_never_shown_before_it_is_asked(opens: Page) -> None:
    opens("eva", "log/", GROUND)
    assert "The chain" not in text_of(opens("eva", "log/"))


def test_readings_are_counted_by_ground_and_lines_name_nobody(workspace: Workspace, opens: Page) -> None:
    read_by(workspace, "hugo", "inge", "bram")
    shown = text_of(opens("eva", "log/", GROUND))
    assert "Wpg 15" in shown
    assert "Wpg 16" in shown
    assert "The chain is whole" in shown
    before_readers = shown[: shown.index("Who read the log")]
    assert not [name for name in ("Hugo", "Inge", "Bram", "Geheime titel") if name in before_readers]


def test_line_says_the_act_in_plain_words_and_folds_what_it_touched(workspace: Workspace, opens: Page) -> None:
    read_by(workspace, "hugo")
    shown = text_of(opens("eva", "log/", GROUND))
    lines = shown[shown.index('id="lines"') : shown.index("Who read the log")]
    summaries = re.findall(r"<summary>(.*?)</summary>", lines, re.DOTALL)
    acts = [re.search(r"<b[^>]*>(.*?)</b>", summary)[1] for summary in summaries]  # type: ignore[index]  # each has one
    assert {"open a document", "look at a list or search", "give a document"} <= set(acts)
    assert not [summary for summary in summaries if "vw-marking" in summary]
    assert "vw-marking" in lines


def test_recall_and_consent_are_acts_of_their_own_in_the_log(workspace: Workspace, opens: Page) -> None:
    authorise(workspace.world, workspace.purpose, "karin", Authorisation.Role.OFFICER)
    document = workspace.gives("anna", "Geheime titel", category="police-9", level="subject")
    with workspace.reading("hugo") as reading:
        (asked,) = consents.ask_consent(reading, document.id, ["provider_consent"], "Anders stopt het", at=now())
    with workspace.reading("karin") as reading:
        consents.answer_consent(reading, Consent.objects.get(id=asked.id), False, at=now())
    with workspace.reading("anna") as reading:
        documents.recall_document(reading, document, "Verkeerd", at=now())
    shown = text_of(opens("eva", "log/", GROUND))
    said = [re.sub(r"<.*?>|\s+", " ", row) for row in re.findall(r"<summary>(.*?)</summary>", shown, re.DOTALL)]
    for act, outcome in (("recall a document", "Done"), ("refuse consent", "Done"), ("ask consent", "Asked")):
        assert any(f" {act} " in row and outcome in row for row in said), act


def test_capacity_has_one_name_in_every_column(workspace: Workspace, opens: Page) -> None:
    # In the world of the tests a capacity is called as its kind.
    read_by(workspace, "hugo")
    workspace.gives("gwen", "Nog een titel", category="police-8", level="subject")
    shown = text_of(opens("eva", "log/", GROUND))
    audience = text_of(opens("eva", re.search(r"log/markings/[0-9a-f-]+/", shown)[0]))  # type: ignore[index]  # eva has links
    for kind in ("police task", "special investigation service", "carrying out tax law"):
        assert kind not in shown
        assert kind not in audience
    for column in ('data-label="Giver"', 'data-label="Receiver"', "vw-log-line__capacity"):
        assert re.search(rf"{column}.{{0,200}}>(, )?police<", shown, re.DOTALL), column


def test_refusals_are_counted_and_can_be_shown_alone(workspace: Workspace, opens: Page) -> None:
    read_by(workspace, "bram")
    shown = text_of(opens("eva", "log/", GROUND | {"outcome": "refused"}))
    assert "no ground" in shown
    assert "<b>1</b>" in shown


def test_reading_the_log_is_logged_with_ground_and_reason_for_the_privacy_officer(opens: Page) -> None:
    opens("karin", "log/", GROUND | {"reason": "Vraag van de directeur"})
    seen_by_officer = text_of(opens("eva", "log/", GROUND))
    assert "Vraag van de directeur" in seen_by_officer
    assert "Karin" in seen_by_officer
    assert "Who read the log" not in text_of(opens("karin", "log/", GROUND))


def test_database_itself_logs_the_reading_and_answers_nobody_else(world: World) -> None:
    with reading_as(world.eva.id):
        first = asked_of_database("security", "Nagaan")
        second = asked_of_database("security", "Nagaan")
        assert len(second["readers"]) == len(first["readers"]) + 1
        assert asked_of_database("curiosity", "Nagaan") is None
        assert asked_of_database("security", " ") is None
    with reading_as(world.anna.id):
        assert asked_of_database("security", "Nagaan") is None


@pytest.mark.parametrize(
    "statement",
    [
        "select * from sharing_logline",
        "select log_lines(gen_random_uuid(), now(), now(), '{}', 1, 25)",
        "select log_chain()",
    ],
)
def test_application_has_no_other_way_to_the_log(world: World, statement: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_period_that_ends_before_it_begins_is_refused(opens: Page) -> None:
    asked = GROUND | {"period": "custom", "since": "2026-02-01", "until": "2026-01-01"}
    assert "The end lies before the start." in text_of(opens("eva", "log/", asked))
    empty = GROUND | {"period": "custom", "since": "2020-01-01", "until": "2020-01-31"}
    assert "No readings in this period" in text_of(opens("eva", "log/", empty))


def test_privacy_officer_sees_who_can_see_a_marking(workspace: Workspace, opens: Page) -> None:
    document = workspace.gives("anna", "Geheime titel", category="police-8", level="subject")
    address = f"log/markings/{document.marking_id}/"
    shown = text_of(opens("eva", address))
    assert "Hugo" in shown
    assert "Wpg article 15" in shown
    assert "Geheime titel" not in shown
    before = text_of(opens("eva", f"{address}?day=2020-01-01"))
    assert "Who could see this on 1 January 2020?" in before
    assert opens("karin", address).status_code == opens("anna", address).status_code == 404


def test_privacy_officer_sees_of_kept_items_only_whom_they_are_kept_to(workspace: Workspace, opens: Page) -> None:
    people = workspace.world.people
    police = {"category": "police-8", "level": "subject"}

    def gives(title: str, *names: str) -> Document:
        file = workspace.folder / "kept.txt"
        file.write_text(title)
        told = Told(title, "fact", "eigen waarneming", "own_work", ["suspect"])
        with workspace.reading("anna") as reading:
            kept_to = [people[name].id for name in names] or None
            return documents.give_document(
                reading, Upload(file, "kept.txt"), Choice(**police), told, at=now(), kept_to=kept_to
            )

    # Bram has no ground at this level, and is named all the same.
    kept = gives("Bewaarde titel", "hugo", "bram")
    address = f"log/markings/{kept.marking_id}/"
    shown = text_of(opens("eva", address))
    group = shown[shown.index("1 item, kept to:") : shown.index('id="cannot"')]
    assert re.findall(r"<li><b>(\w+)</b>", group) == ["Hugo", "Anna"]
    assert re.search(r"A ground, but not named in any of these items: [^<]*Gwen", group)
    assert "2 people can read this" in shown
    assert 'id="can"' not in shown
    assert "Bewaarde titel" not in shown
    gives("Open titel")
    shown = text_of(opens("eva", address))
    assert "Gwen" in shown[shown.index('id="can"') : shown.index('id="kept"')]
    assert re.findall(r"<li><b>(\w+)</b>", shown[shown.index('id="kept"') : shown.index('id="cannot"')]) == [
        "Hugo",
        "Anna",
    ]
    for name in ("anna", "karin"):
        with workspace.reading(name):
            assert kept_with(kept.marking_id, now()) == []


def test_each_event_operation_and_outcome_of_the_log_has_words() -> None:
    assert set(EVENTS) == set(Event)
    assert set(OUTCOMES) == set(Outcome)
    assert set(OPERATIONS) == set(Operation)


def test_reading_at_the_server_names_the_account_of_the_machine() -> None:
    read = LogReader(1, now(), "internal_control", "Nagaan", "beheer", "", "")
    with translation.override("en"):
        (row,) = reader_rows([read], {})
        shown = (row["name"], str(row["ground"]))
    assert shown == ("at the server: beheer", "Internal control")
