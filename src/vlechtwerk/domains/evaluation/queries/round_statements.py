"""What people answered to a statement in a published round: the same for every member, so that evidence can be kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from vlechtwerk.domains.evaluation.models import PublishedResult, Side
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead
from vlechtwerk.domains.evaluation.rules.figures import RoundFigures


@dataclass(frozen=True, slots=True)
class StatementInRound:
    """A statement as it was put (in Dutch, and in English), and how many of n valid answers agree."""

    project: UUID
    identifier: str
    evaluation: str
    round_code: str
    round_name: str
    code: str
    text: str
    text_in_english: str
    part: int
    n: int

    def asked(self, language: str) -> str:
        """Return the statement in a language; in Dutch where it was not put in that one."""
        return self.text_in_english if language.startswith("en") and self.text_in_english else self.text


def statements_in_rounds(identifiers: Sequence[str] | None = None) -> list[StatementInRound]:
    """Return statements of published rounds, all of them or those with these identifiers (“EV1,T1,S3”): one query.

    What is not published, or too small to show, is not among them.
    """
    published = PublishedResult.objects.select_related("round__evaluation")
    wanted = None if identifiers is None else set(identifiers)
    if wanted is not None:
        parts = [identifier.split(",") for identifier in wanted]
        rounds = {(one[0], one[1]) for one in parts if len(one) == 3}
        published = published.filter(
            round__evaluation__code__in={code for code, _round in rounds},
            round__code__in={code for _of, code in rounds},
        )
    found = [one for result in published.order_by("round__closed_at") for one in _statements(result)]
    return found if wanted is None else [one for one in found if one.identifier in wanted]


def _statements(published: PublishedResult) -> list[StatementInRound]:
    asked = published.round
    result = ResultAsRead(asked, RoundFigures.from_json(published.figures), published.checksum, published)
    evaluation = asked.evaluation.code
    return [
        StatementInRound(
            published.project_id,
            f"{evaluation},{asked.code},{one.statement.code}",
            evaluation,
            asked.code,
            asked.name,
            one.statement.code,
            one.statement.text["nl"],
            one.statement.text.get("en", ""),
            one.count(Side.AGREE),
            one.whole.n,
        )
        for one in result.statements
        if one.whole is not None and one.whole.n
    ]
