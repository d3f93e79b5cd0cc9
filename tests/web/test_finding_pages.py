"""Findings and answers on their pages, without scripts: from evidence to an answer, and who is shown what."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.evaluations import share
from tests.fieldwork import code, coded, evaluated, interviewed
from tests.findings import agreed, written
from tests.measures import add_measure, take_in
from tests.web.test_round_result_pages import cells, signed_in, text, words
from tests.world import World, days_from_now, now, place
from vlechtwerk.domains.evaluation.models import ApprovedFinding, Evaluation, EvidenceAgainst, Finding
from vlechtwerk.domains.evaluation.operations import coding_steps, findings, transcripts
from vlechtwerk.domains.evaluation.rules.fieldwork import State, Use
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.evidence.address import Base, Evidence, EvidenceAddress, Ground, Stance
from vlechtwerk.foundation.evidence.registry import known_kinds

pytestmark = pytest.mark.usefixtures("as_dilara")

EV1 = "/test/evaluation/evaluations/EV1/"
USE = re.compile(r'href="(/test/evaluation/use-as-evidence/[^"]+)"')
TOLD = "{cijfer 1} van de respondenten is het eens met {stelling 1}."


def uses(page: str) -> list[str]:
    return [unescape(link) for link in USE.findall(page)]


def figure(evaluation: Evaluation, name: str, stance: Stance = Stance.SUPPORTS) -> Evidence:
    address = EvidenceAddress("published_figure", f"{evaluation.code},{name}")
    return Evidence(address, stance=stance, ground=Ground.OPINION, base=Base.PUBLISHED)


def begun(world: World, evaluation: Evaluation, *evidence: Evidence, **more: object) -> Finding:
    """Let Dilara write a finding on a published figure."""
    on = evidence or (figure(evaluation, "D1"),)
    return written(world, evaluation, TOLD, *on, base=Base.PUBLISHED, **more)


def test_from_a_coded_fragment_to_an_answer(world: World) -> None:
    evaluation = evaluated(world)
    given = code(world, evaluation)
    said = interviewed(world, evaluation, organisation="NP")
    coded(world, said, given, 0, 28)
    quotes = (said.session.parts.get(), Use.QUOTES, State.GIVEN, days_from_now(0))
    transcripts.note_consent(*quotes, by=world.dilara, at=now())
    dilara = signed_in(world.dilara)
    _whole, fragment = uses(text(dilara, reverse("evaluation:fragments", args=["test", "EV1", given.id])))
    assert "kind=fragment&identifier=EV1%2CI1%2C0-28" in fragment
    assert "Meestal begint het 🙂 bellen." in words(text(dilara, fragment))
    chosen = dilara.post(fragment, {"finding": "EV1:new", "stance": "supports"})
    write = chosen["Location"]
    page = words(text(dilara, write))
    assert "{quote 1}" in page
    told = {"ground": "opinion", "base": "own", "questions": "V1", "kind": "neither", "sought": "not_sought",
            "language": "nl"}  # fmt: skip
    refused = dilara.post(write, told | {"sentence": "Door samenwerking gaat het bellen sneller."})
    body = refused.content.decode()
    assert refused.status_code == 409
    assert "says more than its evidence carries" in body
    assert '<span class="vw-refused-sentence__at">Door samenwerking</span>' in body
    assert "vw-ground__part--measured_effect" in body
    assert not Finding.objects.exists()
    (proposal,) = re.findall(r'name="sentence" value="([^"]+)"', body)
    assert proposal == "Een geïnterviewde zegt: {citaat 1}"
    # What else was filled in goes along.
    form = body.split("vw-refused-sentence__proposal")[0].rpartition("<form")[2]
    kept = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    kept.pop("csrfmiddlewaretoken", None)
    assert kept == told
    saved = dilara.post(write, kept | {"sentence": unescape(proposal)}, follow=True)
    assert saved.status_code == 200
    assert "Another evaluator can check it now." in saved.content.decode()
    # Who wrote it is told why they can't check it, and a member who evaluates nothing finds nothing.
    assert "You wrote F1." in words(saved.content.decode())
    karin, mila = signed_in(world.karin), signed_in(world.people["mila"])
    text(karin, f"{EV1}findings/F1/", 404)
    assert "No finding has been approved yet." in words(text(karin, f"{EV1}findings/"))
    for step, otherwise in (("check", "Change the sentence"), ("approve", "Send it back, with why")):
        # Who judges has the evidence before them, and a way back.
        judging = text(mila, f"{EV1}findings/F1/{step}/")
        assert (judging.count("vw-for-and-against__below") > 0, otherwise in judging) == (True, True)
        assert mila.post(f"{EV1}findings/F1/{step}/", {"remark": "Klopt"}).status_code == 302
    answer = words(text(karin, f"{EV1}answers/V1/"))
    assert "1 approved finding answers it." in answer
    assert "opinion" in answer
    assert ApprovedFinding.objects.get().sentence in unescape(answer)
    assert ApprovedFinding.objects.get().sentence in unescape(words(text(karin, f"{EV1}findings/F1/")))


def test_share_put_to_another_claim_is_refused_with_the_statement_and_its_hole(world: World) -> None:
    evaluation = evaluated(world)
    world.source()
    share(world, evaluation)
    begun(world, evaluation)
    other = TOLD.replace("is het eens met {stelling 1}", "vindt dat het lab werkt")
    told = {"ground": "opinion", "base": "published", "questions": "V1", "kind": "neither", "sought": "not_sought",
            "language": "nl", "sentence": other}  # fmt: skip
    dilara = signed_in(world.dilara)
    change = f"{EV1}findings/F1/change/"
    assert "{stelling 1}" in words(text(dilara, change))
    refused = dilara.post(change, told)
    body = words(unescape(refused.content.decode()))
    assert refused.status_code == 409
    assert "tells something else than what people answered to. Evidence 1 is about “Stelling D1”" in body
    assert "“Stelling D1” (in onze woorden)" in body
    proposed = re.findall(r'name="sentence" value="([^"]+)"', refused.content.decode())
    assert proposed == [TOLD]


def test_not_sought_differs_from_none_found(world: World) -> None:
    evaluation = evaluated(world)
    world.source()
    share(world, evaluation)
    share(world, evaluation, "D2")
    begun(world, evaluation)
    begun(world, evaluation, sought=EvidenceAgainst.NONE_FOUND)
    begun(world, evaluation, figure(evaluation, "D1"), figure(evaluation, "D2", Stance.CONTRADICTS), sought="found")
    dilara = signed_in(world.dilara)
    first, second, third = (words(text(dilara, f"{EV1}findings/F{number}/")) for number in (1, 2, 3))
    assert "Evidence against it was not sought." in first
    assert "Sought, none found." in second
    assert "not sought" not in second
    assert "Against 1" in third
    assert "speaks for it and against it" in third
    page = words(text(dilara, f"{EV1}findings/"))
    assert "3 findings: 3 draft." in page
    assert "evidence against: not sought" in page
    narrowed = words(text(dilara, f"{EV1}findings/?ground=register"))
    assert "No finding answers to this." in narrowed
    rows = cells(dilara, f"{EV1}findings/export.csv?question=V1")
    filled = "66% van de respondenten is het eens met “Stelling D1” (in onze woorden)."
    grounds = ["Opinion", "Published, count not in the source"]
    assert [row[:4] for row in rows[1:4]] == [[f"F{number}", filled, *grounds] for number in (1, 2, 3)]


def test_changed_evidence_opens_a_finding_again_and_tells_old_and_new(world: World) -> None:
    evaluation = evaluated(world)
    given = code(world, evaluation)
    taken = interviewed(world, evaluation, organisation="NP")
    coded(world, taken, given, 0, 28)
    address = EvidenceAddress("fragments_of_code", f"EV1,{given.id}")
    said = "{aantal 1} van de geïnterviewden noemt {code 1}."
    agreed(world, written(world, evaluation, said, Evidence(address)))
    dilara, karin = signed_in(world.dilara), signed_in(world.karin)
    assert "Approved" in words(text(dilara, f"{EV1}findings/F1/"))
    text(karin, f"{EV1}findings/F1/")
    coding_steps.undo(evaluation, by=world.dilara, at=now())
    page = text(dilara, f"{EV1}findings/F1/")
    assert "Open again: evidence changed since it was approved." in page
    assert re.search(r"was <b>[^<]+</b>, is now <b>[^<]+</b>", page)
    # A member reads that it is looked at again, and no longer what it said.
    page = words(text(karin, f"{EV1}findings/F1/"))
    assert "Finding F1 is being looked at again" in page
    assert "begint het met bellen" not in page
    text(karin, f"{EV1}findings/F2/", 404)
    assert "own data" in words(text(dilara, f"{EV1}findings/"))
    told = "1 finding is being looked at again: F1."
    assert [told in words(text(karin, EV1 + page)) for page in ("findings/", "answers/", "answers/V1/")] == [True] * 3
    agreed(world, Finding.objects.get())
    assert told not in words(text(karin, f"{EV1}answers/V1/"))


def test_home_shows_what_waits_for_the_check_or_approval_of_another_than_the_writer(world: World) -> None:
    evaluation = evaluated(world)
    world.source()
    share(world, evaluation)
    mila = world.people["mila"]
    finding = begun(world, evaluation)
    reader = signed_in(mila)
    assert "1 finding waits for your check: F1" in words(text(reader, "/test/"))
    with reading_as(mila.id):
        findings.check_finding(finding, by=mila, at=now())
    assert "1 finding waits for your approval: F1" in words(text(reader, "/test/"))
    assert "waits for your" not in words(text(signed_in(world.dilara), "/test/"))
    assert "waits for your" not in words(text(signed_in(world.karin), "/test/"))


def test_table_is_the_same_for_members_but_for_who_wrote_and_checked(world: World) -> None:
    evaluation = evaluated(world)
    world.source()
    share(world, evaluation)
    agreed(world, begun(world, evaluation))
    full, told = (
        next(row for row in cells(signed_in(who), f"{EV1}findings/export.csv") if row[:1] == ["F1"])
        for who in (world.dilara, world.karin)
    )
    assert full[11:13] == ["Dilara", "Mila"]
    assert told == [*full[:11], "", "", *full[13:]]


def test_words_that_were_withdrawn_speak_no_longer_and_the_page_says_why(world: World) -> None:
    evaluation = evaluated(world)
    said = interviewed(world, evaluation, organisation="NP")
    part = said.session.parts.get()
    transcripts.note_consent(part, Use.QUOTES, State.GIVEN, days_from_now(0), by=world.dilara, at=now())
    fragment = Evidence(EvidenceAddress("fragment", "EV1,I1,29-46"), stance=Stance.SUPPORTS, ground=Ground.OPINION)
    agreed(world, written(world, evaluation, "Een geïnterviewde zegt: {citaat 1}", fragment))
    dilara = signed_in(world.dilara)
    page = words(text(dilara, f"{EV1}findings/F1/"))
    assert "One method speaks: Interviews" in page
    assert "1 for" in words(text(dilara, f"{EV1}findings/"))
    # Before they go it is said what rests on them, with the way to it.
    going = text(dilara, reverse("evaluation:withdraw_from_study", args=["test", "EV1", said.session.code, "R1"]))
    assert f'href="{EV1}findings/F1/"' in going
    transcripts.withdraw_consent(part, days_from_now(0), by=world.dilara, at=now())
    page = text(dilara, f"{EV1}findings/F1/")
    assert "Consent was withdrawn: these words are no longer here" in page
    assert "Een geïnterviewde zegt: […]" in words("<h1" + page.split("<h1")[1].split("</h1>")[0])
    for gone in ("One method speaks", "Levels heard", "EV1,I1,29-46", "vw-evidence__changed"):
        assert gone not in page, gone
    assert "0 for" in words(text(dilara, f"{EV1}findings/"))
    # Who may not read the text is told that it is looked at again, not what it said nor whose words went.
    page = text(signed_in(world.karin), f"{EV1}findings/F1/")
    assert "being looked at again" in page
    assert not [word for word in ("Een geïnterviewde", "Consent was withdrawn", "EV1,I1") if word in page]


@pytest.mark.slow
def test_only_evaluators_are_offered_to_use_what_stands_on_a_page(world: World) -> None:
    evaluation = evaluated(world)
    world.source()
    share(world, evaluation)
    activity = world.activity("A01")
    world.stands(activity, Status.RUNNING, "2023-01-10", evidence=[place()])
    decision = world.taken()
    take_in(world, add_measure(world, activity), [20 + place % 3 + (15 if place >= 16 else 0) for place in range(28)])
    periods = "first_from=2024-01&first_until=2024-01&second_from=2024-02&second_until=2024-02"
    pages = {
        f"programme/measures/KADES/?{periods}&start=2025-05": {
            "registered_count", "count_comparison", "interrupted_series",
        },
        "programme/activities/A01/": {"activity"},
        "programme/activities/A01/history/": {"status"},
        "programme/sources/T1/": {"document"},
        f"partnership/decisions/{decision.id}/": {"decision"},
        "evaluation/evaluations/EV1/published/D1/": {"published_figure"},
    }  # fmt: skip
    dilara, karin = signed_in(world.dilara), signed_in(world.karin)
    for page, kinds in pages.items():
        offered = uses(text(dilara, f"/test/{page}"))
        named = {re.search(r"kind=(\w+)", link)[1] for link in offered}  # type: ignore[index]  # each names its kind
        assert kinds <= named <= set(known_kinds()), page
        for link in offered:
            text(dilara, link)
            text(karin, link, 404)
        assert "use-as-evidence" not in text(karin, f"/test/{page}")
        past = f"/test/{page}{'&' if '?' in page else '?'}as_of=2024-01-01"
        assert "use-as-evidence" not in text(dilara, past)


def test_what_is_not_known_stands_with_the_answer(world: World) -> None:
    evaluated(world)
    dilara, karin = signed_in(world.dilara), signed_in(world.karin)
    note = f"{EV1}answers/V1/gap/"
    assert dilara.post(note, {"text": "Of het sneller gaat", "reason": "Niemand hield tijden bij"}).status_code == 302
    assert karin.post(note, {"text": "Ik ook", "reason": "Zomaar"}).status_code == 409
    assert "Of het sneller gaat" in words(text(karin, f"{EV1}answers/"))
    told = {"text": "Of het sneller gaat", "reason": "Nu wel bijgehouden", "state": "known_now"}
    assert dilara.post(f"{EV1}answers/V1/gaps/1/", told).status_code == 302
    page = words(text(karin, f"{EV1}answers/V1/"))
    assert "Nobody noted yet what is not known." in page
    assert "Known by now" in page


def test_every_page_opens_and_asks_as_often_for_many_findings_as_for_few(world: World) -> None:
    evaluation = evaluated(world)
    world.source()
    share(world, evaluation)
    finding = begun(world, evaluation)
    dilara = signed_in(world.dilara)
    for page in ("change", "evidence", "evidence/1", "check", "approve", "reopen"):
        text(dilara, f"{EV1}findings/F1/{page}/")
    for page in ("findings/export.xlsx", "answers/export.csv", "answers/V1/gap/", "finding/"):
        assert dilara.get(f"{EV1}{page}").status_code == 200
    agreed(world, finding)
    few = _queries(dilara)
    for _more in range(4):
        agreed(world, begun(world, evaluation))
    many = _queries(dilara)
    assert {page: (few[page], many[page]) for page in few if many[page] > few[page]} == {}


def _queries(client: Client) -> dict[str, int]:
    counted = {}
    for page in ("findings/", "answers/", "answers/V1/", "findings/F1/"):
        with CaptureQueriesContext(connection) as asked:
            text(client, f"{EV1}{page}")
        counted[page] = len(asked)
    return counted
