"""How a statement in a round is resolved as evidence: what people answered to it, once that is published."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import ROUND_STATEMENT
from vlechtwerk.domains.evaluation.queries.round_statements import StatementInRound, statements_in_rounds
from vlechtwerk.domains.evaluation.words.shares import say_share
from vlechtwerk.foundation.evidence.address import Base, Ground, ResolvedEvidence, Telling, checksum_of
from vlechtwerk.foundation.evidence.registry import register_kind


def register() -> None:
    """Register the kind of evidence."""
    register_kind(ROUND_STATEMENT, resolve_round_statements)


def resolve_round_statements(project_id: UUID, identifiers: Sequence[str]) -> Mapping[str, ResolvedEvidence]:
    """Resolve statements in rounds whose result is published and of which the whole is shown."""
    return {one.identifier: _resolved(one) for one in statements_in_rounds(identifiers) if one.project == project_id}


def _resolved(one: StatementInRound) -> ResolvedEvidence:
    counted = f"{one.part}/{one.n}"
    return ResolvedEvidence(
        short_title=f"{one.round_code}, {one.code}",
        title=say_statement(one),
        version=counted,
        checksum=checksum_of(one.identifier, one.text, counted),
        code=one.identifier,
        figure=say_share(one.part, one.n),
        ground=Ground.OPINION,
        base=Base.OWN,
        telling=Telling(part=one.part, whole=one.n, asked=one.asked(get_language() or ""), agree=True),
    )


def say_statement(one: StatementInRound) -> str:
    """Say what people answered, with the count and its base; a percentage from ten answers on."""
    words = {"statement": one.text, "share": say_share(one.part, one.n), "round": one.round_name}
    return _("%(statement)s %(share)s agree (%(round)s).") % words
