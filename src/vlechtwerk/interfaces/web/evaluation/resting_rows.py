"""What rests on texts of which words go, each with the way to it."""

from collections.abc import Sequence

from vlechtwerk.domains.evaluation.evidence import FRAGMENT, FRAGMENTS_OF_A_CODE
from vlechtwerk.domains.evaluation.models import Evaluation, Finding
from vlechtwerk.domains.evaluation.queries.withdrawal import Removal, resting_on_going
from vlechtwerk.domains.programme.queries.sources import what_rests_on_address
from vlechtwerk.foundation.evidence.links import holder_kind
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.rows import holder_url


def resting_rows(request: PageRequest, of: Evaluation, going: Sequence[Removal]) -> list[dict[str, str]]:
    """Return, as facts, each record that rests on words that go: on a fragment, or on all fragments of a code."""
    links = resting_on_going(of, going)
    held = [link.holder_id for link in links if link.holder_kind == holder_kind(Finding)]
    # What only evaluators read is named on its own pages, and not among what rests on evidence everywhere.
    findings = [
        {"term": one.code, "value": one.sentence, "url": address(request, "finding", of.code, one.code)}
        for one in Finding.objects.filter(id__in=held).order_by("number")
    ]
    found = [
        one
        for kind in (FRAGMENT, FRAGMENTS_OF_A_CODE)
        for one in what_rests_on_address(of.project_id, kind, [link.identifier for link in links if link.kind == kind])
    ]
    once = {(one.holder_kind, one.code, one.title): one for one in found}
    return findings + [
        {"term": one.code, "value": one.detail or one.title, "url": holder_url(request, one)} for one in once.values()
    ]
