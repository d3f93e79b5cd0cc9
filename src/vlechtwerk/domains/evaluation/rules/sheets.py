"""One respondent's answers in plain form: what closing a round hands on, and what a file brings in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from vlechtwerk.engines.surveys.answers import Answer, Missing


@dataclass(frozen=True, slots=True)
class FilledIn:
    """Answers by statement code (a category's value, or why there is none), remarks, and in which groups someone is.

    `organisation` and `body` are codes, empty where not known; `pseudonym` only in a confidential round.
    """

    answers: Mapping[str, Answer]
    remarks: Mapping[str, str] = field(default_factory=dict)
    level: str = ""
    organisation: str = ""
    body: str = ""
    pseudonym: UUID | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is no answer on it (“don't know” is one) and no remark: then nobody answered."""
        none = (Missing.NOT_ANSWERED, Missing.USER_MISSING)
        return not any(self.remarks.values()) and all(answer in none for answer in self.answers.values())
