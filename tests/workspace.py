"""A purpose with people authorised in it, and sentences to give and read documents as one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from tests.world import LONG_AGO, World, now
from vlechtwerk.domains.partnership.models import Appointment, Body, Person
from vlechtwerk.domains.partnership.operations import decisions
from vlechtwerk.domains.sharing.models import Authorisation, Document, Marking, Purpose
from vlechtwerk.domains.sharing.operations import documents, purposes
from vlechtwerk.domains.sharing.operations.clearance import read_in
from vlechtwerk.domains.sharing.operations.covenants import adopt_covenant
from vlechtwerk.domains.sharing.operations.documents import Told, Upload
from vlechtwerk.domains.sharing.queries.audience import who_can_see
from vlechtwerk.domains.sharing.queries.markings import Choice
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.domains.sharing.rules import SIX_FACTS
from vlechtwerk.engines.policy.facts import Category
from vlechtwerk.engines.policy.grounds import MODEL_COVENANT, text_of
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.periods import PreciseDate


@dataclass
class Workspace:
    """One purpose in which the cast reads and gives."""

    world: World
    purpose: Purpose
    folder: Path

    @contextmanager
    def reading(self, name: str, function: str = "") -> Iterator[Reading]:
        """Read in the purpose as someone, in the appointment with a function or else the newest."""
        person = self.world.people[name]
        with reading_as(person.id):
            found = Appointment.objects.filter(person=person)
            if function:
                found = found.filter(function=function)
            appointment = found.select_related("person", "organisation", "capacity").order_by("-appointed_from")[0]
        with reading_as(person.id, appointment.id):
            yield read_in(appointment, self.purpose)

    def gives(self, name: str, title: str, words: str = "", **choice: object) -> Document:
        """Let someone give a text document with this marking."""
        file = self.folder / "given.txt"
        file.write_text(words or title)
        told = Told(title, "fact", "eigen waarneming", "own_work", ["suspect"])
        with self.reading(name) as reading:
            return documents.give_document(reading, Upload(file, "given.txt"), Choice(**choice), told, at=now())  # type: ignore[arg-type]  # whatever a marking takes

    def appointment(self, name: str) -> Appointment:
        """Return an appointment of someone."""
        everyone = Appointment.objects.select_related("person", "organisation", "capacity")
        return everyone.filter(person=self.world.people[name])[0]

    def readers_at(self, marking: Marking, moment: datetime) -> set[str]:
        """Return the names of those who could read items of a marking at a moment."""
        with self.reading("eva"):
            return {seer.name for seer in who_can_see(marking.id, None, moment) if seer.allowed}

    def adopts_model_covenant(self) -> None:
        """Put the model covenant in force, by a decision of the steering group."""
        with reading_as(self.world.karin.id):
            adopt_model_covenant(self.world.loader, self.world.bodies["SG"])


def open_workspace(world: World, folder: Path) -> Workspace:
    """Open a stated purpose with a DPIA, in which all partners read."""
    at, loader = now(), world.loader
    purpose = purposes.open_purpose("smokkel", "Smokkelroutes", "activity", timezone.localdate(at), by=loader, at=at)
    until = timezone.localdate(at) + timedelta(days=90)
    purposes.state_purpose(purpose, "Smokkelroutes begrijpen", "verdachten", "alles", until, by=loader, at=at)
    purposes.record_dpia(
        purpose, "DPIA 1", timezone.localdate(at), [category.value for category in Category], by=loader, at=at
    )
    for name in ("anna", "bram", "chris", "gwen", "hugo", "inge", "jaap"):
        authorise(world, purpose, name)
    return Workspace(world, purpose, folder)


def authorise(world: World, purpose: Purpose, name: str, role: str = Authorisation.Role.READER) -> None:
    """Authorise someone in every appointment they have."""
    for appointment in Appointment.objects.filter(person=world.people[name]):
        purposes.authorise(purpose, appointment, role, LONG_AGO, by=world.loader, at=now())


def adopt_model_covenant(by: Person, body: Body) -> None:
    """Let the steering body decide on the model covenant, and put it in force."""
    asked = decisions.ask_decision("Sluiten wij het convenant?", body=body, by=by, at=now())
    decision = decisions.take_decision(
        asked, "yes", PreciseDate.of_day(timezone.localdate()), by=by, at=now(), outcome="Ja"
    )
    facts = dict.fromkeys(SIX_FACTS, "zie het besluit")
    adopt_covenant(
        "Modelconvenant", text_of(MODEL_COVENANT), decision, facts, by=by, at=now(),
        exemption="Ontheffing", exemption_on=timezone.localdate(),
    )  # fmt: skip
