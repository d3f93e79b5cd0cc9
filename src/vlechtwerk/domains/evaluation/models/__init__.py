"""Records of the evaluation: its design, instruments, rounds, answers, results and published figures."""

from vlechtwerk.domains.evaluation.models.answers import (
    AnswerSheet,
    PublishedResult,
    RoundRemark,
    RoundResult,
    SavedAnswers,
    SealedAnswer,
    ShownRemark,
)
from vlechtwerk.domains.evaluation.models.evaluations import (
    Evaluation,
    EvaluationAim,
    EvaluationGroup,
    EvaluationQuestion,
    EvaluatorRole,
    Measurement,
    MethodQuestion,
    PlannedMethod,
    PlannedPart,
)
from vlechtwerk.domains.evaluation.models.instruments import (
    AnswerCategory,
    AnswerScale,
    Dimension,
    Instrument,
    InstrumentVersion,
    OpenQuestion,
    Side,
    Statement,
)
from vlechtwerk.domains.evaluation.models.published import PublishedFigure
from vlechtwerk.domains.evaluation.models.rounds import Breakdown, EvaluationRound, Respondent, RoundMail

__all__ = [
    "AnswerCategory",
    "AnswerScale",
    "AnswerSheet",
    "Breakdown",
    "Dimension",
    "Evaluation",
    "EvaluationAim",
    "EvaluationGroup",
    "EvaluationQuestion",
    "EvaluationRound",
    "EvaluatorRole",
    "Instrument",
    "InstrumentVersion",
    "Measurement",
    "MethodQuestion",
    "OpenQuestion",
    "PlannedMethod",
    "PlannedPart",
    "PublishedFigure",
    "PublishedResult",
    "Respondent",
    "RoundMail",
    "RoundRemark",
    "RoundResult",
    "SavedAnswers",
    "SealedAnswer",
    "ShownRemark",
    "Side",
    "Statement",
]
