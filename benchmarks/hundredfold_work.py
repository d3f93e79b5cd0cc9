"""What the partnership decides, moves, gives and brings about in the hundredfold programme."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

from vlechtwerk.domains.partnership.models import Body, Decision, Organisation, Person, Project
from vlechtwerk.domains.programme.models import (
    Action,
    ActionCount,
    Activity,
    CapacityLine,
    CapacityProfile,
    DecisionAbout,
    Milestone,
    MilestoneDate,
    Product,
)
from vlechtwerk.domains.programme.models.capacity import CapacityKind, CapacityPlace
from vlechtwerk.domains.programme.models.planning import MoveGround

MONTHS = [date(year, month, 1) for year in (2021, 2022, 2023) for month in range(1, 13)]
ORGANISATIONS, PROFILES = 6, 8


def decide(project: Project, activities: list[Activity], loader: Person, chance: random.Random, at: datetime) -> None:
    """Ask a decision in each activity, take nine in ten, and let each move a date twice."""
    bodies = [
        Body.objects.create(project=project, code=f"B{number}", name=f"Gremium {number}", level=level)
        for number, level in enumerate(("strategic", "tactical", "operational"))
    ]
    decisions, moves = [], []
    milestones = dict(Milestone.objects.filter(project=project).values_list("activity", "id"))
    for place, activity in enumerate(activities):
        asked = date(2021, 1, 1) + timedelta(days=chance.randrange(1_000))
        took = timedelta(days=chance.randrange(3, 200))
        taken = place % 10 != 0
        decisions.append(
            Decision(
                project=project, question=f"Mag de datum van {activity.code} verschuiven?", body=chance.choice(bodies),
                state="taken" if taken else "asked", result="yes" if taken else "", asked_on=asked.isoformat(),
                decided_on=(asked + took).isoformat() if taken else None, agreed_days=42,
                recorded_by=loader, recorded_at=at,
            )
        )  # fmt: skip
        day = date(2022, 1, 1) + timedelta(days=chance.randrange(700))
        for order in (1, 2) if taken else ():
            day += timedelta(days=chance.randrange(-20, 150))
            moves.append(
                MilestoneDate(
                    project=project, milestone_id=milestones[activity.id], date_on=day.isoformat(), basis="planned",
                    known_from=(day - timedelta(days=60)).isoformat(), order=order,
                    decision=decisions[-1], ground=chance.choice(MoveGround.values),
                    reason="De gegevens kwamen later",
                )
            )  # fmt: skip
    Decision.objects.bulk_create(decisions, batch_size=5_000)
    DecisionAbout.objects.bulk_create(
        DecisionAbout(project=project, activity=activity, decision=decision)
        for activity, decision in zip(activities, decisions, strict=True)
    )
    MilestoneDate.objects.bulk_create(moves, batch_size=5_000)


def give_hours(project: Project, activities: list[Activity], loader: Person, at: datetime) -> None:
    """Ask, pledge and deliver hours of six organisations in eight profiles over three years."""
    organisations = Organisation.objects.bulk_create(
        Organisation(project=project, code=f"O{number}", name=f"Organisatie {number}", kind="partner")
        for number in range(ORGANISATIONS)
    )
    profiles = CapacityProfile.objects.bulk_create(
        CapacityProfile(project=project, code=f"p{number}", name=f"Profiel {number}", order=number)
        for number in range(PROFILES)
    )
    hours = {CapacityKind.ASKED: 160, CapacityKind.PLEDGED: 140, CapacityKind.DELIVERED: 120}
    CapacityLine.objects.bulk_create(
        (
            CapacityLine(
                project=project, kind=kind, organisation=organisation, profile=profile, month=month, number=1,
                activity=activities[(place + number) % len(activities)] if number % 2 else None,
                place=CapacityPlace.INSIDE, hours=Decimal(many + number), recorded_by=loader, recorded_at=at,
            )
            for place, organisation in enumerate(organisations)
            for number, profile in enumerate(profiles)
            for month in MONTHS
            for kind, many in hours.items()
        ),
        batch_size=5_000,
    )  # fmt: skip


def bring_about(
    project: Project, activities: list[Activity], loader: Person, chance: random.Random, at: datetime
) -> None:
    """Let each activity make a product, and do something that is counted."""
    days = [(date(2021, 1, 1) + timedelta(days=chance.randrange(1_000))).isoformat() for _ in activities]
    Product.objects.bulk_create(
        Product(
            project=project, activity=activity, title=f"Beeld van route {number}", kind="picture", made_on=days[number],
            recorded_by=loader, recorded_at=at,
        )
        for number, activity in enumerate(activities)
    )  # fmt: skip
    actions = Action.objects.bulk_create(
        Action(
            project=project, activity=activity, title=f"Controle {number} op een terrein", done_on=days[number],
            recorded_by=loader, recorded_at=at,
        )
        for number, activity in enumerate(activities)
    )  # fmt: skip
    ActionCount.objects.bulk_create(
        ActionCount(
            project=project, action=action, definition="Gecontroleerde voertuigen", unit="voertuigen",
            number=chance.randrange(1, 400), counted_from=days[number], counted_until=days[number], ground="register",
            recorded_by=loader, recorded_at=at,
        )
        for number, action in enumerate(actions)
    )  # fmt: skip
