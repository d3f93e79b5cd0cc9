"""What every act is told besides its own: who does it and when, and what it rests on."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from django.utils import timezone

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.interfaces.api.access import ApiRequest
from vlechtwerk.interfaces.api.schemas import EvidenceIn


class ByWhom(TypedDict):
    """Who acts, and when."""

    by: Person
    at: datetime


class OnWhat(ByWhom):
    """Who acts, when, and on which evidence."""

    evidence: list[Evidence]


def by_whom(request: ApiRequest) -> ByWhom:
    """Return that the caller acts, now."""
    return ByWhom(by=request.actor.person, at=timezone.now())


def on_what(request: ApiRequest, told: Sequence[EvidenceIn]) -> OnWhat:
    """Return that the caller acts, now, on the evidence that they name."""
    return OnWhat(evidence=[item.evidence() for item in told], **by_whom(request))
