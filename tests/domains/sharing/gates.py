"""Grounds by which something is read, each of which can be taken away and given back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from tests.workspace import Workspace, authorise
from tests.world import days_from_now, noted_as, now
from vlechtwerk.domains.partnership.models import Account, Appointment
from vlechtwerk.domains.partnership.operations.accounts import make_access_token
from vlechtwerk.domains.sharing.models import Authorisation, Consent, Covenant, Document, Purpose
from vlechtwerk.domains.sharing.operations import consents, covenants, purposes
from vlechtwerk.domains.sharing.operations import reading as found
from vlechtwerk.domains.sharing.operations.clearance import read_in
from vlechtwerk.domains.sharing.queries.documents import Opened, Wanted
from vlechtwerk.domains.sharing.queries.reader import still_holds
from vlechtwerk.foundation.database.reading import NoRunningAppointment, reading_as
from vlechtwerk.foundation.refusal import NothingThere, Refused

# An act that meets a change in the middle of it is undone, and done again.
MEETS_A_CHANGE = (DatabaseError, Refused, NothingThere, ObjectDoesNotExist)


@dataclass
class Gate:
    """What one reader reads by one ground that can be taken away and given back.

    `turn` is even while the ground is there and odd once its end was confirmed; it is even again before giving back.
    """

    reader: str
    workspace: Workspace
    document: Document
    take: Callable[[], object]
    give: Callable[[], object]
    turn: int = 0
    appointment: Appointment = field(init=False)
    token: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        person = self.workspace.world.people[self.reader]
        with reading_as(person.id):
            mine = Appointment.objects.filter(person=person).select_related("person", "organisation", "capacity")
            self.appointment = mine.order_by("-appointed_from")[0]
            account = Account.objects.get(email=f"{self.reader}@example.org")
            _token, self.token = make_access_token(account, "test", days=1, at=timezone.now())

    def shut(self) -> None:
        """Take it away, and confirm."""
        _until_done(self.take)
        self.turn += 1

    def open(self) -> None:
        """Give it back."""
        self.turn += 1
        _until_done(self.give)

    def acknowledge(self) -> None:
        """Read first that it is secret, so that the text itself is shown."""
        with self.workspace.reading(self.reader) as reading:
            consents.acknowledge_notice(reading, self.document.marking, at=now())

    def shows(self, *, in_list: bool = False) -> str:
        """Open it, or find it in the list, as all doors do; return the trace of what was shown, or nothing."""
        try:
            with reading_as(self.appointment.person_id, self.appointment.id):
                reading = read_in(self.appointment, self.workspace.purpose)
                if in_list:
                    hits = found.list_documents(reading, Wanted(words="Geheim")).hits
                    shown = any(hit.document.id == self.document.id for hit in hits)
                else:
                    shown = isinstance(found.open_document(reading, self.document.id), Opened)
                if not still_holds():
                    transaction.set_rollback(True)
                    return ""
                return reading.trace.trace_id if shown else ""
        except NoRunningAppointment:
            return ""

    def shows_at_the_door(self, client: Client) -> bool:
        """Ask the programming interface; whether the answer holds the document."""
        path = f"/api/v1/projects/test/purposes/{self.workspace.purpose.code}/documents/{self.document.id}"
        answer = client.get(path, headers={"Authorization": f"Bearer {self.token}"})
        assert answer.status_code in (200, 403, 404, 409), answer.content
        return self.document.title in answer.content.decode()


def _until_done(act: Callable[[], object]) -> None:
    for _try in range(50):
        try:
            act()
        except MEETS_A_CHANGE:
            continue
        return
    raise AssertionError(f"{act} was not done")


class Grounds:
    """The ways in which something is taken away from a reader, and given back."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace, self.world = workspace, workspace.world
        with self.as_director():
            workspace.adopts_model_covenant()
            self.other = purposes.open_purpose(
                "haven", "Havens", "activity", days_from_now(-2), by=self.world.loader, at=now()
            )
            for name in ("anna", "jaap"):
                authorise(self.world, self.other, name)
            authorise(self.world, workspace.purpose, "eva", Authorisation.Role.OFFICER)
        self.at_the_haven = Workspace(self.world, self.other, workspace.folder)
        self.asked = workspace.gives("anna", "Geheim onderzoek", category="police-9", level="subject")
        self.give_consent()
        self.gates = [self.of("hugo", self.suspend, self.resume, category="police-8", level="subject")]
        self.gates += [self.of("bram", self.end_covenant, self.adopt, category="police-8", level="subject", grade="A1")]
        self.gates += [Gate("gwen", workspace, self.asked, self.withdraw, self.give_consent)]
        self.gates += [self.of("inge", self.end_authorisation, self.authorise, category="knowledge", level="knowledge")]
        open_to_all = self.at_the_haven.gives("anna", "Geheim van de haven", category="knowledge", level="knowledge")
        self.gates += [Gate("jaap", self.at_the_haven, open_to_all, self.end_purpose, self.reopen)]
        self.gates += [self.of("chris", self.end_appointment, self.appoint, category="knowledge", level="knowledge")]
        for gate in self.gates:
            gate.acknowledge()

    def of(self, reader: str, take: Callable[[], None], give: Callable[[], None], **choice: object) -> Gate:
        """Return a gate to a document of its own."""
        return Gate(reader, self.workspace, self.workspace.gives("anna", f"Geheim voor {reader}", **choice), take, give)

    @contextmanager
    def as_director(self) -> Iterator[None]:
        """Act as Karin."""
        with reading_as(self.world.karin.id):
            yield

    def suspend(self) -> None:
        """Suspend Hugo."""
        with self.as_director():
            purposes.suspend(self.world.hugo, "Onderzoek", by=self.world.karin, at=now())

    def resume(self) -> None:
        """End his suspension."""
        with self.as_director():
            purposes.end_suspension(self.world.hugo, by=self.world.karin, at=now())

    def end_covenant(self) -> None:
        """End the covenant by which Bram reads."""
        with self.as_director():
            running = Covenant.objects.get(in_force_until__isnull=True)
            covenants.end_covenant(running, by=self.world.karin, at=now())

    def adopt(self) -> None:
        """Put one in force anew."""
        self.workspace.adopts_model_covenant()

    def give_consent(self) -> None:
        """Let Gwen ask for consent, and Eva give it."""
        with self.workspace.reading("gwen") as reading:
            waiting = Consent.objects.filter(state="asked").first()
            asked = waiting or consents.ask_consent(
                reading, self.asked.id, ["provider_consent"], "Anders stopt het", at=now()
            )[0]  # fmt: skip
        with self.workspace.reading("eva") as reading:
            consents.answer_consent(reading, asked, True, at=now())

    def withdraw(self) -> None:
        """Let Eva take it back."""
        with self.workspace.reading("eva") as reading:
            consents.withdraw_consent(reading, Consent.objects.get(state="given"), at=now())

    def end_authorisation(self) -> None:
        """End what Inge is authorised to."""
        with self.as_director():
            running = Authorisation.objects.get(appointment__person=self.world.inge)
            purposes.end_authorisation(running, timezone.localdate(), by=self.world.karin, at=now())

    def authorise(self) -> None:
        """Take that end back."""
        with self.as_director():
            noted_as("authorise")
            Authorisation.objects.filter(appointment__person=self.world.inge).update(authorised_until=None)

    def end_purpose(self) -> None:
        """End the purpose in which Jaap reads."""
        with self.as_director():
            noted_as("state_purpose")
            Purpose.objects.filter(id=self.other.id).update(ends_on=timezone.localdate())

    def reopen(self) -> None:
        """Let it go on."""
        with self.as_director():
            noted_as("state_purpose")
            Purpose.objects.filter(id=self.other.id).update(ends_on=days_from_now(30))

    def end_appointment(self) -> None:
        """End the appointment of Chris."""
        with self.as_director():
            noted_as("end_appointment")
            Appointment.objects.filter(person=self.world.chris).update(appointed_until=timezone.localdate())

    def appoint(self) -> None:
        """Appoint him anew."""
        with self.as_director():
            noted_as("appoint")
            Appointment.objects.filter(person=self.world.chris).update(appointed_until=None)
