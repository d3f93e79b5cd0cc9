"""Mechanisms and claims on their pages, without scripts: told, weighed, judged, checked, and told by a finding."""

import re

import pytest
from django.test import Client

from tests.fieldwork import code, coded, evaluated, interviewed
from tests.findings import agreed, of, written
from tests.measures import add_measure, take_in
from tests.mechanisms import CLAIM, FIRST, SECOND, carried, expected, mapped
from tests.web.test_round_result_pages import signed_in, text, words
from tests.world import World
from vlechtwerk.domains.evaluation.models import Mechanism
from vlechtwerk.domains.evaluation.queries.mechanisms import find_mechanism
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.usefixtures("as_dilara")
EV1 = "/test/evaluation/evaluations/EV1/"
M1 = f"{EV1}mechanisms/M1/"
NO_EVIDENCE = {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}
IN_SOURCE = {
    "evidence-TOTAL_FORMS": "1", "evidence-INITIAL_FORMS": "0", "evidence-0-source": "O1",
    "evidence-0-locator_kind": "line", "evidence-0-locator": "12", "evidence-0-text": "Zo staat het er",
    "evidence-0-ground": "measured_effect", "evidence-0-stance": "supports",
}  # fmt: skip
EXPECTED = {"link": FIRST, "text": "Wie samen kijkt, ziet meer.", "expected_by": "both"}
VERDICT = {"presence": "present", "verdict": "plausible", "design_level": "3", "text": "Er is gekeken en gezien."}


def sent(client: Client, url: str, **told: object) -> str:
    """Send a form and return the words of the page to which it leads; it is not refused."""
    answer = client.post(url, told)
    assert answer.status_code == 302, words(answer.content.decode())
    return words(text(client, answer["Location"]))


def refused(client: Client, url: str, **told: object) -> str:
    """Send a form that is refused, and return the words of its page."""
    answer = client.post(url, told)
    assert answer.status_code == 409, answer.status_code
    return words(answer.content.decode())


def test_mechanism_is_told_weighed_judged_and_checked_and_members_read_it_then(world: World) -> None:
    world.source()
    mapped(world)
    evaluated(world)
    dilara, mila, gwen = signed_in(world.dilara), signed_in(world.people["mila"]), signed_in(world.people["gwen"])
    assert "Begin at a link of the outcome map." in words(text(dilara, f"{EV1}mechanisms/"))
    page = sent(dilara, f"{EV1}mechanism/", **EXPECTED, **IN_SOURCE)
    assert "1 mechanism: 1 not judged yet." in page
    assert "Stap A1 → Stap U1" in page
    page = refused(dilara, f"{M1}judge/", **VERDICT)
    assert "No evidence speaks for it. Add it first." in page
    assert "Name what else could explain it" in page
    sent(dilara, f"{M1}evidence/", **IN_SOURCE)
    other = {"text": "Er was minder aanbod.", "weight": "not_weighed", "why": ""}
    assert "Er was minder aanbod." in sent(dilara, f"{M1}explanation/", **other, **NO_EVIDENCE)
    weighed = other | {"weight": "less", "why": "Elders bleef het gelijk."}
    assert "Explains less: Elders bleef het gelijk." in sent(dilara, f"{M1}explanations/1/", **weighed, **NO_EVIDENCE)
    page = sent(dilara, f"{M1}judge/", **VERDICT)
    assert "Level 3 of 5 (Maryland scale, read as What Works does): before and after, with something to compare" in page
    assert "Check the verdict" not in page
    assert "1 verdict on a mechanism waits for your check: M1" in words(text(mila, "/test/"))
    assert "1 mechanism: 1 no verdict that was checked." in words(text(gwen, f"{EV1}mechanisms/"))
    read = words(text(gwen, M1))
    assert "Wie samen kijkt, ziet meer." in read
    assert not [told for told in ("Er is gekeken en gezien.", "minder aanbod", "Judge it") if told in read]
    page = sent(mila, f"{M1}verdicts/1/check/")
    assert "Judged and checked" in page
    read = words(text(gwen, M1))
    assert "“it is plausible that” at most." in read
    assert "Judge it" not in read
    changed = EXPECTED | {"text": "Wie samen kijkt, ziet eerder.", "reason": "Zo staat het in het plan."}
    page = sent(dilara, f"{M1}change/", **changed, **NO_EVIDENCE)
    assert "It is judged anew first." in page
    assert "Zo staat het in het plan." in page
    assert "Er is gekeken en gezien." not in words(text(gwen, M1))
    assert gwen.post(f"{M1}judge/", VERDICT).status_code == 404


