"""Whoever edits a built report is found: in its manifest, in each of its files, and in the database beneath it.

Edits are drawn at random by seeds that stand here, among all that a reader could be misled by. Each of them is one that
changes something, and half of them mend the sums after it, as someone would who knows the format.
"""

import json
import random
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import psycopg
import pytest
from django.db import connection

from tests.databases import owner_address
from tests.engines.documents.test_evaluation_report import edited_file
from tests.evaluation_reports import built
from tests.findings import approved, asked_people
from tests.mechanisms import carried, expected, mapped
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.queries.report import verification
from vlechtwerk.domains.evaluation.queries.report.files import file_of
from vlechtwerk.domains.evaluation.queries.report.making import build_now
from vlechtwerk.domains.evaluation.queries.report.verification import verify_evaluation_report
from vlechtwerk.engines.documents.evaluation_report.manifest import report_from, sealed
from vlechtwerk.engines.documents.report.manifest import as_text
from vlechtwerk.foundation.evidence.address import checksum_of

pytestmark = pytest.mark.slow
# Fifty edits each of what a manifest says.
SEEDS = (8, 81, 810, 8100)
Chance = random.Random
SIGNS = "0123456789abcdefghABC%"


def marked(text: str, chance: Chance) -> str:
    """Change one sign of a text into another."""
    place = chance.randrange(len(text))
    return text[:place] + chance.choice([sign for sign in SIGNS if sign != text[place]]) + text[place + 1 :]


