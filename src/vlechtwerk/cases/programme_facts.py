"""Load what the partnership wants and how it stands: sources, areas, activities, preconditions."""

from collections.abc import Callable

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.programme.models import (
    ActivityEntry,
    ActivityStep,
    MilestoneDate,
    MoveGround,
    PlanText,
    Source,
    TeamRole,
)
from vlechtwerk.domains.programme.models.preconditions import Verdict
from vlechtwerk.domains.programme.models.status import GoalReached, Status
from vlechtwerk.domains.programme.operations import about, planning, register, status


def load_sources(file: Block, loading: Loading) -> None:
    """Load the published documents; everything else can rest on them."""
    for block in file.blocks("sources"):
        with place_of(block):
            source = register.add_source(
                block.text("code"),
                block.text("title"),
                block.choice("kind", Source.Kind),
                version=block.optional_text("version"),
                dated_on=block.moment("dated_on"),
                publisher=block.optional_text("publisher"),
                note=block.optional_text("note"),
                doubt=block.optional_text("doubt"),
                tells_of_others=block.flag("tells_of_others"),
                by=loading.by,
                at=loading.at,
            )
        loading.sources[source.code] = source
        block.finish()


def load_plan(file: Block, loading: Loading) -> None:
    """Load the problem, the goals, the steps of the way of working and the focus areas."""
    single = (PlanText.Kind.PROBLEM, PlanText.Kind.HIGHER_GOAL, PlanText.Kind.WORK_GOAL)
    passages = [(kind, block) for kind in single if (block := file.block(kind.value)) is not None]
    passages += [(PlanText.Kind.STEP, block) for block in file.blocks("steps")]
    for order, (kind, block) in enumerate(passages):
        is_step = kind is PlanText.Kind.STEP
        if is_step:
            block.choice("step", ActivityStep.Step)
        with place_of(block):
            register.add_plan_text(
                kind,
                block.text("explanation" if is_step else "text"),
                title=block.text("name") if is_step else "",
                order=order,
                evidence=loading.evidence(block),
                by=loading.by,
                at=loading.at,
            )
        block.finish()
    for order, block in enumerate(file.blocks("focus_areas")):
        with place_of(block):
            area = register.add_focus_area(
                block.text("code"),
                block.text("name"),
                gap_at_start=block.optional_text("gap_at_start"),
                work_goal=block.optional_text("work_goal"),
                order=order,
                evidence=loading.evidence(block),
                by=loading.by,
                at=loading.at,
            )
        loading.focus_areas[area.code] = area
        block.finish()


def load_preconditions(file: Block, loading: Loading) -> None:
    """Load preconditions; the judgements on them are kept until what they rest on is there."""
    for order, block in enumerate(file.blocks("preconditions")):
        with place_of(block):
            precondition = register.add_precondition(
                block.text("code"),
                block.text("title"),
                explanation=block.optional_text("explanation"),
                due_on=block.moment("due_on"),
                due_note=block.optional_text("due_note"),
                owner=block.one_of("owner", loading.organisations),
                owner_body=block.one_of("owner_body", loading.bodies),
                in_plan=block.flag("in_plan", True),
                order=order,
                evidence=loading.evidence(block),
                by=loading.by,
                at=loading.at,
            )
        loading.preconditions[precondition.code] = precondition
        loading.judgements += [(precondition, item) for item in block.blocks("judgements")]
        block.finish()


def load_judgements(loading: Loading) -> None:
    """Load the judgements on preconditions: they may rest on published figures."""
    for precondition, item in loading.judgements:
        judged_on = item.moment("judged_on")
        if judged_on is None:
            raise item.wrong("judged_on", "A judgement has a date (judged_on).")
        with place_of(item):
            status.judge_precondition(
                precondition,
                item.text("period"),
                judged_on,
                item.choice("verdict", Verdict),
                note=item.optional_text("note"),
                inferred=item.flag("inferred"),
                evidence=loading.evidence(item),
                by=loading.by,
                at=loading.at,
            )
        item.finish()


def load_activities(files: list[Block], loading: Loading) -> None:
    """Load activities, first all of them, then what is told of each: they refer to one another."""
    blocks = [block for file in files for block in file.blocks("activities")]
    for order, block in enumerate(blocks):
        with place_of(block):
            activity = register.add_activity(
                block.text("code"),
                block.text("name"),
                kind=block.optional_text("kind"),
                focus_area=block.one_of("area", loading.focus_areas),
                parent=block.one_of("parent", loading.activities),
                goal=block.optional_text("goal"),
                plan_name_note=block.optional_text("plan_name_note"),
                data_used=block.optional_text("data_used"),
                follow_up=block.optional_text("follow_up"),
                order=order,
                evidence=loading.evidence(block),
                by=loading.by,
                at=loading.at,
            )
        loading.activities[activity.code] = activity
    each: dict[str, Callable[[Block, str, Loading], None]] = {
        "former_names": _former_name,
        "statuses": _status,
        "entries": _entry,
        "partners": _partner,
        "steps": _step,
        "milestones": _milestone,
        "hindrances": _hindrance,
    }
    for block in blocks:
        for key, load in each.items():
            for item in block.blocks(key):
                with place_of(item):
                    load(item, block.text("code"), loading)
                item.finish()
        block.finish()


