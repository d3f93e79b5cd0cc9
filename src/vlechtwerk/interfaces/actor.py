"""Who acts: the signed-in person in one project, the same for pages, programming interface and commands."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Account, Appointment, Person, Project
from vlechtwerk.domains.partnership.queries import Membership, memberships_of
from vlechtwerk.domains.partnership.rules import running_on
from vlechtwerk.domains.programme.queries.as_of import is_changed_by_users, present_day
from vlechtwerk.foundation.database.reading import NoRunningAppointment, reading_as


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in a project, with the appointment they act in, and all projects their account takes part in."""

    account: Account
    person: Person
    project: Project
    appointment: Appointment
    memberships: tuple[Membership, ...]
    # All appointments that run today: someone with two of them chooses in which capacity they act.
    appointments: tuple[Appointment, ...]
    # The day that pages show when none is asked.
    present: date
    # Whether people registered anything since the published case was loaded.
    is_changed: bool


def vouched_for(request: HttpRequest, account: Account) -> bool:
    """Whether a partner's identity provider let this account into this session; it proved a level that is enough."""
    records = get_authentication_records(request, account)
    return any(record.get("method") == "socialaccount" for record in records)


def lacks_second_factor(account: Account, *, vouched: bool) -> bool:
    """Whether an account still has to add a passkey or an authenticator app before it reads anything.

    Who is vouched for has shown a second factor at home, in this session or in the one that made the token.
    """
    factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return settings.REQUIRE_SECOND_FACTOR and not vouched and not is_mfa_enabled(account, factors)


@contextmanager
def acting_as(account: Account, project_code: str, appointment_id: UUID | None = None) -> Iterator[Actor | None]:
    """Open the reading context of an account in a project; nothing when it takes no part in that project.

    Someone with several appointments acts in the one named, or else in the newest.
    """
    memberships = memberships_of(account)
    mine = next((item for item in memberships if item.project_code == project_code), None)
    if mine is None:
        yield None
        return
    with ExitStack() as stack:
        # The last appointment may end between any two of these statements: then there is nobody to act as.
        with suppress(NoRunningAppointment):
            stack.enter_context(reading_as(mine.person_id, appointment_id))
        running = tuple(
            Appointment.objects.filter(
                running_on(timezone.localdate(), "appointed_from", "appointed_until"), person=mine.person_id
            )
            .select_related("person__project", "organisation", "capacity")
            .order_by("-appointed_from", "id")
        )
        if not running:
            yield None
            return
        appointment = next((item for item in running if item.id == appointment_id), running[0])
        project = appointment.person.project
        is_changed = is_changed_by_users(project)
        yield Actor(
            account,
            appointment.person,
            project,
            appointment,
            tuple(memberships),
            running,
            present_day(project, is_changed),
            is_changed,
        )
