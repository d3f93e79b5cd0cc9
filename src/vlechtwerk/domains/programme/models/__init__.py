"""The records of the programme."""

from vlechtwerk.domains.programme.models.activities import (
    Activity,
    ActivityEntry,
    ActivityPartner,
    ActivityStep,
    FocusArea,
    FormerName,
    PlanText,
    TeamRole,
)
from vlechtwerk.domains.programme.models.goals import Goal, GoalComparison, GoalWording, OutsideGoal, RoomToExplore
from vlechtwerk.domains.programme.models.map import MapLink, MapNode, MapNodeActivity, MapVersion
from vlechtwerk.domains.programme.models.map_drafts import MapDraft, MapLineage
from vlechtwerk.domains.programme.models.planning import DecisionAbout, Hindrance, Milestone, MilestoneDate
from vlechtwerk.domains.programme.models.preconditions import Precondition, PreconditionJudgement
from vlechtwerk.domains.programme.models.sources import Source
from vlechtwerk.domains.programme.models.status import ActivityStatus

__all__ = [
    "Activity",
    "ActivityEntry",
    "ActivityPartner",
    "ActivityStatus",
    "ActivityStep",
    "DecisionAbout",
    "FocusArea",
    "FormerName",
    "Goal",
    "GoalComparison",
    "GoalWording",
    "Hindrance",
    "MapDraft",
    "MapLineage",
    "MapLink",
    "MapNode",
    "MapNodeActivity",
    "MapVersion",
    "Milestone",
    "MilestoneDate",
    "OutsideGoal",
    "PlanText",
    "Precondition",
    "PreconditionJudgement",
    "RoomToExplore",
    "Source",
    "TeamRole",
]