def _former_name(item: Block, code: str, loading: Loading) -> None:
    register.add_former_name(
        loading.activities[code],
        item.text("name"),
        evidence=loading.evidence(item),
        by=loading.by,
        at=loading.at,
    )


def _status(item: Block, code: str, loading: Loading) -> None:
    occurred_on = item.moment("occurred_on")
    if occurred_on is None:
        raise item.wrong("occurred_on", "A status has a date (occurred_on).")
    status.change_status(
        loading.activities[code],
        item.choice("status", Status),
        occurred_on,
        item.text("reason"),
        note=item.optional_text("note"),
        goal_reached=item.choice("goal_reached", GoalReached, GoalReached.UNKNOWN),
        merged_into=item.one_of("merged_into", loading.activities),
        evidence=loading.evidence(item),
        by=loading.by,
        at=loading.at,
    )


def _entry(item: Block, code: str, loading: Loading) -> None:
    register.add_entry(
        loading.activities[code],
        item.choice("kind", ActivityEntry.Kind),
        item.text("text"),
        occurred_on=item.moment("occurred_on"),
        evidence=loading.evidence(item),
        by=loading.by,
        at=loading.at,
    )


def _partner(item: Block, code: str, loading: Loading) -> None:
    organisation = item.one_of("organisation", loading.organisations)
    if organisation is None:
        raise item.wrong("organisation", "A partner is an organisation.")
    register.add_partner(
        loading.activities[code],
        organisation,
        item.optional_text("part"),
        evidence=loading.evidence(item),
        by=loading.by,
        at=loading.at,
    )


def _step(item: Block, code: str, loading: Loading) -> None:
    started_on = item.moment("started_on")
    if started_on is None:
        raise item.wrong("started_on", "A step has a beginning (started_on).")
    register.add_step(
        loading.activities[code],
        item.choice("step", ActivityStep.Step),
        started_on,
        ended_on=item.moment("ended_on"),
        by=loading.by,
        at=loading.at,
    )


def _milestone(item: Block, code: str, loading: Loading) -> None:
    milestone = planning.add_milestone(loading.activities[code], item.text("title"), by=loading.by, at=loading.at)
    for row in item.blocks("dates"):
        date_on = row.moment("date_on")
        if date_on is None:
            raise row.wrong("date_on", "A milestone's date is missing (date_on).")
        with place_of(row):
            planning.set_date(
                milestone,
                date_on,
                row.choice("basis", MilestoneDate.Basis),
                known_from=row.moment("known_from"),
                decision=row.one_of("decision", loading.decisions),
                ground=row.choice("ground", MoveGround) if row.has("ground") else "",
                reason=row.optional_text("reason"),
                evidence=loading.evidence(row),
                by=loading.by,
                at=loading.at,
            )
        row.finish()


def _hindrance(item: Block, code: str, loading: Loading) -> None:
    planning.name_hindrance(
        loading.activities[code],
        item.text("description"),
        precondition=item.one_of("precondition", loading.preconditions),
        decider=item.one_of("decider", loading.bodies),
        since=item.moment("since"),
        until=item.moment("until"),
        evidence=loading.evidence(item),
        by=loading.by,
        at=loading.at,
    )


def load_roles(file: Block, loading: Loading) -> None:
    """Load who has which role in which activity."""
    for block in file.blocks("people"):
        for item in block.blocks("activity_roles"):
            activity = item.one_of("activity", loading.activities)
            begins = item.day("from")
            if activity is None or begins is None:
                raise item.wrong("activity", "A role has an activity and a first day (from).")
            with place_of(item):
                planning.assign(
                    activity,
                    loading.people[block.text("key")],
                    item.choice("role", TeamRole.Role, TeamRole.Role.MEMBER),
                    begins,
                    active_until=item.day("until"),
                    by=loading.by,
                    at=loading.at,
                )
            item.finish()


def link_decisions(file: Block, loading: Loading) -> None:
    """Say which activity each decision is about."""
    for block in file.blocks("decisions"):
        activity = block.one_of("about_activity", loading.activities)
        if activity is not None:
            decision = loading.decisions[block.text("key")]
            planning.link_decision(activity, decision, by=loading.by, at=loading.at)


def link_advice_and_promises(file: Block, loading: Loading) -> None:
    """Say which activity, or focus area, each advice and promise is about."""
    for block in file.blocks("advice"):
        activity = block.one_of("about_activity", loading.activities)
        if activity is not None:
            about.link_advice(activity, loading.advice[block.text("key")], by=loading.by, at=loading.at)
    for block in file.blocks("promises"):
        promise = loading.promises[block.text("key")]
        activity = block.one_of("about_activity", loading.activities)
        area = block.one_of("about_area", loading.focus_areas)
        if activity is not None:
            about.link_promise(promise, activity=activity, by=loading.by, at=loading.at)
        if area is not None:
            about.link_promise(promise, focus_area=area, by=loading.by, at=loading.at)
