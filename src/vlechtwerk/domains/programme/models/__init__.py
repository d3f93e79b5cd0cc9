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
from vlechtwerk.domains.programme.models.attention import Digest, DigestChoice, NoticeKind, SeenNotice, Visit
from vlechtwerk.domains.programme.models.map import MapLink, MapNode, MapNodeActivity, MapVersion
from vlechtwerk.domains.programme.models.planning import DecisionAbout, Hindrance, Milestone, MilestoneDate
from vlechtwerk.domains.programme.models.preconditions import Precondition, PreconditionJudgement
from vlechtwerk.domains.programme.models.sources import Source
from vlechtwerk.domains.programme.models.status import ActivityStatus
from vlechtwerk.domains.programme.models.work import Remark, RemarkMention, Task, TaskChange

__all__ = [
    "Activity",
    "ActivityEntry",
    "ActivityPartner",
    "ActivityStatus",
    "ActivityStep",
    "DecisionAbout",
    "Digest",
    "DigestChoice",
    "FocusArea",
    "FormerName",
    "Hindrance",
    "MapLink",
    "MapNode",
    "MapNodeActivity",
    "MapVersion",
    "Milestone",
    "MilestoneDate",
    "NoticeKind",
    "PlanText",
    "Precondition",
    "PreconditionJudgement",
    "Remark",
    "RemarkMention",
    "SeenNotice",
    "Source",
    "Task",
    "TaskChange",
    "TeamRole",
    "Visit",
]
