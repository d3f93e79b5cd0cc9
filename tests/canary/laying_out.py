"""Lay out what the documents of the canary stand in: purposes, officers, and the records of persons and bodies."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from tests.canary.oracle import Someone
from tests.canary.world import MAIN, PURPOSES, Planting, Reader
from tests.workspace import adopt_model_covenant
from tests.world import CAST, LONG_AGO, SEATS, moment, now
from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.operations import answers
from vlechtwerk.domains.evaluation.rules.amount_words import ScaleTold, StepTold
from vlechtwerk.domains.partnership.models import Account, Appointment, Body, Decision, Departure, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.operations import decisions, people
from vlechtwerk.domains.partnership.queries import memberships_of
from vlechtwerk.domains.sharing.models import Authorisation
from vlechtwerk.domains.sharing.operations import purposes
from vlechtwerk.foundation.database.reading import reading_as

OFFICERS = ("officer", "authorised_officer")


def lay_out(made: Planting) -> None:
    """Plant all but documents; asked for as Karin, who reads first."""
    with reading_as(made.world.karin.id):
        _readers(made)
        _purposes(made)
        _persons_and_bodies(made)


def _readers(made: Planting) -> None:
    found = Appointment.objects.filter(person__in=[made.world.people[name] for name in CAST])
    for one in found.select_related("organisation", "capacity", "person").order_by("person__name", "-appointed_from"):
        name = one.person.name.lower()
        capacity = one.capacity.kind if one.capacity else "other"
        someone = Someone(one.organisation.code, capacity, one.function)
        made.readers.append(Reader(name, one.id, someone, frozenset({SEATS[name]} if name in SEATS else ())))


def _purposes(made: Planting) -> None:
    world = made.world
    for code, kind, opened, in_writing, customs_law, dpia in PURPOSES:
        at = now() - timedelta(days=opened)
        day, until = timezone.localdate(at), timezone.localdate() + timedelta(days=90)
        purpose = purposes.open_purpose(
            code, f"Doel {code}", kind, day, by=world.loader, at=at, serves_customs_law=customs_law
        )
        if in_writing:
            aim = made.tokens.word(f"aim of {code}")
            made.personal[aim] = frozenset(CAST)
            purposes.state_purpose(purpose, aim, "verdachten", "alles", until, by=world.loader, at=at)
        purposes.record_dpia(purpose, "DPIA", day, dpia, by=world.loader, at=at)
        made.purposes[code] = purpose
        for reader in made.readers:
            appointment = Appointment.objects.get(id=reader.appointment)
            purposes.authorise(purpose, appointment, "reader", LONG_AGO, by=world.loader, at=now())
    with made.reading(made.reader("anna"), MAIN) as reading:
        name = made.tokens.word("name of a folder")
        purposes.make_folder(reading.purpose, name, by=reading.appointment.person, at=now())
        made.shared[MAIN] = {name}
    for code, organisation in world.organisations.items():
        for role in OFFICERS:
            _officer(made, code, role, organisation)


def _officer(made: Planting, code: str, role: str, organisation: object) -> None:
    """Appoint someone who answers requests, beside the cast."""
    world = made.world
    for capacity in {reader.someone.capacity for reader in made.readers if reader.someone.organisation == code}:
        like = next(r for r in made.readers if (r.someone.organisation, r.someone.capacity) == (code, capacity))
        person = people.add_person(f"{role} {code} {capacity}", by=world.loader, at=now())
        appointment = people.appoint(
            person, organisation, Function.LIAISON, LONG_AGO,  # type: ignore[arg-type]  # an organisation of the world
            capacity=Appointment.objects.get(id=like.appointment).capacity, by=world.loader, at=now(),
        )  # fmt: skip
        world.people[person.name] = person
        for purpose in made.purposes.values():
            purposes.authorise(purpose, appointment, role, LONG_AGO, by=world.loader, at=now())


def _persons_and_bodies(made: Planting) -> None:
    """Plant the records that do not hang on a purpose: of bodies, of personnel, and of accounts."""
    world, tokens, everyone = made.world, made.tokens, frozenset(CAST)
    for code, body in world.bodies.items():
        sitting = frozenset(name for name, seated_in in SEATS.items() if seated_in == code)
        for name in sitting:
            note = tokens.word(f"note of {code}")
            made.personal[note] = sitting
            with reading_as(world.people[name].id):
                decisions.write_body_note(body, note, by=world.people[name], at=now())
        question, outcome, limits = (tokens.word(f"{what} of {code}") for what in ("question", "outcome", "limits"))
        made.personal |= dict.fromkeys((question, outcome, limits), everyone)
        asked = decisions.ask_decision(question, by=world.loader, at=now())
        decisions.take_decision(asked, "yes", moment("2023-07"), outcome=outcome, by=world.loader, at=now())
        decisions.grant_mandate(f"Mandaat {code}", body=body, limits=limits, by=world.loader, at=now())
    for name in CAST:
        made.personal[tokens.known(f"{name}@example.org", f"address of {name}")] = frozenset({name})
    for manager in ("karin", "bram"):
        _departure(made, manager)


def _departure(made: Planting, manager: str) -> None:
    world, tokens = made.world, made.tokens
    why, address = tokens.word(f"why someone of {manager} left"), tokens.known(f"weg{manager}@example.org", "address")
    made.personal |= {why: frozenset({manager}), address: frozenset()}
    Account.objects.create_user(address, "wickerwork-baskets")
    person = people.add_person(f"Weg van {manager}", email=address, by=world.loader, at=now())
    appointment = people.appoint(
        person, world.organisations["NP"], Function.ANALYST, LONG_AGO, manager=world.people[manager],
        by=world.loader, at=now(),
    )  # fmt: skip
    with reading_as(world.people[manager].id):
        people.end_appointment(
            appointment, timezone.localdate(), Departure.ReasonKind.OTHER, explanation=why, by=world.people[manager],
            at=now(),
        )  # fmt: skip


def elsewhere() -> None:
    """Do in another project what it lacks: a covenant in force, an ended suspension, a question that was sent on.

    And an evaluation with words of its own for amounts.
    """
    dilara = _there("dilara")
    with reading_as(dilara):
        steps = (StepTold("een deel", 0), StepTold("de helft of meer", 50))
        scale = ScaleTold("niemand", "een paar", 2, steps, "allen")
        evaluator = Person.objects.get(id=dilara)
        answers.set_amount_words(Evaluation.objects.get(code="WD"), scale, by=evaluator, at=now())
    with reading_as(_there("karin")):
        loader = Person.objects.get(loads_cases=True)
        adopt_model_covenant(loader, Body.objects.filter(level="strategic")[0])
        supervisor = Person.objects.filter(appointments__function=Function.PRIVACY_OFFICER)[0]
        suspended = Authorisation.objects.exclude(appointment__person=supervisor)[0].appointment.person
        purposes.suspend(suspended, "Onderzoek", by=supervisor, at=now())
        purposes.end_suspension(suspended, by=supervisor, at=now())
        asked = Decision.objects.filter(state=Decision.State.ASKED, asked_by__isnull=False)
        below = asked.exclude(body__level="strategic").exclude(body=None).select_related("body", "asked_by")[0]
        decisions.forward_decision(below, Body.objects.filter(level="strategic")[0], by=below.asked_by, at=now())


def _there(name: str) -> UUID:
    """Return who of the cast someone is in the other project."""
    account = Account.objects.get(email=f"{name}@example.org")
    return next(one.person_id for one in memberships_of(account) if one.project_code == "demo")
