"""Criteria have a norm before the data, a judgement shows what carries it, and what was stays readable."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.evaluations import begun
from tests.fieldwork import code, coded, evaluated, interviewed
from tests.findings import STATEMENT, approved, asked_people, of
from tests.frameworks import LEVELS, NORM, checked, criterion, judged, read, rubric, told
from tests.measures import add_measure, take_in
from tests.refusals import refusal, why_refused
from tests.world import World, days_from_now, moment, now, place
from vlechtwerk.domains.evaluation.evidence import CRITERION_JUDGEMENT
from vlechtwerk.domains.evaluation.models import CheckedJudgement, CriterionJudgement, CriterionNorm
from vlechtwerk.domains.evaluation.operations import framework, judging, transcripts
from vlechtwerk.domains.evaluation.queries.coverage import Covered, Move, Standing, coverage_of
from vlechtwerk.domains.evaluation.queries.framework import framework_of
from vlechtwerk.domains.evaluation.queries.framework_doctor import facts_of
from vlechtwerk.domains.evaluation.queries.judgements import judgements_waiting_for, read_judgements, standing
from vlechtwerk.domains.evaluation.queries.source_data import Timing, sources_now, timing_of
from vlechtwerk.domains.evaluation.rules.framework import BaselineTold, ListTold
from vlechtwerk.domains.evaluation.rules.judging import Carrying, strength_of
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.engines.framework.facts import SubjectState
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.registry import resolve

pytestmark = pytest.mark.usefixtures("as_dilara")


def test_norm_is_fixed_before_the_data_and_each_change_is_kept_with_its_reason(world: World) -> None:
    evaluation = begun(world)
    one = criterion(world, evaluation, norm="")
    activity = world.activity("A01")
    framework.bind_source(one, "activity_status", "A01", by=world.dilara, at=now())
    framework.fix_norm(one, NORM, by=world.loader, at=now() - timedelta(days=30))
    assert _timings() == [Timing.NO_DATA]
    world.stands(activity, Status.RUNNING, (timezone.localdate() - timedelta(days=10)).isoformat())
    assert why_refused(lambda: framework.fix_norm(one, "60%", by=world.dilara, at=now())) == ["reason_missing"]
    assert why_refused(lambda: framework.fix_norm(one, NORM, "Zo", by=world.dilara, at=now())) == ["nothing_changed"]
    framework.fix_norm(one, "Ten minste 60%.", "Te streng gebleken.", by=world.dilara, at=now())
    assert _timings() == [Timing.BEFORE, Timing.AFTER]
    # What was let go tells its data all the same.
    framework.unbind_source(one, "activity_status", "A01", by=world.dilara, at=now())
    assert (read().sources, _timings()) == ([], [Timing.BEFORE, Timing.AFTER])
    framework.bind_source(one, "activity_status", "A01", by=world.dilara, at=now())
    with reading_as(world.anna.id):
        assert [(norm.text, norm.reason, norm.fixed_by.name) for norm in read().norms] == [
            (NORM, "", world.loader.name),
            ("Ten minste 60%.", "Te streng gebleken.", world.dilara.name),
        ]
        assert "not_an_evaluator" in why_refused(lambda: framework.fix_norm(one, "1", "2", by=world.anna, at=now()))
        with pytest.raises(DatabaseError), transaction.atomic():
            CriterionNorm.objects.update(text="Alles mag")


def _timings() -> list[Timing]:
    """Return of each norm of the criterion whether it was fixed before the data."""
    one = read()
    now_there = sources_now(one.criterion.evaluation, one.sources_once)
    return [timing_of(norm.fixed_at, now_there.values()) for norm in one.norms]


def test_criterion_is_judged_on_evidence_by_a_norm_and_anew_beside_the_former(world: World) -> None:
    evaluation = asked_people(world)
    world.source()
    one = criterion(world, evaluation, norm="")
    assert why_refused(lambda: judged(world, one)) == ["no_norm", "no_rubric", "evidence_missing"]
    framework.fix_norm(one, NORM, by=world.dilara, at=now())
    rubric(world, evaluation)
    against = of("round_statement", STATEMENT, against=True)
    assert why_refused(lambda: judged(world, one, "met", against)) == ["evidence_missing"]
    assert why_refused(lambda: judged(world, one, "met", of("document", "NERGENS"))) == ["evidence_not_found"]
    judged(world, one, "not_to_be_judged", text="De tweede meting is er nog niet.")
    judged(world, one, "largely", of("round_statement", STATEMENT))
    judged(world, one, "partly", of("round_statement", STATEMENT), of("document", "T1"))
    judged(world, one, "not_met", of("document", "T1"), against)
    found = read()
    assert [(row.number, row.level, row.strength) for row in found.judgements] == [
        (1, "not_to_be_judged", "none"),
        (2, "largely", "indicative"),
        (3, "partly", "strong"),
        (4, "not_met", "conflict"),
    ]
    assert found.judgements[3].sought == "found"
    (last,) = read_judgements(evaluation, found.judgements[3:])
    assert [(row.method, row.supports, row.contradicts) for row in last.by_method] == [
        ("survey", [], [2]),
        ("documents", [1], []),
    ]
    assert not last.agrees


def test_finding_speaks_by_the_methods_of_its_own_evidence(world: World) -> None:
    evaluation = asked_people(world)
    world.source()
    one = criterion(world, evaluation)
    rubric(world, evaluation)
    approved(world, evaluation)
    on_one = judged(world, one, "met", of("finding", "EV1,F1"))
    assert (on_one.strength, on_one.methods) == ("indicative", {"survey": ["supports"]})
    assert judged(world, one, "met", of("finding", "EV1,F1"), of("document", "T1")).strength == "strong"
    assert judged(world, one, "met", of("document", "T1"), of("finding", "EV1,F1", against=True)).strength == "conflict"


def test_judgement_is_read_by_all_and_is_evidence_once_another_checked_it(world: World) -> None:
    evaluation = asked_people(world)
    one = criterion(world, evaluation)
    rubric(world, evaluation)
    former = judged(world, one, "met", of("round_statement", STATEMENT))
    mila = world.people["mila"]
    with refusal("own_judgement"):
        judging.check_judgement(former, by=world.dilara, at=now())
    assert resolve(world.project.id, CRITERION_JUDGEMENT, ["EV1,AP-A"]) == {}
    with reading_as(world.anna.id):
        assert (read().judgement, CriterionJudgement.objects.count()) == (None, 0)
    checked(world, former)
    with reading_as(world.anna.id):
        seen = read()
        assert seen.checked is not None
        assert (seen.judgements, seen.checked.level, seen.checked.checked_by.name) == ([], "met", mila.name)
        resolved = resolve(world.project.id, CRITERION_JUDGEMENT, ["EV1,AP-A"])["EV1,AP-A"]
        assert resolved.code == "EV1,AP-A"
        assert CheckedJudgement.objects.update(level="not_met") == 0
    anew = judged(world, one, "not_met", of("round_statement", STATEMENT))
    assert why_refused(lambda: checked(world, former)) == ["judged_anew", "checked_already"]
    with reading_as(world.anna.id):
        assert [row.judgement.level for row in standing(CheckedJudgement.objects.all())] == ["met"]
    checked(world, anew)
    with reading_as(world.anna.id):
        (row,) = standing(CheckedJudgement.objects.all())
        assert (row.judgement.level, row.judgement.number) == ("not_met", 2)
    changed = resolve(world.project.id, CRITERION_JUDGEMENT, ["EV1,AP-A"])["EV1,AP-A"]
    assert changed.checksum != resolved.checksum
    judgement_of = of(CRITERION_JUDGEMENT, "EV1,AP-A")
    assert why_refused(lambda: judged(world, one, "met", judgement_of)) == ["rests_on_judgement"]


def test_judgement_ends_when_the_words_that_it_rests_on_go(world: World) -> None:
    evaluation = evaluated(world)
    said = "Wij bellen elkaar elke maandag over de schepen die binnenkomen en dat scheelt enorm veel tijd."
    one = criterion(world, evaluation)
    rubric(world, evaluation)
    # Typed before the text came in.
    framework.fix_norm(one, said, "Zo zei iemand het.", by=world.dilara, at=now())
    world.source()
    typed = judged(world, criterion(world, evaluation, "B"), "met", of("document", "T1"), text=said)
    checked(world, typed)
    text = interviewed(world, evaluation, "I1", said)
    given = code(world, evaluation)
    coded(world, text, given, 0, 20)
    on_code = of("fragments_of_code", f"EV1,{given.id}")
    with refusal("quotation_typed"):
        judged(world, one, "met", on_code, text="Zij bellen elkaar elke maandag over schepen.")
    judgement = judged(world, one, "met", on_code)
    assert judgement.methods == {"interviews": ["supports"]}
    checked(world, judgement)
    with reading_as(world.anna.id):
        (row, _typed) = standing(CheckedJudgement.objects.all())
        assert row.evidence == []
    transcripts.withdraw_consent(text.session.parts.get(), days_from_now(0), by=world.dilara, at=now())
    with reading_as(world.anna.id):
        assert standing(CheckedJudgement.objects.all()) == []
        assert read().norms[-1].text == "[…]"
    typed.refresh_from_db()
    assert (typed.text, CheckedJudgement.objects.get(number=1, criterion=typed.criterion).text) == ("[…]", "")


def test_criterion_is_split_merged_and_closed_and_what_it_was_stays(world: World) -> None:
    evaluation = begun(world)
    first = criterion(world, evaluation, question="Is er genoeg capaciteit, en is die gelijk verdeeld?")
    criterion(world, evaluation, "A2", norm="")
    world.source()
    framework.bind_source(first, "document", "T1", by=world.dilara, at=now())
    parts = ("Is er genoeg capaciteit?", "Is de capaciteit gelijk verdeeld?")
    with refusal("split_unclear"):
        framework.split_criterion(first, parts[:1], "Twee in een", by=world.dilara, at=now())
    made = framework.split_criterion(first, parts, "Twee in een", by=world.dilara, at=now())
    assert [one.code for one in made] == ["A", "A3"]
    assert (read().now.question, read().wordings[0].question) == (
        parts[0],
        "Is er genoeg capaciteit, en is die gelijk verdeeld?",
    )
    assert [(one.kind, one.identifier) for one in read("AP-A3").sources] == [("document", "T1")]
    assert read("AP-A3").norm is None
    framework.merge_criteria(first, [made[1]], "Toch een", by=world.dilara, at=now())
    assert [(one.code, one.now.is_closed) for one in framework_of(evaluation).criteria] == [
        ("AP-A", False),
        ("AP-A2", False),
        ("AP-A3", True),
    ]
    assert why_refused(lambda: judged(world, made[1], "not_to_be_judged")) == ["criterion_closed"]
    framework.word_criterion(made[1], told(parts[1]), "Toch apart", by=world.dilara, at=now())
    assert not read("AP-A3").now.is_closed


def test_code_of_two_lists_is_told_apart_and_bad_input_is_refused(world: World) -> None:
    evaluation = begun(world)
    criterion(world, evaluation, "A", "P")
    plain = framework.add_list(evaluation, ListTold("AP-2", "Plan", is_prefixed=False), by=world.dilara, at=now())
    framework.add_criterion(plain, "A", told("Iets anders?"), by=world.dilara, at=now())
    assert (read("P-A").now.question != read("AP-2-A").now.question, read("AP-2-A").printed) == (True, "A")
    framework.prefix_codes(plain, by=world.dilara, at=now())
    assert read("AP-2-A").printed == "AP-2-A"
    wrong = {
        "code_in_use": lambda: framework.add_criterion(plain, "A", told(), by=world.dilara, at=now()),
        "kind_unknown": lambda: framework.add_criterion(plain, "B", told(kind="x"), by=world.dilara, at=now()),
        "method_unknown": lambda: framework.add_criterion(plain, "B", told(methods=("x",)), by=world.dilara, at=now()),
        "subject_not_found": lambda: framework.add_criterion(
            plain, "B", told(subject_kind="activity", subject="A99"), by=world.dilara, at=now()
        ),
        "source_not_found": lambda: framework.bind_source(
            read("P-A").criterion, "statement", "S99", by=world.dilara, at=now()
        ),
        "text_too_long": lambda: framework.fix_norm(read("P-A").criterion, "x" * 501, "r", by=world.dilara, at=now()),
        "level_missing": lambda: framework.set_rubric(evaluation, {"met": "x"}, by=world.dilara, at=now()),
        "levels_alike": lambda: framework.set_rubric(
            evaluation, dict.fromkeys(LEVELS, "Zelfde"), by=world.dilara, at=now()
        ),
        "evidence_closed": lambda: framework.note_baseline(
            read("P-A").criterion, BaselineTold("40%"), [of("fragment", "EV1,I1,0-4")], by=world.dilara, at=now()
        ),
    }  # fmt: skip
    for reason, act in wrong.items():
        assert reason in why_refused(act)


def test_coverage_tells_what_lacks_and_whose_move_it_is(world: World) -> None:
    evaluation = asked_people(world)
    world.activity("A01")
    rubric(world, evaluation)
    codes = ("A", "B", "C", "D", "E", "F")
    made = {letter: criterion(world, evaluation, letter, norm="" if letter == "A" else NORM) for letter in codes}
    for letter, kind, identifier in (
        ("A", "statement", "S1"),
        ("C", "activity_status", "A01"),
        ("D", "statement", "S1"),
        ("E", "statement", "S1"),
    ):
        framework.bind_source(made[letter], kind, identifier, by=world.dilara, at=now())
    judged(world, made["E"], "met", of("round_statement", STATEMENT))
    judged(world, made["F"], "not_to_be_judged", text="Er is geen bron.")
    rows = coverage_of(framework_of(evaluation))
    assert [(row.criterion.code, row.standing, row.moves) for row in rows] == [
        ("AP-A", Standing.NO_NORM, [Move.EVALUATORS]),
        ("AP-B", Standing.NO_SOURCE, [Move.EVALUATORS]),
        ("AP-C", Standing.NO_DATA, [Move.TEAM]),
        ("AP-D", Standing.CAN_BE_JUDGED, [Move.EVALUATORS]),
        ("AP-E", Standing.JUDGED, [Move.CHECKER]),
        ("AP-F", Standing.NOT_TO_BE_JUDGED, [Move.CHECKER]),
    ]
    checked(world, made["E"].judgements.get())
    assert coverage_of(framework_of(evaluation))[4].moves == [Move.NOBODY]
    (statement,) = rows[3].sources
    assert [datum.address for datum in statement.data] == [("round_statement", STATEMENT)]


def test_measure_is_a_source_before_anything_was_drawn_from_it_and_its_series_is_evidence(world: World) -> None:
    evaluation = asked_people(world)
    rubric(world, evaluation)
    one, measure = criterion(world, evaluation), add_measure(world, world.activity("A01"))
    assert why_refused(lambda: framework.bind_source(one, "measure", "X", by=world.dilara, at=now())) == [
        "source_not_found"
    ]
    framework.bind_source(one, "measure", "KADES", by=world.dilara, at=now())

    def stands() -> Covered:
        return coverage_of(framework_of(evaluation))[0]

    assert (stands().standing, stands().moves) == (Standing.NO_DATA, [Move.REGISTER])
    assert stands().sources[0].title == "Kades KADES (DOU)"
    take_in(world, measure, [20 + place % 3 + (15 if place >= 16 else 0) for place in range(28)])
    covered = stands()
    assert (covered.standing, [lack.move for lack in covered.lacks]) == (Standing.CAN_BE_JUDGED, [])
    assert [(datum.address, str(datum.day)) for datum in covered.sources[0].data] == [
        (("registered_count", "KADES,2025-05,2026-04"), "2024-01"),
        (("count_comparison", "KADES,2024-05,2025-04,2025-05,2026-04"), "2024-01"),
    ]
    assert timing_of(now(), covered.sources) is Timing.AFTER
    few = of("interrupted_series", "KADES,2024-03,2026-04")
    assert why_refused(lambda: judged(world, one, "met", few)) == ["evidence_not_found"]
    made = judged(world, one, "met", of("interrupted_series", "KADES,2025-05,2026-04"))
    assert (made.strength, made.methods) == ("indicative", {"register": ["supports"]})


def test_judgement_waits_for_who_may_check_it(world: World) -> None:
    evaluation, mila = asked_people(world), world.people["mila"]
    world.source()
    rubric(world, evaluation)
    judged(world, criterion(world, evaluation), "met", of("document", "T1"))
    made = judged(world, criterion(world, evaluation, "B"), "met", of("document", "T1"))

    def waiting(person: Person) -> list[str]:
        with reading_as(person.id):
            return [one.criterion.full_code for one in judgements_waiting_for(person, now())]

    assert (waiting(mila), waiting(world.dilara), waiting(world.karin)) == (["AP-A", "AP-B"], [], [])
    checked(world, made)
    judged(world, made.criterion, "partly", of("document", "T1"))
    framework.close_criterion(read().criterion, "Niet meer gevraagd.", by=world.dilara, at=now())
    assert waiting(mila) == ["AP-B"]
    checked(world, read("AP-B").judgements[-1])
    assert waiting(mila) == []


def test_doctor_knows_what_became_of_subjects(world: World) -> None:
    evaluation = begun(world)
    gone, into, moved = (world.activity(name) for name in ("A01", "A02", "A03"))
    world.stands(gone, Status.PLANNED, "2023-01-01")
    world.stands(gone, Status.DISSOLVED, "2023-05-01", merged_into=into)
    world.stands(moved, Status.RUNNING, "2023-01-01")
    criterion(world, evaluation, "A", subject_kind="activity", subject="A01", methods=("survey", "interviews"))
    facts = facts_of(framework_of(evaluation), timezone.localdate())
    subjects = {one.identifier: (one.state, one.successor) for one in facts.subjects}
    assert subjects["activity:A01"] == (SubjectState.MERGED, "activity:A02")
    assert subjects["activity:A02"] == (SubjectState.PRESENT, "")
    (one,) = facts.criteria
    assert (one.identifier, one.subject, one.norm, sorted(one.methods)) == (
        "AP-A",
        "activity:A01",
        NORM,
        ["interviews", "survey"],
    )


def test_baseline_keeps_its_evidence_and_each_change(world: World) -> None:
    evaluation = begun(world)
    world.source()
    one = criterion(world, evaluation)
    told_first = BaselineTold("41% in 2023", moment("2023"))
    framework.note_baseline(one, told_first, [place()], by=world.dilara, at=now())
    assert why_refused(lambda: framework.note_baseline(one, BaselineTold("44%"), by=world.dilara, at=now())) == [
        "reason_missing"
    ]
    framework.note_baseline(one, BaselineTold("44%"), reason="Herteld", by=world.dilara, at=now())
    assert [(row.text, row.reason) for row in read().baselines] == [("41% in 2023", ""), ("44%", "Herteld")]


EVERY = {
    "survey": Carrying(frozenset({"round:T1"})),
    "interviews": Carrying(frozenset({"interviews:"})),
    "register": Carrying(frozenset({"measure:KADES"})),
    "documents": Carrying(frozenset({"document:T1"})),
}


@pytest.mark.parametrize(
    ("stances", "strength"),
    [
        ({}, "none"),
        ({"survey": ["supports"]}, "indicative"),
        ({"survey": ["supports"], "interviews": ["supports"]}, "strong"),
        ({"survey": ["supports"], "other": ["supports"]}, "indicative"),
        ({"other": ["supports"]}, "indicative"),
        ({"survey": ["supports"], "other": ["contradicts"]}, "conflict"),
        ({"survey": ["contradicts", "supports"]}, "conflict"),
        ({"register": ["supports"], "documents": ["supports"], "survey": ["contradicts"]}, "conflict"),
    ],
)
def test_strength_follows_from_the_methods(stances: dict[str, list[str]], strength: str) -> None:
    assert strength_of(stances, EVERY) == strength


def test_strength_needs_sources_apart_enough_people_and_more_than_what_parties_say_of_themselves() -> None:
    both = {"survey": ["supports"], "documents": ["supports"]}
    one_document = frozenset({"document:T1"})
    assert strength_of(both, EVERY) == "strong"
    assert strength_of(both, {"documents": EVERY["documents"]}) == "indicative"
    assert strength_of(both, {"survey": Carrying(one_document), "documents": Carrying(one_document)}) == "indicative"
    told = {"register": Carrying(frozenset({"status:A01"}), True), "documents": Carrying(one_document, True)}
    assert strength_of({"register": ["supports"], "documents": ["supports"]}, told) == "indicative"
