"""A version of the map is drafted, put to a body, adopted by its decision, and then stays as it is."""

from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.utils.timezone import localdate

from tests.refusals import refusal
from tests.world import World, moment, now
from vlechtwerk.domains.partnership.models import Decision, DecisionSubject
from vlechtwerk.domains.partnership.operations.decisions import take_decision, withdraw_decision
from vlechtwerk.domains.programme.models import MapDraft, MapLineage, MapLink, MapNode, MapVersion
from vlechtwerk.domains.programme.operations import map as drawing
from vlechtwerk.domains.programme.operations import map_drafts as drafting
from vlechtwerk.domains.programme.queries.map import map_versions, version_held_on
from vlechtwerk.domains.programme.queries.map_drafts import (
    contents_of_draft,
    find_draft,
    laid_side_by_side,
    side_of,
    written_draft,
    written_version,
)
from vlechtwerk.engines.documents.outcome_map.checking import Place
from vlechtwerk.engines.documents.outcome_map.comparison import Change
from vlechtwerk.engines.documents.outcome_map.written import (
    LINK_KINDS,
    NODE_KINDS,
    WrittenLink,
    WrittenMap,
    WrittenNode,
)
from vlechtwerk.foundation.database.reading import reading_as


def plan(world: World) -> MapVersion:
    """Write a plan with two activities and an output, adopted in July 2022."""
    activities = [world.activity("A01"), world.activity("A02", "Verkenning")]
    by = {"by": world.loader, "at": now()}
    version = drawing.add_map_version("plan", "Plan", adopted_on=moment("2022-07"), **by)  # type: ignore[arg-type]  # by and at
    nodes = [
        drawing.add_node(version, one.code, "activity", one.name, activities=[one], order=place, **by)  # type: ignore[arg-type]  # by and at
        for place, one in enumerate(activities)
    ]
    output = drawing.add_node(version, "U1", "output", "Beeld", order=2, **by)  # type: ignore[arg-type]  # by and at
    drawing.add_link(nodes[0], output, "contributes_to", assumption="Er is tijd", **by)  # type: ignore[arg-type]  # by and at
    return drawing.fix_map_version(version, **by)  # type: ignore[arg-type]  # by and at


def draft(world: World) -> MapDraft:
    """Let Karin draft a next version in which the first activity is split."""
    started = drafting.draft_map_version(plan(world), "2027", "Kaart 2027", by=world.karin, at=now())
    parts = [("A01", "Routes over land"), ("A01w", "Routes over water")]
    return drafting.split_draft_node(started, "A01", parts, by=world.karin, at=now())


def found(code: str) -> MapDraft:
    """Find a draft by its code, as pages do."""
    draft = find_draft(code)
    assert draft is not None
    return draft


def asked(world: World) -> tuple[MapDraft, Decision]:
    """Put the draft to the steering group."""
    drafted = draft(world)
    decision = drafting.put_map_draft_to_body(drafted, world.bodies["SG"], by=world.karin, at=now())
    return drafted, decision


def decided(world: World, result: str = "yes") -> MapDraft:
    """Let Farid decide for the steering group."""
    drafted, decision = asked(world)
    mandate = world.mandate("SG", "De uitkomstenkaart vaststellen")
    with reading_as(world.farid.id):
        take_decision(decision, result, moment(localdate().isoformat()), mandate=mandate, by=world.farid, at=now())
    return drafted


def test_kinds_of_the_exchanged_form_are_those_of_the_records() -> None:
    assert set(NODE_KINDS) == set(MapNode.Kind.values)
    assert set(LINK_KINDS) == set(MapLink.Kind.values)


def test_draft_becomes_the_version_that_was_adopted(world: World) -> None:
    drafted = decided(world)
    before = written_draft(found("2027"))
    version = drafting.adopt_map_version(drafted, by=world.karin, at=now())
    after = written_version(version)
    assert (after.nodes, after.links, after.former) == (before.nodes, before.links, "plan")
    assert version.adopted_on == moment(localdate().isoformat())
    assert version.decision == found("2027").decision
    assert version.decision is not None


def test_comparison_rests_on_the_lineage_that_was_kept(world: World) -> None:
    version = drafting.adopt_map_version(decided(world), by=world.karin, at=now())
    former = MapVersion.objects.get(code="plan")
    comparison = laid_side_by_side(side_of(former), side_of(version))
    assert comparison is not None
    (split,) = comparison.changed
    assert (split.change, [node.code for node in split.after]) == (Change.SPLIT, ["A01", "A01w"])
    # Each part keeps the link of the whole, so nothing was added or dropped.
    assert not comparison.links_added
    assert not comparison.links_dropped
    back = laid_side_by_side(side_of(version), side_of(former))
    assert back is not None
    assert [row.change for row in back.changed] == [Change.MERGED]


