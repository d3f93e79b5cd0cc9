"""What can be done with hours: ask, pledge, confirm, bring in a file; each form calls one operation."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.partnership.models import Decision, Organisation
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.programme.models import Activity, CapacityKind, CapacityProfile
from vlechtwerk.domains.programme.models.capacity import HoursKey, HoursLine, MonthRange
from vlechtwerk.domains.programme.operations import capacity as operations
from vlechtwerk.domains.programme.queries import capacity as queries
from vlechtwerk.domains.programme.queries.capacity_file import (
    Understood,
    column_name,
    ledger_rows,
    summary,
    understand_file,
    understand_text,
)
from vlechtwerk.domains.programme.rules import MANAGERS
from vlechtwerk.domains.programme.rules.capacity import (
    organisations_given_for,
    reasons_against_asking_capacity,
    reasons_against_giving,
    reasons_against_importing,
)
from vlechtwerk.engines.documents.capacity.ledger_file import COLUMNS
from vlechtwerk.engines.documents.handing_out.table import as_csv
from vlechtwerk.engines.statistics.capacity import month_after, months_between
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.uploads import is_too_large, reasons_against_one_more
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme import capacity_forms as forms
from vlechtwerk.interfaces.web.programme.forms import EvidenceFormSet
from vlechtwerk.interfaces.web.programme.hours_words import say_hours, say_period
from vlechtwerk.interfaces.web.words import say_long_month

# At which field of a form a reason is shown.
AT_FIELDS = {
    "hours_not_in_quarters": "hours", "too_many_hours": "hours", "ends_before_start": "last",
    "too_many_months": "last", "month_out_of_reach": "first", "not_your_organisation": "organisation",
    "decision_not_taken": "decision",
}  # fmt: skip
# How many months back hours can be confirmed on the page.
MONTHS_BACK = 24
MOST_SHOWN = 40


def _back(project: str) -> str:
    return reverse("programme:capacity", args=[project])


def _crumbs(project: str, label: str) -> list[dict[str, str]]:
    return [{"label": _("Staff capacity"), "url": _back(project)}, {"label": label, "url": ""}]


def _key(chosen: Mapping[str, Any]) -> HoursKey:
    return HoursKey(
        Organisation.objects.get(code=chosen["organisation"]),
        CapacityProfile.objects.get(code=chosen["profile"]),
        chosen["place"],
        Activity.objects.filter(code=chosen["activity"]).first(),
    )


def _period(chosen: Mapping[str, Any]) -> MonthRange:
    return MonthRange(chosen["first"], month_after(chosen["last"], 1))


def _initial(request: PageRequest) -> dict[str, Any]:
    coming = month_after(timezone.localdate().replace(day=1), 1)
    return {
        "first": f"{coming:%Y-%m}",
        "last": f"{month_after(coming, 2):%Y-%m}",
        "activity": request.GET.get("activity", ""),
    }


@read_and_write
def ask_capacity(request: PageRequest, project: str) -> HttpResponse:
    """Ask an organisation for hours."""
    form = forms.HoursForm(request.POST or None, initial=_initial(request), organisations=_partners())

    def act() -> str:
        chosen = form.cleaned_data
        key, period = _key(chosen), _period(chosen)
        operations.ask_capacity(key, period, chosen["hours"], by=request.actor.person, at=timezone.now())
        return _planned(_("Asked of %(organisation)s: %(hours)s hours a month, %(period)s."), key, period, chosen)

    heading, before = _("Ask for capacity"), reasons_against_asking_capacity(by=request.actor.person, at=timezone.now())
    return answer_form(
        request, heading, _("Ask for hours"), form, _back(project), act, before=before, fields=AT_FIELDS,
        crumbs=_crumbs(project, heading),
    )  # fmt: skip


def _partners() -> list[Organisation]:
    return list(Organisation.objects.exclude(kind=Organisation.Kind.OTHER_PARTY))


def _planned(words: str, key: HoursKey, period: MonthRange, chosen: Mapping[str, Any]) -> str:
    filled = {
        "organisation": key.organisation.name,
        "hours": say_hours(chosen["hours"]),
        "period": say_period(period.first, period.until),
    }
    return words % filled


@read_and_write
def pledge_capacity(request: PageRequest, project: str) -> HttpResponse:
    """Pledge hours of one's own organisation."""
    me, now = request.actor.person, timezone.now()
    form = forms.PledgeForm(
        request.POST or None, initial=_initial(request), organisations=organisations_given_for(me, now)
    )
    evidence = EvidenceFormSet(request.POST or None, prefix="evidence")

    def act() -> str:
        chosen = form.cleaned_data
        key, period = _key(chosen), _period(chosen)
        operations.pledge_capacity(
            key,
            period,
            chosen["hours"],
            decision=Decision.objects.filter(id=chosen["decision"]).first() if chosen["decision"] else None,
            evidence=[found for row in evidence if (found := row.evidence()) is not None],
            by=me,
            at=now,
        )
        return _planned(_("Pledged by %(organisation)s: %(hours)s hours a month, %(period)s."), key, period, chosen)

    heading, before = _("Pledge capacity"), reasons_against_giving(None, by=me, at=now)
    return answer_form(
        request, heading, _("Pledge hours"), form, _back(project), act, evidence=evidence, before=before,
        fields=AT_FIELDS, crumbs=_crumbs(project, heading),
    )  # fmt: skip


