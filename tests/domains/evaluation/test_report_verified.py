"""What is told of a file of an evaluation report that is verified: what was compared, and what in it is other."""

import io
import json
import re
import zipfile
from copy import deepcopy
from datetime import date, datetime
from html import escape
from typing import Any

import psycopg
import pytest
from django.db import connection
from django.utils.translation import override

from tests.databases import administrator_address
from tests.evaluation_reports import built, file, frozen
from tests.findings import approved, asked_people
from tests.mechanisms import mapped
from tests.world import World, find_world, now
from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationReport
from vlechtwerk.domains.evaluation.queries.report.files import file_of
from vlechtwerk.domains.evaluation.queries.report.making import build_now
from vlechtwerk.domains.evaluation.queries.report.verification import verify_evaluation_report
from vlechtwerk.engines.documents.evaluation_report.manifest import Mistake, report_from, sealed
from vlechtwerk.engines.documents.report.manifest import as_text
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.address import checksum_of
from vlechtwerk.interfaces.evaluation_report_words import look_at

pytestmark = pytest.mark.slow
Manifest = dict[str, Any]


@pytest.fixture
def evaluation(world: World, as_dilara: None) -> Evaluation:
    evaluation = asked_people(world)
    approved(world, evaluation)
    return evaluation


@pytest.fixture
def manifest(evaluation: Evaluation) -> Manifest:
    return dict(build_now(evaluation, "nl", at=now()).manifest)


def content(manifest: Manifest, kind: str) -> bytes:
    return file_of(report_from(manifest["forms"]["full"], as_text(manifest)), kind, manifest)


@pytest.mark.parametrize(
    ("altered", "told"),
    [({"software": "99.9"}, "99.9"), ({"made_at": "2020-01-01T03:04:05+01:00"}, "2020-01-01T03:04:05+01:00")],
)
def test_what_nobody_froze_and_nothing_can_be_compared_with_is_not_told_to_hold(
    evaluation: Evaluation, manifest: Manifest, altered: Manifest, told: str
) -> None:
    forged = sealed(manifest | altered)
    if "made_at" in altered:
        # Whoever forges the moment changes the day that stands in the report as well.
        forged = dict(build_now(evaluation, "nl", at=datetime.fromisoformat(altered["made_at"])).manifest)
    with override("en"):
        looked = look_at(evaluation.project_id, as_text(forged).encode())
    assert (looked.findings, looked.is_frozen) == ((), False)
    assert "No report was frozen here with this manifest" in looked.remark
    assert told in looked.remark.partition("Not compared:")[2]


@pytest.mark.parametrize(
    "altered",
    [{"project": {"code": "test", "name": "Iets anders", "origin": "own"}}, {"frozen_on": "2026-11-30"}],
)
def test_another_project_and_a_freezing_that_never_was_are_found_with_the_sums_mended(
    evaluation: Evaluation, manifest: Manifest, altered: Manifest
) -> None:
    forged = sealed(manifest | altered)
    if "frozen_on" in altered:
        forged = dict(build_now(evaluation, "nl", at=now(), frozen_on=date(2026, 11, 30)).manifest)
    findings = verify_evaluation_report(evaluation.project_id, as_text(forged).encode()).findings
    expected = Mistake.NEVER_FROZEN if "frozen_on" in altered else Mistake.WORDS_DIFFER
    assert [one.mistake for one in findings] == [expected]


def test_draft_that_its_evaluators_built_is_told_as_a_concept_and_as_never_frozen_to_others(
    world: World, evaluation: Evaluation
) -> None:
    draft = file(built(world, evaluation), "html")
    with override("en"):
        own = look_at(evaluation.project_id, draft)
        with reading_as(world.karin.id):
            other = look_at(evaluation.project_id, draft)
    assert (own.findings, own.remark) == ((), "Nobody froze this report: it is a concept.")
    assert (other.findings, "No report was frozen here" in other.remark) == ((), True)


# --- What in a file is other than its manifest gives. ---------------------------------------------------------------


