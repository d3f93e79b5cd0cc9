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
from vlechtwerk.domains.programme.models.added_value import (
    ValueElement,
    ValuePoint,
    ValuePublication,
    ValueWording,
)
from vlechtwerk.domains.programme.models.attention import (
    Digest,
    DigestChoice,
    NoticeKind,
    SeenNotice,
    Visit,
)
from vlechtwerk.domains.programme.models.capacity import (
    CapacityFinding,
    CapacityKind,
    CapacityLine,
    CapacityPlace,
    CapacityProfile,
)
from vlechtwerk.domains.programme.models.goals import (
    Goal,
    GoalComparison,
    GoalWording,
    OutsideGoal,
    RoomToExplore,
)
from vlechtwerk.domains.programme.models.map import (
    MapLink,
    MapNode,
    MapNodeActivity,
    MapVersion,
)
from vlechtwerk.domains.programme.models.map_drafts import (
    MapDraft,
    MapLineage,
)
from vlechtwerk.domains.programme.models.measures import (
    ComparisonSeries,
    Measure,
    MeasureDefinition,
    MeasureDraw,
    MeasureMonth,
)
from vlechtwerk.domains.programme.models.methods import (
    Method,
    MethodOutcome,
    MethodUse,
    MethodVersion,
)
from vlechtwerk.domains.programme.models.planning import (
    AdviceAbout,
    DecisionAbout,
    Hindrance,
    Milestone,
    MilestoneDate,
    MoveGround,
    PromiseAbout,
)
from vlechtwerk.domains.programme.models.preconditions import (
    Precondition,
    PreconditionJudgement,
)
from vlechtwerk.domains.programme.models.recruitment import (
    Candidate,
    RecruitmentPart,
    RecruitmentRequest,
    RecruitmentStep,
    Vacancy,
    VacancyDifference,
)
from vlechtwerk.domains.programme.models.reminders import (
    Reminder,
    ReminderRecipient,
)
from vlechtwerk.domains.programme.models.reports import (
    FrozenFile,
    FrozenReport,
    ProgressReport,
    ReportFact,
    ReportFigure,
    ReportMove,
    ReportWords,
)
from vlechtwerk.domains.programme.models.results import (
    Action,
    ActionCount,
    Product,
    ProductUse,
)
from vlechtwerk.domains.programme.models.sources import (
    Source,
)
from vlechtwerk.domains.programme.models.status import (
    ActivityStatus,
)
from vlechtwerk.domains.programme.models.surroundings import (
    ActivityAgreement,
    OwnTheme,
)
from vlechtwerk.domains.programme.models.work import (
    Remark,
    RemarkMention,
    Task,
    TaskChange,
)

__all__ = [
    "Action",
    "ActionCount",
    "Activity",
    "ActivityAgreement",
    "ActivityEntry",
    "ActivityPartner",
    "ActivityStatus",
    "ActivityStep",
    "AdviceAbout",
    "Candidate",
    "CapacityFinding",
    "CapacityKind",
    "CapacityLine",
    "CapacityPlace",
    "CapacityProfile",
    "ComparisonSeries",
    "DecisionAbout",
    "Digest",
    "DigestChoice",
    "FocusArea",
    "FormerName",
    "FrozenFile",
    "FrozenReport",
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
    "Measure",
    "MeasureDefinition",
    "MeasureDraw",
    "MeasureMonth",
    "Method",
    "MethodOutcome",
    "MethodUse",
    "MethodVersion",
    "Milestone",
    "MilestoneDate",
    "MoveGround",
    "NoticeKind",
    "OutsideGoal",
    "OwnTheme",
    "PlanText",
    "Precondition",
    "PreconditionJudgement",
    "Product",
    "ProductUse",
    "ProgressReport",
    "PromiseAbout",
    "RecruitmentPart",
    "RecruitmentRequest",
    "RecruitmentStep",
    "Remark",
    "RemarkMention",
    "Reminder",
    "ReminderRecipient",
    "ReportFact",
    "ReportFigure",
    "ReportMove",
    "ReportWords",
    "RoomToExplore",
    "SeenNotice",
    "Source",
    "Task",
    "TaskChange",
    "TeamRole",
    "Vacancy",
    "VacancyDifference",
    "ValueElement",
    "ValuePoint",
    "ValuePublication",
    "ValueWording",
    "Visit",
]
