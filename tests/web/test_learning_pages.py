"""The learning agenda on its pages, without scripts: side by side, as a list, on paper, and each act by its form."""

import re
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Account

pytestmark = pytest.mark.django_db
WD = "/demo/evaluation/evaluations/WD/"
AGENDA = f"{WD}agenda/"


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=f"{name}@example.org"))
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content[:500]
    return re.sub(r"\s+", " ", answer.content.decode())


def sent(client: Client, address: str, **form: Any) -> str:
    """Send a form, and return the page that follows."""
    answer = client.post(address, form, follow=True)
    assert answer.status_code == 200, re.findall(r"<h2.*?</ul>", answer.content.decode(), re.DOTALL)[:2]
    return re.sub(r"\s+", " ", answer.content.decode())


def day(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_agenda_stands_on_one_page_side_by_side_and_as_a_list() -> None:
    page = text(signed_in("bram"), AGENDA)
    assert "4 vragen open" in page
    assert "1 inzicht nog nooit geprobeerd" in page
    for word in ("aangescherpt", "gesplitst", "samengevoegd", "beantwoord", "blijft"):
        assert f">{word}</text>" in page
    assert "Versie 3, nu" in page
    as_list = text(signed_in("bram"), f"{AGENDA}?view=list")
    assert "<svg" not in as_list.split("<main")[1].split("Inzichten en proeven")[0]
    assert "Welke drie doelen delen we, terwijl elke dienst eigen doelen heeft?" in as_list


def test_agenda_is_one_sheet_of_a4_that_says_where_its_data_come_from() -> None:
    answer = signed_in("bram").get(f"{AGENDA}agenda.pdf")
    assert "verzonnen-demo-WD-agenda-" in answer["Content-Disposition"]
    read = pypdfium2.PdfDocument(answer.content)
    assert len(read) == 1
    words = read[0].get_textpage().get_text_bounded()
    assert "Leeragenda" in words
    assert "verzonnen gegevens" in words
    # Each learning point is on it, and each insight that is counted: these stand beside open questions.
    assert "Leerpunten: L1" in words.replace("\r\n", " ")
    assert "Inzichten naast geen open vraag" not in words.replace("\r\n", " ")
    one_version = signed_in("bram").get("/nsoc/evaluation/evaluations/EV1/agenda/agenda.pdf")
    read = pypdfium2.PdfDocument(one_version.content)
    assert len(read) == 1
    words = re.sub(r"\s+", " ", read[0].get_textpage().get_text_bounded())
    # A source names no owner and no day.
    assert words.count("eigenaar en dag: niet in de bron") == 14
    assert words.split("Leerpunten: ")[1].count(";") == 5


def test_question_leads_back_to_its_first_forms() -> None:
    page = text(signed_in("bram"), f"{AGENDA}3/C/")
    assert f'href="{AGENDA}1/C/"' in page
    assert f'href="{AGENDA}1/D/"' in page
    assert "Beide vragen gaan over uitvoerders die meeschrijven" in page
    assert "Dit is haar eerste vorm." in text(signed_in("bram"), f"{AGENDA}1/B/")
    assert signed_in("bram").get(f"{AGENDA}9/C/").status_code == 404


def test_version_is_written_on_pages_and_adopted() -> None:
    client = signed_in("dilara")
    sent(client, f"{AGENDA}begin/", session="S1")
    assert signed_in("bram").get(f"{AGENDA}4/A/").status_code == 404
    assert "in de maak" not in text(signed_in("bram"), AGENDA)
    told = {"code": "F", "goal": "Hoe verder", "barrier": "de tijd kort is", "owner": "", "comes_back_on": ""}
    sent(client, f"{AGENDA}add/", **told)
    parts = {"code_1": "A1", "goal_1": "Hoe A1", "barrier_1": "x", "code_2": "A2", "goal_2": "Hoe A2", "barrier_2": "y"}
    sent(client, f"{AGENDA}draft/A/split/", **parts, reason="Twee vragen")
    sent(client, f"{AGENDA}merge/", **told | {"code": "G", "merged": ["B1", "B2"]}, reason="Eén vraag")
    for _dropped in range(2):
        sent(client, f"{AGENDA}draft/C/end/", how="dropped", ending="Klaar ermee")
        take_back = f'href="{AGENDA}draft/C/take-back/"'
        assert take_back in text(client, AGENDA)
        if not _dropped:
            assert take_back not in sent(client, f"{AGENDA}draft/C/take-back/")
    refused = client.post(f"{AGENDA}adopt/", {})
    assert refused.status_code == 409
    assert "G, F" in refused.content.decode()
    for code in ("F", "G"):
        assert client.get(f"{AGENDA}4/{code}/").status_code == 200
        owner = re.search(r'value="([-0-9a-f]{36})">Karin<', text(client, f"{AGENDA}4/{code}/owner/"))
        assert owner is not None
        sent(client, f"{AGENDA}4/{code}/owner/", owner=owner[1], comes_back_on=day(30))
    page = sent(client, f"{AGENDA}adopt/")
    assert "Versie 4, nu" in page
    # The trial for A stands beside both parts of A, and says whose it is; what was dropped is asked nowhere any more.
    assert page.count("(geprobeerd voor vraag A)") >= 2
    points = page.split("Leerpunten")[1].split("Inzichten en proeven")[0]
    assert f'href="{AGENDA}4/C/"' not in points
    offered = re.findall(r'<option value="(\w+)">', text(client, f"{AGENDA}insight/").split('name="session"')[0])
    assert sorted(offered) == ["A1", "A2", "F", "G"]
    assert "Klaar ermee" in text(signed_in("bram"), f"{AGENDA}4/C/")


def test_proposals_of_a_session_are_offered_with_their_votes_where_a_question_is_added() -> None:
    client, session = signed_in("dilara"), f"{WD}sessions/S1/"
    begin = f"{AGENDA}begin/?session=S1"
    assert f'href="{begin}"' in text(client, session)
    assert re.search(r'value="S1" selected', text(client, begin))
    sent(client, begin, session="S1")
    assert begin not in text(client, session)
    # The most chosen comes first; what was put together with another is offered once.
    offered = re.findall(
        r'href="([^"]+\?proposal=S1-\d+)">([^<]+)</a> <span[^>]*>([^<]+)<', text(client, f"{AGENDA}add/")
    )
    assert [(words, votes) for _url, words, votes in offered] == [
        ("Hoe weten we vooraf wat mag, terwijl de wet per richting verschilt?", "3 kozen dit"),
        ("Hoe werken we zonder namen, terwijl het beeld dan gaten houdt?", "2 kozen dit"),
        ("Hoe houden we de vergaderingen kort, terwijl iedereen wil meepraten?", "1 koos dit"),
    ]
    without_names = offered[1][0]
    form = text(client, without_names)
    assert "Voorstel 2 van “Leersessie in september”" in form
    assert ">Hoe werken we zonder namen</textarea>" in form.replace(" </textarea>", "</textarea>").replace(
        "> Hoe", ">Hoe"
    )
    sent(client, without_names, code="F", goal="Hoe werken we zonder namen", barrier="het beeld dan gaten houdt")
    assert "proposal=S1-2" not in text(client, f"{AGENDA}add/")
    assert "ging verder als vraag F" in text(client, session)


def test_act_of_someone_else_is_refused_on_its_page() -> None:
    client = signed_in("bram")
    page = text(client, f"{AGENDA}begin/")
    assert "Dit is voor de evaluatoren" in page
    assert client.post(f"{AGENDA}begin/", {}).status_code == 409
    assert "Nieuwe versie beginnen" not in text(client, AGENDA)


def test_trials_stand_at_their_activity_on_their_page_and_on_home() -> None:
    page = text(signed_in("bram"), "/demo/programme/activities/D04/")
    assert "Wat we hier proberen" in page
    assert "Eén uitvoerder schrijft mee" in page
    listed = text(signed_in("bram"), "/demo/evaluation/trials/")
    assert "Bekeken op 18 november 2026: behouden" in listed
    # Gwen has the trial that ran out and was never looked at.
    home = text(signed_in("gwen"), "/demo/")
    assert "Van de leeragenda" in home
    assert "Laat één uitvoerder meeschrijven" in home
    assert "Laat één uitvoerder meeschrijven" not in text(signed_in("hugo"), "/demo/")
    assert b"Nooit opnieuw bekeken" in signed_in("bram").get("/demo/evaluation/trials/export.csv").content


def test_insight_is_noted_tried_and_looked_at() -> None:
    client = signed_in("anna")
    sent(client, f"{AGENDA}insight/", code="I9", observation="Gezien", text="Geleerd", question="A", session="")
    form = text(client, f"{AGENDA}insights/I9/try/")
    owner = re.search(r'value="([-0-9a-f]{36})" selected>Anna<', form)
    assert owner is not None
    told = {"activity": "D01", "what": "Anders werken", "until_on": day(0), "known_by": "Te zien", "owner": owner[1]}
    assert "Anders werken" in sent(client, f"{AGENDA}insights/I9/try/", **told)
    look = re.search(
        r'href="(/demo/evaluation/trials/[-0-9a-f]{36}/look/)">[^<]*<span[^>]*>: Anders werken', text(client, AGENDA)
    )
    assert look is not None
    page = sent(client, look[1], saw="Het hielp", outcome="kept", session="", what="", until_on="", known_by="")
    assert "Het hielp" in page


def test_trial_of_an_activity_that_ended_goes_on_changed_in_another() -> None:
    client = signed_in("gwen")
    look = re.search(r'href="(/demo/evaluation/trials/[-0-9a-f]{36}/look/)"', text(client, "/demo/"))
    assert look is not None
    form = text(client, look[1])
    # The one session was held before this trial began.
    assert 'name="session"' in form
    assert 'value="S1"' not in form
    told = {"saw": "Half", "outcome": "changed", "session": "", "what": "", "until_on": day(20), "known_by": ""}
    refused = client.post(look[1], told | {"activity": "D04"})
    assert refused.status_code == 409
    assert 'href="#id_activity"' in refused.content.decode()
    own = re.findall(r'<option value="(D\d\d)"', form)
    assert "D01" in own
    assert client.post(look[1], told | {"activity": "D01"}).status_code == 302


def test_who_is_in_no_team_is_not_offered_to_try_or_look_again() -> None:
    farid, anna, dilara = (signed_in(name) for name in ("farid", "anna", "dilara"))
    sent(anna, f"{AGENDA}insight/", code="I9", observation="Gezien", text="Geleerd", question="A", session="")
    for address, button in ((AGENDA, "/try/"), ("/demo/evaluation/trials/", "/look/")):
        assert button in text(dilara, address)
        assert button not in text(farid, address)
    assert "U zit in geen team" in text(farid, f"{AGENDA}insights/I9/try/")


def test_two_lists_show_owner_day_and_who_still_judges() -> None:
    page = text(signed_in("bram"), f"{WD}lists/")
    assert "Eén vaste plek voor elkaars stukken" in page
    assert "Deels bereikt" in page
    assert "Nog te beoordelen: Stuurgroep" in page
    assert "Punt op een lijst zetten" not in page
    assert "Punt op een lijst zetten" in text(signed_in("dilara"), f"{WD}lists/")


def test_session_is_for_evaluators_and_tells_others_only_that_it_is_held() -> None:
    page = text(signed_in("bram"), f"{WD}sessions/S1/")
    assert "Leersessie in september" in page
    assert "Hoe houden we de vergaderingen kort" not in page
    assert "Noor van Wijk" not in page
    assert signed_in("bram").get(f"{WD}sessions/S1/screen/").status_code == 404
    own = text(signed_in("dilara"), f"{WD}sessions/S1/")
    assert "3 kozen dit" in own
    assert "Noor van Wijk" in own
    screen = text(signed_in("dilara"), f"{WD}sessions/S1/screen/")
    assert "Wat willen we anders doen tot februari?" in screen
    assert "<script>" not in screen


def test_group_takes_part_by_links_from_prepared_to_over() -> None:
    client = signed_in("dilara")
    told = {
        "name": "Sessie",
        "code": "S2",
        "asks": "Wat leren we?",
        "held_on": day(2),
        "choices_each": 1,
        "measurement": "",
    }
    # Its code is proposed, and the page that follows is its own: there it is said who takes part.
    assert 'name="code" value="S2"' in text(client, f"{WD}session/")
    session = f"{WD}sessions/S2/"
    assert f'href="{session}participant/"' in sent(client, f"{WD}session/", **told)
    assert "(niet verplicht)" not in text(client, f"{session}participant/").split('for="id_organisation"')[0]
    for name in ("Noor", "Sam"):
        sent(client, f"{session}participant/", name=name, person="", organisation="", level="tactical")
    links = client.post(f"{session}links/", {})
    assert links["Cache-Control"] == "no-store"
    tokens = re.findall(r"/take-part/([A-Za-z0-9_-]{43})/", links.content.decode())
    assert len(tokens) == 2
    # A new link takes the former one away: that is asked first.
    participant = re.search(r'name="participant" value="([^"]+)"', text(client, session))
    assert participant is not None
    asked = client.post(f"{session}links/", {"participant": participant[1]}).content.decode()
    assert "leidt vanaf dan nergens heen" in asked
    assert "/take-part/" not in asked
    noor, sam = Client(), Client()
    for phone, token in ((noor, tokens[0]), (sam, tokens[1])):
        assert phone.get(f"/take-part/{token}/")["Location"] == "/take-part/"
    assert "nog niet begonnen" in text(noor, "/take-part/")
    sent(client, f"{session}move/", state="proposing")
    made_for = re.search(r'name="made_for" value="([^"]+)"', text(noor, "/take-part/"))
    assert made_for is not None
    form = {"made_for": made_for[1], "goal": "Hoe delen we", "barrier": "het lastig is"}
    assert "Het staat bij de voorstellen" in sent(noor, "/take-part/propose/", **form)
    # A form of another link is not taken in.
    assert "een andere link gevolgd" in sent(sam, "/take-part/propose/", **form | {"goal": "Niet van Sam"})
    # A session holds fifteen proposals for each who takes part.
    many = [noor.post("/take-part/propose/", form).status_code for _proposal in range(30)]
    assert many == [302] * 29 + [409]
    page = text(client, f"{session}screen/")
    assert "Hoe delen we, terwijl het lastig is?" in page
    assert "Niet van Sam" not in page
    sent(client, f"{session}move/", state="choosing")
    chooses = text(sam, "/take-part/")
    proposal, *_others = re.findall(r'name="proposal" value="([^"]+)"', chooses)
    own = re.search(r'name="made_for" value="([^"]+)"', chooses)
    assert own is not None
    assert "Uw keuze is bewaard" in sent(sam, "/take-part/choose/", made_for=own[1], proposal=proposal)
    assert "1 koos dit" in text(client, session)
    # Its end is asked on a page first.
    assert "niet opnieuw geopend" in sent(client, f"{session}move/", state="closed")
    assert "De sessie is voorbij" not in text(noor, "/take-part/")
    assert f'href="{session}end/"' in text(client, session)
    sent(client, f"{session}end/")
    assert "De sessie is voorbij" in text(noor, "/take-part/")
    assert "voorbij" in text(client, f"{session}end/")


def test_place_of_a_claim_leads_to_the_row_of_its_source_that_names_the_lines() -> None:
    client = signed_in("bram")
    page = text(client, "/nsoc/evaluation/claims/")
    links = set(re.findall(r'href="(/nsoc/programme/sources/[^"#]+)#(line-[^"]+)"', page))
    assert len(links) > 70
    for source in {source for source, _place in links}:
        rows = re.findall(r'<li lang="nl" id="([^"]+)"', text(client, source))
        assert len(rows) == len(set(rows))
        assert {place for of, place in links if of == source} <= set(rows)


def test_unknown_link_leads_nowhere_and_says_so() -> None:
    assert "Deze link leidt nergens heen" in text(Client(), "/take-part/" + "y" * 43 + "/", 404)
    assert "Deze link leidt nergens heen" in text(Client(), "/take-part/", 404)