def test_two_drafts_of_one_version_are_compared_over_it(world: World) -> None:
    first = draft(world)
    former = MapVersion.objects.get(code="plan")
    second = drafting.draft_map_version(former, "anders", "Anders", by=world.karin, at=now())
    drafting.drop_draft_node(second, "A02", by=world.karin, at=now())
    second.refresh_from_db()
    comparison = laid_side_by_side(side_of(first), side_of(second))
    assert comparison is not None
    assert {row.change for row in comparison.changed} == {Change.MERGED, Change.DROPPED}


def test_versions_without_lineage_are_not_compared(world: World) -> None:
    former = plan(world)
    alone = drafting.import_map_draft(written_version(former), "los", "Los", by=world.karin, at=now())
    assert laid_side_by_side(side_of(former), side_of(alone)) is None


def test_version_of_a_day_is_the_last_that_was_adopted_by_then(world: World) -> None:
    drafting.adopt_map_version(decided(world), by=world.karin, at=now())
    versions = map_versions()
    assert version_held_on(versions, localdate()).code == "2027"
    assert version_held_on(versions, date(2023, 1, 1)).code == "plan"


@pytest.mark.parametrize(("result", "code"), [("no", "decision_is_no_yes"), ("conditional", "decision_is_no_yes")])
def test_draft_is_not_adopted_without_a_yes_and_is_written_again(world: World, result: str, code: str) -> None:
    drafted = decided(world, result)
    with refusal(code):
        drafting.adopt_map_version(drafted, by=world.karin, at=now())
    changed = drafting.drop_draft_node(drafted, "A02", by=world.karin, at=now())
    assert (changed.state, changed.decision, changed.body) == (MapDraft.State.WRITTEN, None, None)


def test_draft_that_nobody_decided_about_is_not_adopted(world: World) -> None:
    with refusal("draft_not_asked"):
        drafting.adopt_map_version(draft(world), by=world.karin, at=now())


def test_body_decides_about_a_text_that_stays_as_it_is(world: World) -> None:
    drafted, decision = asked(world)
    with refusal("decision_not_taken"):
        drafting.adopt_map_version(drafted, by=world.karin, at=now())
    with refusal("draft_is_asked"):
        drafting.drop_draft_node(drafted, "A02", by=world.karin, at=now())
    withdraw_decision(decision, by=world.karin, at=now())
    assert drafting.drop_draft_node(drafted, "A02", by=world.karin, at=now()).state == MapDraft.State.WRITTEN


def test_adopted_draft_is_adopted_once(world: World) -> None:
    drafted = decided(world)
    drafting.adopt_map_version(drafted, by=world.karin, at=now())
    with refusal("draft_not_asked"):
        drafting.adopt_map_version(drafted, by=world.karin, at=now())
    with refusal("draft_is_closed"):
        drafting.discard_map_draft(drafted, by=world.karin, at=now())


def test_body_that_only_advises_is_not_asked(world: World) -> None:
    with refusal("body_only_advises"):
        drafting.put_map_draft_to_body(draft(world), world.bodies["RG"], by=world.karin, at=now())


def test_analyst_drafts_no_map(world: World) -> None:
    former = plan(world)
    with refusal("not_your_function"):
        drafting.draft_map_version(former, "2027", "Kaart", by=world.anna, at=now())


def test_code_of_a_version_is_taken_and_that_of_a_discarded_draft_is_free(world: World) -> None:
    drafted = draft(world)
    former = MapVersion.objects.get(code="plan")
    for code, reason in (("plan", "code_in_use"), ("2027", "code_in_use"), ("drafts", "code_is_kept")):
        with refusal(reason):
            drafting.draft_map_version(former, code, "Nog een", by=world.karin, at=now())
    with refusal("map_no_code"):
        drafting.draft_map_version(former, "a/b", "Nog een", by=world.karin, at=now())
    assert drafting.draft_map_version(former, "caf\u00e9", "Kaart", by=world.karin, at=now()).code == "caf\u00e9"
    with refusal("code_in_use"):
        drafting.draft_map_version(former, "cafe\u0301", "Nog een", by=world.karin, at=now())
    drafting.discard_map_draft(drafted, by=world.karin, at=now())
    assert drafting.draft_map_version(former, "2027", "Nog een", by=world.karin, at=now()).code == "2027"


def test_edit_that_makes_no_map_is_refused_with_what_is_wrong(world: World) -> None:
    drafted, by = draft(world), {"by": world.karin, "at": now()}
    with refusal("map_unknown_activity"):
        drafting.add_draft_node(drafted, WrittenNode("X", "activity", "Nieuw", activities=("Z9",)), **by)  # type: ignore[arg-type]  # by and at
    with refusal("map_circle_of_links"):
        drafting.add_draft_link(drafted, WrittenLink("U1", "A01"), **by)  # type: ignore[arg-type]  # by and at
    drafting.add_draft_link(drafted, WrittenLink("A01", "A02", "needs"), **by)  # type: ignore[arg-type]  # by and at
    with refusal("map_circle_of_needs"):
        drafting.add_draft_link(drafted, WrittenLink("A02", "A01", "needs"), **by)  # type: ignore[arg-type]  # by and at
    with refusal("map_unknown_node"):
        drafting.drop_draft_node(drafted, "ZZ", **by)  # type: ignore[arg-type]  # by and at
    assert len(written_draft(found("2027")).nodes) == 4


