"""What is wrong with the framework of an evaluation: its facts as the engine has them, and what it finds."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from uuid import UUID

from vlechtwerk.domains.evaluation.models import SubjectKind
from vlechtwerk.domains.evaluation.queries.framework import CriterionAsRead, FrameworkAsRead
from vlechtwerk.domains.programme.models import (
    Activity,
    ActivityStatus,
    Goal,
    GoalWording,
    MapLink,
    MapNode,
    MapNodeActivity,
    MapVersion,
    Precondition,
)
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.programme.queries.goals import goals_as_of
from vlechtwerk.engines.framework.defects import Defect
from vlechtwerk.engines.framework.examining import examine
from vlechtwerk.engines.framework.facts import (
    CriterionFacts,
    FrameworkFacts,
    GoalFacts,
    Kind,
    Method,
    SubjectFacts,
    SubjectState,
)

# Nodes of the map that stand for the goal of the whole partnership.
OF_THE_WHOLE = (MapNode.Kind.HIGHER_GOAL, MapNode.Kind.EFFECT_ON_SOCIETY)
ACTIVITY = SubjectKind.ACTIVITY.value
# Behind a subject of which the goal moved, where a criterion was worded anew for it.
NOW = "@now"
EFFECTS = (MapNode.Kind.OUTPUT, MapNode.Kind.OBSERVABLE_EFFECT)


def defects_of(framework: FrameworkAsRead, day: date) -> tuple[Defect, ...]:
    """Return what is wrong with a framework on a day, each with a proposal."""
    return examine(facts_of(framework, day))


def facts_of(framework: FrameworkAsRead, day: date) -> FrameworkFacts:
    """Return what has to be known of a framework to examine it: the criteria that are asked, as they are now."""
    project = framework.evaluation.project_id
    moved = _moved_activities(project)
    return FrameworkFacts(
        tuple(_criterion(one, moved) for one in framework.open_criteria),
        tuple(_goals(project, day)),
        tuple(_subjects(project, moved)),
        tuple((one.title, one.code) for one in framework.lists),
    )


def subject_identifier(kind: str, code: str) -> str:
    """Return by what the engine knows a subject: “activity:A01”; nothing for none."""
    return f"{kind}:{code}" if kind else ""


def subject_of(identifier: str) -> tuple[str, str]:
    """Return the kind and code of a subject that the engine names."""
    kind, _sign, code = identifier.removesuffix(NOW).partition(":")
    return kind, code


def _criterion(one: CriterionAsRead, moved: set[str]) -> CriterionFacts:
    now = one.now
    subject = subject_identifier(now.subject_kind, now.subject)
    if now.question != one.wordings[0].question and now.subject_kind == ACTIVITY and now.subject in moved:
        subject = f"{subject}{NOW}"
    return CriterionFacts(
        identifier=one.code,
        code=one.printed,
        list_name=one.criterion.criteria_list.title,
        question=now.question,
        language=one.criterion.criteria_list.language,
        kind=Kind(now.kind),
        group=now.group,
        methods=frozenset(Method(method) for method in now.methods),
        indicator=now.indicator,
        norm=one.norm.text if one.norm else "",
        baseline=one.baseline.text if one.baseline else "",
        subject=subject,
        sources=frozenset(f"{source.kind}:{source.identifier}" for source in one.sources),
    )


def _moved_activities(project: UUID) -> set[str]:
    """Return the activities of which the goal was worded otherwise since."""
    wordings = GoalWording.objects.filter(goal__project=project, goal__activity__isnull=False, order__gt=0)
    return set(wordings.values_list("goal__activity__code", flat=True))


def _subjects(project: UUID, moved: set[str]) -> Iterator[SubjectFacts]:
    """Yield what criteria can be about, and whether it is still there."""
    ended = _ended(project)
    for code, name in Activity.objects.filter(project=project).values_list("code", "name"):
        identifier = subject_identifier(ACTIVITY, code)
        if code in ended:
            successor = ended[code]
            state = SubjectState.MERGED if successor else SubjectState.DISSOLVED
            yield SubjectFacts(identifier, name, state, subject_identifier(ACTIVITY, successor) if successor else "")
        elif code in moved:
            yield SubjectFacts(identifier, name, SubjectState.GOAL_MOVED)
            yield SubjectFacts(f"{identifier}{NOW}", name)
        else:
            yield SubjectFacts(identifier, name)
    for code, title in Precondition.objects.filter(project=project).values_list("code", "title"):
        yield SubjectFacts(subject_identifier(SubjectKind.PRECONDITION.value, code), title)
    for node in _nodes(project):
        yield SubjectFacts(subject_identifier(SubjectKind.MAP_NODE.value, node.code), node.title)
    for goal in Goal.objects.filter(project=project).prefetch_related("wordings"):
        wordings = sorted(goal.wordings.all(), key=lambda one: one.order)
        yield SubjectFacts(
            subject_identifier(SubjectKind.GOAL.value, goal.code), wordings[-1].text if wordings else goal.code
        )


def _ended(project: UUID) -> Mapping[str, str]:
    """Return the activities that were dissolved, with the code of the one that they went into (or nothing)."""
    latest: dict[UUID, ActivityStatus] = {}
    rows = ActivityStatus.objects.filter(project=project).select_related("activity", "merged_into")
    for one in rows.order_by("activity_id", "occurred_latest", "occurred_earliest", "recorded_at"):
        latest[one.activity_id] = one
    return {
        one.activity.code: one.merged_into.code if one.merged_into else ""
        for one in latest.values()
        if one.status == Status.DISSOLVED
    }


def _nodes(project: UUID) -> Sequence[MapNode]:
    """Return the nodes of the latest version of the map."""
    version = MapVersion.objects.filter(project=project).order_by("-order").first()
    return list(version.nodes.all()) if version else []


def _goals(project: UUID, day: date) -> Iterator[GoalFacts]:
    """Yield the goals that hold on a day, each with what else tells of it: its activity, nodes and their effects."""
    nodes = _nodes(project)
    effects = _effects(nodes)
    following = {one.code: effects.get(one.id, set()) for one in nodes}
    by_activity, of_area = _by_activity(nodes, effects), _of_area(project)
    areas: dict[UUID, set[str]] = {}
    for node in nodes:
        if node.focus_area_id and node.kind == MapNode.Kind.FOCUS_AREA:
            areas.setdefault(node.focus_area_id, set()).add(node.code)
    for one in goals_as_of(day):
        goal, held, below = one.goal, set[str](), frozenset[str]()
        told = {subject_identifier(SubjectKind.GOAL.value, goal.code)}
        if goal.activity:
            told.add(subject_identifier(ACTIVITY, goal.activity.code))
            told.add(f"{subject_identifier(ACTIVITY, goal.activity.code)}{NOW}")
            held = by_activity.get(goal.activity.id, set())
        elif goal.focus_area:
            held = areas.get(goal.focus_area.id, set())
            serving = of_area.get(goal.focus_area.id, [])
            below = _below(
                serving, {*held, *(code for one in serving for code in by_activity.get(one.id, ()))}, following
            )
        elif goal.level == Goal.Level.STRATEGIC:
            held = {node.code for node in nodes if node.kind in OF_THE_WHOLE}
        told |= {subject_identifier(SubjectKind.MAP_NODE.value, code) for code in held}
        wording = one.shown
        yield GoalFacts(
            subject_identifier(SubjectKind.GOAL.value, goal.code),
            wording.text if wording else goal.code,
            frozenset(told),
            below,
        )


def _by_activity(nodes: Sequence[MapNode], effects: Mapping[UUID, set[str]]) -> Mapping[UUID, set[str]]:
    """Return by activity the codes of its nodes, and of their effects."""
    codes, found = {one.id: one.code for one in nodes}, dict[UUID, set[str]]()
    for node, activity in MapNodeActivity.objects.filter(node__in=nodes).values_list("node_id", "activity_id"):
        found.setdefault(activity, set()).update({codes[node], *effects.get(node, ())})
    return found


def _of_area(project: UUID) -> Mapping[UUID | None, list[Activity]]:
    """Return the activities of each focus area."""
    found: dict[UUID | None, list[Activity]] = {}
    for one in Activity.objects.filter(project=project, focus_area__isnull=False):
        found.setdefault(one.focus_area_id, []).append(one)
    return found


def _below(activities: Sequence[Activity], found: set[str], following: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Return what serves the goal of a focus area: its activities, and the outputs and effects that follow."""
    waiting = list(found)
    while waiting:
        new = set(following.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return frozenset(
        [
            *(subject_identifier(ACTIVITY, one.code) for one in activities),
            *(f"{subject_identifier(ACTIVITY, one.code)}{NOW}" for one in activities),
            *(subject_identifier(SubjectKind.MAP_NODE.value, code) for code in found),
        ]
    )


def _effects(nodes: Sequence[MapNode]) -> Mapping[UUID, set[str]]:
    """Return by node the effects to which it should contribute directly."""
    links = MapLink.objects.filter(
        from_node__in=nodes, kind=MapLink.Kind.CONTRIBUTES_TO, to_node__kind__in=EFFECTS
    ).values_list("from_node_id", "to_node__code")
    found: dict[UUID, set[str]] = {}
    for node, effect in links:
        found.setdefault(node, set()).add(effect)
    return found
