"""The framework on its pages, without scripts: proposals of the doctor carried out, a norm, a judgement checked."""

import re
from html import unescape

import pytest
from django.test import Client
from django.utils.timezone import localdate

from tests.fieldwork import code as in_book
from tests.fieldwork import coded, evaluated, interviewed
from tests.findings import STATEMENT, asked_people, of
from tests.frameworks import LEVELS, NORM, checked, criterion, judged, read, rubric
from tests.web.test_round_result_pages import signed_in, text, words
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import CriterionJudgement
from vlechtwerk.domains.evaluation.operations import framework
from vlechtwerk.domains.evaluation.operations.evaluations import end_evaluator_role
from vlechtwerk.domains.evaluation.rules.framework import BaselineTold
from vlechtwerk.foundation.evidence.links import evidence_of

pytestmark = pytest.mark.usefixtures("as_dilara")
EV1 = "/test/evaluation/evaluations/EV1/"
FRAMEWORK, CRITERION = f"{EV1}framework/", f"{EV1}criteria/AP-A/"
NO_EVIDENCE = {"evidence-TOTAL_FORMS": "0", "evidence-INITIAL_FORMS": "0"}


def sent(client: Client, url: str, **told: object) -> str:
    """Send a form and return the words of the page to which it leads; it is not refused."""
    answer = client.post(url, told)
    assert answer.status_code == 302, words(answer.content.decode())
    return words(text(client, answer["Location"]))


