"""Registered counts: draws stay, corrections say why, breaks are marked, and evidence follows what stands."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.evaluations import begun
from tests.measures import FIRST, add_measure, definition, drawn, months, take_in
from tests.refusals import refusal
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.rules.finding_wording import Judging, Yardstick, material_of
from vlechtwerk.domains.programme.models import (
    ComparisonSeries,
    Measure,
    MeasureDefinition,
    MeasureDraw,
    MeasureMonth,
)
from vlechtwerk.domains.programme.operations import measures
from vlechtwerk.domains.programme.queries.evidence_of_measures import (
    interruption_identifier,
    resolve_comparisons,
    resolve_counts,
    resolve_interruptions,
)
from vlechtwerk.domains.programme.queries.measures import interrupted_at, measure_by, measures_by
from vlechtwerk.domains.programme.queries.measures_file import read_draw_file, read_typed, reasons_of_mistakes
from vlechtwerk.domains.programme.rules.measures import DefinitionTold, MeasureTold
from vlechtwerk.engines.documents.handing_out.table import as_xlsx
from vlechtwerk.engines.statistics.interrupted_series import Compared, NotFitted
from vlechtwerk.engines.statistics.monthly_series import month_after
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Ground


@pytest.fixture
def measure(world: World) -> Measure:
    return add_measure(world, world.activity(lead="anna"))


@pytest.fixture
def in_dutch() -> Iterator[None]:
    with override("nl"):
        yield


def stands(code: str = "KADES", day: date | None = None) -> list[int | None]:
    read = measure_by(code, day)
    assert read is not None
    return [one.stands.count for one in read.months]


def test_correction_is_a_new_draw_and_both_stay(world: World, measure: Measure) -> None:
    first = take_in(world, measure, [12, 14, "niet geregistreerd", 0], on=date(2024, 6, 3))
    with refusal("differs_from_draw"):
        take_in(world, measure, [12, 15], on=date(2025, 2, 3))
    with refusal("reason_missing"):
        take_in(world, measure, [12, 15], corrects=first)
    with refusal("nothing_corrected"):
        take_in(world, measure, [12, 14], corrects=first, reason="Dubbel geteld")
    take_in(world, measure, [15, 9], month_after(FIRST), corrects=first, reason="Dubbel geteld", on=date(2025, 2, 3))
    assert stands() == [12, 15, 9, 0]
    assert stands(day=date(2024, 12, 31)) == [12, 14, None, 0]
    read = measure_by("KADES")
    assert read is not None
    assert [(row.draw.number, row.count) for one in read.months for row in one.former] == [(1, 14), (1, None)]
    assert [draw.number for draw in read.draws] == [1, 2]
    # What says the same as before needs no reason.
    take_in(world, measure, [0, 3], month_after(FIRST, 3))
    assert stands() == [12, 15, 9, 0, 3]


def test_draw_says_how_it_was_made_and_of_months_that_are_over(world: World, measure: Measure) -> None:
    with refusal("drawer_missing", "source_missing", "query_missing", "months_missing"):
        measures.take_in_draw(measure, drawn(drawn_by=" ", source="", query=""), [], by=world.karin, at=now())
    with refusal("month_not_over"):
        take_in(world, measure, [1, 2], on=date(2024, 2, 29))
    with refusal("in_the_future"):
        take_in(world, measure, [1], on=days_from_now(2))
    with refusal("before_definition"):
        take_in(world, measure, [1, 2], date(2023, 12, 1))
    with refusal("month_twice"):
        measures.take_in_draw(measure, drawn(), [*months([1]), *months([1])], by=world.karin, at=now())
    with refusal("few_of_what"):
        take_in(world, measure, ["<5"])
    other = add_measure(world, world.activity("A02", "Kades"), "ANDERS")
    elsewhere = take_in(world, other, [3])
    with refusal("draw_of_other_measure", "nothing_corrected"):
        take_in(world, measure, [3], corrects=elsewhere, reason="Dubbel geteld")


def test_fewer_than_five_people_are_never_kept_as_a_number(world: World) -> None:
    measure = add_measure(world, world.activity(), people=True)
    with refusal("few_people"):
        take_in(world, measure, [0, 7, 4])
    take_in(world, measure, [0, 7, "<5"])
    assert [(row.state, row.count) for row in MeasureMonth.objects.order_by("month")] == [
        ("counted", 0), ("counted", 7), ("few", None),
    ]  # fmt: skip
    assert resolve_counts(world.project.id, ["KADES,2024-01,2024-03", "KADES,2024-01,2024-02"]).keys() == {
        "KADES,2024-01,2024-02"
    }
    row = MeasureMonth.objects.get(state="few")
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureMonth.objects.create(
            project=world.project, draw=row.draw, month=month_after(FIRST, 5), state="few", count=4
        )


def test_measure_says_what_it_is_of_and_counts(world: World) -> None:
    told = MeasureTold("K 1", " ", world.organisations["DOU"], "perhaps", node="Z9")
    with refusal("code_unclear", "name_missing", "direction_unknown", "node_unknown"):
        measures.add_measure(told, definition(), by=world.karin, at=now())
    nothing = DefinitionTold("", "", date(2024, 1, 2), days_from_now(3))
    fine = MeasureTold("K1", "Kades", world.organisations["DOU"], "more")
    with refusal("subject_missing", "definition_missing", "unit_missing", "month_unknown", "in_the_future"):
        measures.add_measure(fine, nothing, by=world.karin, at=now())
    add_measure(world, world.activity())
    with refusal("code_in_use"):
        add_measure(world, world.activity("A02", "Kades"))


def test_another_definition_breaks_the_series_from_its_month(world: World, measure: Measure) -> None:
    take_in(world, measure, [5, 6, 7, 8])
    anew = definition("Ook kades op afroep", date(2024, 3, 1))
    with refusal("reason_missing"):
        measures.define_measure(measure, anew, "", by=world.anna, at=now())
    with refusal("holds_too_early", "definition_same"):
        measures.define_measure(measure, definition(), "Anders geteld", by=world.anna, at=now())
    measures.define_measure(measure, anew, "Anders geteld", by=world.anna, at=now())
    read = measure_by("KADES")
    assert read is not None
    assert [one.definition.number for one in read.months] == [1, 1, 2, 2]
    assert list(read.breaks) == [date(2024, 3, 1)]
    # On the day before it was laid down, it was all one series.
    before = measure_by("KADES", date(2024, 2, 29))
    assert before is not None
    assert before.breaks == {}
    named = ["KADES,2024-01,2024-02,2024-03,2024-04", "KADES,2024-01,2024-01,2024-02,2024-02"]
    assert resolve_comparisons(world.project.id, named).keys() == {named[1]}


def test_who_keeps_counts(world: World, measure: Measure) -> None:
    for name in ("karin", "anna", "chris", "dilara"):
        by, number = world.people[name], MeasureDraw.objects.count()
        measures.take_in_draw(measure, drawn(), months([number], month_after(FIRST, number)), by=by, at=now())
    for name in ("hugo", "gwen", "inge"):
        with refusal("not_your_measure"):
            measures.take_in_draw(measure, drawn(), months([9], month_after(FIRST, 9)), by=world.people[name], at=now())
    with refusal("not_your_measure"):
        add_other = MeasureTold("K2", "Kades", world.organisations["KMAR"], "more", activity=measure.activity)
        measures.add_measure(add_other, definition(), by=world.chris, at=now())


def test_what_was_drawn_is_never_changed(world: World, measure: Measure) -> None:
    take_in(world, measure, [5])
    for table in (Measure, MeasureDefinition, MeasureDraw, MeasureMonth):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"delete from {table._meta.db_table}")
        with pytest.raises(ProgrammingError), transaction.atomic():
            table.objects.all().update(project=world.project)


def test_number_of_queries_does_not_grow_with_the_measures(world: World) -> None:
    activity = world.activity()
    take_in(world, add_measure(world, activity), [1, 2])
    with CaptureQueriesContext(connection) as one:
        measures_by()
    for code in ("B", "C"):
        take_in(world, add_measure(world, activity, code), [1, 2])
    with CaptureQueriesContext(connection) as three:
        assert len(measures_by()) == 3
    assert len(three) == len(one)


@pytest.mark.usefixtures("in_dutch")
def test_evidence_tells_a_count_and_a_change_and_follows_a_correction(world: World, measure: Measure) -> None:
    first = take_in(world, measure, [5, 6, 0, 9, 1200])
    count, change = "KADES,2024-01,2024-02", "KADES,2024-01,2024-02,2024-04,2024-05"
    (told,) = resolve_counts(world.project.id, [count, "KADES,2024-01,2024-09", "X,2024-01,2024-01", "KADES"]).values()
    assert (told.telling.part, told.figure, told.ground) == (11, "11 kades", Ground.REGISTER)
    assert told.title == "Kades KADES, januari 2024 tot en met februari 2024: 11 kades"
    (compared,) = resolve_comparisons(world.project.id, [change, "KADES,2024-01,2024-02,2024-04,2024-04"]).values()
    assert compared.telling.change == "steeg van 11 naar 1.209 (60 en 61 dagen)"
    take_in(world, measure, [4], corrects=first, reason="Dubbel geteld")
    (after,) = resolve_counts(world.project.id, [count]).values()
    assert (after.telling.part, after.checksum != told.checksum) == (10, True)
    (other,) = resolve_comparisons(world.project.id, [change]).values()
    assert other.checksum != compared.checksum


class Wording:
    """A sentence of a finding on a register."""

    ground, base, language = "register", "own", "nl"

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence


def test_finding_says_that_a_count_rose_only_by_a_comparison(world: World, measure: Measure) -> None:
    take_in(world, measure, [5, 6, 4, 9])
    addresses = [
        EvidenceAddress("registered_count", "KADES,2024-01,2024-02"),
        EvidenceAddress("count_comparison", "KADES,2024-01,2024-02,2024-03,2024-04"),
    ]
    evidence = enumerate([Evidence(one) for one in addresses], 1)
    material = material_of(world.project.id, evidence, "nl")
    yardstick = Yardstick(begun(world))

    def judged(sentence: str) -> tuple[list[str], str]:
        found = Judging(yardstick, Wording(sentence), material).judged()
        return [one.code for one in found.objections], found.filled

    assert judged("Het aantal rondgelopen kades {verandering 2}.") == (
        [], "Het aantal rondgelopen kades steeg van 11 naar 13 (60 en 61 dagen).",
    )  # fmt: skip
    assert judged("In het register staan {aantal 1} kades.") == ([], "In het register staan 11 kades.")
    assert judged("Het aantal kades steeg naar {aantal 1}.")[0] == ["change_not_compared"]
    assert judged("Het aantal kades {verandering 1}.")[0] == ["form_not_carried"]
    assert judged("Door de aanpak is het zo dat het aantal {verandering 2}.")[0] == ["effect_claimed"]


def test_series_is_looked_at_where_something_began(world: World, measure: Measure) -> None:
    counts = [20 + place % 3 + (15 if place >= 16 else 0) for place in range(30)]
    take_in(world, measure, counts, on=date(2026, 9, 1))
    other = add_measure(world, world.activity("A02", "Kades"), "ANDERS")
    take_in(world, other, [20 + place % 4 for place in range(30)], on=date(2026, 9, 1))
    beside_it(world, measure, other)
    own, beside = measure_by("KADES"), measure_by("ANDERS")
    assert own is not None
    start = month_after(FIRST, 16)
    alone, both = interrupted_at(own, start), interrupted_at(own, start, beside=beside)
    assert isinstance(alone, Compared)
    assert isinstance(both, Compared)
    assert alone.own.level.value == pytest.approx(15, abs=1.5)
    assert (alone.design_level, both.design_level) == (2, 3)
    assert (interruption_identifier("KADES", alone), interruption_identifier("KADES", both, "ANDERS")) == (
        "KADES,2025-05,2026-06", "KADES,2025-05,2026-06,,ANDERS",
    )  # fmt: skip
    few = interrupted_at(own, month_after(FIRST, 3))
    assert isinstance(few, list)
    assert [one.why for one in few] == [NotFitted.TOO_FEW_BEFORE]


@pytest.mark.usefixtures("in_dutch")
def test_interrupted_series_is_evidence_that_says_no_more_than_its_design_allows(
    world: World, measure: Measure
) -> None:
    first = take_in(world, measure, [20 + place % 3 + (15 if place >= 16 else 0) for place in range(28)])
    other = add_measure(world, world.activity("A02", "Kades"), "ANDERS")
    take_in(world, other, [20 + place % 4 for place in range(28)])
    beside_it(world, measure, other)
    alone, beside, seasonal = (f"KADES,2025-05,2026-04{more}" for more in ("", ",,ANDERS", ",season"))
    unknown = ["KADES,2024-04,2026-04", "KADES,2025-05,2025-07", "KADES,2025-05", "X,2025-05,2026-04", f"{alone},,X",
               f"{alone},elk jaar", f"{beside},X"]  # fmt: skip
    found = resolve_interruptions(world.project.id, [alone, beside, seasonal, *unknown])
    assert set(found) == {alone, beside, seasonal}
    told = {one: found[one].telling.step for one in (alone, beside)}
    assert told[alone].startswith("een sprong in mei 2025 (+1")
    assert told[alone].endswith("kades) hangt samen met wat toen begon")
    assert told[beside].startswith("het is aannemelijk dat wat in mei 2025 begon een sprong gaf")
    assert "had doorgezet" in found[alone].title
    assert "een golf per jaar is in de aantallen niet te zien" in found[alone].title
    assert "als één golf per jaar" in found[seasonal].title
    assert [found[one].design_level for one in (alone, beside)] == [2, 3]
    # Why it is comparable is part of what the evidence says.
    beside_it(world, measure, other, "Toch vooral omdat het register hetzelfde is.")
    again = resolve_interruptions(world.project.id, [alone, beside])
    assert [again[one].checksum == found[one].checksum for one in (alone, beside)] == [True, False]
    assert "niveau 2 van 5" in found[alone].title
    material = material_of(world.project.id, {1: Evidence(EvidenceAddress("interrupted_series", alone))}.items(), "nl")
    yardstick = Yardstick(begun(world))

    def judged(sentence: str) -> tuple[list[str], str]:
        judging = Judging(yardstick, Wording(sentence), material).judged()
        return [one.code for one in judging.objections], judging.filled

    assert judged("In het register is te zien: {sprong 1}.") == ([], f"In het register is te zien: {told[alone]}.")
    assert judged("De aanpak heeft geleid tot het volgende: {sprong 1}.")[0] == ["effect_claimed"]
    assert judged("Het aantal kades steeg: {sprong 1}.")[0] == ["change_not_compared"]
    # What is counted later changes nothing; what was counted and is corrected does, in the other series too.
    take_in(world, measure, [90], month_after(FIRST, 28), on=date(2026, 7, 1))
    assert resolve_interruptions(world.project.id, [alone])[alone].checksum == found[alone].checksum
    take_in(world, measure, [22], corrects=first, reason="Dubbel geteld", on=date(2026, 7, 2))
    again = resolve_interruptions(world.project.id, [alone, beside])
    assert {again[one].checksum for one in (alone, beside)}.isdisjoint({found[one].checksum for one in (alone, beside)})


def beside_it(world: World, measure: Measure, other: Measure, reason: str = "Zelfde register, niets begonnen.") -> None:
    measures.set_beside(measure, other, reason, by=world.karin, at=now())


def test_series_stands_beside_another_for_a_reason_that_someone_gave(world: World, measure: Measure) -> None:
    other = add_measure(world, world.activity("A02", "Kades"), "ANDERS")
    with refusal("same_measure"):
        beside_it(world, measure, measure)
    with refusal("reason_missing"):
        beside_it(world, measure, other, " ")
    with refusal("text_too_long"):
        beside_it(world, measure, other, "a" * 501)
    with refusal("not_your_measure"):
        measures.set_beside(measure, other, "Zelfde register.", by=world.people["hugo"], at=now())
    anew = DefinitionTold("Panden", "panden", date(2024, 2, 1), date(2024, 2, 1))
    unlike = measures.add_measure(
        MeasureTold("PANDEN", "Panden", world.organisations["DOU"], "more", node="", activity=world.activity("A03")),
        anew, by=world.loader, at=now(),
    )  # fmt: skip
    with refusal("other_unit"):
        beside_it(world, measure, unlike)
    beside_it(world, measure, other)
    beside_it(world, measure, other, "Beter gezegd.")
    read = measure_by("KADES")
    assert read is not None
    assert {code: one.reason for code, one in read.comparable.items()} == {"ANDERS": "Beter gezegd."}
    # Both stay, and the reason holds in one direction only: it was said of the first.
    assert ComparisonSeries.objects.count() == 2
    back = measure_by("ANDERS")
    assert back is not None
    assert back.comparable == {}
    with pytest.raises(ProgrammingError), transaction.atomic():
        ComparisonSeries.objects.all().update(reason="Anders")


def test_series_beside_is_refused_with_every_reason(world: World, measure: Measure) -> None:
    take_in(world, measure, [20 + place % 3 for place in range(28)])
    other = add_measure(world, world.activity("A02", "Kades"), "ANDERS")
    take_in(world, other, [20 + place % 4 for place in range(26)])
    start = month_after(FIRST, 16)

    def why() -> list[NotFitted]:
        own, beside = measure_by("KADES"), measure_by("ANDERS")
        assert own is not None
        found = interrupted_at(own, start, beside=beside)
        assert isinstance(found, list)
        assert all(one.beside for one in found)
        return [one.why for one in found]

    assert why() == [NotFitted.NO_REASON, NotFitted.OTHER_MONTHS]
    beside_it(world, measure, other)
    assert why() == [NotFitted.OTHER_MONTHS]
    # Of a unit that became another since, the months themselves are looked at.
    anew = DefinitionTold("Panden", "panden", month_after(FIRST, 5), month_after(FIRST, 5))
    measures.define_measure(other, anew, "Anders geteld", by=world.loader, at=now())
    assert why() == [NotFitted.OTHER_MONTHS, NotFitted.BREAK_BESIDE, NotFitted.OTHER_UNIT]
    own = measure_by("KADES")
    assert own is not None
    same = interrupted_at(own, start, beside=own)
    assert isinstance(same, list)
    assert [one.why for one in same] == [NotFitted.SAME_MEASURE]
    # Before it was said, nothing stood beside it.
    then = measure_by("KADES", date(2026, 7, 1))
    assert then is not None
    assert then.comparable == {}


def test_older_draw_does_not_correct_a_newer_one(world: World, measure: Measure) -> None:
    first = take_in(world, measure, [12, 14], on=date(2024, 6, 3))
    second = take_in(world, measure, [15], corrects=first, reason="Dubbel geteld", on=date(2024, 9, 2))
    with refusal("corrects_newer_draw"):
        take_in(world, measure, [13], corrects=second, reason="Toch anders", on=date(2024, 7, 1))
    assert stands() == [15, 14]
    take_in(world, measure, [13], corrects=second, reason="Toch anders", on=date(2024, 9, 2))
    assert stands() == [13, 14]


@pytest.mark.usefixtures("in_dutch")
def test_file_says_what_is_wrong_with_sheet_row_and_column(tmp_path: Path) -> None:
    file = tmp_path / "kades.xlsx"
    rows = [["2026-01", "12"], ["januari", "13"], ["2026-03", ""], ["2026-04", "=1+1"], ["2026-05", "veel"]]
    file.write_bytes(as_xlsx("Blad", ["maand", "aantal"], rows))
    found = read_draw_file(file, "kades.xlsx")
    assert [one.text.partition(": ")[0] for one in reasons_of_mistakes(found)] == [
        f"Blad “Blad”, rij {row}, kolom {column}"
        for row, column in ((3, "maand"), (4, "aantal"), (5, "aantal"), (6, "aantal"))
    ]
    plain = tmp_path / "kades.csv"
    plain.write_text("maand;aantal\n2026-01;1.200\n2026-02;niet geregistreerd\n2026-03;0\n2026-04;<5\n")
    read = read_draw_file(plain, "kades.csv")
    assert [(one.state, one.count) for one in read.months] == [
        ("counted", 1200), ("not_registered", None), ("counted", 0), ("few", None),
    ]  # fmt: skip
    assert len(read.checksum) == 64
    typed = read_typed("2026-01 12\n\n2026-02: niet geregistreerd\n03-2026;0\n2026-4 5")
    assert [(f"{one.month:%m}", one.count) for one in typed.months] == [("01", 12), ("02", None), ("03", 0)]
    assert [one.row for one in typed.mistakes] == [5]
