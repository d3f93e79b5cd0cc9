"""Covenants: who touches them, what they must say, and that their end stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.refusals import refusal, refused_codes
from tests.workspace import Workspace, authorise
from tests.world import now
from vlechtwerk.domains.sharing.models import (
    Covenant,
)
from vlechtwerk.domains.sharing.operations import covenants, purposes
from vlechtwerk.domains.sharing.rules import (
    SIX_FACTS,
)
from vlechtwerk.engines.policy.grounds import MODEL_COVENANT, text_of
from vlechtwerk.foundation.refusal import Refused

pytestmark = pytest.mark.django_db


def test_suspended_lawyer_neither_lays_purposes_down_nor_touches_a_covenant(workspace: Workspace) -> None:
    lars, at = workspace.world.lars, now()
    workspace.adopts_model_covenant()
    covenant = Covenant.objects.get(in_force_until__isnull=True)
    authorise(workspace.world, workspace.purpose, "lars")
    purposes.suspend(lars, "Onderzoek", by=workspace.world.karin, at=at)
    with refusal("suspended"):
        purposes.open_purpose("ander", "Ander", "activity", timezone.localdate(at), by=lars, at=at)
    with refusal("suspended"):
        purposes.state_purpose(
            workspace.purpose,
            "Anders",
            "verdachten",
            "alles",
            timezone.localdate(at) + timedelta(days=9),
            by=lars,
            at=at,
        )
    with pytest.raises(Refused) as refused:
        purposes.authorise(
            workspace.purpose, workspace.appointment("lars"), "reader", timezone.localdate(at), by=lars, at=at
        )
    assert "suspended" in refused_codes(refused)
    with refusal("suspended"):
        covenants.end_covenant(covenant, by=lars, at=at)
    facts = dict.fromkeys(SIX_FACTS, "zie het besluit")
    with refusal("suspended", "decision_used"):
        covenants.adopt_covenant(
            "Nieuw", text_of(MODEL_COVENANT), covenant.decision, facts, by=lars, at=at,
            exemption="Ontheffing", exemption_on=timezone.localdate(at),
        )  # fmt: skip


def test_end_of_a_covenant_stays_the_day_it_ended(workspace: Workspace) -> None:
    workspace.adopts_model_covenant()
    covenant = Covenant.objects.get(in_force_until__isnull=True)
    stale = Covenant.objects.get(id=covenant.id)
    ended = covenants.end_covenant(covenant, by=workspace.world.karin, at=now())
    with refusal("already_ended"):
        covenants.end_covenant(stale, by=workspace.world.karin, at=now())
    assert Covenant.objects.get(id=covenant.id).in_force_until == ended.in_force_until


@pytest.mark.parametrize(
    ("clauses", "days", "code"),
    [("// niets\n", 0, "clauses_missing"), (text_of(MODEL_COVENANT), 1, "exemption_missing")],
)
def test_covenant_says_something_on_an_exemption_that_is_there(
    workspace: Workspace, clauses: str, days: int, code: str
) -> None:
    workspace.adopts_model_covenant()
    decision = Covenant.objects.get(in_force_until__isnull=True).decision
    facts = dict.fromkeys(SIX_FACTS, "zie het besluit")
    with refusal(code, "decision_used"):
        covenants.adopt_covenant(
            "Nieuw", clauses, decision, facts, by=workspace.world.karin, at=now(),
            exemption="Ontheffing", exemption_on=timezone.localdate() + timedelta(days=days),
        )  # fmt: skip
