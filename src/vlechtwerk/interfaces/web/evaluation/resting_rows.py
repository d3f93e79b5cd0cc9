"""What rests on texts of which words go, each with the way to it."""

from collections.abc import Sequence

from vlechtwerk.domains.evaluation.evidence import FRAGMENT
from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.queries.withdrawal import Removal, resting_on_texts
from vlechtwerk.domains.programme.queries.sources import what_rests_on_address
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.rows import holder_url


def resting_rows(request: PageRequest, of: Evaluation, going: Sequence[Removal]) -> list[dict[str, str]]:
    """Return, as facts, each record that rests on fragments of texts of which words go."""
    links = resting_on_texts(of, [one.transcript for one in going])
    found = what_rests_on_address(of.project_id, FRAGMENT, [link.identifier for link in links])
    once = {(one.holder_kind, one.code, one.title): one for one in found}
    return [
        {"term": one.code, "value": one.detail or one.title, "url": holder_url(request, one)} for one in once.values()
    ]
