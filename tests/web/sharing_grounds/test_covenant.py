"""The covenant on the pages: clauses with their scenarios, before and after it was in force."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localdate

from tests.web.sharing_grounds.conftest import Page, text_of
from tests.world import World, moment, noted_as, now
from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.partnership.operations import decisions
from vlechtwerk.domains.sharing.models import Covenant
from vlechtwerk.domains.sharing.operations.covenants import adopt_covenant
from vlechtwerk.domains.sharing.queries import grounds as queries
from vlechtwerk.domains.sharing.rules import SIX_FACTS
from vlechtwerk.engines.policy.grounds import MODEL_COVENANT, law_only
from vlechtwerk.engines.policy.grounds import text_of as text_of_policies

FACTS = {fact: f"Feit {fact}" for fact in SIX_FACTS}


def decided(world: World, body: str = "SG", result: str = "yes") -> Decision:
    asked = decisions.ask_decision(
        "Treedt het convenant in werking?", body=world.bodies[body], by=world.loader, at=now()
    )
    return decisions.take_decision(asked, result, moment("2026-02-12"), by=world.loader, at=now())


def form(decision: Decision, **changed: str) -> dict[str, Any]:
    exempt = {"exemption": "Ontheffing 2026", "exemption_on": "2026-01-10"}
    return {"name": "Convenant 1", "decision": str(decision.id)} | FACTS | exempt | changed


def test_law_alone_is_shown_before_any_covenant(opens: Page) -> None:
    shown = text_of(opens("lars", "covenant/"))
    assert "What the law gives by itself" in shown
    assert 'id="law-15-8"' in shown
    assert 'id="cov-1-1"' not in shown


def test_lawyer_reads_cedar_and_an_analyst_reads_words(opens: Page) -> None:
    assert "containsAll" in text_of(opens("lars", "covenant/?law=model_covenant"))
    analyst = text_of(opens("anna", "covenant/?law=model_covenant"))
    assert "containsAll" not in analyst
    assert "Counts of supervision" in analyst


def test_clause_says_how_sure_its_article_is_and_which_way_is_the_other(opens: Page) -> None:
    shown = text_of(opens("lars", "covenant/cov-4-1/?law=model_covenant"))
    assert "from memory: check first" in shown
    assert "AWR artikel 67 lid 3: ontheffing van de Minister" in shown
    assert "covenant/cov-4-1/" in text_of(opens("lars", "covenant/cov-1-1/?law=model_covenant"))
    assert opens("lars", "covenant/cov-99/").status_code == 404


def test_each_clause_carries_only_scenarios_that_it_decides() -> None:
    grounds = law_only()
    tried = queries.tried_scenarios(grounds, "law_only")
    clause = grounds.clause("law-16")
    assert clause is not None
    assert {clause.id in {one.id for one in row.clauses} for row in queries.decided_by(tried, clause)} == {True}
    assert all(row.passes for row in tried)


def test_failing_scenario_stands_first_with_what_was_expected(opens: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = dict(queries._scenarios("law_only")[0], expected="refused", highest="none")
    monkeypatch.setattr(queries, "_scenarios", lambda _name: [scenario])
    queries.tried_scenarios.cache_clear()
    shown = text_of(opens("lars", "covenant/"))
    queries.tried_scenarios.cache_clear()
    assert "1 scenario fails" in shown
    assert "expected: refused, at most nothing; got: allowed" in shown


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"interest": ""}, "The decision must record the weighty public interest."),
        ({"exemption": ""}, "Name the Minister&#x27;s exemption and its date."),
        ({"exemption_on": ""}, "Name the Minister&#x27;s exemption and its date."),
    ],
)
def test_covenant_lacking_something_is_refused_with_the_reason(
    world: World, opens: Page, changed: dict[str, str], reason: str
) -> None:
    refused = opens("lars", "covenants/adopt/", form(decided(world), **changed))
    assert refused.status_code == 409
    assert reason in text_of(refused)
    assert not Covenant.objects.exists()


def test_covenant_needs_the_steering_body_and_someone_who_may(world: World, opens: Page) -> None:
    for decision in (decided(world, "MT"), decided(world, result="no")):
        assert str(decision.id) not in text_of(opens("lars", "covenants/adopt/"))
        assert opens("lars", "covenants/adopt/", form(decision)).status_code == 422
    assert not Covenant.objects.exists()
    assert "This is for:" in text_of(opens("anna", "covenants/adopt/", form(decided(world))))


def test_covenant_comes_in_force_with_its_six_facts_and_ends(world: World, opens: Page) -> None:
    assert opens("lars", "covenants/adopt/", form(decided(world))).status_code == 302
    shown = text_of(opens("lars", "covenant/"))
    assert 'id="cov-1-1"' in shown
    assert all(fact in shown for fact in FACTS.values())
    covenant = Covenant.objects.get()
    assert opens("anna", f"covenants/{covenant.id}/end/", {}).status_code == 409
    assert opens("lars", f"covenants/{covenant.id}/end/", {}).status_code == 302
    assert 'id="cov-1-1"' not in text_of(opens("lars", "covenant/"))


def test_before_and_after_stay_answerable(world: World, opens: Page) -> None:
    began, ended = now() - timedelta(days=30), now() - timedelta(days=10)
    covenant = adopt_covenant(
        "Convenant 0", text_of_policies(MODEL_COVENANT), decided(world), FACTS, by=world.loader, at=began,
        exemption="Ontheffing", exemption_on=localdate(began),
    )  # fmt: skip
    covenant.in_force_until = ended
    noted_as("end_covenant")
    covenant.save(update_fields=["in_force_until"])
    held = [
        'id="cov-1-1"' in text_of(opens("lars", f"covenant/?as_of={localdate(day).isoformat()}"))
        for day in (began - timedelta(days=1), began, ended - timedelta(days=1), ended, now())
    ]
    assert held == [False, True, True, False, False]


def test_clause_that_is_asked_for_stands_open_in_its_group(opens: Page) -> None:
    page = opens("lars", "covenant/?law=model_covenant&open=law-19").content.decode()
    assert page.count('<details class="vw-clause__more" open>') == 1
    assert page.count('<details class="vw-covenant__group" open>') == 2
    assert '<div class="vw-clause__in" id="law-19">' in page
    one = opens("lars", "covenant/law-19/?law=model_covenant").content.decode()
    assert "open=law-19#law-19" in one.replace("&amp;", "&")


def test_clauses_are_short_until_they_are_opened(opens: Page) -> None:
    shut, opened = '<details class="vw-clause__more">', '<details class="vw-clause__more" open>'
    page = opens("lars", "covenant/?law=model_covenant").content.decode()
    assert shut in page
    assert opened not in page
    page = opens("lars", "covenant/?law=model_covenant&open=all").content.decode()
    assert shut not in page
    assert opened in page
    assert opened in opens("lars", "covenant/cov-4-1/?law=model_covenant").content.decode()
