"""What was changed of a framework is told by its criteria and in the report, and a change of that is found."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.evaluation_reports import built
from tests.findings import asked_people
from tests.frameworks import criterion, read, told
from tests.refusals import refusal
from tests.world import World, noted_as, now
from vlechtwerk.domains.evaluation.models import CriterionWording, Evaluation
from vlechtwerk.domains.evaluation.operations import framework, reports
from vlechtwerk.domains.evaluation.queries.framework_changes import kin_of
from vlechtwerk.domains.evaluation.queries.report.building import build_again
from vlechtwerk.domains.evaluation.queries.report.making import build_now
from vlechtwerk.domains.evaluation.queries.report.verification import verify_evaluation_report
from vlechtwerk.engines.documents.report.manifest import as_text
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.identifiers import new_identifier
from vlechtwerk.foundation.refusal import Refused

pytestmark = pytest.mark.usefixtures("as_dilara")
DOUBLE = "Is er genoeg capaciteit, en is die gelijk verdeeld?"
PARTS = ("Is er genoeg capaciteit?", "Is de capaciteit gelijk verdeeld?")


def changed(world: World) -> Evaluation:
    """Let Dilara split a criterion, let a third go into its part, and word that anew."""
    evaluation = asked_people(world)
    first = criterion(world, evaluation, question=DOUBLE)
    other = criterion(world, evaluation, "B", question="Is het werk eerlijk verdeeld?")
    _kept, part = framework.split_criterion(first, PARTS, "Twee in een", by=world.dilara, at=now())
    framework.merge_criteria(part, [other], "Tweelingen", by=world.dilara, at=now() + timedelta(seconds=1))
    later = now() + timedelta(seconds=2)
    framework.word_criterion(part, told(PARTS[1], methods=("survey",)), "Zo te vinden", by=world.dilara, at=later)
    return evaluation


def changes_in(manifest: Any) -> list[dict[str, Any]]:
    """Return what a manifest tells of changes."""
    return [one for one in manifest["items"] if one["kind"] == "framework_change"]


def test_a_criterion_names_those_that_it_was_split_from_and_merged_into(world: World) -> None:
    changed(world)
    kin = {code: kin_of(read(code)) for code in ("AP-A", "AP-A2", "AP-B")}
    assert [one.full_code for one in kin["AP-A"].split_into] == ["AP-A2"]
    split, into = kin["AP-A2"].split_from, kin["AP-B"].merged_into
    assert (split and split.full_code, into and into.full_code) == ("AP-A", "AP-A2")
    assert [one.full_code for one in kin["AP-A2"].merged_from] == ["AP-B"]
    # Opened again it went nowhere, and that it once did stays.
    framework.word_criterion(read("AP-B").criterion, told("Toch apart?"), "Toch apart", by=world.dilara, at=now())
    assert (kin_of(read("AP-B")).merged_into, kin_of(read("AP-A2")).merged_from) == (None, [])
    assert [bool(one.merged_into) for one in read("AP-B").wordings] == [False, True, False]


def test_nothing_is_written_of_a_criterion_that_went_into_another(world: World) -> None:
    changed(world)
    closed = read("AP-B").criterion
    with pytest.raises(Refused) as refused:
        framework.fix_norm(closed, "Ten minste 80%", "Anders", by=world.dilara, at=now())
    assert [reason.code for reason in refused.value.reasons] == ["criterion_closed"]
    assert "AP-A2" in refused.value.reasons[0].text
    with refusal("criterion_closed"):
        framework.bind_source(closed, "statement", "S1", by=world.dilara, at=now())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ("gesplitst in AP-A en AP-A2", "ging op in AP-A2", "anders verwoord", "Waarom: Twee in een")),
        ("en", ("was split into AP-A and AP-A2", "was merged into AP-A2", "was reworded", "Why: Twee in een")),
    ],
)
def test_the_report_tells_each_change_with_day_words_and_reason_and_names_nobody(
    world: World, language: str, words: tuple[str, ...]
) -> None:
    evaluation = changed(world)
    report = build_now(evaluation, language, at=now())
    assert not report.refused
    found = changes_in(report.manifest)
    assert [one["value"] for one in found] == ["split", "merged", "worded"]
    text = " ".join(one["words"] for one in found)
    for part in (*words, DOUBLE, *PARTS, "Is het werk eerlijk verdeeld?"):
        assert part in text
    assert str(timezone.localdate(now()).year) in found[0]["words"]
    assert world.dilara.name not in as_text(dict(report.manifest))


def test_changes_stand_in_the_report_also_where_evaluators_left_them_out(world: World) -> None:
    evaluation = changed(world)
    reports.write_chapter(evaluation, "framework", "nl", "Over het kader.", 0, by=world.dilara, at=now())
    assert len(changes_in(build_now(evaluation, "nl", at=now()).manifest)) == 3


@pytest.mark.slow
def test_a_change_that_is_told_otherwise_or_left_out_is_found(world: World) -> None:
    evaluation = changed(world)
    report = built(world, evaluation)
    for edit in ("words", "left_out"):
        manifest = json.loads(report.manifest)
        if edit == "words":
            changes_in(manifest)[0]["words"] = "Er is niets gesplitst."
        else:
            manifest["items"].remove(changes_in(manifest)[0])
        assert verify_evaluation_report(world.project.id, as_text(manifest).encode()).findings
    with reading_as(world.people["karin"].id):
        assert not verify_evaluation_report(world.project.id, report.manifest.encode()).findings
    # What was changed before stands up to two seconds from now.
    later = now() + timedelta(seconds=9)
    framework.word_criterion(read("AP-A").criterion, told("Iets anders?"), "Beter", by=world.dilara, at=later)
    again = build_again(json.loads(report.manifest), evaluation)
    assert len(changes_in(again)) == 4
    framework.fix_norm(read("AP-A").criterion, "Ten minste 40%.", "Te streng.", by=world.dilara, at=later)
    norm = changes_in(build_again(json.loads(report.manifest), evaluation))[-1]["words"]
    assert ("70% van de ondervraagden" in norm, "Ten minste 40%" in norm, "Te streng" in norm) == (True, True, True)
    found = verify_evaluation_report(world.project.id, report.manifest.encode()).findings
    assert any("told_since" in str(one.mistake) for one in found)


def test_a_criterion_goes_into_another_one_and_never_into_itself(world: World) -> None:
    changed(world)
    kept = read("AP-A").criterion
    with refusal("merge_unclear"):
        framework.merge_criteria(kept, [kept], "Zichzelf", by=world.dilara, at=now())
    row = CriterionWording.objects.filter(merged_into__isnull=False).get()
    assert row.is_closed
    noted_as("merge_criteria")
    same = CriterionWording.objects.filter(id=row.id).values().get()
    others = (
        ("merged_criterion_is_closed_into_another", {"merged_into_id": row.criterion_id}),
        ("merged_criterion_is_closed_into_another", {"is_closed": False}),
        ("split_criterion_begins_from_another", {"split_from_id": row.merged_into_id}),
    )
    for number, (constraint, other) in enumerate(others, row.number + 1):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            CriterionWording.objects.create(**(same | {"id": new_identifier(), "number": number} | other))
