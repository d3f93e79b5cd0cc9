"""What do sources tell of what people said? In our words, with only the word of the source for the amount quoted."""

from collections.abc import Sequence
from dataclasses import dataclass

from vlechtwerk.domains.evaluation.evidence import PUBLISHED_CLAIM, identifier_of
from vlechtwerk.domains.evaluation.models import Evaluation, PublishedClaim
from vlechtwerk.domains.programme.queries.sources import Resting, what_rests_on_address


@dataclass(frozen=True, slots=True)
class ClaimsOf:
    """The published claims of one evaluation, in the order of their source."""

    evaluation: Evaluation
    claims: Sequence[PublishedClaim]

    def of_kind(self, kind: str) -> list[PublishedClaim]:
        """Return the claims of one kind."""
        return [one for one in self.claims if one.kind == kind]

    @property
    def without_amount(self) -> int:
        """Return of how many claims the source has no word for the amount at all."""
        return sum(not one.tells_amount for one in self.of_kind(PublishedClaim.Kind.CLAIM))


def published_claims(evaluation: str = "") -> list[ClaimsOf]:
    """Return the published claims of each evaluation that has some, or of one; one query."""
    found = PublishedClaim.objects.select_related("evaluation").order_by("evaluation__code", "order")
    if evaluation:
        found = found.filter(evaluation__code=evaluation)
    grouped: dict[Evaluation, list[PublishedClaim]] = {}
    for claim in found:
        grouped.setdefault(claim.evaluation, []).append(claim)
    return [ClaimsOf(of, claims) for of, claims in grouped.items()]


def find_claim(evaluation: str, code: str) -> PublishedClaim | None:
    """Return one claim."""
    claims = PublishedClaim.objects.select_related("evaluation")
    return claims.filter(evaluation__code=evaluation, code=code).first()


def claim_used_as_evidence(claim: PublishedClaim) -> list[Resting]:
    """Return what rests on a claim."""
    return what_rests_on_address(claim.project_id, PUBLISHED_CLAIM, [identifier_of(claim)])
