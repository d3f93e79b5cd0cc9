"""Who was reminded of what, by whom and when."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet

from vlechtwerk.domains.programme.models import Reminder
from vlechtwerk.domains.programme.rules.reminders import Awaited, column_of


def reminders() -> QuerySet[Reminder]:
    """Return the reminders that were sent, newest first, with who was reminded."""
    found = Reminder.objects.select_related("task", "decision", "advice", "report", "activity", "sent_by")
    return found.prefetch_related("recipients__person").order_by("-sent_at", "id")


def reminders_of(awaited: Awaited) -> list[Reminder]:
    """Return the reminders of one thing, newest first: two queries."""
    return list(reminders().filter(**column_of(awaited)))


def last_reminders(of: str, identifiers: Collection[UUID]) -> dict[UUID, Reminder]:
    """Return the last reminder of each of these tasks, decisions or pieces of advice: one query."""
    if not identifiers:
        return {}
    found = Reminder.objects.filter(**{f"{of}__in": list(identifiers)}).select_related("sent_by")
    return {getattr(reminder, f"{of}_id"): reminder for reminder in found.order_by("sent_at")}
