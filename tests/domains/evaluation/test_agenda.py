"""The learning agenda: versions stay as adopted, questions lead back to their first form, drafts are for evaluators."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from tests.evaluations import begun
from tests.learning import adopted, drafted, in_version, insight, session, told
from tests.refusals import refusal
from tests.world import World, days_from_now, noted_as, now
from vlechtwerk.domains.evaluation.models import AgendaVersion, LearningQuestion, QuestionLineage
from vlechtwerk.domains.evaluation.operations import agenda as operations
from vlechtwerk.domains.evaluation.operations import sessions
from vlechtwerk.domains.evaluation.queries.agenda import agenda_of
from vlechtwerk.domains.evaluation.rules.agenda import PointTold
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.usefixtures("as_dilara")


def codes(version: AgendaVersion) -> list[str]:
    return sorted(version.questions.values_list("code", flat=True))


def elsewhere() -> Person:
    """Return someone of another project, whom no reader of this one ever gets."""
    return Person(name="Iemand anders", project_id=uuid4())


def lines(version: AgendaVersion) -> set[tuple[str, str, str]]:
    found = QuestionLineage.objects.filter(to_question__version=version)
    return set(found.values_list("from_question__code", "to_question__code", "kind"))


def test_question_is_a_dilemma_with_owner_and_day_before_it_is_adopted(world: World) -> None:
    evaluation = begun(world)
    draft = drafted(world, evaluation)
    with refusal("barrier_missing"):
        operations.add_learning_question(draft, told(world, barrier=" "), by=world.dilara, at=now())
    with refusal("agenda_empty"):
        operations.adopt_agenda_version(draft, by=world.dilara, at=now())
    with refusal("day_is_over"):
        operations.add_learning_question(draft, told(world, comes_back_on=days_from_now(-1)), by=world.dilara, at=now())
    question = operations.add_learning_question(draft, told(world, owner=None), by=world.dilara, at=now())
    with refusal("owner_missing"):
        operations.adopt_agenda_version(draft, by=world.dilara, at=now())
    with refusal("other_project"):
        operations.assign_question(question, elsewhere(), days_from_now(30), by=world.dilara, at=now())
    operations.assign_question(question, world.karin, days_from_now(30), by=world.dilara, at=now())
    assert operations.adopt_agenda_version(draft, by=world.dilara, at=now()).adopted_at is not None


def test_each_act_on_a_draft_leaves_its_line_and_its_reason(world: World) -> None:
    evaluation = begun(world)
    adopted(world, evaluation, "A", "B", "C", "D", "E", "F")
    draft = drafted(world, evaluation)
    by: dict[str, Any] = {"by": world.dilara, "at": now()}
    operations.sharpen_question(in_version(draft, "A"), told(world, "A", goal="Welke drie"), "Drie is genoeg", **by)
    operations.split_question(in_version(draft, "B"), [told(world, "B1"), told(world, "B2")], "Twee vragen", **by)
    operations.merge_questions([in_version(draft, "C"), in_version(draft, "D")], told(world, "CD"), "Eén vraag", **by)
    operations.answer_question(in_version(draft, "E"), "Eén bladzijde", **by)
    for again in (
        lambda: operations.drop_question(in_version(draft, "E"), "Toch niet", **by),
        lambda: operations.assign_question(in_version(draft, "E"), world.karin, days_from_now(9), **by),
    ):
        with refusal("question_ended"):
            again()
    second = operations.adopt_agenda_version(draft, **by)
    assert lines(second) == {
        ("A", "A", "sharpened"), ("B", "B1", "split"), ("B", "B2", "split"), ("C", "CD", "merged"),
        ("D", "CD", "merged"), ("E", "E", "answered"), ("F", "F", "stays"),
    }  # fmt: skip
    third = drafted(world, evaluation)
    # What ended stays in its version, and is not asked again.
    assert codes(third) == ["A", "B1", "B2", "CD", "F"]
    # A code is of one question and its forms: those of C, D and E can't name parts of B2, but B can be itself again.
    for code in ("C", "E"):
        with refusal("code_of_another"):
            operations.split_question(in_version(third, "B2"), [told(world, code), told(world, "B3")], "anders", **by)
    with refusal("code_of_another"):
        operations.add_learning_question(third, told(world, "D"), **by)
    found = agenda_of(evaluation)
    merged = in_version(third, "CD")
    assert [(one.code, one.version.number) for one in found.first_forms_of(merged)] == [("C", 1), ("D", 1)]
    assert found.first_forms_of(in_version(second, "A"))[0].goal == "Hoe maken we A concreter"
    operations.merge_questions([in_version(third, "B1"), in_version(third, "B2")], told(world, "B"), "toch één", **by)


def test_that_a_question_ended_is_taken_back_until_the_version_is_adopted(world: World) -> None:
    evaluation = begun(world)
    adopted(world, evaluation, "A", "B", "C", "D", "E")
    draft = drafted(world, evaluation)
    by: dict[str, Any] = {"by": world.dilara, "at": now()}
    operations.sharpen_question(in_version(draft, "B"), told(world, "B", goal="Welke drie"), "Drie is genoeg", **by)
    operations.split_question(in_version(draft, "C"), [told(world, "C1"), told(world, "C2")], "Twee vragen", **by)
    operations.merge_questions([in_version(draft, "D"), in_version(draft, "E")], told(world, "DE"), "Eén vraag", **by)
    before = {(one.to_question.code, one.kind, one.reason) for one in lineage_of(draft)}
    for code, end in (("A", operations.drop_question), ("B", operations.answer_question),
                      ("C1", operations.drop_question), ("DE", operations.drop_question)):  # fmt: skip
        end(in_version(draft, code), "Klaar ermee", **by)
    with refusal("question_open"):
        operations.take_back_ending(in_version(draft, "C2"), **by)
    for code in ("A", "B", "C1", "DE"):
        back = operations.take_back_ending(in_version(draft, code), **by)
        assert (back.state, back.ending) == ("open", "")
    assert {(one.to_question.code, one.kind, one.reason) for one in lineage_of(draft)} == before
    operations.drop_question(in_version(draft, "A"), "Klaar ermee", **by)
    operations.adopt_agenda_version(draft, **by)
    with refusal("already_adopted"):
        operations.take_back_ending(in_version(draft, "A"), **by)


def lineage_of(draft: AgendaVersion) -> list[QuestionLineage]:
    return list(QuestionLineage.objects.filter(to_question__version=draft).select_related("to_question"))


def test_change_without_a_reason_is_refused(world: World) -> None:
    evaluation = begun(world)
    adopted(world, evaluation, "A", "B")
    draft = drafted(world, evaluation)
    with refusal("reason_missing"):
        operations.sharpen_question(in_version(draft, "A"), told(world, "A"), " ", by=world.dilara, at=now())
    with refusal("too_few_parts"):
        operations.split_question(in_version(draft, "A"), [told(world, "A1")], "waarom", by=world.dilara, at=now())
    with refusal("code_in_use", "code_of_another"):
        operations.split_question(
            in_version(draft, "A"), [told(world, "B"), told(world, "A1")], "waarom", by=world.dilara, at=now()
        )
    with refusal("too_few_questions"):
        operations.merge_questions([in_version(draft, "A")], told(world, "X"), "waarom", by=world.dilara, at=now())


def test_adopted_version_stays_as_it_is_also_for_who_writes_sql(world: World) -> None:
    evaluation = begun(world)
    version = adopted(world, evaluation, "A")
    question = in_version(version, "A")
    with refusal("already_adopted"):
        operations.drop_question(question, "klaar", by=world.dilara, at=now())
    for write in (
        lambda: LearningQuestion.objects.filter(id=question.id).update(goal="Iets anders"),
        lambda: LearningQuestion.objects.filter(id=question.id).delete(),
        lambda: AgendaVersion.objects.filter(id=version.id).update(number=7),
    ):
        noted_as("sharpen_question")
        with pytest.raises(DatabaseError), transaction.atomic():
            write()
    operations.assign_question(question, world.karin, days_from_now(90), by=world.dilara, at=now())
    assert in_version(version, "A").owner == world.karin


def test_line_to_the_same_or_a_former_version_is_refused_by_the_database(world: World) -> None:
    evaluation = begun(world)
    first = adopted(world, evaluation, "A", "B")
    draft = drafted(world, evaluation)
    ends = [
        (in_version(draft, "A"), in_version(draft, "B")),
        (in_version(draft, "A"), in_version(first, "A")),
        (in_version(first, "A"), in_version(first, "B")),
    ]
    for start, end in ends:
        with pytest.raises(DatabaseError), transaction.atomic():
            QuestionLineage.objects.create(
                project_id=draft.project_id, from_question=start, to_question=end, kind="stays"
            )


def test_draft_is_for_its_evaluators_and_what_is_adopted_for_every_member(world: World) -> None:
    evaluation = begun(world)
    adopted(world, evaluation, "A")
    draft = drafted(world, evaluation, "GEHEIM")
    with reading_as(world.dilara.id):
        assert agenda_of(evaluation).draft is not None
    for other in (world.bram, world.karin, world.mila):
        with reading_as(other.id):
            found = agenda_of(evaluation)
            assert (found.draft, len(found.adopted)) == (None, 1)
            assert not LearningQuestion.objects.filter(code="GEHEIM").exists()
            assert not QuestionLineage.objects.exists()
            with refusal("not_an_evaluator"):
                operations.adopt_agenda_version(draft, by=other, at=now())


def test_one_version_is_drafted_at_a_time_and_can_be_thrown_away(world: World) -> None:
    evaluation = begun(world)
    adopted(world, evaluation, "A")
    draft = drafted(world, evaluation, "B")
    with refusal("already_drafted"):
        drafted(world, evaluation)
    operations.discard_agenda_version(draft, by=world.dilara, at=now())
    assert agenda_of(evaluation).draft is None
    assert drafted(world, evaluation).number == 2


def test_proposal_of_a_draft_that_was_thrown_away_can_be_taken_up_again(world: World) -> None:
    evaluation = begun(world)
    by: dict[str, Any] = {"by": world.dilara, "at": now()}
    held = session(world, evaluation)
    kept, lost = (sessions.write_proposal(held, f"Hoe {one}", "het lastig is", **by) for one in "AB")
    draft = drafted(world, evaluation)
    operations.add_learning_question(draft, told(world, "A"), proposal=kept, **by)
    operations.adopt_agenda_version(draft, **by)
    draft = drafted(world, evaluation)
    operations.add_learning_question(draft, told(world, "B"), proposal=lost, **by)
    lost.refresh_from_db()
    with refusal("taken_up_already"):
        operations.add_learning_question(draft, told(world, "C"), proposal=lost, **by)
    operations.discard_agenda_version(draft, **by)
    assert list(held.proposals.values_list("taken_up_as", flat=True)) == ["A", ""]
    lost.refresh_from_db()
    operations.add_learning_question(drafted(world, evaluation), told(world, "B"), proposal=lost, **by)


def test_points_and_codes_of_the_map_are_known(world: World) -> None:
    evaluation = begun(world)
    point = operations.add_learning_point(
        evaluation, "L1", PointTold("Doelen delen", ("strategic",)), by=world.dilara, at=now()
    )
    with refusal("code_in_use"):
        operations.add_learning_point(evaluation, "L1", PointTold("Nog eens"), by=world.dilara, at=now())
    draft = drafted(world, evaluation)
    with refusal("not_on_the_map"):
        operations.add_learning_question(draft, told(world, about=("Z9",)), by=world.dilara, at=now())
    question = operations.add_learning_question(draft, told(world, point=point), by=world.dilara, at=now())
    assert agenda_of(evaluation).points == [question.point]


def test_insight_of_an_earlier_form_stands_with_the_later(world: World) -> None:
    evaluation = begun(world)
    first = adopted(world, evaluation, "A")
    noted = insight(world, evaluation, question=in_version(first, "A"))
    second = adopted(world, evaluation)
    found = agenda_of(evaluation)
    assert [one.insight for one in found.insights_for(in_version(second, "A"))] == [noted]
