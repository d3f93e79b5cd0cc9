"""The day as of which a page about who can see something is asked."""

from datetime import date

from django.utils import timezone

from vlechtwerk.interfaces.web.middleware import PageRequest


def asked_day(request: PageRequest) -> date:
    """Return the day that is asked for: today when none is, and never later."""
    today = timezone.localdate()
    try:
        return min(date.fromisoformat(request.GET.get("day", "")), today)
    except ValueError:
        return today
