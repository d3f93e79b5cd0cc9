"""Parts of pages that are kept for every member: made once, never older than the database, never of one person."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, cast

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.world import LONG_AGO, World, find_world, moment, now, place
from vlechtwerk.domains.partnership.models import Departure
from vlechtwerk.domains.partnership.operations import people
from vlechtwerk.domains.programme.models import ActivityEntry
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import planning, register, status
from vlechtwerk.foundation.database.changes import standing_mark
from vlechtwerk.foundation.database.kept import KeptForAll, NotTheSameForAll
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.interfaces.web.kept import Member, RequestOfAnyMember, kept
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_day

pytestmark = pytest.mark.slow

PAGES = (
    "", "programme/map/", "programme/map/?view=list", "programme/map/?version=side", "programme/overview/",
    "programme/overview/?status=delayed", "programme/activities/A01/", "programme/activities/A01/history/",
    "programme/preconditions/", "programme/sources/", "partnership/people/", "partnership/people/?organisation=NP",
)  # fmt: skip


@pytest.fixture
def lived_in(transactional_db: None) -> Iterator[World]:
    """Return the world of the tests, with something committed to look at; each test makes its own contexts."""
    with find_world() as world:
        with reading_as(world.karin.id):
            world.source()
            activity = world.activity(lead="karin")
            world.stands(activity, Status.RUNNING, "2023-01-10", evidence=[place()])
            world.precondition("P1")
        yield world


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person.account)
    return client


def contents(client: Client) -> dict[str, str]:
    told = {page: client.get(f"/test/{page}", headers={"Accept-Language": "nl"}).content.decode() for page in PAGES}
    return {page: re.sub(r'"\w{64}"', "", words) for page, words in told.items()}


def test_what_one_member_opened_is_not_read_again_for_another(lived_in: World) -> None:
    contents(client_of(lived_in.karin))
    bram = client_of(lived_in.bram)
    for page in PAGES[1:]:
        with CaptureQueriesContext(connection) as asked:
            assert bram.get(f"/test/{page}", headers={"Accept-Language": "nl"}).status_code == 200
        read = [query["sql"] for query in asked if 'FROM "programme_activitystatus"' in query["sql"]]
        assert not read, page


def change_status(world: World) -> None:
    activity = register.Activity.objects.get(code="A01")
    world.stands(activity, Status.DELAYED, "2023-05-10", evidence=[place()])


def tell(world: World) -> None:
    activity = register.Activity.objects.get(code="A01")
    register.add_entry(activity, ActivityEntry.Kind.DONE, "Geteld", by=world.loader, at=now(), evidence=[place()])


def judge(world: World) -> None:
    precondition = register.Precondition.objects.get(code="P1")
    status.judge_precondition(
        precondition, "2023", moment("2023-06"), "not_met", by=world.loader, at=now(), evidence=[place()]
    )


def hold_up(world: World) -> None:
    activity = register.Activity.objects.get(code="A01")
    planning.name_hindrance(activity, "Wacht", by=world.loader, at=now(), evidence=[place()])


def plan(world: World) -> None:
    activity = register.Activity.objects.get(code="A01")
    milestone = planning.add_milestone(activity, "Beeld", by=world.loader, at=now())
    planning.set_date(milestone, moment("2027-01-01"), "planned", by=world.loader, at=now())


def assign(world: World) -> None:
    activity = register.Activity.objects.get(code="A01")
    planning.assign(activity, world.bram, "member", LONG_AGO, by=world.loader, at=now())


def appoint(world: World) -> None:
    newcomer = people.add_person("Nieuwkomer", by=world.loader, at=now())
    people.appoint(newcomer, world.organisations["NP"], "analyst", LONG_AGO, by=world.loader, at=now())


CHANGES = (change_status, tell, judge, hold_up, plan, assign, appoint)


@pytest.mark.slow
def test_after_each_change_pages_are_as_if_nothing_was_kept(lived_in: World) -> None:
    karin, bram = client_of(lived_in.karin), client_of(lived_in.bram)
    before = contents(karin)
    for change in CHANGES:
        with reading_as(lived_in.karin.id):
            change(lived_in)
        after = contents(karin)
        assert after != before, change.__name__
        seen_by_bram = contents(bram)
        caches["kept"].clear()
        assert (contents(karin), contents(bram)) == (after, seen_by_bram), change.__name__
        before = after


def found(client: Client, words: str, project: str = "test") -> bool:
    answer = client.get(f"/{project}/search/", {"q": words}, headers={"Accept-Language": "nl"})
    return f"/{project}/programme/activities/" in answer.content.decode()


def test_names_that_are_searched_are_kept_until_one_changes_and_in_their_project(lived_in: World) -> None:
    karin, bram = client_of(lived_in.karin), client_of(lived_in.bram)
    assert not found(karin, "Zandverkenning")
    with reading_as(lived_in.karin.id):
        lived_in.activity("Z1", "Zandverkenning")
    assert (found(karin, "Zandverkening"), found(bram, "Zandverkening")) == (True, True)
    # Bram takes part in the project demo too, in which there is a “Lab lading-analyse”.
    assert (found(bram, "lading-analyze", "demo"), found(bram, "Zandverkening", "demo")) == (True, False)
    assert (found(bram, "lading-analyze"), found(bram, "Zandverkening")) == (False, True)


def test_what_not_every_member_reads_is_not_kept_in_the_process(world: World) -> None:
    with pytest.raises(NotTheSameForAll, match="partnership_departure"):
        KeptForAll(Departure.objects.count)()


def test_each_language_has_its_own_words(lived_in: World) -> None:
    karin = client_of(lived_in.karin)
    dutch = karin.get("/test/programme/overview/", headers={"Accept-Language": "nl"}).content.decode()
    english = karin.get("/test/programme/overview/", headers={"Accept-Language": "en"}).content.decode()
    assert "In uitvoering" in dutch
    assert "Running" in english


def anyone(world: World, present: date = LONG_AGO) -> PageRequest:
    member = Member(world.project, present)
    return cast(PageRequest, RequestOfAnyMember(member, "/test/", QueryDict()))


def test_part_that_reads_what_not_every_member_may_read_is_refused(world: World) -> None:
    @kept
    def part(request: PageRequest) -> int:
        return Departure.objects.count()

    with pytest.raises(NotTheSameForAll, match="partnership_departure"):
        part(anyone(world))

    @kept
    def of_the_reader(request: PageRequest) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select reading_person()")

    with pytest.raises(NotTheSameForAll, match="reading_person"):
        of_the_reader(anyone(world))

    @kept
    def listed(request: PageRequest) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select 1 from partnership_person p, partnership_departure d")

    with pytest.raises(NotTheSameForAll, match="partnership_person"):
        listed(anyone(world))


def test_part_that_says_today_is_made_anew_the_next_day(lived_in: World, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    @kept
    def part(request: PageRequest) -> str:
        made.append(timezone.localdate())
        return say_day(timezone.localdate())

    def shown() -> str:
        with reading_as(lived_in.karin.id):
            return part(anyone(lived_in))

    # At half past eleven in the evening, and an hour later.
    evening = datetime(2026, 3, 1, 23, 30, tzinfo=timezone.get_default_timezone())
    monkeypatch.setattr(timezone, "now", lambda: evening)
    assert shown() == shown() == say_day(date(2026, 3, 1))
    monkeypatch.setattr(timezone, "now", lambda: evening + timedelta(hours=1))
    assert shown() == shown() == say_day(date(2026, 3, 2))
    assert made == [date(2026, 3, 1), date(2026, 3, 2)]


def test_part_is_made_for_the_day_up_to_which_the_project_is_known(lived_in: World) -> None:
    @kept
    def part(request: PageRequest) -> date:
        return request.actor.present

    for present in (LONG_AGO, LONG_AGO + timedelta(days=1)):
        with reading_as(lived_in.karin.id):
            assert part(anyone(lived_in, present)) == present


def test_what_is_read_later_is_looked_at_too(lived_in: World) -> None:
    @kept
    def part(request: PageRequest) -> object:
        return Departure.objects.all()

    with reading_as(lived_in.karin.id), pytest.raises(NotTheSameForAll, match="partnership_departure"):
        part(anyone(lived_in))


def test_leader_and_others_see_their_own_buttons_whoever_came_first(lived_in: World) -> None:
    page = "/test/programme/activities/A01/"
    for both in ((lived_in.karin, lived_in.hugo), (lived_in.hugo, lived_in.karin)):
        caches["kept"].clear()
        pages = {person.name: client_of(person).get(page).content.decode() for person in both}
        offered = {name: "/activities/A01/status/" in page_of for name, page_of in pages.items()}
        assert offered == {"Karin": True, "Hugo": False}


def test_part_knows_of_no_person(world: World) -> None:
    @kept
    def part(request: PageRequest) -> str:
        return request.actor.person.name

    with pytest.raises(AttributeError, match="person"):
        part(anyone(world))


def test_who_has_written_reads_nothing_that_was_kept(lived_in: World) -> None:
    with reading_as(lived_in.karin.id):
        former = standing_mark()
        assert former is not None
    with reading_as(lived_in.karin.id):
        change_status(lived_in)
        assert standing_mark() is None
    with reading_as(lived_in.karin.id):
        later = standing_mark()
        assert later not in (None, former)
        with transaction.atomic():
            tell(lived_in)
            transaction.set_rollback(True)
        assert standing_mark() == later
    assert standing_mark() is None
