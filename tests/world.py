"""The world of the tests: a partnership with its cast, built through the operations that people use."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import connection
from django.utils.timezone import localdate

from vlechtwerk.domains.partnership.models import (
    Account,
    Body,
    Decision,
    LegalCapacity,
    Level,
    Mandate,
    Organisation,
    Person,
    Project,
    Seat,
)
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.operations import decisions, people, projects
from vlechtwerk.domains.partnership.queries import memberships_of
from vlechtwerk.domains.programme.evidence import DOCUMENT
from vlechtwerk.domains.programme.models import (
    Activity,
    CapacityProfile,
    Precondition,
    RecruitmentRequest,
    Source,
    TeamRole,
)
from vlechtwerk.domains.programme.models.capacity import HoursKey, HoursLine, MonthRange
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.operations import capacity, planning, recruitment, register, status
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.database.sealing import seal
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Ground, LocatorKind
from vlechtwerk.foundation.periods import PreciseDate

LONG_AGO = date(2022, 9, 1)

# Who is in the cast, where they are appointed, and as what. Nora and Olaf have no appointment.
CAST = {
    "anna": ("NP", Function.ANALYST, Level.OPERATIONAL),
    "bram": ("BD", Function.TEAM_MANAGER, Level.OPERATIONAL),
    "chris": ("DOU", Function.LIAISON, Level.TACTICAL),
    "dilara": ("EVAL", Function.EVALUATOR, Level.NOT_STATED),
    "eva": ("NP", Function.PRIVACY_OFFICER, Level.TACTICAL),
    "farid": ("JENV", Function.STEERING_MEMBER, Level.STRATEGIC),
    "gwen": ("FIOD", Function.INVESTIGATOR, Level.OPERATIONAL),
    "hugo": ("KMAR", Function.LIAISON, Level.TACTICAL),
    "inge": ("OM", Function.PROSECUTOR, Level.TACTICAL),
    "jaap": ("DOU", Function.INVESTIGATOR, Level.OPERATIONAL),
    "karin": ("NP", Function.DIRECTOR, Level.OPERATIONAL),
    "lars": ("JENV", Function.LAWYER, Level.STRATEGIC),
    "mila": ("EVAL", Function.SCIENTIST, Level.ADVISORY),
}
# The legal capacities of the partners, and in which one of them the cast acts.
CAPACITIES = {
    "NP": ("police", "wpg"),
    "KMAR": ("police", "wpg"),
    "FIOD": ("special_investigation", "wpg"),
    "BD": ("tax", "avg_tax_secrecy"),
    "OM": ("prosecution", "wjsg"),
}
CUSTOMS = {"chris": "customs_supervision", "jaap": "customs_investigation"}
# Why a planned date moved.
WHY = {"ground": "data", "reason": "De telling kwam later"}
SEATS = {"farid": "SG", "karin": "MT", "bram": "MT", "chris": "CO", "hugo": "CO", "mila": "RG"}


def moment(text: str) -> PreciseDate:
    """Read a date with its precision."""
    return PreciseDate.read(text)


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def place(
    source: str = "T1", line: str = "12", text: str = "Zo staat het er", ground: Ground = Ground.SELF_REPORT
) -> Evidence:
    """Name a line in a source as evidence."""
    return Evidence(EvidenceAddress(DOCUMENT, source, "", LocatorKind.LINE, line), text=text, ground=ground)


@dataclass
class World:
    """One project with its people, and sentences to build more."""

    project: Project
    loader: Person
    organisations: dict[str, Organisation] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Person:
        """Name someone of the cast: `world.anna`."""
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def activity(self, code: str = "A01", name: str = "Smokkelroutes", *, lead: str = "", **more: object) -> Activity:
        """Register an activity, with its lead."""
        activity = register.add_activity(code, name, by=self.loader, at=now(), **more)  # type: ignore[arg-type]  # whatever the operation takes
        if lead:
            planning.assign(activity, self.people[lead], TeamRole.Role.LEAD, LONG_AGO, by=self.loader, at=now())
        return activity

    def stands(self, activity: Activity, became: Status, on: str, **more: object) -> None:
        """Register that an activity got a status on a date."""
        status.change_status(
            activity,
            became,
            moment(on),
            "Zo staat het in de bron",
            by=self.loader,
            at=now(),
            **more,  # type: ignore[arg-type]  # whatever the operation takes
        )

    def source(self, code: str = "T1") -> Source:
        """Register a source."""
        return register.add_source(
            code, f"Tertaalrapportage {code}", Source.Kind.PROGRESS_REPORT, by=self.loader, at=now()
        )

    def precondition(self, code: str = "P1", **more: object) -> Precondition:
        """Register a precondition."""
        return register.add_precondition(code, f"Voorwaarde {code}", by=self.loader, at=now(), **more)  # type: ignore[arg-type]  # whatever the operation takes

    def mandate(
        self, body: str = "MT", subject: str = "Planning tot acht weken verschuiven", **more: object
    ) -> Mandate:
        """Register a mandate of a body."""
        return decisions.grant_mandate(subject, body=self.bodies[body], by=self.loader, at=now(), **more)  # type: ignore[arg-type]  # whatever the operation takes

    def profile(self, code: str = "analist") -> CapacityProfile:
        """Find or add a profile of capacity."""
        known = CapacityProfile.objects.filter(code=code).first()
        return known or capacity.add_profile(code, code.capitalize(), by=self.karin, at=now())

    def hours_of(
        self,
        organisation: str = "NP",
        profile: str = "analist",
        activity: Activity | None = None,
        place: str = "inside",
    ) -> HoursKey:
        """Say what hours are of."""
        return HoursKey(self.organisations[organisation], self.profile(profile), place, activity)

    def hours(
        self, kind: str, hours: str, first: str = "2026-01", until: str = "2026-02", *, by: str = "", **key: object
    ) -> None:
        """Let hours be asked (by Karin), or pledged or delivered (by someone of the organisation) in each month."""
        of = self.hours_of(**key)  # type: ignore[arg-type]  # whatever it takes
        giver = by or {"DOU": "chris", "KMAR": "hugo", "BD": "bram", "JENV": "farid"}.get(of.organisation.code, "")
        who = self.people[by or "karin" if kind == "asked" else giver]
        period = MonthRange(date.fromisoformat(f"{first}-01"), date.fromisoformat(f"{until}-01"))
        with reading_as(who.id):
            if kind == "asked":
                capacity.ask_capacity(of, period, Decimal(hours), by=who, at=now())
            elif kind == "pledged":
                capacity.pledge_capacity(of, period, Decimal(hours), by=who, at=now())
            else:
                lines = [HoursLine(of, month, Decimal(hours)) for month in period.months()]
                capacity.confirm_hours(lines, by=who, at=now())

    def recruits(self, code: str = "W1", on: str = "2026-01-05", **parts: str) -> RecruitmentRequest:
        """Let Karin ask the police for a data scientist."""
        told = {"profile_text": "Data scientist", "tasks": "Modellen maken en toetsen", "hours": "36 uur"} | parts
        return recruitment.ask_profile(
            code, self.organisations["NP"], self.profile("data"), told, date.fromisoformat(on), by=self.karin, at=now()
        )

    def asked(self, body: str | None = "MT", by: str = "anna", **more: object) -> Decision:
        """Let someone put a question to a body."""
        asked_of = self.bodies[body] if body else None
        return decisions.ask_decision("Mag het later?", body=asked_of, by=self.people[by], at=now(), **more)  # type: ignore[arg-type]  # whatever the operation takes

    def asked_by_the_case(self, body: str) -> Decision:
        """Register a question to a body that still waits, as a source tells it."""
        return decisions.ask_decision("Mag het later?", body=self.bodies[body], by=self.loader, at=now())

    def taken(self, result: str = "yes", on: str = "2023-07", body: str | None = None) -> Decision:
        """Register a decision that was taken, as a source tells it; without a body it does not say by whom."""
        decided_by = self.bodies[body] if body else None
        decision = decisions.ask_decision("Mag het later?", body=decided_by, by=self.loader, at=now())
        return decisions.take_decision(decision, result, moment(on), by=self.loader, at=now())


def build_world(code: str = "test", origin: str = "invented") -> World:
    """Build a project with organisations, bodies and the cast. Runs as the role that owns the tables."""
    project, loader = projects.open_project(code, code.upper(), f"Project {code}", origin, at=now())
    world = World(project, loader)
    for organisation in sorted({place for place, _function, _level in CAST.values()}):
        world.organisations[organisation] = projects.add_organisation(
            organisation, organisation, Organisation.Kind.PARTNER, by=loader, at=now()
        )
    capacities = _capacities(world)
    for body, level in (("SG", "strategic"), ("CO", "tactical"), ("MT", "operational"), ("RG", "advisory")):
        world.bodies[body] = projects.add_body(body, f"Gremium {body}", level, by=loader, at=now())
    for name, (organisation, function, level) in CAST.items():
        world.people[name] = _cast_member(world, name)
        people.appoint(
            world.people[name],
            world.organisations[organisation],
            function,
            LONG_AGO,
            level=level,
            capacity=capacities.get(CUSTOMS.get(name, organisation)),
            by=loader,
            at=now(),
        )
    # Gwen carries out tax law as well, which is another capacity.
    people.appoint(
        world.people["gwen"], world.organisations["FIOD"], Function.ANALYST, LONG_AGO - timedelta(days=1),
        capacity=capacities["tax of FIOD"], by=loader, at=now(),
    )  # fmt: skip
    for name, body in SEATS.items():
        people.seat(world.people[name], world.bodies[body], Seat.Role.MEMBER, LONG_AGO, by=loader, at=now())
    for name in ("nora", "olaf"):
        world.people[name] = _cast_member(world, name)
    return world


def _capacities(world: World) -> dict[str, LegalCapacity]:
    wanted = [(organisation, kind, regime, organisation) for organisation, (kind, regime) in CAPACITIES.items()]
    wanted += [("DOU", "customs_supervision", "avg_customs", "customs_supervision")]
    wanted += [("DOU", "customs_investigation", "wpg", "customs_investigation")]
    wanted += [("FIOD", "tax", "avg_tax_secrecy", "tax of FIOD")]
    return {
        key: projects.add_capacity(
            world.organisations[organisation],
            kind,
            regime,
            "Minister",
            "Wet",
            "read_in_text",
            kind=kind,
            by=world.loader,
            at=now(),
        )
        for organisation, kind, regime, key in wanted
    }


def _cast_member(world: World, name: str) -> Person:
    email = f"{name}@example.org"
    if not Account.objects.filter(email=email).exists():
        Account.objects.create_user(email, "wickerwork-baskets")
    return people.add_person(name.capitalize(), email=email, by=world.loader, at=now())


def noted_as(act: str) -> None:
    """Let what a test writes itself in this transaction count as an act of the program."""
    with connection.cursor() as cursor:
        cursor.execute("select note_act(%s, %s)", [act, seal("note_act", act)])


def days_from_now(days: int) -> date:
    """Return the day so many days from today."""
    return localdate() + timedelta(days=days)


@contextmanager
def find_world(code: str = "test") -> Iterator[World]:
    """Find the world that the template holds; asking for it needs a reader, so Karin looks first."""
    karin = Account.objects.get(email="karin@example.org")
    mine = next(item for item in memberships_of(karin) if item.project_code == code)
    with reading_as(mine.person_id):
        people_found = {person.name.lower(): person for person in Person.objects.filter(loads_cases=False)}
        world = World(
            Project.objects.get(),
            Person.objects.get(loads_cases=True),
            {organisation.code: organisation for organisation in Organisation.objects.all()},
            {body.code: body for body in Body.objects.all()},
            people_found,
        )
    yield world
