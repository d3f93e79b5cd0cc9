"""What changed since someone was here last, ready to print."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.programme.models import TaskChange
from vlechtwerk.domains.programme.queries.changes import Change, ChangeKind, Changes, changes_since
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import is_return, say_date, say_day, say_moment, say_result, say_short_weekday

SHOWN = 4
# Who was never here before is told of the last days.
FIRST_LOOKS_BACK = timedelta(days=14)
LONGEST = 110


def changed_rows(request: PageRequest, former_at: datetime | None) -> dict[str, Any]:
    """Return what others changed since the reader's former visit, if there was one."""
    since = former_at or timezone.now() - FIRST_LOOKS_BACK
    changes = changes_since(since, request.actor.person)
    heading = (
        _("Changed since %(moment)s") % {"moment": say_moment(since)}
        if former_at
        else _("Changed since %(day)s") % {"day": say_day(timezone.localdate(since))}
    )
    rows = [_row(request, change) for change in changes.newest]
    return {
        "heading": heading,
        "count": changes.number,
        "counts": _counts(changes),
        "rows": rows[:SHOWN],
        "more": rows[SHOWN:],
    }


def _counts(changes: Changes) -> list[str]:
    numbers: Mapping[ChangeKind, int] = changes.numbers
    words = {
        ChangeKind.STATUS: ngettext("%(n)d status", "%(n)d statuses", numbers.get(ChangeKind.STATUS, 0)),
        ChangeKind.DATE: ngettext("%(n)d moved date", "%(n)d moved dates", numbers.get(ChangeKind.DATE, 0)),
        ChangeKind.DECISION: ngettext("%(n)d decision", "%(n)d decisions", numbers.get(ChangeKind.DECISION, 0)),
        ChangeKind.TASK: ngettext("%(n)d task", "%(n)d tasks", numbers.get(ChangeKind.TASK, 0)),
        ChangeKind.ENTRY: ngettext("%(n)d thing told", "%(n)d things told", numbers.get(ChangeKind.ENTRY, 0)),
        ChangeKind.REMARK: ngettext("%(n)d remark", "%(n)d remarks", numbers.get(ChangeKind.REMARK, 0)),
    }
    return [said % {"n": numbers[kind]} for kind, said in words.items() if numbers.get(kind)]


def _row(request: PageRequest, change: Change) -> dict[str, Any]:
    code = request.actor.project.code
    record, activity = change.record, change.activity
    url = reverse("programme:activity", args=[code, activity.code]) if activity else ""
    row = {
        "when": say_short_weekday(timezone.localdate(change.at)) if change.at else say_date(record.decided_on),
        "clock": timezone.localtime(change.at).strftime("%H.%M") if change.at else "",
        "name": activity.name if activity else "",
        "url": url,
        "by": change.by,
        "before": "",
        "status": "",
        "words": "",
    }
    if change.kind is ChangeKind.STATUS:
        row |= {"status": record.status, "before": record.before or "", "words": record.reason[:LONGEST]}
        row["url"] = reverse("programme:activity_history", args=[code, activity.code]) if activity else ""
    elif change.kind is ChangeKind.DATE:
        words = {"title": record.milestone.title, "date": say_date(record.date_on)}
        row["words"] = _("%(title)s: now %(date)s") % words
    elif change.kind is ChangeKind.DECISION:
        row["words"] = _("Decided (%(result)s): %(question)s") % {
            "result": say_result(record).lower(), "question": record.question[:LONGEST],
        }  # fmt: skip
        if is_return(record) and record.reasons:
            row["words"] += f" {record.reasons[:LONGEST]}"
        row["url"] = reverse("partnership:decision", args=[code, record.id])
    elif change.kind is ChangeKind.TASK:
        row["words"] = _task(record)
        row["url"] = reverse("programme:task", args=[code, record.task_id])
    elif change.kind is ChangeKind.ENTRY:
        row["words"] = f"{record.get_kind_display()}: {record.text[:LONGEST]}"
    else:
        row["words"] = (_("Note: %(text)s") if record.team_only else _("Comment: %(text)s")) % {
            "text": record.text[:LONGEST]
        }
        row["url"] = f"{url}#remark-{record.id}"
    return row


def _task(record: TaskChange) -> str:
    words = {"title": record.task.title, "name": record.owner.name}
    if record.state == TaskChange.State.DONE:
        return _("Task done: %(title)s") % words
    if record.state == TaskChange.State.DROPPED:
        return _("Task dropped: %(title)s") % words
    return _("Task of %(name)s: %(title)s") % words
