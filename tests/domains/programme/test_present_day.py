"""Which day is the present one of a published case: the day it describes, until someone registers something."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.world import World, days_from_now, moment, now
from vlechtwerk.domains.partnership.operations.advice import ask_advice
from vlechtwerk.domains.partnership.operations.decisions import take_decision
from vlechtwerk.domains.partnership.operations.promises import make_promise
from vlechtwerk.domains.programme.operations import work
from vlechtwerk.domains.programme.queries.as_of import REGISTERED, is_changed_by_users, present_day
from vlechtwerk.foundation.database.reading import reading_as

DESCRIBED = date(2026, 5, 1)
# Of these is not kept who registered them, or a case names people in them as well.
NOT_TOLD_BY_WHOM = {
    "partnership": {
        "account", "accesstoken", "project", "organisation", "legalcapacity", "body", "department", "person",
        "appointment", "seat", "mandate", "departure", "theme", "outsidebody", "outsiderole", "agreement",
        "agreementparty",
    },
    "programme": {
        "source", "focusarea", "plantext", "activity", "formername", "activitypartner", "teamrole", "valueelement",
        "capacityprofile", "capacityfinding", "goal", "outsidegoal", "precondition", "mapversion", "mapnode",
        "mapnodeactivity", "maplink", "maplineage", "measuremonth", "method", "milestone", "hindrance", "adviceabout",
        "promiseabout", "decisionabout", "candidate", "recruitmentstep", "reportfact", "reportfigure", "frozenfile",
        "owntheme", "activityagreement", "remarkmention", "reminderrecipient",
    },
}  # fmt: skip
# What someone looks at, and how they want to be told, changes nothing of the case.
ATTENTION = {"visit", "seennotice", "digestchoice", "digest"}


def test_every_table_says_who_registered_or_is_named_as_one_that_does_not() -> None:
    named = {table for table, _who in REGISTERED}
    for app, excepted in NOT_TOLD_BY_WHOM.items():
        tables = {model._meta.db_table for model in apps.get_app_config(app).get_models()}
        told = {f"{app}_{name}" for name in excepted | (ATTENTION if app == "programme" else set())}
        assert tables - told == {table for table in named if table.startswith(f"{app}_")}


def task(world: World) -> None:
    work.give_task(world.activity(lead="anna"), "Bellen", world.anna, by=world.anna, at=now())


def remark(world: World) -> None:
    activity = world.activity(lead="anna")
    with reading_as(world.anna.id):
        work.write_remark(activity, "Gezien", by=world.anna, at=now())


def advice(world: World) -> None:
    ask_advice("Wat raadt u aan?", world.bodies["RG"], by=world.anna, at=now())


def promise(world: World) -> None:
    make_promise("We sturen het op", "parliament", by=world.karin, at=now())


def decided(world: World) -> None:
    """Let Farid decide what the case only asked."""
    decision = world.asked_by_the_case("SG")
    mandate = world.mandate("SG", "Plannen")
    with reading_as(world.farid.id):
        take_decision(decision, "yes", moment(days_from_now(0).isoformat()), mandate=mandate, by=world.farid, at=now())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act",
    [
        task, remark, advice, promise, decided, lambda world: world.recruits(), lambda world: world.asked(),
        lambda world: world.hours("asked", "8"),
    ],
)  # fmt: skip
def test_whatever_someone_registers_makes_today_the_present_day(world: World, act: Callable[[World], Any]) -> None:
    world.project.described_on = DESCRIBED
    with CaptureQueriesContext(connection) as asked:
        is_changed = is_changed_by_users(world.project)
    assert (len(asked), is_changed, present_day(world.project, is_changed)) == (1, False, DESCRIBED)
    act(world)
    is_changed = is_changed_by_users(world.project)
    assert (is_changed, present_day(world.project, is_changed)) == (True, timezone.localdate())


@pytest.mark.django_db
def test_what_the_case_tells_changes_nothing(world: World) -> None:
    world.project.described_on = DESCRIBED
    world.source()
    world.taken()
    world.asked_by_the_case("SG")
    assert not is_changed_by_users(world.project)