def test_evidence_of_a_mechanism_is_a_count_or_what_people_said_named_and_not_typed(world: World) -> None:
    world.source()
    mapped(world)
    evaluation = evaluated(world)
    coded(world, interviewed(world, evaluation), code(world, evaluation), 0, 28)
    take_in(world, add_measure(world, world.activity()), [3, 4])
    expected(world, evaluation)
    dilara = signed_in(world.dilara)
    offered = re.findall(r'value="(\w+)\|([^"]+)"', text(dilara, f"{M1}evidence/"))
    named = dict(offered)
    assert (named["registered_count"], named["fragment"]) == ("KADES,2024-02,2024-02", "EV1,I1,0-28")
    assert "fragments_of_code" in named
    # Where something is expected stands in the literature or the plan.
    assert "fragments_of_code" not in text(dilara, f"{EV1}mechanism/")
    rows = {"evidence-TOTAL_FORMS": "3", "evidence-INITIAL_FORMS": "0"}
    for number, (kind, identifier) in enumerate(named.items()):
        rows |= {f"evidence-{number}-more": f"{kind}|{identifier}", f"evidence-{number}-stance": "supports"}
    sent(dilara, f"{M1}evidence/", **rows)
    use = "/test/evaluation/use-as-evidence/?kind=registered_count&identifier=KADES,2024-01,2024-01"
    page = sent(dilara, use, other="mechanism:EV1:M1", stance="contradicts")
    assert "Added to M1. Judge it anew." in page
    found = find_mechanism("EV1", "M1")
    assert found is not None
    assert {(link.kind, link.stance) for link, _resolved in found.evidence} == {
        ("registered_count", "supports"), ("fragment", "supports"), ("fragments_of_code", "supports"),
        ("registered_count", "contradicts"),
    }  # fmt: skip


def test_claim_passes_its_links_and_leads_to_a_finding_that_members_read_with_it(world: World) -> None:
    world.source()
    mapped(world)
    evaluation = evaluated(world)
    dilara, gwen = signed_in(world.dilara), signed_in(world.people["gwen"])
    # Told in another order than that of the map.
    carried(world, expected(world, evaluation, SECOND), level=4)
    expected(world, evaluation, FIRST)
    told = {"claim": CLAIM, "mechanisms": ["1", "2"], "verdict": "plausible", "text": "Beide stappen."}
    assert "Not each link carries it: M2." in refused(dilara, f"{EV1}chain/", **told)
    page = sent(dilara, f"{EV1}chain/", **(told | {"verdict": "", "text": ""}))
    assert "Can carry no measured effect yet." in page
    page = words(text(dilara, f"{EV1}chains/C1/"))
    assert page.index("M2") < page.index("M1")
    assert "Carries nothing yet: not judged yet." in page
    carried(world, Mechanism.objects.get(code="M2"), level=3)
    page = sent(dilara, f"{EV1}chains/C1/change/", **told)
    assert "Can carry a measured effect. Level 3 of 5 (Maryland scale" in page
    assert "kind=contribution" in text(dilara, f"{EV1}chains/C1/")
    assert gwen.get(f"{EV1}chains/C1/").status_code == 404
    sentence = "Het is aannemelijk dat de controles hebben geleid tot minder overlast."
    with reading_as(world.dilara.id):
        finding = written(world, evaluation, sentence, of("contribution", "EV1,C1"), ground="measured_effect")
        agreed(world, finding)
    assert f"{EV1}chains/C1/" in text(gwen, f"{EV1}findings/F1/")
    read = words(text(gwen, f"{EV1}chains/C1/"))
    assert "1 piece of evidence carries it." in read
    # On a claim, and on what it passes, stands which findings rest on it.
    for page in (f"{EV1}chains/C1/", f"{M1}"):
        assert f"{EV1}findings/F1/" in text(gwen, page).split('id="used"')[1]
    assert f"{EV1}chains/C1/" in text(gwen, M1).split('id="used"')[1]
    assert "Change or judge" not in read
