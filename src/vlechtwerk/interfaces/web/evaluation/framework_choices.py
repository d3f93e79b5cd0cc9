"""What one can choose from in the forms of a framework: subjects of criteria, and what they are found out from."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import FINDING, FRAGMENTS_OF_A_CODE, PUBLISHED_FIGURE
from vlechtwerk.domains.evaluation.models import Code, Evaluation, PublishedFigure, Statement, SubjectKind
from vlechtwerk.domains.evaluation.queries.findings import approved_findings
from vlechtwerk.domains.evaluation.rules.framework import SourceKind
from vlechtwerk.domains.partnership.models import Body
from vlechtwerk.domains.programme.evidence import ACTION_COUNT, DOCUMENT
from vlechtwerk.domains.programme.models import (
    ActionCount,
    Activity,
    Goal,
    MapNode,
    MapVersion,
    Measure,
    Precondition,
    Source,
)
from vlechtwerk.foundation.evidence.registry import resolve
from vlechtwerk.interfaces.web.programme.forms import BETWEEN

# As much of a text as fits in a list to choose from.
SHORT = 90
Group = tuple[str, list[tuple[str, str]]]


def subject_choices() -> list[Group]:
    """Return what a criterion can be about: activities, preconditions, steps of the latest map, goals."""
    version = MapVersion.objects.order_by("-order").first()
    nodes = MapNode.objects.filter(version=version).order_by("order")
    goals = [(one.code, _wording(one)) for one in Goal.objects.prefetch_related("wordings")]
    return groups(
        (_("Activities"), SubjectKind.ACTIVITY, Activity.objects.values_list("code", "name")),
        (_("Preconditions"), SubjectKind.PRECONDITION, Precondition.objects.values_list("code", "title")),
        (_("Steps of the outcome map"), SubjectKind.MAP_NODE, nodes.values_list("code", "title")),
        (_("Goals"), SubjectKind.GOAL, goals),
    )


def _wording(goal: Goal) -> str:
    wordings = sorted(goal.wordings.all(), key=lambda one: one.order)
    return wordings[-1].text if wordings else goal.code


def source_choices(project_id: Any, evaluation: Evaluation, asked: tuple[str, str]) -> list[Group]:
    """Return from what a criterion can be found out; asked: what an address names, which then stands first."""
    statements = dict(
        Statement.objects.filter(version__instrument__evaluation=evaluation)
        .order_by("version__number", "order")
        .values_list("code", "text_nl")
    )
    code = evaluation.code
    figures = PublishedFigure.objects.filter(evaluation=evaluation).values_list("code", "text")
    counts = ActionCount.objects.filter(corrects__isnull=True).select_related("action__activity")
    named = resolve(project_id, asked[0], [asked[1]]) if all(asked) else {}
    return groups(
        (_("Asked for"), asked[0], [(one, found.title) for one, found in named.items()]),
        (_("Statements of the thermometer"), SourceKind.STATEMENT, statements.items()),
        (
            _("Codes in interviews"),
            FRAGMENTS_OF_A_CODE,
            [(f"{code},{one.id}", one.name) for one in Code.objects.filter(evaluation=evaluation)],
        ),
        (_("Registered counts"), SourceKind.MEASURE, Measure.objects.values_list("code", "name")),
        (
            _("Counts of actions"),
            ACTION_COUNT,
            [(str(one.id), f"{one.action.activity.name}: {one.definition} ({one.counted_from})") for one in counts],
        ),
        (_("Status of an activity"), SourceKind.ACTIVITY_STATUS, Activity.objects.values_list("code", "name")),
        (_("Lead time of decisions"), SourceKind.LEAD_TIME, Body.objects.values_list("code", "name")),
        (_("Documents"), DOCUMENT, Source.objects.values_list("code", "title")),
        (_("Published figures"), PUBLISHED_FIGURE, [(f"{code},{one}", text) for one, text in figures]),
        (
            _("Approved findings"),
            FINDING,
            [(one.identifier, one.approved.sentence) for one in approved_findings(evaluation)],
        ),
    )


def groups(*told: tuple[str, str, Iterable[tuple[str, str]]]) -> list[Group]:
    """Return groups of choices, each by its kind and code; none that is empty."""
    found = []
    for label, kind, items in told:
        rows = [(f"{kind}{BETWEEN}{code}", _short(code, title)) for code, title in items]
        if rows:
            found.append((label, rows))
    return found


def _short(code: str, title: str) -> str:
    named = title if len(code) > 20 or "," in code else f"{code} {title}"
    return named if len(named) <= SHORT else f"{named[: SHORT - 1]}…"
