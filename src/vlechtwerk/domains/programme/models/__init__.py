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
from vlechtwerk.domains.programme.models.map import MapLink, MapNode, MapNodeActivity, MapVersion
from vlechtwerk.domains.programme.models.planning import (
    AdviceAbout,
    DecisionAbout,
    Hindrance,
    Milestone,
    MilestoneDate,
    MoveGround,
    PromiseAbout,
)
from vlechtwerk.domains.programme.models.preconditions import Precondition, PreconditionJudgement
from vlechtwerk.domains.programme.models.sources import Source
from vlechtwerk.domains.programme.models.status import ActivityStatus

__all__ = [
    "Activity",
    "ActivityEntry",
    "ActivityPartner",
    "ActivityStatus",
    "ActivityStep",
    "AdviceAbout",
    "DecisionAbout",
    "FocusArea",
    "FormerName",
    "Hindrance",
    "MapLink",
    "MapNode",
    "MapNodeActivity",
    "MapVersion",
    "Milestone",
    "MilestoneDate",
    "MoveGround",
    "PlanText",
    "Precondition",
    "PreconditionJudgement",
    "PromiseAbout",
    "Source",
    "TeamRole",
]
