"""A frozen report is computed again: what was altered by hand, in a file, a manifest or the database, is named."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal

import psycopg
import pytest
from django.db import connection

from tests.databases import administrator_address, owner_address
from tests.evaluations import begun, share
from tests.reports import MAY, drafted, frozen, with_files
from tests.world import World, find_world, moment, now
from vlechtwerk.domains.evaluation.evidence import PUBLISHED_FIGURE
from vlechtwerk.domains.partnership.models import Mandate
from vlechtwerk.domains.partnership.operations.decisions import ask_decision, forward_decision
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.domains.programme.models.capacity import HoursLine
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import report_files, reports
from vlechtwerk.domains.programme.operations.capacity import import_capacity
from vlechtwerk.domains.programme.operations.status import judge_precondition
from vlechtwerk.domains.programme.queries.report_manifest import Mistake, verify
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.address import Base, Evidence, EvidenceAddress

pytestmark = pytest.mark.slow


def test_each_file_of_a_frozen_report_carries_what_verifies_it(
    world: World, activity: Activity, mandate: Mandate
) -> None:
    for content in with_files(world, frozen(world, mandate)).values():
        found = verify(world.project.id, content)
        assert (found.findings, found.figures > 0, found.facts > 0) == ((), True, True)
        (finding,) = verify(world.project.id, content + b" ").findings
        assert finding.mistake == Mistake.FILE_CHANGED


def test_figure_altered_by_hand_in_the_manifest_is_found(world: World, activity: Activity, mandate: Mandate) -> None:
    made = frozen(world, mandate)
    manifest = json.loads(made.manifest)
    figure = next(item for item in manifest["figures"] if item["key"] == "status:running")
    figure["value"] = "7"
    findings = verify(world.project.id, json.dumps(manifest).encode()).findings
    # That it comes out otherwise follows from it, and is not told beside it.
    assert [(item.mistake, item.stands, item.found) for item in findings] == [(Mistake.NOT_AS_FROZEN, "7", "1")]


def test_who_does_not_read_the_draft_is_told_that_its_rows_were_not_compared(
    world: World, activity: Activity, mandate: Mandate
) -> None:
    made = frozen(world, mandate)
    compared = {}
    for reader in (world.karin, world.anna):
        with reading_as(reader.id):
            found = verify(world.project.id, made.manifest.encode())
        compared[reader.name] = (found.findings, found.rows_compared)
    assert compared == {world.karin.name: ((), True), world.anna.name: ((), False)}


def test_record_altered_by_hand_in_the_database_is_found(transactional_db: None) -> None:
    with find_world() as world:
        with reading_as(world.karin.id):
            mandate = world.mandate("SG", "Voortgangsrapportages vaststellen")
            world.stands(world.activity(), Status.RUNNING, "2026-05")
            made = frozen(world, mandate)
        with psycopg.connect(owner_address(connection.settings_dict["NAME"])) as owner:
            owner.execute("update programme_activitystatus set reason = 'Anders'")
        with reading_as(world.karin.id):
            findings = verify(world.project.id, made.manifest.encode()).findings
    # The fact, the figure that counts it, and the fact of the activity that came in.
    assert {item.mistake for item in findings} == {Mistake.SOURCE_CHANGED}


def test_report_whose_fact_rests_on_a_published_figure_is_verified(
    world: World, activity: Activity, mandate: Mandate
) -> None:
    share(world, begun(world))
    given = [Evidence(EvidenceAddress(PUBLISHED_FIGURE, "EV1,D1"), base=Base.PUBLISHED)]
    judge_precondition(
        world.precondition("P1"), "2026", moment("2026-05"), "partly_met", evidence=given, by=world.loader, at=now()
    )
    made = frozen(world, mandate)
    assert "EV1,D1" in made.manifest
    assert verify(world.project.id, made.manifest.encode()).findings == ()


@pytest.mark.parametrize("content", [b"", b"{}", b"%PDF-1.7 x", b"PK\x03\x04", b"\xff\xfe", b'{"format": 1}', b"[]"])
def test_file_that_carries_no_manifest_is_named_so(world: World, content: bytes) -> None:
    assert [item.mistake for item in verify(world.project.id, content).findings] == [Mistake.NOT_A_MANIFEST]


NO_SOURCES: list[object] = [
    {"kind": "activity_status", "identifier": "no such thing", "checksum": ""},
    {"kind": ["a"], "identifier": "1", "checksum": ""},
    {"kind": "document", "identifier": {"a": 1}, "checksum": ""},
    {"kind": "activity_status", "checksum": ""},
    {"kind": "document", "identifier": "T1\0", "checksum": ""},
    {"kind": "document", "identifier": "T1\ud800", "checksum": ""},
    {"kind": "document", "identifier": "T1", "checksum": "\udfff"},
]


def test_manifest_with_what_no_manifest_holds_is_none(world: World, activity: Activity, mandate: Mandate) -> None:
    manifest = json.loads(frozen(world, mandate).manifest)
    for source in NO_SOURCES:
        for part in ("figures", "facts"):
            spoiled = {**manifest, part: [manifest[part][0] | {"sources": [source]}, *manifest[part][1:]]}
            (finding,) = verify(world.project.id, json.dumps(spoiled).encode()).findings
            assert finding.mistake == Mistake.NOT_A_MANIFEST, (part, source)


def test_words_that_can_not_be_shown_are_of_no_manifest(world: World, activity: Activity, mandate: Mandate) -> None:
    manifest = json.loads(frozen(world, mandate).manifest)
    for part, name in (("figures", "label"), ("facts", "words")):
        spoiled = {**manifest, part: [manifest[part][0] | {name: "Half \ud83d"}, *manifest[part][1:]]}
        (finding,) = verify(world.project.id, json.dumps(spoiled).encode()).findings
        assert finding.mistake == Mistake.NOT_A_MANIFEST


ALTERATIONS = [
    "update programme_frozenreport set content = jsonb_set(content, '{title}', '\"Anders\"')",
    "update programme_frozenreport set manifest = replace(manifest, 'mei 2026', 'mei 2025'), checksum ="
    " encode(sha256(convert_to(replace(manifest, 'mei 2026', 'mei 2025'), 'UTF8')), 'hex')",
    "update programme_frozenfile set content = 'x'::bytea where form = 'full' and kind = 'html'",
    "update programme_frozenfile set content = 'x'::bytea, checksum = encode(sha256('x'::bytea), 'hex')"
    " where form = 'full' and kind = 'html'",
    "update programme_reportfigure set value = '77' where key = 'status:running'",
    "update programme_reportfigure set label = 'Arrestaties', unit = 'ton' where key = 'status:running'",
    "delete from programme_reportfigure where key = 'status:running'",
    "update programme_reportfact set words = 'Gelogen: 400 aanhoudingen'",
    "delete from programme_reportfact",
    "insert into programme_reportwords (id, version, text, written_at, activity_id, project_id, report_id,"
    " written_by_id) select gen_random_uuid(), 9, 'Iets anders', now(), activity_id, project_id, report_id,"
    " (select drafted_by_id from programme_progressreport where id = report_id) from programme_reportfact"
    " where activity_id is not null and project_id in (select id from partnership_project where code = 'test')"
    " limit 1",
    "update programme_reportwords set text = 'Iets anders' where activity_id is null",
    "delete from programme_reportwords where activity_id is null",
    "delete from programme_frozenfile",
    "update programme_progressreport set period_until = period_until + 1",
    "update programme_progressreport set state = 'draft'",
    "update programme_frozenreport set frozen_at = frozen_at + interval '1 day'",
    "update programme_reportfact set number = number + 40",
]


@contextmanager
def altered(statement: str) -> Iterator[None]:
    """Alter one table as whoever alters what guards it first; afterwards it holds again what it held."""
    (table,) = {word for word in statement.partition(" where ")[0].split()[:3] if word.startswith("programme_")}
    with psycopg.connect(administrator_address(connection.settings_dict["NAME"]), autocommit=True) as administrator:
        administrator.execute("set session_replication_role = replica")
        administrator.execute(f"create temporary table held as table {table}")
        administrator.execute(statement)
        yield
        administrator.execute(f"delete from {table}")
        administrator.execute(f"insert into {table} table held")


def test_report_altered_by_hand_in_the_database_is_found(transactional_db: None) -> None:
    with find_world() as world:
        with reading_as(world.karin.id):
            mandate = world.mandate("SG", "Voortgangsrapportages vaststellen")
            world.stands(world.activity(), Status.RUNNING, "2026-05")
            report = drafted(world)
            reports.write_words(report, None, "Het loopt.", 0, by=world.bram, at=now())
            made = frozen(world, mandate, reports.submit_progress_report(report, by=world.bram, at=now()))
            report_files.make_report_files(made, by=world.karin, at=now())

        def mistakes() -> set[Mistake]:
            with reading_as(world.karin.id):
                made.refresh_from_db()
                return {item.mistake for item in verify(world.project.id, made.manifest.encode()).findings}

        for statement in ALTERATIONS:
            with altered(statement):
                assert Mistake.NOT_AS_FROZEN in mistakes(), statement
        # Each was of its own alteration: nothing of any is left.
        assert mistakes() == set()


SPOILED: list[Callable[[str], str]] = [
    lambda text: text.replace('"figures": [', '"figures": [{"key": "x", "value": "1"}], "figures": [', 1),
    lambda text: text.replace('"facts": [', '"added": 1, "facts": [', 1),
    lambda text: "[" * 100_000 + text,
    lambda text: text.replace('"code": "2026-2"', '"code": "2026-2\\u0000"', 1),
    lambda text: text.replace('"computation": "count"', '"computation": ["count"]', 1),
    lambda text: text.replace('"measure": "one"', '"measure": {}', 1),
]


def test_manifest_that_was_spoiled_does_not_hold(world: World, activity: Activity, mandate: Mandate) -> None:
    text = frozen(world, mandate).manifest
    for number, alter in enumerate(SPOILED):
        assert alter(text) != text, number
        assert verify(world.project.id, alter(text).encode()).findings != (), number


def test_fact_that_stands_in_a_manifest_twice_is_found(world: World, activity: Activity, mandate: Mandate) -> None:
    manifest = json.loads(frozen(world, mandate).manifest)
    manifest["facts"].insert(0, manifest["facts"][0] | {"words": "Gelogen"})
    assert verify(world.project.id, json.dumps(manifest).encode()).findings != ()


def test_page_with_a_sign_put_before_it_is_no_file_of_the_report(
    world: World, activity: Activity, mandate: Mandate
) -> None:
    content = with_files(world, frozen(world, mandate))["full", "html"]
    (finding,) = verify(world.project.id, b"{ " + content).findings
    assert finding.mistake == Mistake.FILE_CHANGED


def test_hours_of_an_organisation_are_told_to_nobody_by_a_manifest_and_verified_by_who_reads_them(
    world: World, activity: Activity, mandate: Mandate
) -> None:
    asked = [HoursLine(world.hours_of(code), MAY, Decimal("41.25"), "asked") for code in ("DOU", "NP", "FIOD")]
    lines = import_capacity(asked, by=world.karin, at=now())
    for code in ("DOU", "BD"):
        world.hours("pledged", "17.5", "2026-05", "2026-06", organisation=code)
    made = frozen(world, mandate)
    # Of two that pledged, each would learn what the other did.
    assert [figure["key"] for figure in json.loads(made.manifest)["figures"] if "hours" in figure["key"]] == [
        "hours:asked"
    ]
    assert not any(str(line.id) in made.manifest for line in lines)
    assert not any(f'"value": "{hours}"' in made.manifest for hours in ("41.25", "17.5", "35"))
    assert [source.keys() for source in sources_of_hours(made.manifest)] == [{"kind", "identifier", "checksum"}] * 3
    # Karin reads all hours, and computes the sum again; Anna, of the police, passes over it.
    for reader in (world.karin, world.anna):
        with reading_as(reader.id):
            assert verify(world.project.id, made.manifest.encode()).findings == ()
    altered = made.manifest.replace('"value": "123.75"', '"value": "124.25"')
    assert altered != made.manifest
    with reading_as(world.karin.id):
        found = verify(world.project.id, altered.encode()).findings
    assert (Mistake.NOT_AS_FROZEN, "124.25", "123.75") in {(item.mistake, item.stands, item.found) for item in found}


def test_question_that_went_on_to_another_body_still_holds(world: World, activity: Activity, mandate: Mandate) -> None:
    asked = ask_decision("Mag dit?", body=world.bodies["MT"], asked_on=moment("2026-06"), by=world.loader, at=now())
    made = frozen(world, mandate)
    with reading_as(world.karin.id):
        forward_decision(asked, world.bodies["SG"], by=world.karin, at=now())
    assert "Mag dit?" in made.manifest
    assert verify(world.project.id, made.manifest.encode()).findings == ()


def sources_of_hours(manifest: str) -> list[dict[str, str]]:
    """Return what a manifest names of the hours that were asked."""
    (figure,) = [item for item in json.loads(manifest)["figures"] if item["key"] == "hours:asked"]
    return list(figure["sources"])
