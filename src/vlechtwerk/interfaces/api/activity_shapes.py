"""Give activities the shape in which they go out: how they stand, what is told, and what each rests on."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from vlechtwerk.domains.partnership.queries import as_it_stood
from vlechtwerk.domains.partnership.rules import running_on
from vlechtwerk.domains.programme.models import Activity, ActivityEntry, ActivityPartner, ActivityStatus, Hindrance
from vlechtwerk.domains.programme.queries.activities import (
    MilestoneAsOf,
    decisions_about,
    entries_of,
    hindrances_as_of,
    is_corrected,
    milestones_as_of,
    statuses_as_of,
)
from vlechtwerk.domains.programme.queries.planning import advice_about, promises_about
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.interfaces.api import schemas
from vlechtwerk.interfaces.api.activity_schemas import ActivityDetailOut
from vlechtwerk.interfaces.api.partnership import decision_out
from vlechtwerk.interfaces.api.promise_shapes import advice_out, promises_out

Links = Mapping[UUID, list[EvidenceLink]]


def links_out(links: Links, holder: Any) -> list[schemas.EvidenceOut]:
    """Return the shape of what a record rests on."""
    return [schemas.EvidenceOut.of(link) for link in links.get(holder.id, [])]


def codes_held_up_by(hindrances: Iterable[Hindrance]) -> list[str]:
    """Return what holds an activity up: the codes of preconditions, and what else is named in words."""
    return [item.precondition.code if item.precondition else item.description for item in hindrances]


def activities_out(found: Sequence[Activity], day: date) -> list[schemas.ActivityOut]:
    """Return the shape of activities as they stood on a day."""
    ids = [activity.id for activity in found]
    statuses, held = statuses_as_of(ids, day), hindrances_as_of(ids, day)
    former: dict[object, list[str]] = {}
    for activity in Activity.objects.filter(id__in=ids).prefetch_related("former_names"):
        former[activity.id] = [name.name for name in activity.former_names.all()]
    return [
        schemas.ActivityOut(
            code=activity.code,
            name=activity.name,
            kind=activity.kind,
            focus_area=activity.focus_area.code if activity.focus_area else None,
            goal=activity.goal,
            status=known.status if (known := statuses[activity.id].known) else None,
            goal_reached=known.goal_reached if known else None,
            possible_statuses=[change.status for change in statuses[activity.id].possible],
            merged_into=known.merged_into.code if known and known.merged_into else None,
            parent=activity.parent.code if activity.parent else None,
            former_names=former[activity.id],
            held_up_by=codes_held_up_by(held.get(activity.id, [])),
        )
        for activity in found
    ]


def detail_out(found: Activity, day: date) -> ActivityDetailOut:
    """Return the shape of one activity with all that was told about it by a day."""
    (shown,) = activities_out([found], day)
    known = statuses_as_of([found.id], day)[found.id].known
    entries = entries_of(found, day)
    milestones = milestones_as_of([found.id], day).get(found.id, [])
    hindrances = hindrances_as_of([found.id], day).get(found.id, [])
    decisions = decisions_about(found, day)
    partners = list(found.partners.select_related("organisation"))
    told = [entry for items in entries.values() for entry in items]
    dates = [row for item in milestones for row in item.known_dates]
    links = evidence_of(item.id for item in (found, *told, *dates, *hindrances, *partners))
    return ActivityDetailOut(
        **shown.model_dump(),
        plan_name=found.plan_name_note,
        data_used=found.data_used,
        follow_up=found.follow_up,
        evidence=links_out(links, found),
        last_status=statuses_out([known])[0] if known else None,
        done=_entries(entries["done"], links),
        self_reported=_entries(entries["self_reported"], links),
        prepared=_entries(entries["prepared"], links),
        opinions=_entries(entries["opinion"], links),
        steps=_steps(found, day),
        milestones=[_milestone(item, links) for item in milestones],
        hindrances=hindrances_out(hindrances),
        decisions=[decision_out(as_it_stood(item, day)) for item in decisions],
        advice=advice_out(advice_about(found, decisions, day)),
        promises=promises_out(promises_about(found, day)),
        partners=[_partner(item, links) for item in partners],
        team=_team(found, day),
        parts=[part.code for part in found.parts.all()],
        absorbed=[change.activity.code for change in found.absorbed.known_by(day).select_related("activity")],
    )


def _partner(item: ActivityPartner, links: Links) -> schemas.PartnerOut:
    return schemas.PartnerOut(
        organisation=item.organisation.code,
        name=item.organisation.name,
        part=item.part,
        evidence=links_out(links, item),
    )


def _steps(found: Activity, day: date) -> list[schemas.StepOut]:
    return [
        schemas.StepOut(
            step=item.step,
            started_on=schemas.DateOut.certain(item.started_on),
            ended_on=schemas.DateOut.of(item.ended_on),
        )
        for item in found.steps.known_by(day)
    ]


def _team(found: Activity, day: date) -> list[schemas.TeamRoleOut]:
    return [
        schemas.TeamRoleOut(
            person=role.person.name,
            person_id=role.person_id,
            role=role.role,
            active_from=role.active_from,
            active_until=role.active_until,
        )
        for role in found.team.filter(running_on(day, "active_from", "active_until")).select_related("person")
    ]


def _milestone(item: MilestoneAsOf, links: Links) -> schemas.MilestoneOut:
    current = item.current.known
    return schemas.MilestoneOut(
        id=item.milestone.id,
        title=item.milestone.title,
        date=schemas.DateOut.of(current.date_on) if current else None,
        possible_dates=[schemas.DateOut.certain(row.date_on) for row in item.current.possible],
        all_dates=[
            schemas.MilestoneDateOut(
                date=schemas.DateOut.certain(row.date_on),
                basis=row.basis,
                known_from=schemas.DateOut.of(row.known_from),
                decision=row.decision_id,
                ground=row.ground,
                reason=row.reason,
                corrected=is_corrected(row, item.dates),
                evidence=links_out(links, row),
            )
            for row in item.known_dates
        ],
    )


def _entries(items: list[ActivityEntry], links: Links) -> list[schemas.EntryOut]:
    return [entry_out(item, links) for item in items]


def entry_out(item: ActivityEntry, links: Links) -> schemas.EntryOut:
    """Return the shape of one thing told."""
    return schemas.EntryOut(
        id=item.id,
        kind=item.kind,
        activity=item.activity.code,
        text=item.text,
        occurred_on=schemas.DateOut.of(item.occurred_on),
        ground=item.ground,
        recorded_by=item.recorded_by.name if item.recorded_by else None,
        recorded_at=item.recorded_at,
        evidence=links_out(links, item),
    )


def hindrances_out(hindrances: Sequence[Hindrance]) -> list[schemas.HindranceOut]:
    """Return the shape of what held activities up."""
    links = evidence_of(item.id for item in hindrances)
    return [
        schemas.HindranceOut(
            activity=item.activity.code,
            precondition=item.precondition.code if item.precondition else None,
            description=item.description,
            decider=item.decider.code if item.decider else None,
            since=schemas.DateOut.of(item.since),
            until=schemas.DateOut.of(item.until),
            evidence=links_out(links, item),
        )
        for item in hindrances
    ]


def statuses_out(history: Sequence[ActivityStatus]) -> list[schemas.StatusOut]:
    """Return the shape of changes of status."""
    links = evidence_of(change.id for change in history)
    return [
        schemas.StatusOut(
            id=change.id,
            status=change.status,
            occurred_on=schemas.DateOut.certain(change.occurred_on),
            reason=change.reason,
            note=change.note,
            goal_reached=change.goal_reached,
            merged_into=change.merged_into.code if change.merged_into else None,
            recorded_by=change.recorded_by.name,
            recorded_at=change.recorded_at,
            evidence=links_out(links, change),
        )
        for change in history
    ]