def blocks_of(manifest: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Return the blocks of a kind, of both forms of a report."""
    sections = [section for form in manifest["forms"].values() for section in form["sections"]]
    return [block for section in sections for block in section["blocks"] if block["kind"] == kind and any_row(block)]


def any_row(block: dict[str, Any]) -> bool:
    return bool(block.get("rows", True))


def _figure(manifest: dict[str, Any], chance: Chance) -> None:
    item = chance.choice([one for one in manifest["items"] if one["value"]])
    item["value"] = marked(item["value"], chance)


def _words(manifest: dict[str, Any], chance: Chance) -> None:
    item = chance.choice(manifest["items"])
    item["words"] = marked(item["words"], chance)


def _margin_number(manifest: dict[str, Any], chance: Chance) -> None:
    row = chance.choice(chance.choice(blocks_of(manifest, "sentences"))["rows"])
    row[0] = str(int(row[0]) + chance.choice((-1, 1, 10)))


def _sentence(manifest: dict[str, Any], chance: Chance) -> None:
    row = chance.choice(chance.choice(blocks_of(manifest, "sentences"))["rows"])
    row[1] = marked(row[1], chance)


def _ground(manifest: dict[str, Any], chance: Chance) -> None:
    if chance.random() < 0.5:
        row = chance.choice(chance.choice(blocks_of(manifest, "sentences"))["rows"])
        row[2] = "gemeten effect" if row[2] != "gemeten effect" else "geteld"
        return
    item = chance.choice(manifest["items"])
    item["ground"] = "measured_effect" if item["ground"] != "measured_effect" else "register"


def _base(manifest: dict[str, Any], chance: Chance) -> None:
    item = chance.choice([one for one in manifest["items"] if one["base"]])
    item["base"] = "own" if item["base"] == "published" else "published"


def _source(manifest: dict[str, Any], chance: Chance) -> None:
    source = chance.choice(chance.choice([one for one in manifest["items"] if one["sources"]])["sources"])
    name = chance.choice(("kind", "identifier", "checksum", "label", "contradicts"))
    source[name] = not source[name] if name == "contradicts" else marked(source[name] or " ", chance)


def _source_left_out(manifest: dict[str, Any], chance: Chance) -> None:
    chance.choice([one for one in manifest["items"] if one["sources"]])["sources"].pop()


def _chapter(manifest: dict[str, Any], chance: Chance) -> None:
    chapter = chance.choice(manifest["chapters"])
    chapter["text"] = marked(chapter["text"], chance)


def _cell(manifest: dict[str, Any], chance: Chance) -> None:
    row = chance.choice(chance.choice(blocks_of(manifest, "table"))["rows"])
    place = chance.randrange(len(row))
    row[place] = marked(row[place] or " ", chance)


def _alternative_text(manifest: dict[str, Any], chance: Chance) -> None:
    picture = chance.choice(blocks_of(manifest, "picture"))
    picture["words"] = marked(picture["words"], chance)


def _drawing(manifest: dict[str, Any], chance: Chance) -> None:
    picture = chance.choice(blocks_of(manifest, "picture"))
    name = chance.choice(("svg", "caption"))
    picture[name] = marked(picture[name], chance)


def _appendix_row(manifest: dict[str, Any], chance: Chance) -> None:
    row = chance.choice(chance.choice(blocks_of(manifest, "entries"))["rows"])
    if row[3] and chance.random() < 0.5:
        line = chance.choice(row[3])
        line[1] = marked(line[1] or " ", chance)
    else:
        row[1] = marked(row[1], chance)


def _appendix_row_left_out(manifest: dict[str, Any], chance: Chance) -> None:
    rows = chance.choice(blocks_of(manifest, "entries"))["rows"]
    rows.pop(chance.randrange(len(rows)))


def _left_out(manifest: dict[str, Any], chance: Chance) -> None:
    manifest["items"].pop(chance.randrange(len(manifest["items"])))


def _swapped(manifest: dict[str, Any], chance: Chance) -> None:
    items = [one for one in manifest["items"] if one["value"]]
    one, other = next(
        (one, other) for one, other in iter(lambda: chance.sample(items, 2), None) if one["value"] != other["value"]
    )
    one["value"], other["value"] = other["value"], one["value"]


def _heading(manifest: dict[str, Any], chance: Chance) -> None:
    section = chance.choice(chance.choice(list(manifest["forms"].values()))["sections"])
    section["title"] = marked(section["title"], chance)


EDITS: tuple[Callable[[dict[str, Any], Chance], None], ...] = (
    _figure, _words, _margin_number, _sentence, _ground, _base, _source, _source_left_out, _chapter, _cell,
    _alternative_text, _drawing, _appendix_row, _appendix_row_left_out, _left_out, _swapped, _heading,
)  # fmt: skip


def edited(manifest: dict[str, Any], edit: Callable[[dict[str, Any], Chance], None], chance: Chance) -> dict[str, Any]:
    """Edit a manifest, and half of the time mend its sums."""
    changed = deepcopy(manifest)
    edit(changed, chance)
    assert changed != manifest
    if chance.random() < 0.5:
        for item in changed["items"]:
            bare = {name: value for name, value in item.items() if name != "checksum"}
            item["checksum"] = checksum_of(as_text(bare))
        for chapter in changed["chapters"]:
            chapter["checksum"] = checksum_of(chapter["text"])
        changed = sealed(changed)
    return changed


def test_two_hundred_random_edits_of_the_manifest_of_a_built_report_are_all_found(
    world: World, as_dilara: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    mapped(world)
    world.source()
    evaluation = asked_people(world)
    approved(world, evaluation)
    carried(world, expected(world, evaluation))
    manifest = json.loads(built(world, evaluation).manifest)
    _read_plainly_and_build_once(monkeypatch)
    assert verify_evaluation_report(evaluation.project_id, as_text(manifest).encode()).findings == ()
    missed = []
    for seed in SEEDS:
        chance = Chance(seed)
        for number in range(50):
            edit = EDITS[number % len(EDITS)]
            changed = as_text(edited(manifest, edit, chance)).encode()
            if not verify_evaluation_report(evaluation.project_id, changed).findings:
                missed.append((seed, number, edit.__name__))
    assert not missed


def _read_plainly_and_build_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read manifests in this process, and build from the same words and register once: nothing is registered here."""
    again, built = verification.build_again, {}

    def build_once(manifest: Any, evaluation: Evaluation) -> Any:
        head = ("chapters", "language", "as_of", "made_at", "frozen_on", "template")
        key = as_text({name: manifest[name] for name in head})
        if key not in built:
            built[key] = again(manifest, evaluation)
        return built[key]

    monkeypatch.setattr(verification, "build_again", build_once)
    monkeypatch.setattr(verification, "manifest_in", lambda content: content.decode())


@pytest.mark.parametrize("of_case", ["demo"], indirect=True)
@pytest.mark.parametrize(("kind", "times"), [("html", 12), ("docx", 12), ("pdf", 6)])
def test_random_edits_of_what_is_seen_of_each_file_of_a_built_report_are_all_found(
    of_case: Evaluation, kind: str, times: int
) -> None:
    manifest = build_now(of_case, "nl", at=now()).manifest
    text, chance = as_text(dict(manifest)), Chance(8)
    content = file_of(report_from(manifest["forms"]["full"], text), kind, manifest)
    assert verify_evaluation_report(of_case.project_id, content).findings == ()
    missed = [
        time for time in range(times)
        if not verify_evaluation_report(of_case.project_id, edited_file(content, chance)).findings
    ]  # fmt: skip
    assert not missed


# Where words stand that the report of a case tells, and by which the row is found again.
BENEATH = (
    ("evaluation_publishedfigure", "text"), ("evaluation_publishedclaim", "text"),
    ("evaluation_approvedfinding", "sentence"), ("evaluation_evaluationquestion", "text"),
    ("evaluation_criterionwording", "question"), ("evaluation_criterionnorm", "text"),
    ("evaluation_learningpoint", "title"), ("evaluation_sourcesentence", "text"),
    ("evaluation_mechanismwording", "text"), ("evaluation_checkedjudgement", "text"),
    ("evaluation_plannedmethod", "name"), ("programme_activity", "name"), ("programme_precondition", "title"),
    ("programme_goalwording", "text"),
)  # fmt: skip


@pytest.mark.parametrize("of_case", ["nsoc", "demo"], indirect=True)
def test_edits_in_the_database_beneath_a_built_report_are_all_found(of_case: Evaluation) -> None:
    manifest = build_now(of_case, "nl", at=now()).manifest
    content, chance = as_text(dict(manifest)).encode(), Chance(8)
    told = " ".join(item["words"] + item["title"] if "title" in item else item["words"] for item in manifest["items"])
    missed, made = [], 0
    with psycopg.connect(owner_address(connection.settings_dict["NAME"]), autocommit=True) as owner:
        for table, column in BENEATH:
            rows = owner.execute(
                f'select id, "{column}" from {table} where project_id = %s order by id', [of_case.project_id]
            ).fetchall()
            here = [(row, words) for row, words in rows if words and words.rstrip(".") in told]
            if not here:
                continue
            row, words = chance.choice(here)
            update = f'update {table} set "{column}" = %s where id = %s'
            try:
                owner.execute(update, [marked(words, chance), row])
                made += 1
                if not verify_evaluation_report(of_case.project_id, content).findings:
                    missed.append((table, column, words))
            finally:
                owner.execute(update, [words, row])
    assert made >= 7
    assert not missed
    assert verify_evaluation_report(of_case.project_id, content).findings == ()
