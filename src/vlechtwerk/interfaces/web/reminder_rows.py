"""That something was reminded of, ready to print: on whose page, and whether the reader may remind now."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Advice, Decision
from vlechtwerk.domains.programme.models import Reminder, Task
from vlechtwerk.domains.programme.queries.reminders import reminders_of
from vlechtwerk.domains.programme.rules.reminders import Awaited, AwaitedWords, reasons_against_reminding
from vlechtwerk.interfaces.web.frame import is_offered, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_day


def remind_url(project: str, awaited: Awaited) -> str:
    """Return where someone is reminded of this."""
    match awaited:
        case Task():
            return reverse("programme:remind_of_task", args=[project, awaited.id])
        case Decision():
            return reverse("programme:remind_of_decision", args=[project, awaited.id])
        case Advice():
            return reverse("programme:remind_of_advice", args=[project, awaited.id])
        case AwaitedWords():
            return reverse("programme:remind_of_words", args=[project, awaited.report.code, awaited.activity.code])


def say_reminded(reminder: Reminder) -> str:
    """Say when and by whom something was reminded of."""
    words = {"day": say_day(timezone.localdate(reminder.sent_at)), "name": reminder.sent_by.name}
    return _("Reminded on %(day)s by %(name)s") % words


def remind_part(request: PageRequest, awaited: Awaited) -> dict[str, Any]:
    """Return the reminders of something, newest first, and where the reader may send one now."""
    if shown_day(request).is_past:
        return {"reminded": [], "remind_url": ""}
    against = reasons_against_reminding(awaited, by=request.actor.person, at=timezone.now())
    return {
        "reminded": [
            {"said": say_reminded(reminder), "people": ", ".join(one.person.name for one in reminder.recipients.all())}
            for reminder in reminders_of(awaited)
        ],
        "remind_url": remind_url(request.actor.project.code, awaited) if is_offered(request, against) else "",
    }
