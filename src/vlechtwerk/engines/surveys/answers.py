"""What respondents answered: per respondent one answer for each statement, remarks, and what is known of them."""

from dataclasses import dataclass
from enum import StrEnum


class Missing(StrEnum):
    """Why there is no answer on the scale, where the scale has no category of its own that says so."""

    NOT_ANSWERED = "not_answered"
    DO_NOT_KNOW = "do_not_know"
    # A value that the file itself declares as missing, for another reason.
    USER_MISSING = "user_missing"


class Completeness(StrEnum):
    """Whether the form was sent in; unknown when nothing in the file says it."""

    SUBMITTED = "submitted"
    PARTIAL = "partial"
    UNKNOWN = "unknown"


# The value of a category of the statement's scale (of either kind), or why there is none.
Answer = int | Missing


@dataclass(frozen=True, slots=True)
class Respondent:
    """One row; each tuple in the order that its sheet names. Nothing here tells who it is, or when."""

    answers: tuple[Answer, ...]
    completeness: Completeness = Completeness.UNKNOWN
    remarks: tuple[str, ...] = ()
    background: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """Respondents × statements, by their codes; `background` names which columns there are beside them."""

    statements: tuple[str, ...]
    respondents: tuple[Respondent, ...] = ()
    remarks: tuple[str, ...] = ()
    background: tuple[str, ...] = ()

    def of(self, statement: str) -> tuple[Answer, ...]:
        """Return the answers to one statement, in the order of the respondents; raises `ValueError`."""
        place = self.statements.index(statement)
        return tuple(respondent.answers[place] for respondent in self.respondents)
