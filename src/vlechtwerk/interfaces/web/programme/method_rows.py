"""Methods as they are printed: what each does and needs, how far it is tried, and where it was used."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.programme.models import Activity, MethodUse, MethodVersion, TeamRole
from vlechtwerk.domains.programme.models.status import ENDED
from vlechtwerk.domains.programme.queries.activities import statuses_as_of
from vlechtwerk.domains.programme.queries.methods import FoundMethod, MethodState, versions
from vlechtwerk.domains.programme.rules.methods import reasons_against_writing
from vlechtwerk.domains.programme.rules.work import reasons_against_working_in
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, Evidences
from vlechtwerk.interfaces.web.frame import is_offered, past_day, shown_day, words_for_unknown
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.result_rows import method_url
from vlechtwerk.interfaces.web.programme.rows import Link, activity_url
from vlechtwerk.interfaces.web.words import say_date, say_day

# How a state is drawn: with the marks of judgements, where the word carries the meaning.
LOOKS = {
    MethodState.IDEA: "unknown",
    MethodState.TRIED: "partly_met",
    MethodState.PROVEN: "met",
    MethodState.NOT_EVERYWHERE: "not_met",
}


def words_of_state(state: MethodState) -> str:
    """Say how far a method is tried, and no more than is told."""
    return {
        MethodState.IDEA: _("Idea, not tried yet"),
        MethodState.TRIED: _("Tried"),
        MethodState.PROVEN: _("Works in use, by count or measurement"),
        MethodState.NOT_EVERYWHERE: _("Tried: does not work everywhere"),
    }[state]


def words_of_needs() -> dict[str, str]:
    """Say what methods can be told apart by."""
    return {
        "data": _("Needs data"),
        "people": _("Needs people"),
        "legal_basis": _("Needs a legal basis"),
        "means": _("Needs means"),
        "law_change": _("A law must change first"),
        "no_law_change": _("No law has to change"),
    }


@dataclass(frozen=True, slots=True)
class MethodRow:
    """A method in the list."""

    code: str
    title: str
    url: str
    does: str
    made_in: Link | None
    look: str
    state_word: str
    needs: list[tuple[str, str]]
    law: str
    failed: str
    used_in: list[Link]


def method_rows(request: PageRequest, found: Sequence[FoundMethod]) -> list[MethodRow]:
    """Turn methods into rows."""
    return [_row(request, item) for item in found]


def _row(request: PageRequest, item: FoundMethod) -> MethodRow:
    made = item.method.developed_in
    return MethodRow(
        code=item.method.code,
        title=item.method.title,
        url=method_url(request, item.method.code),
        does=item.version.does,
        made_in=Link(made.name, activity_url(request, made.code)) if made else None,
        look=LOOKS[item.state],
        state_word=words_of_state(item.state),
        needs=[(words, text) for words, text in _needs(item.version) if text],
        law=str(item.version.get_law_change_display()),
        failed=item.version.what_failed,
        used_in=[_who(request, use) for use in item.uses],
    )


def _who(request: PageRequest, use: MethodUse) -> Link:
    if use.activity is None:
        return Link(use.by_whom, "")
    return Link(use.activity.name, activity_url(request, use.activity.code))


def _needs(version: MethodVersion) -> list[tuple[str, str]]:
    return [
        (_("Data"), version.needs_data),
        (_("People"), version.needs_people),
        (_("Legal basis"), version.needs_legal_basis),
        (_("Means"), version.needs_means),
    ]


def method_page(request: PageRequest, item: FoundMethod) -> dict[str, Any]:
    """Gather the page of one method: what it is, its versions, and everyone who used it with what came of it."""
    written = list(versions(past_day(request)).filter(method=item.method).order_by("-number"))
    outcomes = [outcome for use in item.uses for outcome in use.outcomes.all()]
    evidences = Evidences(request, [*written, *item.uses, *outcomes])
    person, now = request.actor.person, timezone.now()
    may_write = is_offered(request, reasons_against_writing(item.method.developed_in, by=person, at=now))
    return {
        "shown": shown_day(request),
        "missing": words_for_unknown(shown_day(request)),
        "method": _told(request, item, evidences),
        "uses": [_use(request, use, evidences) for use in item.uses],
        "versions": [
            {
                "number": row.number,
                "change": row.change,
                "does": row.does,
                "recorded": say_day(timezone.localdate(row.recorded_at)),
                "evidence": evidences.of(row),
            }
            for row in written
        ],
        "crumbs": [
            {
                "label": _("Methods"),
                "url": reverse("programme:methods", args=[request.actor.project.code]) + shown_day(request).query,
            },
            {"label": item.method.title, "url": ""},
        ],
        "acts": _acts(request, item.method.code, may_write=may_write),
    }


def _told(request: PageRequest, item: FoundMethod, evidences: Evidences) -> dict[str, Any]:
    """Return what a method is, as its last version tells: when to use it, what it needs, and what failed."""
    version, made = item.version, item.method.developed_in
    return {
        "title": item.method.title,
        "code": item.method.code,
        "contact": item.method.contact_function,
        "made_in": Link(made.name, activity_url(request, made.code)) if made else None,
        "look": LOOKS[item.state],
        "state_word": words_of_state(item.state),
        "does": version.does,
        "when": version.when_to_use,
        "needs": _needs(version),
        "law": str(version.get_law_change_display()),
        "which_law": version.which_law,
        "steps": version.steps.splitlines(),
        "failed": version.what_failed,
        "evidence": evidences.of(version),
        "against": [row for row in evidences.of(version) if row.stance == "contradicts"],
    }


def _acts(request: PageRequest, code: str, *, may_write: bool) -> dict[str, str]:
    project = request.actor.project.code
    acts = {}
    if may_take_up(request):
        acts["take_up"] = reverse("programme:take_up_method", args=[project, code])
    if may_write:
        acts["rewrite"] = reverse("programme:rewrite_method", args=[project, code])
        acts["trial"] = reverse("programme:note_trial", args=[project, code])
    return acts


def may_take_up(request: PageRequest) -> bool:
    """Tell whether there is an activity for which the reader could take up a method, at present."""
    return not shown_day(request).is_past and bool(teams_of(request))


def teams_of(request: PageRequest) -> list[tuple[str, str]]:
    """Return the activities, code and name, for which someone acts: theirs, or all for who manages the teams.

    What has ended takes up nothing.
    """
    person, now = request.actor.person, timezone.now()
    along = list(Activity.objects.order_by("order", "code"))
    stand = statuses_as_of([one.id for one in along], timezone.localdate(now))
    everything = [one for one in along if not ((known := stand[one.id].known) and known.status in ENDED)]
    if not everything:
        return []
    of_theirs = set(TeamRole.objects.filter(person=person).values_list("activity", flat=True))
    others = next((one for one in everything if one.id not in of_theirs and one.parent_id not in of_theirs), None)
    if others is not None and not reasons_against_working_in(others, by=person, at=now):
        return [(one.code, one.name) for one in everything]
    theirs = [one for one in everything if one.id in of_theirs or one.parent_id in of_theirs]
    return [(one.code, one.name) for one in theirs if not reasons_against_working_in(one, by=person, at=now)]


@dataclass(frozen=True, slots=True)
class UseRow:
    """Who used a method, since when and why, and what came of it."""

    who: Link
    kind: str
    version: int
    since: str
    reason: str
    evidence: list[EvidenceRow]
    outcomes: list[dict[str, Any]]
    outcome_url: str


def _use(request: PageRequest, use: MethodUse, evidences: Evidences) -> UseRow:
    person, now = request.actor.person, timezone.now()
    if use.activity is not None:
        against = reasons_against_working_in(use.activity, by=person, at=now)
    else:
        against = reasons_against_writing(use.method.developed_in, by=person, at=now)
    address = reverse("programme:tell_outcome", args=[request.actor.project.code, use.id])
    return UseRow(
        who=_who(request, use),
        kind=str(use.get_kind_display()),
        version=use.version.number,
        since=say_date(use.used_from),
        reason=use.reason,
        evidence=evidences.of(use),
        outcomes=[
            {
                "outcome": outcome.outcome,
                "look": {"works_here": "met", "partly": "partly_met"}.get(outcome.outcome, "not_met"),
                "word": str(outcome.get_outcome_display()),
                "because": outcome.because,
                "when": say_date(outcome.told_on),
                "evidence": evidences.of(outcome),
            }
            for outcome in use.outcomes.all()
        ],
        outcome_url=address if is_offered(request, against) else "",
    )