@read_and_write
def confirm_hours(request: PageRequest, project: str) -> HttpResponse:
    """Confirm the hours that one's own organisation delivered in a month that is over."""
    me, now = request.actor.person, timezone.now()
    mine, today = organisations_given_for(me, now), timezone.localdate(now)
    which = _which_month(request, mine, today)
    before = reasons_against_giving(None, by=me, at=now)
    heading = _("Confirm hours")
    answer = partial(answer_form, request, heading, heading, crumbs=_crumbs(project, heading))
    if before or not which.is_valid():
        nothing = forms.ConfirmForm(None, cells=[], names=queries.capacity_names())
        refused = before or [Reason("month_unknown", _("Choose an organisation of yours and a month that is over."))]
        return answer(nothing, _back(project), lambda: "", before=refused)
    organisation = next(item for item in mine if item.code == which.cleaned_data["organisation"])
    month = date.fromisoformat(f"{which.cleaned_data['month']}-01")
    cells, names = queries.to_confirm(organisation, month, today), queries.capacity_names()
    form = forms.ConfirmForm(request.POST or None, cells=cells, names=names)

    def act() -> str:
        operations.confirm_hours(_lines(form, organisation, month), by=me, at=now)
        return _say_confirmed(organisation, month, queries.months_not_given(mine, today))

    if request.method == "POST":
        return answer(form, _back(project), act, fields={"hours_not_in_quarters": "hours"})
    context = {
        "heading": _("Confirm the hours of %(month)s") % {"month": say_long_month(month)},
        "organisation": organisation.name,
        "which": which,
        "form": form,
        "nothing_pledged": not cells,
        "back_url": _back(project),
        "action": request.get_full_path(),
        "crumbs": _crumbs(project, heading),
    }
    return render(request, "programme/confirm_hours.html", context)


def _which_month(request: PageRequest, mine: Sequence[Organisation], today: date) -> forms.MonthOfForm:
    """Return the form with the organisation and month that were asked for, or the first and the last one over."""
    over = queries.month_of(today)
    months = list(reversed(months_between(month_after(over, -MONTHS_BACK), over)))
    asked = {name: value for name in ("organisation", "month") if (value := request.GET.get(name))}
    first = {"organisation": mine[0].code if mine else "", "month": f"{months[0]:%Y-%m}"}
    return forms.MonthOfForm(asked or first, organisations=mine, months=months)


def _say_confirmed(organisation: Organisation, month: date, left: Sequence[tuple[Organisation, date]]) -> str:
    """Say what was confirmed, and what comes next."""
    words = {"organisation": organisation.name, "month": say_long_month(month)}
    done = _("Confirmed: the hours of %(organisation)s in %(month)s.") % words
    more = _("Next: %(month)s.") % {"month": say_long_month(left[0][1])} if left else _("Nothing else waits.")
    return f"{done} {more}"


def _lines(form: forms.ConfirmForm, organisation: Organisation, month: date) -> list[HoursLine]:
    chosen = form.cleaned_data
    profiles = {item.code: item for item in CapacityProfile.objects.all()}
    activities = {item.code: item for item in Activity.objects.all()}
    lines = []
    for cell in form.cells:
        if (hours := chosen[forms.box_of(cell.key)]) is not None:
            activity = activities[cell.key.activity] if cell.key.activity else None
            key = HoursKey(organisation, profiles[cell.key.profile], cell.key.place, activity)
            lines.append(HoursLine(key, month, hours, CapacityKind.DELIVERED))
    if chosen["hours"] is not None:
        activity = activities[chosen["activity"]] if chosen["activity"] else None
        key = HoursKey(organisation, profiles[chosen["profile"]], chosen["place"], activity)
        lines.append(HoursLine(key, month, chosen["hours"], CapacityKind.DELIVERED))
    return lines