def in_word(content: bytes, old: bytes, new: bytes) -> bytes:
    """Return a Word file in which the text of the document was changed at its first place."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(saved, "w") as other:
        for part in packed.infolist():
            told = packed.read(part)
            if part.filename == "word/document.xml":
                assert old in told
                told = told.replace(old, new, 1)
            other.writestr(part, told)
    return saved.getvalue()


def finding_in(manifest: Manifest) -> tuple[str, str, str]:
    """Return a finding of the report: under which chapter it stands, its number and its words."""
    item = next(one for one in manifest["items"] if one["kind"] == "finding")
    chapter = ""
    for section in manifest["forms"]["full"]["sections"]:
        chapter = section["title"] if section["level"] == 1 else chapter
        for block in section["blocks"]:
            if block["kind"] == "sentences" and any(row[0] == item["number"] for row in block["rows"]):
                return chapter, item["number"], item["words"]
    raise AssertionError("not told")


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_changed_sentence_of_a_file_is_named_with_chapter_number_and_what_should_stand_there(
    evaluation: Evaluation, manifest: Manifest, kind: str
) -> None:
    chapter, number, words = finding_in(manifest)
    whole = content(manifest, kind)
    other = f"Niet: {words}"
    if kind == "html":
        edited = whole.replace(f"<p>{words}</p>".encode(), f"<p>{other}</p>".encode(), 1)
    else:
        edited = in_word(whole, f">{words}<".encode(), f">{other}<".encode())
    assert edited != whole
    with override("en"):
        first, *named = verify_evaluation_report(evaluation.project_id, edited).findings
    assert first.mistake == Mistake.FILE_CHANGED
    assert [(one.mistake, one.where) for one in named] == [
        (Mistake.LINE_DIFFERS, f"{chapter}, sentence with number {number}")
    ]
    assert (other in named[0].stands, words in named[0].found, other in named[0].found) == (True, True, False)


def test_sentence_that_was_taken_out_and_one_that_was_put_in_are_named(
    evaluation: Evaluation, manifest: Manifest
) -> None:
    _chapter, _number, words = finding_in(manifest)
    whole = content(manifest, "html").decode()
    row = re.search(rf"<li>(?:(?!<li>).)*<p>{re.escape(words)}</p>.*?</li>", whole)
    assert row is not None
    for old, new, mistake, told in (
        (row[0], "", Mistake.LINE_REMOVED, "found"),
        ("</main>", "<div>Dit <!-- x -->zei niemand.</div></main>", Mistake.LINE_ADDED, "stands"),
        ("</footer>", "</footer><p>Dit zei niemand.</p>", Mistake.LINE_ADDED, "stands"),
    ):
        findings = verify_evaluation_report(evaluation.project_id, whole.replace(old, new, 1).encode()).findings
        assert [one.mistake for one in findings] == [Mistake.FILE_CHANGED, mistake], old
        assert (words if mistake == Mistake.LINE_REMOVED else "Dit zei niemand.") in getattr(findings[1], told)


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_file_without_a_number_in_the_margin_is_told_with_the_sentence_that_lost_it(
    evaluation: Evaluation, manifest: Manifest, kind: str
) -> None:
    chapter, number, words = finding_in(manifest)
    form = deepcopy(manifest["forms"]["full"])
    (row,) = [row for row in rows_of_sentences(form) if row[0] == number]
    row[0] = ""
    edited = file_of(report_from(form, as_text(manifest)), kind, manifest)
    without = [edited]
    if kind == "html":
        # Taken out of the file itself, with the link around it.
        whole = content(manifest, kind).decode()
        without.append(re.sub(rf"<li><a [^>]*>{number}</a>(?=<p>{re.escape(words)})", "<li>", whole).encode())
    for one_file in without:
        with override("en"):
            first, *named = verify_evaluation_report(evaluation.project_id, one_file).findings
        assert first.mistake == Mistake.FILE_CHANGED
        # Which line of a PDF it is, is not told.
        expected = [] if kind == "pdf" else [(Mistake.LINE_DIFFERS, f"{chapter}, sentence with number {number}")]
        assert [(one.mistake, one.where) for one in named] == expected
        for one in named:
            assert (one.stands.startswith(words), one.found.startswith(f"{number} {words}")) == (True, True)


@pytest.mark.parametrize("other", ["Hier is niets te zien.", ""])
def test_altered_alternative_text_of_a_drawing_in_a_word_file_is_named_with_what_stands_there_now(
    world: World, evaluation: Evaluation, other: str
) -> None:
    with reading_as(world.dilara.id):
        mapped(world)
        manifest = dict(build_now(evaluation, "nl", at=now()).manifest)
    sections = manifest["forms"]["full"]["sections"]
    drawn = [block["words"] for section in sections for block in section["blocks"] if block["kind"] == "picture"]
    assert drawn
    edited = in_word(content(manifest, "docx"), f'descr="{escape(drawn[-1])}"'.encode(), f'descr="{other}"'.encode())
    with override("en"):
        first, told = verify_evaluation_report(evaluation.project_id, edited).findings
    assert first.mistake == Mistake.FILE_CHANGED
    assert told.mistake == (Mistake.LINE_DIFFERS if other else Mistake.LINE_REMOVED)
    assert told.where.endswith(f", alternative text of drawing {len(drawn)}")
    assert told.stands == other
    assert told.found
    assert told.found in " ".join(drawn[-1].split())


def rows_of_sentences(form: Manifest) -> list[list[str]]:
    """Return the sentences with a number in the margin, of one form of a report."""
    blocks = [block for section in form["sections"] for block in section["blocks"] if block["kind"] == "sentences"]
    return [row for block in blocks for row in block["rows"]]


@pytest.mark.parametrize(("added", "mistake"), [(40_000, Mistake.LINE_ADDED), (50_001, Mistake.LINES_NOT_COMPARED)])
def test_of_a_file_with_more_lines_than_can_be_compared_it_is_told_that_they_were_not(
    evaluation: Evaluation, manifest: Manifest, added: int, mistake: Mistake
) -> None:
    more = "".join(f"<p>Regel {place}</p>" for place in range(added))
    edited = content(manifest, "html").replace(b"</main>", f"{more}</main>".encode(), 1)
    with override("en"):
        looked = look_at(evaluation.project_id, edited)
    assert {one.code for one in looked.findings} == {Mistake.FILE_CHANGED, mistake}
    assert any("were not compared" in one.text for one in looked.findings) is (added > 50_000)


def test_edit_of_what_is_no_text_is_told_of_the_file_as_a_whole(evaluation: Evaluation, manifest: Manifest) -> None:
    whole = content(manifest, "html").replace(b"<body>", b'<body class="x">', 1)
    findings = verify_evaluation_report(evaluation.project_id, whole).findings
    assert [one.mistake for one in findings] == [Mistake.FILE_CHANGED]


def test_frozen_report_that_was_altered_in_the_database_is_held_against_the_journal(transactional_db: None) -> None:
    with find_world() as world:
        with reading_as(world.dilara.id):
            evaluation = asked_people(world)
            approved(world, evaluation)
            report = built(world, evaluation)
        with reading_as(world.people["mila"].id):
            kept = frozen(report, world.people["mila"])
            assert verify_evaluation_report(evaluation.project_id, kept.manifest.encode()).findings == ()
        # All that can be mended is: only what was noted when it was frozen says otherwise.
        forged = as_text(sealed(json.loads(kept.manifest) | {"software": "99.9"}))
        with psycopg.connect(administrator_address(connection.settings_dict["NAME"]), autocommit=True) as administrator:
            administrator.execute("set session_replication_role = replica")
            administrator.execute(
                "update evaluation_evaluationreport set manifest = %s, checksum = %s where id = %s",
                [forged, checksum_of(forged), kept.id],
            )
        with reading_as(world.karin.id):
            assert EvaluationReport.objects.get().manifest == forged
            (finding,) = verify_evaluation_report(evaluation.project_id, forged.encode()).findings
            assert (finding.mistake, finding.found) == (Mistake.NOT_AS_MADE, checksum_of(forged))
            # The file that was frozen is of no report of this register any more.
            (finding,) = verify_evaluation_report(evaluation.project_id, kept.manifest.encode()).findings
            assert finding.mistake == Mistake.NEVER_FROZEN
