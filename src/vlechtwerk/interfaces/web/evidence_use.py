"""The way from what is evidence to a finding: who is offered it, and the address that names the evidence."""

from urllib.parse import urlencode

from django.utils import timezone

from vlechtwerk.domains.evaluation.queries.evaluations import evaluated_by
from vlechtwerk.domains.evaluation.rules.evaluators import EVALUATING
from vlechtwerk.interfaces.actor import Actor


def may_use_evidence(actor: Actor) -> bool:
    """Tell whether someone evaluates something in this project; who does other work besides is told without asking."""
    if any(one.function not in EVALUATING for one in actor.appointments):
        return False
    return bool(evaluated_by(actor.person, timezone.now()))


def use_address(base: str, kind: str, identifier: object, place_kind: str = "", place: str = "") -> str:
    """Return the address at which a finding takes this evidence; `base` is that of the page, nothing for others."""
    if not base or not identifier:
        return ""
    named = {"kind": kind, "identifier": str(identifier), "locator_kind": place_kind, "locator": place}
    return f"{base}?{urlencode({key: value for key, value in named.items() if value})}"
