"""The surroundings as they are printed: who already does this, and how we relate to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.partnership.models import Agreement, OutsideBody, OutsidePosition, OutsideRole, Reach, Theme
from vlechtwerk.domains.partnership.queries.surroundings import position_of
from vlechtwerk.domains.programme.models import ActivityPartner
from vlechtwerk.domains.programme.queries.surroundings import OwnWork, activities_under, own_work, parts_with
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, Evidences
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_date, say_day

# How a position is drawn: the word carries the meaning.
LOOKS = {"follow": "met", "complement": "met", "overlap": "divided", "unclear": "partly_met"}


def link(request: PageRequest, route: str, *args: object) -> str:
    """Return the address of a page of this project, on the day that is shown."""
    return reverse(route, args=[request.actor.project.code, *args]) + shown_day(request).query


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What a body does on a theme."""

    theme: str
    what: str
    where: str
    period: str
    evidence: list[EvidenceRow]


@dataclass(frozen=True, slots=True)
class BodyRow:
    """An outside body: what it does, with which activities, under which agreements, and how we relate to it."""

    code: str
    name: str
    url: str
    kind: str
    where: str
    roles: list[RoleRow]
    activities: list[dict[str, str]]
    agreements: list[str]
    position: str
    position_word: str
    look: str
    explanation: str


def say_where(reach: str, region: str) -> str:
    """Say how far and where: “regional, Westerdok”; the empty text when neither is told."""
    words = [] if reach == Reach.NOT_STATED else [str(Reach(reach).label).lower()]
    return ", ".join([*words, region] if region else words)


def say_term(begins: Any, ends: Any) -> str:
    """Say from when until when; the empty text when neither is told."""
    if begins is None and ends is None:
        return ""
    if ends is None:
        return _("since %(since)s") % {"since": say_date(begins)}
    return _("%(begins)s until %(ends)s") % {"begins": say_date(begins) or "…", "ends": say_date(ends)}


def body_rows(request: PageRequest, bodies: Sequence[OutsideBody]) -> list[BodyRow]:
    """Turn outside bodies into rows; the number of queries does not grow with their number."""
    evidences = Evidences(request, [role for body in bodies for role in body.roles.all()])
    parts = parts_with(body.organisation_id for body in bodies)
    return [_row(request, body, evidences, parts.get(body.organisation_id, [])) for body in bodies]


def _row(request: PageRequest, body: OutsideBody, evidences: Evidences, parts: Sequence[ActivityPartner]) -> BodyRow:
    held = position_of(body)
    return BodyRow(
        code=body.organisation.code,
        name=body.organisation.name,
        url=link(request, "partnership:outside_body", body.organisation.code),
        kind=str(body.get_kind_display()),
        where=say_where(body.reach, body.region),
        roles=[role_row(role, evidences) for role in body.roles.all()],
        activities=[_part(request, part) for part in parts],
        agreements=[party.agreement.title for party in body.agreements.all()],
        position=held.position if held else "",
        position_word=str(held.get_position_display()) if held else "",
        look=LOOKS[held.position] if held else "",
        explanation=held.explanation if held else "",
    )


def role_row(role: OutsideRole, evidences: Evidences) -> RoleRow:
    """Turn what a body does on a theme into a row."""
    where = say_where(role.reach, role.region)
    return RoleRow(role.theme.name, role.what, where, say_term(role.since, role.until), evidences.of(role))


def _part(request: PageRequest, part: ActivityPartner) -> dict[str, str]:
    return {
        "name": part.activity.name,
        "part": part.part,
        "url": link(request, "programme:activity", part.activity.code),
    }


def own_rows(request: PageRequest, themes: Sequence[Theme]) -> list[dict[str, Any]]:
    """Say of each theme what of ours works on it."""
    work = own_work()
    return [
        {"theme": theme.name, "code": theme.code, "links": own_links(request, work.get(theme.id, OwnWork()))}
        for theme in themes
    ]


def own_links(request: PageRequest, work: OwnWork) -> list[dict[str, str]]:
    """Return the focus areas and activities of ours, each with its page."""
    overview, kept = reverse("programme:overview", args=[request.actor.project.code]), shown_day(request).kept
    return [
        *(
            {"name": area.name, "url": f"{overview}?{urlencode({'area': area.code} | kept)}", "kind": _("focus area")}
            for area in work.areas
        ),
        *(
            {"name": one.name, "url": link(request, "programme:activity", one.code), "kind": _("activity")}
            for one in work.activities
        ),
    ]


def answer(rows: Sequence[BodyRow], theme: Theme | None, own: Sequence[dict[str, Any]]) -> str:
    """Answer “who already does this?” in one sentence."""
    count = ngettext("%(count)s outside body", "%(count)s outside bodies", len(rows)) % {"count": len(rows)}
    if theme is None:
        unclear = sum(1 for row in rows if row.position == OutsidePosition.Position.UNCLEAR)
        unsaid = sum(1 for row in rows if not row.position)
        words = {"count": count, "unclear": unclear, "unsaid": unsaid}
        return (
            _("%(count)s. Of %(unclear)s it is unclear how we relate to them; of %(unsaid)s nothing is told.") % words
        )
    ours = sum(len(item["links"]) for item in own if item["code"] == theme.code)
    words = {"theme": theme.name, "count": count}
    ours_words = ngettext("%(ours)s of our own", "%(ours)s of our own", ours) % {"ours": ours}
    return _("On “%(theme)s” work %(count)s, and %(own)s.") % {**words, "own": ours_words}


def agreement_rows(request: PageRequest, found: Sequence[Agreement]) -> list[dict[str, Any]]:
    """Return what is agreed, with whom, about what, until when, and under which of them which activity works."""
    evidences = Evidences(request, list(found))
    under = activities_under(found)
    return [
        {
            "title": item.title,
            "kind": str(item.get_kind_display()),
            "about": item.about,
            "period": say_term(item.agreed_from, item.agreed_until),
            "ended": item.agreed_until is not None and item.agreed_until.latest <= shown_day(request).day,
            "address": item.document_address,
            "parties": [
                {
                    "name": party.body.organisation.name,
                    "url": link(request, "partnership:outside_body", party.body.organisation.code),
                }
                for party in item.parties.all()
            ],
            "activities": [
                {"name": one.name, "url": link(request, "programme:activity", one.code)}
                for one in under.get(item.id, [])
            ],
            "evidence": evidences.of(item),
            "id": str(item.id),
        }
        for item in found
    ]


def position_rows(request: PageRequest, body: OutsideBody) -> list[dict[str, Any]]:
    """Return how we related to a body, newest first."""
    held = list(body.positions.all())
    evidences = Evidences(request, held)
    return [
        {
            "look": LOOKS[item.position],
            "word": str(item.get_position_display()),
            "explanation": item.explanation,
            "when": say_date(item.said_on),
            "recorded": say_day(timezone.localdate(item.recorded_at)),
            "evidence": evidences.of(item),
        }
        for item in held
    ]
