"""Evidence as it is shown everywhere: its ground, its place, and the way to its source."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import (
    CONTRIBUTION,
    CRITERION_JUDGEMENT,
    DAY_MONTH,
    FINDING,
    FRAGMENT,
    FRAGMENTS_OF_A_CODE,
    PUBLISHED_CLAIM,
    PUBLISHED_FIGURE,
    ROUND_STATEMENT,
    FragmentAddress,
)
from vlechtwerk.domains.evaluation.queries.lost_fragments import words_removed_at
from vlechtwerk.domains.programme.evidence import (
    CAPACITY_LINE,
    COUNT_COMPARISON,
    DECISION,
    DOCUMENT,
    INTERRUPTED_SERIES,
    JUDGEMENT,
    QUESTION,
    REGISTERED_COUNT,
    STATUS,
)
from vlechtwerk.domains.programme.words.telling import say_place
from vlechtwerk.foundation.evidence.address import ResolvedEvidence
from vlechtwerk.foundation.evidence.links import evidence_of, resolved_links
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest

# Where a record stands that is evidence: the page with its code, and at what on that page.
ROUTES = {
    STATUS: ("programme:activity_history", "status-"),
    DECISION: ("partnership:decision", ""),
    JUDGEMENT: ("programme:precondition", ""),
    PUBLISHED_FIGURE: ("evaluation:published_figure", ""),
    PUBLISHED_CLAIM: ("evaluation:claim", ""),
    QUESTION: ("partnership:decision", ""),
    REGISTERED_COUNT: ("programme:measure", ""),
    COUNT_COMPARISON: ("programme:measure", ""),
    INTERRUPTED_SERIES: ("programme:measure", ""),
    FRAGMENTS_OF_A_CODE: ("evaluation:fragments", ""),
    FINDING: ("evaluation:finding", ""),
    CRITERION_JUDGEMENT: ("evaluation:criterion", ""),
    CONTRIBUTION: ("evaluation:chain", ""),
}
# Of these the code names the evaluation first: “EV1,D1”.
IN_AN_EVALUATION = frozenset(
    {PUBLISHED_FIGURE, PUBLISHED_CLAIM, FRAGMENTS_OF_A_CODE, FINDING, CRITERION_JUDGEMENT, CONTRIBUTION}
)


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence, ready to print: “T2 · noot 37”, where it leads, and what it is worth."""

    label: str
    # The code of the document; empty when it is evidence of another kind.
    source: str
    title: str
    url: str
    text: str
    ground: str
    ground_label: str
    base: str
    base_label: str
    stance: str
    changed: bool
    # It leads nowhere any more.
    lost: bool


def evidence_rows(request: PageRequest, links: Iterable[EvidenceLink]) -> list[EvidenceRow]:
    """Turn evidence links into rows; one query per kind of evidence among them."""
    links = list(links)
    resolved = resolved_links(request.actor.project.id, links)
    lost = [link.identifier for link in links if link.kind == FRAGMENT and (link.kind, link.identifier) not in resolved]
    removed = words_removed_at(request.actor.project.id, lost) if lost else set()
    return [_row(request, link, resolved.get((link.kind, link.identifier)), removed) for link in links]


class Evidences:
    """The evidence of everything on a page, read and resolved at once."""

    def __init__(self, request: PageRequest, holders: list[Any]) -> None:
        found = evidence_of(holder.id for holder in holders)
        flat: list[EvidenceLink] = [link for links in found.values() for link in links]
        rows = evidence_rows(request, flat)
        self._rows: dict[Any, list[EvidenceRow]] = {}
        for link, row in zip(flat, rows, strict=True):
            self._rows.setdefault(link.holder_id, []).append(row)

    def of(self, holder: Any) -> list[EvidenceRow]:
        """Return the evidence of one record."""
        return [] if holder is None else self._rows.get(holder.id, [])


def _row(
    request: PageRequest, link: EvidenceLink, found: ResolvedEvidence | None, removed: Collection[str]
) -> EvidenceRow:
    return EvidenceRow(
        label=say_place(link, found.short_title if found else _name_of_lost(link)),
        source=link.identifier if link.kind == DOCUMENT else "",
        title=found.title if found else _why_lost(link, removed),
        url=_url(request, link, found),
        text=_words(link, found),
        ground=link.ground,
        ground_label=link.get_ground_display() if link.ground else "",
        base=link.base,
        base_label=link.get_base_display(),
        stance=link.stance,
        changed=found is None or found.checksum != link.checksum,
        lost=found is None,
    )


def place_anchor(link: EvidenceLink) -> str:
    """Return how the place that a piece of evidence names is called on the page of its source; empty: no place."""
    return f"{link.locator_kind}-{slugify(link.locator)}" if link.locator else ""


def _name_of_lost(link: EvidenceLink) -> str:
    """Return how something is called that leads nowhere; of a stretch of a text it is the text."""
    return link.identifier.split(",")[1] if link.kind == FRAGMENT else link.identifier


def _why_lost(link: EvidenceLink, removed: Collection[str]) -> str:
    if link.kind == FRAGMENT and link.identifier in removed:
        return _("Consent was withdrawn: these words are no longer here")
    return _("This source can no longer be found")


def _words(link: EvidenceLink, found: ResolvedEvidence | None) -> str:
    """Return what is claimed, with the figure of what carries it, so that nobody's words stand in its place."""
    if found is None or not found.figure or not link.text or found.figure in link.text:
        return link.text
    return f"{link.text} ({found.figure})"


def _url(request: PageRequest, link: EvidenceLink, found: ResolvedEvidence | None) -> str:
    if found is None:
        return ""
    project = request.actor.project.code
    if link.kind == DOCUMENT:
        # On the page of a source, the row of what rests on this place of it.
        row = place_anchor(link)
        page = reverse("programme:source", args=[project, found.code]) + shown_day(request).query
        return page + (row and f"#{row}")
    if link.kind == ROUND_STATEMENT:
        # A statement stands on the result of its round: “EV1,T1,S3”.
        *codes, statement = found.code.split(",")
        page = reverse("evaluation:result", args=[project, *codes])
        return f"{page}{shown_day(request).query}#statement-{statement}"
    if link.kind == DAY_MONTH:
        page = reverse("evaluation:day", args=[project]) + shown_day(request).query
        return f"{page}#month-{found.code.replace(',', '-')}"
    if (place := FragmentAddress.read(found.code)) and link.kind == FRAGMENT:
        page = reverse("evaluation:text", args=[project, place.evaluation, place.text])
        return f"{page}?stretch={place.start}-{place.end}"
    if link.kind == CAPACITY_LINE:
        return reverse("programme:capacity_history", args=[project]) + shown_day(request).query
    route, anchor = ROUTES.get(link.kind, ("programme:activity", ""))
    tail = f"#{anchor}{link.identifier}" if anchor else ""
    codes = found.code.split(",") if link.kind in IN_AN_EVALUATION else [found.code]
    return reverse(route, args=[project, *codes]) + shown_day(request).query + tail
