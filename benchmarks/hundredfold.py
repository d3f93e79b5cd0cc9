"""A programme a hundred times as large as the first case: 1,500 activities with 50,000 changes of status."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import cycle

from benchmarks import hundredfold_work
from vlechtwerk.domains.partnership.models import Person, Project
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.operations import people, projects
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityEntry,
    ActivityStatus,
    FocusArea,
    Hindrance,
    MapLink,
    MapNode,
    MapNodeActivity,
    MapVersion,
    Milestone,
    MilestoneDate,
    Precondition,
    PreconditionJudgement,
    Remark,
    RemarkMention,
    Source,
    Task,
    TaskChange,
)
from vlechtwerk.domains.programme.models.status import MAY_FOLLOW, Status
from vlechtwerk.foundation.evidence.models import EvidenceLink

CODE = "hundredfold"
ACTIVITIES = 1_500
STATUSES = 50_000
AREAS = 40
PRECONDITIONS = 70
FIRST_DAY = date(2021, 1, 1)


def build() -> Project:
    """Build it in bulk, as the role that owns the tables; the same numbers every time."""
    chance = random.Random(100)
    at = datetime.now(UTC)
    project, loader = projects.open_project(CODE, "Honderdvoud", "Honderdvoud", "invented", at=at)
    bram = _reader(loader, at)
    sources = Source.objects.bulk_create(
        Source(project=project, code=f"T{number}", title=f"Tertaalrapportage {number}", kind="progress_report")
        for number in range(1, 31)
    )
    areas = FocusArea.objects.bulk_create(
        FocusArea(project=project, code=f"F{number:02}", name=f"Focusgebied {number}", order=number)
        for number in range(AREAS)
    )
    activities = Activity.objects.bulk_create(
        Activity(
            project=project,
            code=f"A{number:04}",
            name=f"Activiteit {number} langs een route",
            kind="lab",
            focus_area=areas[number * AREAS // ACTIVITIES],
            goal="Zicht op de routes en wie ze gebruikt",
            order=number,
        )
        for number in range(ACTIVITIES)
    )
    statuses = _statuses(project, loader, activities, chance, at)
    _told(project, activities, statuses, sources, chance)
    preconditions = _preconditions(project, loader, activities, chance, at)
    _map(project, areas, activities, preconditions)
    _work(project, activities, bram, chance, at)
    hundredfold_work.decide(project, activities, loader, chance, at)
    hundredfold_work.give_hours(project, activities, loader, at)
    hundredfold_work.bring_about(project, activities, loader, chance, at)
    return project


def _work(project: Project, activities: list[Activity], bram: Person, chance: random.Random, at: datetime) -> None:
    """Give four tasks and say six things in each activity; of fifty-one who give and take tasks Bram is one."""
    others = Person.objects.bulk_create(Person(project=project, name=f"Collega {number}") for number in range(50))
    tasks = Task.objects.bulk_create(
        (
            Task(project=project, activity=activity, title=f"Taak {number} bij de haven", given_by=giver, given_at=at)
            for activity, giver in zip(activities, cycle([bram, *others]), strict=False)
            for number in range(4)
        ),
        batch_size=5_000,
    )
    rows = []
    for place, task in enumerate(tasks):
        owner = bram if place % 50 == 0 else chance.choice(others)
        due = at.date() + timedelta(days=chance.randrange(-30, 90))
        for number, state in enumerate(("open", chance.choice(["open", "done"]))):
            rows.append(
                TaskChange(
                    project=project, task=task, number=number, state=state, owner=owner, due_on=due,
                    recorded_by=others[0], recorded_at=at,
                )
            )  # fmt: skip
    TaskChange.objects.bulk_create(rows, batch_size=5_000)
    remarks = Remark.objects.bulk_create(
        (
            Remark(
                project=project, activity=activity, team_only=number == 5, written_by=others[number], written_at=at,
                text=f"De telling van week {number} bij de haven is binnen, drie dagen later dan beloofd.",
            )
            for activity in activities
            for number in range(6)
        ),
        batch_size=5_000,
    )  # fmt: skip
    RemarkMention.objects.bulk_create(
        RemarkMention(project=project, remark=remark, person=bram) for remark in remarks[::50]
    )


def _reader(loader: Person, at: datetime) -> Person:
    organisation = projects.add_organisation("BD", "Belastingdienst", "partner", by=loader, at=at)
    bram = people.add_person("Bram", email="bram@example.org", by=loader, at=at)
    people.appoint(bram, organisation, Function.TEAM_MANAGER, date(2022, 9, 1), by=loader, at=at)
    return bram


def _statuses(
    project: Project, loader: Person, activities: list[Activity], chance: random.Random, at: datetime
) -> list[ActivityStatus]:
    rows = []
    each = STATUSES // ACTIVITIES + 1
    for activity in activities:
        status, day = Status.PLANNED.value, FIRST_DAY + timedelta(days=chance.randrange(200))
        for _ in range(min(each, STATUSES - len(rows))):
            rows.append(
                ActivityStatus(
                    project=project,
                    activity=activity,
                    status=status,
                    occurred_on=day.isoformat(),
                    reason="Zo gemeld",
                    recorded_by=loader,
                    recorded_at=at,
                )
            )
            status = chance.choice(sorted(MAY_FOLLOW[status]))
            day += timedelta(days=1 + chance.randrange(60))
    return ActivityStatus.objects.bulk_create(rows, batch_size=5_000)


def _told(
    project: Project,
    activities: list[Activity],
    statuses: list[ActivityStatus],
    sources: list[Source],
    chance: random.Random,
) -> None:
    entries = ActivityEntry.objects.bulk_create(
        ActivityEntry(
            project=project, activity=activity, kind=kind, text="Controles uitgevoerd op een terrein", order=number
        )
        for activity in activities
        for kind in ("done", "prepared")
        for number in range(3)
    )
    holders = [("activity_status", row.id) for row in statuses] + [("activity_entry", row.id) for row in entries]
    EvidenceLink.objects.bulk_create(
        (
            EvidenceLink(
                project_id=project.id,
                holder_kind=kind,
                holder_id=holder,
                kind="document",
                identifier=chance.choice(sources).code,
                locator_kind="footnote",
                locator="3",
                checksum="",
                ground="self_report",
            )
            for kind, holder in holders
        ),
        batch_size=5_000,
    )
    milestones = Milestone.objects.bulk_create(
        Milestone(project=project, activity=activity, title="Oplevering") for activity in activities
    )
    MilestoneDate.objects.bulk_create(
        MilestoneDate(project=project, milestone=milestone, date_on="2027-01-15", basis="planned")
        for milestone in milestones
    )


def _preconditions(
    project: Project, loader: Person, activities: list[Activity], chance: random.Random, at: datetime
) -> list[Precondition]:
    preconditions = Precondition.objects.bulk_create(
        Precondition(project=project, code=f"P{number}", title=f"Voorwaarde {number}", order=number)
        for number in range(PRECONDITIONS)
    )
    PreconditionJudgement.objects.bulk_create(
        PreconditionJudgement(
            project=project,
            precondition=precondition,
            period=f"tertaal {number}",
            judged_on=f"202{number}-08",
            verdict=chance.choice(["met", "partly_met", "not_met", "divided"]),
            recorded_by=loader,
            recorded_at=at,
        )
        for precondition in preconditions
        for number in range(2, 6)
    )
    Hindrance.objects.bulk_create(
        Hindrance(
            project=project,
            activity=activity,
            precondition=chance.choice(preconditions),
            description="Afspraken over gegevens ontbreken",
        )
        for activity in activities[::5]
    )
    return preconditions


def _map(
    project: Project, areas: list[FocusArea], activities: list[Activity], preconditions: list[Precondition]
) -> None:
    version = MapVersion.objects.create(project=project, code="now", name="Nu")
    fixed = [
        MapNode(
            project=project,
            version=version,
            code=area.code,
            kind="focus_area",
            title=area.name,
            focus_area=area,
            order=number,
        )
        for number, area in enumerate(areas)
    ]
    fixed += [
        MapNode(
            project=project,
            version=version,
            code=item.code,
            kind="precondition",
            title=item.title,
            precondition=item,
            order=number,
        )
        for number, item in enumerate(preconditions)
    ]
    outputs = [
        MapNode(
            project=project, version=version, code=f"U{number}", kind="output", title=f"Product {number}", order=number
        )
        for number in range(100)
    ]
    fixed += outputs
    MapNode.objects.bulk_create(fixed)
    parents = {node.focus_area_id: node for node in fixed if node.kind == "focus_area"}
    nodes = MapNode.objects.bulk_create(
        MapNode(
            project=project,
            version=version,
            code=activity.code,
            kind="activity",
            title=activity.name,
            focus_area_id=activity.focus_area_id,
            parent=parents[activity.focus_area_id],
            order=activity.order,
        )
        for activity in activities
    )
    MapNodeActivity.objects.bulk_create(
        MapNodeActivity(project=project, node=node, activity=activity)
        for node, activity in zip(nodes, activities, strict=True)
    )
    MapLink.objects.bulk_create(
        MapLink(project=project, version=version, from_node=node, to_node=outputs[number % len(outputs)], order=number)
        for number, node in enumerate(nodes)
    )
