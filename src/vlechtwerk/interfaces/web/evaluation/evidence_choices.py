"""What a judgement can rest on beside documents and figures: registered counts, and what people said."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import FRAGMENT, FRAGMENTS_OF_A_CODE
from vlechtwerk.domains.evaluation.models import Code, Evaluation
from vlechtwerk.domains.evaluation.queries.fragments import coded_stretches
from vlechtwerk.domains.programme.evidence import COUNT_COMPARISON, REGISTERED_COUNT
from vlechtwerk.domains.programme.queries.evidence_of_measures import last_addresses
from vlechtwerk.domains.programme.queries.measures import measures_by
from vlechtwerk.foundation.evidence.registry import resolve
from vlechtwerk.interfaces.web.evaluation.framework_choices import Group, groups


def research_choices(evaluation: Evaluation) -> list[Group]:
    """Return what of registers and of the fieldwork can be named, with its kind; of the latter only for evaluators.

    Of a measure the last months, and what became of them in a year; other periods are named from its page. Words of
    people are named by the code of their text and their place, and never typed.
    """
    counts: dict[str, list[str]] = {REGISTERED_COUNT: [], COUNT_COMPARISON: []}
    for read in measures_by():
        for kind, identifier in last_addresses(read):
            counts[kind].append(identifier)
    codes = [
        f"{evaluation.code},{one}" for one in Code.objects.filter(evaluation=evaluation).values_list("id", flat=True)
    ]
    return groups(
        (_("Registered counts"), REGISTERED_COUNT, _titles(evaluation, REGISTERED_COUNT, counts[REGISTERED_COUNT])),
        (
            _("Counts beside a year before"),
            COUNT_COMPARISON,
            _titles(evaluation, COUNT_COMPARISON, counts[COUNT_COMPARISON]),
        ),
        (_("Codes in interviews"), FRAGMENTS_OF_A_CODE, _titles(evaluation, FRAGMENTS_OF_A_CODE, codes)),
        (_("Quotations"), FRAGMENT, _titles(evaluation, FRAGMENT, coded_stretches(evaluation))),
    )


def _titles(evaluation: Evaluation, kind: str, identifiers: Sequence[str]) -> list[tuple[str, str]]:
    """Return what leads somewhere, with its title; of words of people behind the code of their text."""
    found = resolve(evaluation.project_id, kind, identifiers) if identifiers else {}
    short = kind == FRAGMENT
    return [
        (one, f"{found[one].short_title}: {found[one].title}" if short else found[one].title)
        for one in identifiers
        if one in found
    ]