def test_draft_is_read_by_its_writers_and_the_body_that_is_asked(world: World) -> None:
    drafted = draft(world)

    def reads(name: str) -> bool:
        with reading_as(world.people[name].id):
            return find_draft("2027") is not None

    assert [name for name in ("karin", "bram", "farid", "anna", "chris") if reads(name)] == ["karin", "bram"]
    drafting.put_map_draft_to_body(drafted, world.bodies["SG"], by=world.karin, at=now())
    assert [name for name in ("karin", "bram", "farid", "anna", "chris") if reads(name)] == ["karin", "bram", "farid"]


def test_draft_is_put_to_a_body_as_a_question_about_the_map(world: World) -> None:
    drafted, decision = asked(world)
    assert decision.subject_kind == DecisionSubject.OUTCOME_MAP
    other = world.mandate("SG", "Planning", kinds=["planning"])
    with reading_as(world.farid.id), refusal("mandate_about_something_else"):
        take_decision(decision, "yes", moment(localdate().isoformat()), mandate=other, by=world.farid, at=now())
    with refusal("decision_not_taken"):
        drafting.adopt_map_version(drafted, by=world.karin, at=now())


def test_member_of_the_body_is_told_why_a_draft_is_not_theirs_to_change(world: World) -> None:
    drafted, _decision = asked(world)
    with reading_as(world.farid.id):
        for act in (drafting.discard_map_draft, drafting.adopt_map_version):
            with refusal("not_your_function"):
                act(drafted, by=world.farid, at=now())
        with refusal("not_your_function"):
            drafting.drop_draft_node(drafted, "A02", by=world.farid, at=now())
        with refusal("not_your_function"):
            drafting.put_map_draft_to_body(drafted, world.bodies["SG"], by=world.farid, at=now())


def test_member_of_the_body_reads_a_draft_and_can_not_write_it(world: World) -> None:
    drafted, _decision = asked(world)
    with reading_as(world.farid.id):
        assert MapDraft.objects.filter(id=drafted.id).update(name="Anders") == 0
        with pytest.raises(ProgrammingError), transaction.atomic():
            MapDraft.objects.create(
                project=world.project, code="z", name="z", content={}, written_by=world.farid, written_at=now(),
                changed_by=world.farid, changed_at=now(),
            )  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "update programme_mapversion set name = 'Anders' where id = %(version)s",
        "delete from programme_maplink where version_id = %(version)s",
        "update programme_mapnode set title = 'Anders' where version_id = %(version)s",
        "delete from programme_mapnodeactivity where node_id = %(node)s",
        "delete from programme_maplineage where node_id = %(node)s",
        "update programme_mapnode set version_id = %(version)s where version_id <> %(version)s",
        "insert into programme_maplink (id, project_id, version_id, kind, from_node_id, to_node_id, explanation,"
        " assumption, inferred, \"order\") select gen_random_uuid(), project_id, version_id, 'needs', from_node_id,"
        " to_node_id, '', '', false, 9 from programme_maplink where version_id = %(version)s limit 1",
    ],
)
def test_database_lets_nothing_of_an_adopted_version_be_changed(world: World, statement: str) -> None:
    version = drafting.adopt_map_version(decided(world), by=world.karin, at=now())
    node: UUID = MapLineage.objects.filter(node__version=version)[0].node_id
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, {"version": version.id, "node": node})


def test_draft_is_drawn_as_a_version(world: World) -> None:
    contents = contents_of_draft(written_draft(draft(world)))
    assert [node.code for node in contents.nodes] == ["A01", "A01w", "A02", "U1"]
    assert [activity.code for activity in contents.activities[contents.nodes[1].id]] == ["A01"]


def test_import_names_what_is_not_registered_at_its_place_and_saves_nothing(world: World) -> None:
    plan(world)
    node = WrittenNode("A", "activity", "Nieuw", focus_area="ZZ", precondition="P9", activities=("Z9",))
    written = WrittenMap("x", "X", nodes=(node,))

    def place_of(part: str, number: int, field: str) -> Place:
        return Place("Nodes", number + 2, field)

    with refusal("map_unknown_activity", "map_unknown_area", "map_unknown_precondition"):
        drafting.import_map_draft(written, "x", "X", by=world.karin, at=now(), place_of=place_of)
    assert not MapDraft.objects.exists()


def test_import_takes_lineage_from_the_file_or_from_equal_codes(world: World) -> None:
    former = plan(world)
    written = written_version(former)
    by = {"by": world.karin, "at": now(), "former": former}
    named = drafting.import_map_draft(written, "x", "X", **by)  # type: ignore[arg-type]  # by, at and former
    equal = drafting.import_map_draft(written, "y", "Y", same_codes=True, **by)  # type: ignore[arg-type]  # by, at and former
    assert [node.comes_from for node in written_draft(named).nodes] == [(), (), ()]
    assert [node.comes_from for node in written_draft(equal).nodes] == [("A01",), ("A02",), ("U1",)]
