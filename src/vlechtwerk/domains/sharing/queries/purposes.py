"""The purposes of a project, and who is authorised in them."""

from datetime import date, datetime

from django.utils import timezone

from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.partnership.rules import running_on
from vlechtwerk.domains.sharing.models import Authorisation, Purpose
from vlechtwerk.domains.sharing.rules import PURPOSE_KEEPERS


def purposes_of(appointment: Appointment, at: datetime) -> list[Purpose]:
    """Return the purposes in which an appointment is authorised at a moment, by name; what has ended opens nothing."""
    day = timezone.localdate(at)
    running = Authorisation.objects.filter(
        running_on(day, "authorised_from", "authorised_until"),
        appointment=appointment,
        suspended_at__isnull=True,
    )
    open_now = Purpose.objects.filter(running_on(day, "opened_on", "ends_on"))
    return list(open_now.filter(id__in=running.values("purpose")).order_by("name"))


def all_purposes() -> list[Purpose]:
    """Return every purpose of the project, those that serve an activity first."""
    return list(Purpose.objects.order_by("kind", "name"))


def authorisations_in(purpose: Purpose) -> list[Authorisation]:
    """Return everyone who was ever authorised in a purpose, by organisation and name."""
    return list(
        Authorisation.objects.filter(purpose=purpose)
        .select_related("appointment__person", "appointment__organisation", "appointment__capacity")
        .order_by(
            "appointment__organisation__name",
            "appointment__person__name",
            "authorised_from",
            "appointment__function",
            "role",
            "id",
        )
    )


def keepers_on(day: date) -> list[Appointment]:
    """Return who can lay purposes down and authorise people on a day."""
    return list(
        Appointment.objects.filter(
            running_on(day, "appointed_from", "appointed_until"), function__in=sorted(PURPOSE_KEEPERS)
        )
        .select_related("person", "organisation")
        .order_by("person__name")
    )