def test_doctor_leads_to_forms_that_are_filled_in_with_its_proposals(world: World) -> None:
    evaluation = asked_people(world)
    dilara = signed_in(world.dilara)
    assert "This evaluation has no criteria yet." in words(text(dilara, f"{FRAMEWORK}doctor/"))
    told = {"code": "AP", "title": "Actieplan", "about": "", "language": "nl"}
    sent(dilara, f"{FRAMEWORK}list/", **told)
    double = "Is er genoeg capaciteit en is die gelijk verdeeld over de partners?"
    for letter, question in (("A", double), ("B", "Zijn er werkinstructies opgesteld?")):
        sent(dilara, f"{FRAMEWORK}lists/AP/criterion/", code=letter, question=question, kind="condition", about="")
    page = text(dilara, f"{FRAMEWORK}doctor/")
    assert "2 criteria. 0 can be judged now." in words(page)
    splits = [unescape(url) for url in re.findall(r'href="([^"]+/split/[^"]*)"', page)]
    assert splits[0].startswith(f"{CRITERION}split/?question=")
    form = text(dilara, splits[0])
    proposed = re.search(r'<textarea name="questions"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    assert proposed is not None
    questions = unescape(proposed.group(1)).strip()
    assert len(questions.splitlines()) == 2
    assert "Split into AP-A, AP-A2." in sent(dilara, splits[0], questions=questions, reason="Twee vragen in een")
    assert "/split/" not in text(dilara, f"{FRAMEWORK}doctor/").partition("</main>")[0].replace(CRITERION, "")
    # Others read the doctor, and are offered nothing.
    karin = text(signed_in(world.karin), f"{FRAMEWORK}doctor/")
    assert "No norm" in words(karin)
    assert "/norm/" not in karin
    assert evaluation.criteria.count() == 3


def test_norm_is_fixed_a_criterion_judged_and_another_checks_it(world: World) -> None:
    evaluation = asked_people(world)
    one = criterion(world, evaluation, norm="", methods=("survey", "interviews"))
    dilara, mila, karin = (signed_in(world.people[name]) for name in ("dilara", "mila", "karin"))
    page = words(text(dilara, CRITERION))
    assert "Not judged" in page
    assert "Interviews no data" in page
    refused = dilara.post(f"{CRITERION}judge/", NO_EVIDENCE | {"level": "met", "text": "Zo", "sought": "not_sought"})
    assert refused.status_code == 422
    assert "What each level means" in sent(dilara, f"{FRAMEWORK}levels/", **LEVELS)
    sent(dilara, f"{CRITERION}source/", source="statement|S1")
    assert NORM in sent(dilara, f"{CRITERION}norm/", text=NORM)
    # It is changed only with its reason; the round was opened before either.
    assert dilara.post(f"{CRITERION}norm/", {"text": "60%"}).status_code == 422
    changed = sent(dilara, f"{CRITERION}norm/", text="Ten minste 60%.", reason="Te streng")
    assert "Why it changed: Te streng" in changed
    assert "Can be judged now" in words(text(karin, FRAMEWORK))
    form = text(dilara, f"{CRITERION}judge/")
    assert "18" in form
    empty = NO_EVIDENCE | {"level": "met", "text": "De norm is gehaald.", "sought": "none_found"}
    nothing = dilara.post(f"{CRITERION}judge/", empty | {"told_1": ""})
    assert nothing.status_code == 409
    assert "Nothing speaks for this judgement." in words(nothing.content.decode())
    assert "Indicative: one method" in sent(dilara, f"{CRITERION}judge/", **(empty | {"told_1": "supports"}))
    page = words(text(dilara, CRITERION))
    assert "You judged this. Another evaluator checks it." in page
    assert "Only one method tells something: survey." in page
    assert "De norm is gehaald." not in text(karin, CRITERION)
    check = f"{CRITERION}judgements/1/check/"
    assert check in text(mila, CRITERION)
    assert "1 judgement waits for your check: AP-A" in words(text(mila, "/test/"))
    assert "waits for your check" not in words(text(dilara, "/test/"))
    assert karin.get(check).status_code == 404
    assert dilara.post(check).status_code == 409
    sent(mila, check)
    page = text(karin, CRITERION)
    assert "De norm is gehaald." in page
    assert "Checked by" in words(page)
    assert "Sought, none found." in words(page)
    assert CriterionJudgement.objects.get(criterion=one).strength == "indicative"
    assert "waits for your check" not in words(text(mila, "/test/"))


def test_who_checks_sees_the_bar_and_what_was_not_used_and_can_object(world: World) -> None:
    evaluation = asked_people(world)
    one = criterion(world, evaluation)
    rubric(world, evaluation)
    world.source()
    framework.bind_source(one, "statement", "S1", by=world.dilara, at=now())
    framework.fix_norm(one, "Ten minste 60%.", "Te streng", by=world.dilara, at=now())
    framework.note_baseline(one, BaselineTold("41% in 2022"), by=world.dilara, at=now())
    judged(world, one, "met", of("document", "T1"))
    dilara, mila = signed_in(world.dilara), signed_in(world.people["mila"])
    check, objecting = (f"{CRITERION}judgements/1/{act}/" for act in ("check", "object"))
    page = words(text(mila, check))
    for told in ("Ten minste 60%.", "whether that was before the first data", "Why the norm changed Te streng",
                 f"Former norm {NORM}", "Baseline 41% in 2022", "Not used, survey", "was not sought"):  # fmt: skip
        assert told in page, told
    assert objecting in text(mila, check)
    assert mila.post(objecting, {"text": ""}).status_code == 422
    assert dilara.post(objecting, {"text": "Zo"}).status_code == 409
    assert "Your objection is kept. Dilara" in sent(mila, objecting, text="Eén bron is te weinig.")
    assert "Objection: Eén bron is te weinig." in words(text(dilara, CRITERION))
    # It is beside the form where it is judged anew.
    form = words(text(dilara, f"{CRITERION}judge/"))
    assert "Objection to the judgement Eén bron is te weinig." in form
    assert "Judged so far Met." in form
    assert "1 judgement of yours was objected to. Judge it anew: AP-A" in words(text(dilara, "/test/"))
    assert "waits for your check" not in words(text(mila, "/test/"))
    assert check not in text(mila, CRITERION)
    assert "Eén bron" not in text(signed_in(world.karin), CRITERION)
    judged(world, one, "partly", of("document", "T1"))
    page = words(text(dilara, CRITERION))
    assert "Objection to the judgement" in page
    assert "It has to be judged anew." not in page
    assert "objected to" not in words(text(dilara, "/test/"))


def test_what_was_objected_to_is_on_the_home_page_of_others_when_who_judged_evaluates_no_more(world: World) -> None:
    evaluation = asked_people(world)
    one = criterion(world, evaluation)
    rubric(world, evaluation)
    world.source()
    judged(world, one, "met", of("document", "T1"))
    dilara, mila = signed_in(world.dilara), signed_in(world.people["mila"])
    end_evaluator_role(evaluation.evaluators.get(person=world.dilara), localdate(), by=world.dilara, at=now())
    answer = sent(mila, f"{CRITERION}judgements/1/object/", text="Eén bron is te weinig.")
    assert "Dilara evaluates no more: each evaluator sees it on the home page." in answer
    told = "1 judgement was objected to, and who judged evaluates no more. Judge it anew: AP-A"
    assert told in words(text(mila, "/test/"))
    assert "objected to" not in words(text(dilara, "/test/"))


def test_what_stands_on_another_page_is_used_to_judge_with(world: World) -> None:
    evaluation = asked_people(world)
    one, dilara = criterion(world, evaluation), signed_in(world.dilara)
    rubric(world, evaluation)
    framework.bind_source(one, "statement", "S1", by=world.dilara, at=now())
    world.source()
    empty = NO_EVIDENCE | {"level": "met", "text": "De norm is gehaald.", "sought": "none_found"}
    # The form has it already, on the side that was chosen.
    use = "/test/evaluation/use-as-evidence/?kind=document&identifier=T1"
    told = {"other": "criterion:EV1:AP-A", "stance": "contradicts", "ground": "register", "locator_kind": "page",
            "locator": "3", "text": "Zo staat het er"}  # fmt: skip
    judge = dilara.post(use, told)["Location"]
    assert re.search(r'name="told_2".*?value="contradicts" selected', text(dilara, judge), re.DOTALL)
    assert "speaks for and against" in sent(dilara, judge, **(empty | {"told_1": "supports", "told_2": "contradicts"}))
    against = evidence_of([read().judgements[-1].id])[read().judgements[-1].id][1]
    assert (against.identifier, against.locator, against.text) == ("T1", "3", "Zo staat het er")


def test_how_few_people_of_a_level_speak_stands_nowhere_on_the_page(world: World) -> None:
    evaluation = evaluated(world)
    rubric(world, evaluation)
    one, told = criterion(world, evaluation), []
    for number, level in ((1, "tactical"), (2, "operational")):
        given = in_book(world, evaluation, f"code {number}")
        coded(world, interviewed(world, evaluation, f"I{number}", level=level), given, 0, 28)
        told.append(of("fragments_of_code", f"EV1,{given.id}", against=number == 2))
    judged(world, one, "met", *told)
    page = words(text(signed_in(world.dilara), CRITERION))
    assert "How tactical and operational speak is not told: too few people were heard." in page
    assert page.count("too few people") == 3
    assert not re.search("(?i)(tactical|operational): (for|against) it", page)


def test_list_is_narrowed_and_leaves_as_a_file_as_it_is_shown(world: World) -> None:
    evaluation = asked_people(world)
    rubric(world, evaluation)
    one = criterion(world, evaluation, "A", methods=("survey",))
    criterion(world, evaluation, "B", "P", norm="", kind="count_up", methods=("register",))
    checked(world, judged(world, one, "partly", of("round_statement", STATEMENT)))
    karin = signed_in(world.karin)
    shown = text(karin, f"{FRAMEWORK}?method=register")
    assert ("P-B" in shown, "AP-A" in shown.partition("<main")[2]) == (True, False)
    lines = karin.get(f"{FRAMEWORK}export.csv?standing=judged").content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "Partly met" in lines[1]
    assert "No norm yet" in words(text(karin, f"{FRAMEWORK}coverage/"))
    framework.close_criterion(read("P-B").criterion, "Niet meer nodig", by=world.dilara, at=now())
    assert "Niet meer nodig" in text(karin, FRAMEWORK)
    assert "1 criterion. 1 is judged." in words(text(karin, "/test/evaluation/frameworks/"))
    assert karin.get(f"{EV1}criteria/P-Z/").status_code == 404


def test_two_counts_of_one_thing_are_told_apart_where_they_are_weighed(world: World) -> None:
    page = words(text(signed_in(world.dilara), "/demo/evaluation/evaluations/WD/criteria/O-B/judge/"))
    assert page.count("Rondgelopen kades (January 2026)") == 1
    assert page.count("Rondgelopen kades (May 2026)") == 1
