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
from vlechtwerk.domains.programme.models.added_value import ValueElement, ValuePoint, ValuePublication, ValueWording
from vlechtwerk.domains.programme.models.map import MapLink, MapNode, MapNodeActivity, MapVersion
from vlechtwerk.domains.programme.models.methods import Method, MethodOutcome, MethodUse, MethodVersion
from vlechtwerk.domains.programme.models.planning import DecisionAbout, Hindrance, Milestone, MilestoneDate
from vlechtwerk.domains.programme.models.preconditions import Precondition, PreconditionJudgement
from vlechtwerk.domains.programme.models.results import Action, ActionCount, Product, ProductUse
from vlechtwerk.domains.programme.models.sources import Source
from vlechtwerk.domains.programme.models.status import ActivityStatus
from vlechtwerk.domains.programme.models.surroundings import ActivityAgreement, OwnTheme

__all__ = [
    "Action",
    "ActionCount",
    "Activity",
    "ActivityAgreement",
    "ActivityEntry",
    "ActivityPartner",
    "ActivityStatus",
    "ActivityStep",
    "DecisionAbout",
    "FocusArea",
    "FormerName",
    "Hindrance",
    "MapLink",
    "MapNode",
    "MapNodeActivity",
    "MapVersion",
    "Method",
    "MethodOutcome",
    "MethodUse",
    "MethodVersion",
    "Milestone",
    "MilestoneDate",
    "OwnTheme",
    "PlanText",
    "Precondition",
    "PreconditionJudgement",
    "Product",
    "ProductUse",
    "Source",
    "TeamRole",
    "ValueElement",
    "ValuePoint",
    "ValuePublication",
    "ValueWording",
]
