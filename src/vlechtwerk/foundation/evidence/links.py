"""Attach evidence to records, and read what a record rests on and what rests on an address."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from vlechtwerk.foundation.evidence.address import (
    Base,
    Evidence,
    EvidenceAddress,
    Ground,
    LocatorKind,
    ResolvedEvidence,
    Stance,
    is_place,
)
from vlechtwerk.foundation.evidence.models import GROUNDS, EvidenceLink
from vlechtwerk.foundation.evidence.registry import known_kinds, resolve
from vlechtwerk.foundation.refusal import Reason, refuse_if

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def reasons_against_attaching(project_id: UUID, evidence: Sequence[Evidence]) -> list[Reason]:
    """Return why evidence can't be attached: its kind is unknown, or its address or its place leads nowhere."""
    found = _resolve_all(project_id, [(item.address.kind, item.address.identifier) for item in evidence])
    lost = [
        Reason(
            "evidence_not_found",
            _("The evidence “%(kind)s %(identifier)s” can't be found in this project.")
            % {"kind": item.address.kind, "identifier": item.address.identifier},
            _("No claim without evidence"),
        )
        for item in evidence
        if (item.address.kind, item.address.identifier) not in found
    ]
    known = ((item, found.get((item.address.kind, item.address.identifier))) for item in evidence)
    return [
        *lost,
        *(reason for item in evidence for reason in reasons_against_place(item.address)),
        *(reason for item, resolved in known if resolved for reason in _reasons_against_claim(item, resolved)),
    ]


def _reasons_against_claim(item: Evidence, resolved: ResolvedEvidence) -> list[Reason]:
    """Return why a figure can't be told so: as another kind of knowing than it is, or with numbers not its own."""
    reasons, words = [], {"identifier": item.address.identifier}
    if resolved.gone:
        text = _("“%(title)s” is no evidence any more: %(why)s.") % {"title": resolved.title, "why": resolved.gone}
        reasons.append(Reason("evidence_gone", text, _("No claim without evidence")))
    if resolved.ground is not None and item.ground not in (Ground.NONE, resolved.ground):
        told = dict(GROUNDS)
        words |= {"ground": str(told[resolved.ground]).lower(), "claimed": str(told[item.ground]).lower()}
        text = _("%(identifier)s is of the kind “%(ground)s”, and can't count as “%(claimed)s”.")
        reasons.append(Reason("ground_is_fixed", text % words, _("An opinion is never told as a result")))
    numbers = NUMBER.findall(item.text)
    other = [one for one in numbers if one not in NUMBER.findall(f"{resolved.title} {resolved.figure}")]
    if resolved.figure and other:
        words |= {"other": ", ".join(other), "figure": resolved.figure}
        text = _(
            "%(other)s is no figure of %(identifier)s (%(figure)s). Leave figures out: its own is shown by itself."
        )
        reasons.append(Reason("typed_figure", text % words, _("No claim without evidence")))
    return reasons


def reasons_against_place(address: EvidenceAddress) -> list[Reason]:
    """Return why nobody finds the place again that an address names."""
    if is_place(address.locator_kind, address.locator):
        return []
    words = {"identifier": address.identifier, "place": f"{address.locator_kind} {address.locator}".strip()}
    return [
        Reason(
            "place_unclear",
            _(
                "“%(place)s” is no place in %(identifier)s. Say whether it is a page, a line or a footnote, and write "
                "its number, or the first and the last: 12 or 12-15."
            )
            % words,
            _("No claim without evidence"),
        )
    ]


def holder_kind(model: type[Model]) -> str:
    """Return the word for the records of a model among what rests on evidence."""
    return str(model._meta.verbose_name_raw).replace(" ", "_")


def attach(holder: Model, evidence: Sequence[Evidence], *, first: int = 0) -> list[EvidenceLink]:
    """Attach evidence to a record, with the version and checksum that it has now; refuse what leads nowhere.

    `first` is the place of the first of them in the order of what the record rests on.
    """
    project_id: UUID = getattr(holder, "project_id", holder.pk)
    refuse_if(reasons_against_attaching(project_id, evidence))
    found = _resolve_all(project_id, [(item.address.kind, item.address.identifier) for item in evidence])
    return EvidenceLink.objects.bulk_create(
        _link(project_id, holder, order, item, found[item.address.kind, item.address.identifier])
        for order, item in enumerate(evidence, first)
    )


def _link(project_id: UUID, holder: Model, order: int, item: Evidence, resolved: ResolvedEvidence) -> EvidenceLink:
    return EvidenceLink(
        project_id=project_id,
        holder_kind=holder_kind(type(holder)),
        holder_id=holder.pk,
        order=order,
        kind=item.address.kind,
        identifier=item.address.identifier,
        version=resolved.version,
        locator_kind=item.address.locator_kind,
        locator=item.address.locator,
        checksum=resolved.checksum,
        text=item.text,
        stance=item.stance,
        ground=resolved.ground or item.ground,
        base=resolved.base_as(item.base),
    )


def links_for(project_id: UUID, evidence: Sequence[Evidence]) -> list[EvidenceLink]:
    """Return evidence that is not attached yet as links, numbered from one; they are kept nowhere."""
    return [
        EvidenceLink(
            project_id=project_id,
            order=number,
            kind=one.address.kind,
            identifier=one.address.identifier,
            locator=one.address.locator,
            stance=one.stance.value,
            ground=one.ground.value,
        )
        for number, one in enumerate(evidence, 1)
    ]


def told_again(link: EvidenceLink) -> Evidence:
    """Return what a link says as it was told, without its text: another record rests on it as well."""
    address = EvidenceAddress(link.kind, link.identifier, link.version, LocatorKind(link.locator_kind), link.locator)
    return Evidence(address, stance=Stance(link.stance), ground=Ground(link.ground), base=Base(link.base))


def evidence_of(holder_ids: Iterable[UUID]) -> Mapping[UUID, list[EvidenceLink]]:
    """Return what each record rests on, in the order in which it was attached: one query."""
    links: dict[UUID, list[EvidenceLink]] = defaultdict(list)
    for link in EvidenceLink.objects.filter(holder_id__in=list(holder_ids)):
        links[link.holder_id].append(link)
    return links


def resting_on(project_id: UUID, kind: str, identifiers: Sequence[str]) -> list[EvidenceLink]:
    """Return the links of all records that rest on one of the addresses."""
    return list(
        EvidenceLink.objects.filter(project_id=project_id, kind=kind, identifier__in=identifiers).order_by(
            "holder_kind", "holder_id", "order"
        )
    )


def resolved_links(project_id: UUID, links: Iterable[EvidenceLink]) -> Mapping[tuple[str, str], ResolvedEvidence]:
    """Resolve the addresses of many links: one query per kind."""
    return _resolve_all(project_id, [(link.kind, link.identifier) for link in links])


def _resolve_all(project_id: UUID, addresses: Sequence[tuple[str, str]]) -> dict[tuple[str, str], ResolvedEvidence]:
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, identifier in addresses:
        by_kind[kind].add(identifier)
    return {
        (kind, identifier): resolved
        for kind, identifiers in by_kind.items()
        if kind in known_kinds()
        for identifier, resolved in resolve(project_id, kind, sorted(identifiers)).items()
    }