@read_and_write
def add_profile(request: PageRequest, project: str) -> HttpResponse:
    """Add a kind of expertise to the list."""
    form = forms.ProfileForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        profile = operations.add_profile(chosen["code"], chosen["name"], by=request.actor.person, at=timezone.now())
        return _("The profile %(name)s is on the list.") % {"name": profile.name}

    heading = _("Add a profile")
    before = reasons_against_acting(request.actor.person, timezone.now(), MANAGERS, _("Keeping the list of profiles"))
    return answer_form(
        request, heading, _("Add"), form, _back(project), act, before=before, fields={"profile_exists": "code"},
        crumbs=_crumbs(project, heading),
    )  # fmt: skip


@read_and_write
def import_capacity(request: PageRequest, project: str) -> HttpResponse:
    """Bring in a file of hours: first shown as it was understood, then saved whole or not at all."""
    me, now = request.actor.person, timezone.now()
    against_asking = reasons_against_asking_capacity(by=me, at=now)
    before = reasons_against_giving(None, by=me, at=now) if against_asking else []
    heading = _("Bring in hours from a file")
    if request.method != "POST" or before:
        form = forms.LedgerFileForm()
        return answer_form(
            request, heading, _("Show what is in it"), form, _back(project), lambda: "", before=before,
            crumbs=_crumbs(project, heading),
        )  # fmt: skip
    if "understood" in request.POST:
        return _save(request, project, understand_text(request.POST["understood"]))
    return _look(request, project, heading)


def _look(request: PageRequest, project: str, heading: str) -> HttpResponse:
    file = request.FILES.get("file")
    reasons = reasons_against_one_more(request, request.user)  # type: ignore[arg-type]  # signed in on these pages
    if is_too_large(request):
        reasons.append(Reason("too_large", _("More was sent than is taken in; nothing was kept.")))
    elif not isinstance(file, TemporaryUploadedFile):
        reasons.append(Reason("file_missing", _("Choose a file.")))
    if reasons or not isinstance(file, TemporaryUploadedFile):
        return _understood(request, project, Understood((), ()), reasons, 422)
    found = understand_file(Path(file.temporary_file_path()), file.name or "")
    if not found.mistakes:
        reasons = reasons_against_importing(found.lines, by=request.actor.person, at=timezone.now())
    return _understood(request, project, found, reasons, 422 if found.mistakes or reasons else 200)


def _save(request: PageRequest, project: str, found: Understood) -> HttpResponse:
    if found.mistakes:
        return _understood(request, project, found, [], 422)
    try:
        added = operations.import_capacity(found.lines, by=request.actor.person, at=timezone.now())
    except Refused as refused:
        return _understood(request, project, found, refused.reasons, 409)
    same = len(found.lines) - len(added)
    words = ngettext("%(count)s line is saved.", "%(count)s lines are saved.", len(added)) % {"count": len(added)}
    if same:
        held = ngettext("%(count)s said what held already.", "%(count)s said what held already.", same)
        words = f"{words} {held % {'count': same}}"
    messages.success(request, words)
    return redirect(_back(project))


def _understood(
    request: PageRequest, project: str, found: Understood, reasons: Sequence[Reason], code: int
) -> HttpResponse:
    lines = ledger_rows(found.lines)
    heads = [column_name(column) for column in COLUMNS]
    context = {
        "heading": _("What is in the file"),
        "reasons": reasons,
        "mistakes": found.mistakes[:MOST_SHOWN],
        "more_mistakes": max(len(found.mistakes) - MOST_SHOWN, 0),
        "summary": [{"kind": CapacityKind(kind).label, "count": count} for kind, count in summary(found.lines).items()],
        "heads": heads,
        "rows": lines[:MOST_SHOWN],
        "more": max(len(lines) - MOST_SHOWN, 0),
        "understood": as_csv(heads, lines).decode("utf-8-sig") if code == 200 else "",
        "back_url": reverse("programme:import_capacity", args=[project]),
        "crumbs": _crumbs(project, _("Bring in hours from a file")),
    }
    return render(request, "programme/capacity_file.html", context, status=code)
