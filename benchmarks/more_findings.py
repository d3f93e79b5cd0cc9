"""Multiply the approved findings of the demo, as the role that owns the tables, until there are so many."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import django


def main(most: int) -> None:
    """Copy approved findings with what they rest on."""
    django.setup()
    from django.db import transaction

    from vlechtwerk.domains.evaluation.models import ApprovedFinding, Finding, FindingQuestion
    from vlechtwerk.foundation.evidence.models import EvidenceLink

    approved = list(ApprovedFinding.objects.filter(project__code="demo", ended_at__isnull=True))
    findings = {one.number: one for one in Finding.objects.filter(number__in=[one.number for one in approved])}
    last = Finding.objects.count()
    made: dict[type[Any], list[Any]] = {Finding: [], FindingQuestion: [], ApprovedFinding: [], EvidenceLink: []}
    for place in range(most):
        of = approved[place % len(approved)]
        told = {"number": last + place + 1, "code": f"F{last + place + 1}"}
        finding, again = copied(findings[of.number], **told), copied(of, **told)
        made[Finding].append(finding)
        made[ApprovedFinding].append(again)
        made[FindingQuestion] += [copied(one, finding_id=finding.id) for one in findings[of.number].serves.all()]
        for holder, new in ((findings[of.number], finding), (of, again)):
            made[EvidenceLink] += _links(EvidenceLink.objects.filter(holder_id=holder.id), new.id)
    with transaction.atomic():
        for model, rows in made.items():
            model._default_manager.bulk_create(rows, batch_size=500)


def _links(links: Iterable[Any], holder: Any) -> Sequence[Any]:
    return [copied(link, holder_id=holder) for link in links]


def copied(row: Any, **other: Any) -> Any:
    """Return a row with another identifier, and what is otherwise."""
    names = [one.attname for one in row._meta.concrete_fields if one.attname != "id"]
    return type(row)(**{name: getattr(row, name) for name in names} | other)


if __name__ == "__main__":
    main(int(sys.argv[1]))
