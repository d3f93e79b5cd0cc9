"""What records that rest on a source are called, in the order in which its page shows them."""

from django.db.models import Model
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import (
    EvaluationAim,
    EvaluationGroup,
    EvaluationQuestion,
    Insight,
    LearningPoint,
    LearningQuestion,
    Measurement,
    PlannedMethod,
    PublishedClaim,
    PublishedFigure,
)
from vlechtwerk.domains.partnership.models import (
    Advice,
    Agreement,
    Body,
    Decision,
    Department,
    Mandate,
    Organisation,
    OutsideBody,
    OutsidePosition,
    OutsideRole,
    Project,
    Promise,
    PromiseStep,
)
from vlechtwerk.domains.programme.models import (
    Action,
    ActionCount,
    Activity,
    ActivityEntry,
    ActivityPartner,
    ActivityStatus,
    CapacityFinding,
    FocusArea,
    FormerName,
    GoalWording,
    Hindrance,
    MapLink,
    MapNode,
    MapVersion,
    MethodOutcome,
    MethodUse,
    MethodVersion,
    MilestoneDate,
    OutsideGoal,
    PlanText,
    Precondition,
    PreconditionJudgement,
    Product,
    ProductUse,
    ValuePoint,
    ValueWording,
)


def source_headings() -> dict[str, list[type[Model]]]:
    """Return the heading of each group, with the records in it."""
    return {
        _("Statuses"): [ActivityStatus],
        _("Judgements on preconditions"): [PreconditionJudgement],
        _("What holds activities up"): [Hindrance],
        _("Dates"): [MilestoneDate],
        _("What is told about activities"): [ActivityEntry],
        _("Activities, their names and partners"): [Activity, FormerName, ActivityPartner],
        _("The plan and its preconditions"): [Project, PlanText, FocusArea, Precondition],
        _("Staff capacity"): [CapacityFinding],
        _("Goals"): [GoalWording, OutsideGoal],
        _("Outcome map"): [MapVersion, MapNode, MapLink],
        _("Results: products, actions and counts"): [Product, ProductUse, Action, ActionCount],
        _("Methods and their use"): [MethodVersion, MethodUse, MethodOutcome],
        _("Added value"): [ValueWording, ValuePoint],
        _("Organisations, bodies and who decides"): [Organisation, Body, Department, Mandate, Decision],
        _("Advice and promises"): [Advice, Promise, PromiseStep],
        _("Design of the evaluation"): [
            EvaluationAim,
            EvaluationQuestion,
            Measurement,
            EvaluationGroup,
            PlannedMethod,
        ],
        _("Published figures and claims"): [PublishedFigure, PublishedClaim],
        _("Learning agenda"): [LearningPoint, LearningQuestion, Insight],
        _("Surroundings"): [OutsideBody, OutsideRole, OutsidePosition, Agreement],
    }
