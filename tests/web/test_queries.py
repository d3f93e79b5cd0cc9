"""A page asks the database as often for many activities as for few."""

from collections.abc import Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.evaluations import begun, question, share
from tests.findings import approved, written
from tests.findings import of as named
from tests.learning import adopted, insight, session, trial
from tests.world import LONG_AGO, World, moment, now, place
from vlechtwerk.domains.evaluation.operations import trials
from vlechtwerk.domains.evaluation.operations.evaluations import add_evaluator
from vlechtwerk.domains.partnership.operations import projects
from vlechtwerk.domains.programme.models import ActivityEntry
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import map as map_operations
from vlechtwerk.domains.programme.operations import planning, register, status
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.slow

PAGES = [
    "",
    "search/?q=Smokkel",
    "programme/map/",
    "programme/map/?view=list",
    "programme/map/?version=side",
    "programme/overview/",
    "programme/overview/export.csv",
    "programme/timeline/",
    "programme/activities/A001/",
    "programme/activities/A001/history/",
    "programme/activities/A001/status/",
    "programme/goals/",
    "programme/preconditions/",
    "programme/preconditions/P001/",
    "programme/sources/",
    "programme/sources/T1/",
    "partnership/organisations/",
    "partnership/organisations/NP/",
    "partnership/bodies/",
    "partnership/bodies/MT/",
    "partnership/people/",
    "partnership/mandates/",
    "partnership/decisions/",
]
OF_EVALUATIONS = [f"evaluation/{page}/" for page in ("evaluations", "findings", "answers", "agendas", "trials")]
USE = "evaluation/use-as-evidence/?kind=document&identifier=T1"


def grow(world: World, numbers: range) -> None:
    """Add activities with everything that hangs on them, and preconditions, sources, decisions and partners."""
    first = world.activity("A001") if numbers.start == 1 else register.Activity.objects.get(code="A001")
    for number in numbers:
        code = f"{number:03}"
        world.source(f"S{code}")
        projects.add_organisation(f"O{code}", f"Partner {number}", "partner", by=world.loader, at=now())
        projects.add_body(f"B{code}", f"Gremium {number}", "tactical", by=world.loader, at=now())
        precondition = world.precondition(f"P{code}")
        activity = first if number == 1 else world.activity(f"A{code}", f"Smokkelroute {number}")
        planning.assign(activity, world.karin, "lead", LONG_AGO, by=world.loader, at=now())
        world.stands(activity, Status.RUNNING, "2023-01-10", evidence=[place()])
        world.stands(activity, Status.DELAYED, "2023-05-10", evidence=[place()])
        register.add_entry(activity, ActivityEntry.Kind.DONE, "Geteld", by=world.loader, at=now(), evidence=[place()])
        register.add_entry(first, ActivityEntry.Kind.DONE, "Geteld", by=world.loader, at=now(), evidence=[place()])
        for held in (activity, first):
            planning.name_hindrance(
                held, "Wacht", precondition=precondition, by=world.loader, at=now(), evidence=[place()]
            )
        milestone = planning.add_milestone(activity, f"Beeld {number}", by=world.loader, at=now())
        planning.set_date(milestone, moment("2027-01-01"), "planned", by=world.loader, at=now())
        for on in ("2023-03", "2023-06"):
            status.judge_precondition(
                precondition, on, moment(on), "not_met", by=world.loader, at=now(), evidence=[place()]
            )
        planning.link_decision(activity, world.asked(by="karin"), by=world.loader, at=now())
        world.mandate(subject=f"Besluit {number}")


def draw(world: World, code: str, numbers: range) -> None:
    """Put the activities and preconditions on a version of the map, with a link from each to the next."""
    version = map_operations.add_map_version(code, code, by=world.loader, at=now(), order=len(numbers))
    before = None
    for number in numbers:
        activity = register.Activity.objects.get(code=f"A{number:03}")
        node = map_operations.add_node(
            version, activity.code, "activity", activity.name, activities=[activity], by=world.loader, at=now()
        )
        precondition = register.Precondition.objects.get(code=f"P{number:03}")
        needed = map_operations.add_node(
            version,
            precondition.code,
            "precondition",
            precondition.title,
            precondition=precondition,
            by=world.loader,
            at=now(),
        )
        map_operations.add_link(needed, node, "needs", by=world.loader, at=now())
        if before is not None:
            map_operations.add_link(before, node, "contributes_to", by=world.loader, at=now())
        before = node


def evaluate(world: World, numbers: range) -> None:
    """Add evaluations, each with findings, an agenda, a session, and a trial that was looked at."""
    mila = world.people["mila"]
    activity = register.Activity.objects.filter(code="A001").first() or world.activity("A001")
    for number in numbers:
        with reading_as(world.dilara.id):
            of = begun(world, f"EV{number}")
            add_evaluator(of, mila, by=world.dilara, at=now())
            question(world, of)
            share(world, of)
            figure = named("published_figure", f"EV{number},D1")
            for write in (approved, written):
                write(
                    world, of, "{cijfer 1} van de respondenten is het eens met {stelling 1}.", figure, base="published"
                )
            session(world, of)
            adopted(world, of, "A")
            tried = trial(world, insight(world, of), activity)
            trials.look_at_trial(tried, "dropped", "Gezien", by=world.dilara, at=now())


def queries_per_page(client: Client, pages: Sequence[str] = PAGES) -> dict[str, int]:
    counted = {}
    for page in pages:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/test/{page}")
        assert answer.status_code == 200, page
        counted[page] = len(asked)
    return counted


def test_queries_do_not_grow_with_the_data(world: World, client: Client) -> None:
    world.source()
    # As many as a list of home shows: what is left out of it is counted, once.
    grow(world, range(1, 11))
    draw(world, "PLAN", range(1, 3))
    draw(world, "NOW", range(1, 5))
    client.force_login(world.karin.account)  # type: ignore[arg-type]  # the cast has accounts
    queries_per_page(client)
    few = queries_per_page(client)
    grow(world, range(11, 16))
    draw(world, "LATER", range(1, 11))
    many = queries_per_page(client)
    assert {page: (few[page], many[page]) for page in PAGES if many[page] > few[page]} == {}


def test_queries_of_lists_over_evaluations_do_not_grow_with_them(world: World) -> None:
    world.source()
    evaluate(world, range(1, 3))
    pages = {"dilara": [*OF_EVALUATIONS, USE], "karin": OF_EVALUATIONS}
    readers = {name: Client() for name in pages}
    for name, client in readers.items():
        client.force_login(world.people[name].account)  # type: ignore[arg-type]  # the cast has accounts
        queries_per_page(client, pages[name])
    few = {name: queries_per_page(client, pages[name]) for name, client in readers.items()}
    evaluate(world, range(3, 6))
    many = {name: queries_per_page(client, pages[name]) for name, client in readers.items()}
    assert many == few
