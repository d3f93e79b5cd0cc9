"""The report refuses each wrong by its sentence, place and reason, and every edit of one that was built is found."""

import io
import json
import random
import re
import zipfile
from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pytest

from vlechtwerk.domains.evaluation.queries.report.files import file_of, is_as_made
from vlechtwerk.engines.documents.evaluation_report import judging
from vlechtwerk.engines.documents.evaluation_report.composing import Chapter, Composing
from vlechtwerk.engines.documents.evaluation_report.judging import (
    LONGEST_SENTENCE,
    Fills,
    ProseYardstick,
    objections_to,
    personal_in,
)
from vlechtwerk.engines.documents.evaluation_report.manifest import (
    differences_between,
    differences_within,
    plain_items,
    plain_report,
    report_from,
    sealed,
)
from vlechtwerk.engines.documents.evaluation_report.manifest_form import FORMAT, Damaged, read
from vlechtwerk.engines.documents.evaluation_report.prose import Kind, prose_of
from vlechtwerk.engines.documents.evaluation_report.told import Fill, Objection, Source, Told
from vlechtwerk.engines.documents.findings.holes import Form
from vlechtwerk.engines.documents.findings.judging import Evidence
from vlechtwerk.engines.documents.report.contents import Entries, Entry, Framed, Picture, Report, Section, Sentences
from vlechtwerk.engines.documents.report.html import as_html
from vlechtwerk.engines.documents.report.manifest import as_text, manifest_in
from vlechtwerk.engines.documents.report.pdf import as_pdf
from vlechtwerk.engines.documents.report.word import as_word
from vlechtwerk.engines.statistics.amount_scale import AmountScale, AmountStep
from vlechtwerk.foundation.evidence.address import Base, Ground

SCALE = AmountScale(
    "geen",
    "een enkele",
    2,
    (
        AmountStep("een minderheid", Fraction(0)),
        AmountStep("ongeveer de helft", Fraction(40, 100)),
        AmountStep("een meerderheid", Fraction(60, 100), above=True),
        AmountStep("een ruime meerderheid", Fraction(75, 100)),
        AmountStep("vrijwel allen", Fraction(90, 100)),
    ),
    "allen",
)
YARDSTICK = ProseYardstick(SCALE, ("NSOC-lab 2.0",), ("Mila Jansen",))
ASKED = Evidence(Ground.OPINION, Base.PUBLISHED, figure="74%", asked="Het nodige ontbreekt", source="R, line 12")
SMALL = Evidence(Ground.OPINION, part=1, whole=3, asked="Het gaat goed", suppressed=True)


def finding(words: str, *barred: tuple[Objection, str], **more: Any) -> Fill:
    told = Told(f"finding:{words[:9]}", "finding", words, Ground.OPINION, sources=(Source("x", "1", "a" * 64),))
    return Fill(words, told, sources=told.sources, barred=barred, **more)


FILLS: Fills = {
    (Form.FIGURE, "K9"): Fill(
        "74%", evidence=ASKED, share=Fraction(74, 100), sources=(Source("published_figure", "EV1,K9", "b" * 64, "R"),)
    ),
    (Form.STATEMENT, "K9"): Fill("“Het nodige ontbreekt”", evidence=ASKED),
    (Form.SHARE, "T1.S1"): Fill("1 van de 3", evidence=SMALL),
    (Form.STATEMENT, "T1.S1"): Fill("“Het gaat goed”", evidence=SMALL),
    (Kind.TALLY, "aandelen"): Fill("28", sources=(Source("tally", "aandelen", "c" * 64),)),
    (Kind.NAME, "A1"): Fill("Goud 2"),
    (Kind.FINDING, "F1"): finding("Respondenten vinden dit."),
    (Kind.FINDING, "F2"): finding("Respondenten vinden dat.", (Objection.NOT_APPROVED, "concept")),
    (Kind.FINDING, "F3"): finding("Wij weten dit.", (Objection.WITHOUT_EVIDENCE, "")),
    (Kind.FINDING, "F4"): finding("Eerst zo.", (Objection.SOURCE_CHANGED, "66% → 65%")),
    (Kind.FINDING, "F5"): finding("Alle respondenten vinden dit.", disputed=True),
    (Kind.FINDING, "F6"): finding("Mila Jansen vindt dit."),
    (Kind.FINDING, "F8"): finding("Het werkt.", (Objection.FORM_NOT_ALLOWED, "mening")),
    (Kind.PART, "aandelen"): Fill(""),
}
# A wrong sentence, its objection with the words at fault and what is told of them, and how it is mended.
WRONGS = [
    ("In 2023 begon het.", Objection.TYPED_FIGURE, "2023", "", "Eerder begon het."),
    ("Er waren drie gesprekken.", Objection.TYPED_FIGURE, "drie", "", "Er waren gesprekken."),
    ("Een ruime meerderheid wil door.", Objection.AMOUNT_WORD, "Een ruime meerderheid", "", "{bevinding F1}"),
    (
        "Een minderheid, {cijfer K9} van de respondenten, is het eens met {stelling K9}.",
        Objection.AMOUNT_DOES_NOT_FIT,
        "Een minderheid",
        "een meerderheid",
        "{cijfer K9} van de respondenten is het eens met {stelling K9}.",
    ),
    ("De aanpak heeft geleid tot rust.", Objection.RESULT_VERB, "aanpak heeft geleid", "", "De aanpak volgt het plan."),
    ("{bevinding F5}", Objection.ALL_DISPUTED, "{bevinding F5}", "Alle respondenten vinden dit.", "{bevinding F1}"),
    ("{bevinding F99}", Objection.UNKNOWN_HOLE, "{bevinding F99}", "", "{bevinding F1}"),
    ("Dit is {zomaar iets}.", Objection.UNKNOWN_HOLE, "{zomaar iets}", "", "Dit is iets."),
    ("Want {bevinding F1} dus.", Objection.NOT_ALONE, "{bevinding F1}", "", "{bevinding F1}"),
    ("{bevinding F3}", Objection.WITHOUT_EVIDENCE, "{bevinding F3}", "", "{bevinding F1}"),
    ("{bevinding F2}", Objection.NOT_APPROVED, "{bevinding F2}", "concept", "{bevinding F1}"),
    ("{bevinding F4}", Objection.SOURCE_CHANGED, "{bevinding F4}", "66% → 65%", "{bevinding F1}"),
    ("{bevinding F8}", Objection.FORM_NOT_ALLOWED, "{bevinding F8}", "mening", "{bevinding F1}"),
    (
        "Het nodige ontbreekt bij {cijfer K9}.",
        Objection.FORM_NOT_ALLOWED,
        "Het nodige ontbreekt bij {cijfer K9}.",
        "not_worded_as_said",
        "{cijfer K9} van de respondenten is het eens met {stelling K9}.",
    ),
    (
        "{aandeel T1.S1} van de respondenten is het eens met {stelling T1.S1}.",
        Objection.SUPPRESSED,
        "{aandeel T1.S1}",
        "",
        "Hierover wordt niets verteld.",
    ),
    ("Vraag het mila@example.org.", Objection.PERSONAL, "mila@example.org", "", "Vraag het de schrijvers."),
    ("Bel 06 12 34 56 78.", Objection.PERSONAL, "06 12 34 56 78", "", "Bel gerust."),
    ("Mila Jansen zag dit.", Objection.PERSONAL, "Mila Jansen", "", "Iemand zag dit."),
    ("De doelen zijn gehaald.", Objection.RESULT_VERB, "gehaald", "", "De doelen staan in het plan."),
    ("Er wordt minder gesmokkeld.", Objection.RESULT_VERB, "minder gesmokkeld", "", "Over smokkel gaat het plan."),
    ("Het netwerk is ontmanteld.", Objection.RESULT_VERB, "ontmanteld", "", "Het netwerk is beschreven."),
    ("The targets have been met.", Objection.RESULT_VERB, "targets have been met", "", "The targets are listed."),
    ("Dat komt door het mandaat.", Objection.RESULT_VERB, "komt door", "", "Dat gaat over het mandaat."),
    (
        "De samenwerking is ver-beterd.",
        Objection.RESULT_VERB,
        "De samenwerking is ver-beterd.",
        "",
        "De samenwerking is beschreven.",
    ),
    (
        "De sáménwerking is verbéterd.",
        Objection.RESULT_VERB,
        "De sáménwerking is verbéterd.",
        "",
        "De samenwerking is beschreven.",
    ),
    ("Er waren enkele bijeenkomsten.", Objection.AMOUNT_WORD, "enkele", "", "Er waren bijeenkomsten."),
    ("Dit zag mila  jansen.", Objection.PERSONAL, "mila  jansen", "", "Iemand zag dit."),
    ("MILA JANSEN zag dit.", Objection.PERSONAL, "MILA JANSEN", "", "Iemand zag dit."),
    ("{bevinding F6}", Objection.PERSONAL, "Mila Jansen", "", "{bevinding F1}"),
]


@pytest.mark.parametrize(("wrong", "objection", "at", "told", "mended"), WRONGS)
def test_each_wrong_is_refused_by_its_sentence_place_and_reason_and_not_once_mended(
    wrong: str, objection: Objection, at: str, told: str, mended: str
) -> None:
    before = "## Wat er speelt\n\nDit hoofdstuk is kort. "
    text = f"{before}{wrong}\n\n{{onderdeel aandelen}}"
    found = [one for one in objections_to("practice", prose_of(text), FILLS, YARDSTICK) if one.objection is objection]
    assert [(one.chapter, one.number, one.sentence, one.told) for one in found] == [("practice", 3, wrong, told)]
    place = 0 if objection is Objection.PERSONAL and "{" in wrong else wrong.index(at)
    assert (found[0].at, found[0].start) == (at, len(before) + place)
    assert not objections_to("practice", prose_of(text.replace(wrong, mended)), FILLS, YARDSTICK)


def test_all_is_refused_where_something_beside_it_is_disputed_and_is_a_word_for_an_amount_elsewhere() -> None:
    text = "## Een\n\n{bevinding F5}\n\nAlle partners willen door.\n\n## Twee\n\nAlle partners willen door."
    found = [(one.number, one.objection) for one in objections_to("x", prose_of(text), FILLS, YARDSTICK)]
    assert (3, Objection.ALL_DISPUTED) in found
    assert (5, Objection.AMOUNT_WORD) in found
    assert (5, Objection.ALL_DISPUTED) not in found


def test_names_and_what_is_filled_in_may_hold_a_digit_and_nobody_is_found_in_part_of_a_word() -> None:
    text = "NSOC-lab 2.0 is iets anders dan {naam A1}. Hier staan {telling aandelen} aandelen."
    assert not objections_to("x", prose_of(text), FILLS, YARDSTICK)
    assert not list(personal_in("De Annalen van Jansen", ["Anna"]))


@pytest.mark.parametrize("repeated", ["en het overleg ", "alle drie ", "volgens hen vinden zij ", "a.", "{x ", "“.”"])
def test_a_sentence_that_is_too_long_is_refused_with_its_place_and_no_more_is_judged_than_was_written(
    repeated: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[int] = []
    judge = judging.judging.judge
    monkeypatch.setattr(
        judging.judging, "judge", lambda text, *more, **told: judged.append(len(text)) or judge(text, *more, **told)
    )
    before = "Dit hoofdstuk is kort. "
    for most in (LONGEST_SENTENCE, 10 * LONGEST_SENTENCE, 50 * LONGEST_SENTENCE):
        judged.clear()
        long = (repeated * most)[:most] + "z"
        found = [one for one in objections_to("x", prose_of(f"{before}{long}"), FILLS, YARDSTICK)
                 if one.objection is Objection.TOO_LONG]  # fmt: skip
        if ". " not in long and "”" not in long:
            assert [(one.number, one.start) for one in found] == [(2, len(before))]
            assert long.startswith(found[0].at)
        # However long the prose, it is judged in sentences that are short, each once.
        assert max(judged) <= LONGEST_SENTENCE
        assert sum(judged) <= len(before) + len(long)
    assert not objections_to("x", prose_of("Kort en goed. " * 4_000), FILLS, YARDSTICK)


# --- What was built, and every edit of it. --------------------------------------------------------------------------


def built() -> dict[str, Any]:
    """Build a small report of two chapters, of which all is told in its items and its sections."""
    composing = Composing(lambda told: f"{told.ground} · {told.base}")
    texts = (
        "Wij vertellen wat er is.\n\n{cijfer K9} van de respondenten is het eens met {stelling K9}. {bevinding F1}",
        "## Tellen\n\nHier staan {telling aandelen} aandelen. {bevinding F1}",
    )
    for number, text in enumerate(texts, 1):
        composing.add(Chapter(f"c{number}", f"Hoofdstuk {number}", prose_of(text), FILLS, {}), str(number))
    items = list(composing.composed.items.values())
    report = Report("Titel", "Heel", "X · Gepubliceerd", False, "nl", "Inhoud", (), tuple(composing.composed.sections))
    return sealed(
        {
            "format": FORMAT,
            "software": "1",
            "language": "nl",
            "project": {"code": "p", "name": "P", "origin": "published"},
            "evaluation": {"code": "EV1", "title": "Titel"},
            "as_of": "2026-11-30",
            "made_at": "2026-11-30T12:00:00+01:00",
            "frozen_on": "",
            "template": "",
            "chapters": [
                {"chapter": f"c{place}", "version": 0, "text": text, "checksum": _sum(text)}
                for place, text in enumerate(texts, 1)
            ],
            "items": plain_items(items),
            "forms": {"full": plain_report(report)},
        }
    )


def test_what_is_told_twice_keeps_its_number_and_a_plain_sentence_has_none() -> None:
    told = {item["words"]: item["number"] for item in built()["items"]}
    assert told["Wij vertellen wat er is."] == ""
    assert told["74% van de respondenten is het eens met “Het nodige ontbreekt”."] == "1"
    assert (told["Respondenten vinden dit."], told["Hier staan 28 aandelen."]) == ("2", "3")
    rows = [row for section in built()["forms"]["full"]["sections"] for block in section["blocks"]
            if block["kind"] == "sentences" for row in block["rows"]]  # fmt: skip
    assert [row[0] for row in rows] == ["1", "2", "3", "2"]


def edited(manifest: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Change one figure, word or source somewhere in a manifest, and half of the time mend its sums after that."""
    changed = deepcopy(manifest)
    # A sum that is mended after it was changed is no edit.
    places = [place for place in _texts(changed, ("items", "forms", "chapters")) if place[1] != "checksum"]
    holder, key = chance.choice(places)
    text = holder[key]
    place = chance.randrange(len(text))
    other = chance.choice([sign for sign in "0123456789abcdefgZ%" if sign != text[place]])
    holder[key] = text[:place] + other + text[place + 1 :]
    if chance.random() < 0.5:
        for item in changed["items"]:
            bare = {name: value for name, value in item.items() if name != "checksum"}
            item["checksum"] = _sum(as_text(bare))
        changed = sealed(changed)
    return changed


def _sum(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()


def _texts(value: Any, within: tuple[str, ...] = ()) -> list[tuple[Any, Any]]:
    """Return each place in a tree of values where a text stands that is not empty."""
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    found = []
    for key, inner in pairs:
        if within and key not in within:
            continue
        if isinstance(inner, dict | list):
            found += _texts(inner)
        elif isinstance(inner, str) and inner:
            found.append((value, key))
    return found


def test_two_hundred_random_edits_of_figures_words_and_sources_are_all_found() -> None:
    manifest, chance = built(), random.Random(8)
    assert not list(differences_within(manifest))
    assert not differences_between(manifest, built())
    missed = []
    for _time in range(200):
        changed = edited(manifest, chance)
        text = as_text(changed)
        # What is no manifest any more is found by that.
        with suppress(Damaged):
            found = read(text)
            if not [*differences_within(found), *differences_between(found, manifest)]:
                missed.append(text)
    assert not missed


def marked(content: bytes, place: int, chance: random.Random) -> bytes:
    """Change the sign at a place into another digit or letter."""
    other = chance.choice([sign for sign in b"0123456789abcdefZ" if sign != content[place]])
    return content[:place] + bytes([other]) + content[place + 1 :]


def edited_file(content: bytes, chance: random.Random) -> bytes:
    """Change one sign of what a reader sees of a file."""
    if content.startswith(b"PK"):
        saved = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(saved, "w") as new:
            for part in old.infolist():
                told = old.read(part)
                if part.filename == "word/document.xml":
                    words = chance.choice(list(re.finditer(rb"<w:t[^>]*>([^<]+)", told)))
                    told = marked(told, chance.randrange(words.start(1), words.end(1)), chance)
                new.writestr(part, told, part.compress_type)
        return saved.getvalue()
    pattern = rb"stream\n(.+?)\nendstream" if content.startswith(b"%PDF") else rb">([^<>]+)</(?:p|span|a|h1)>"
    seen = re.finditer(pattern, content, re.DOTALL)
    words = chance.choice([one for one in seen if content.startswith(b"%PDF") or re.search(rb"\w", one[1])])
    return marked(content, chance.randrange(words.start(1), words.end(1)), chance)


@pytest.mark.parametrize(("kind", "times"), [("html", 100), ("docx", 20), ("pdf", 20)])
def test_random_edits_of_what_a_reader_sees_of_a_file_are_all_found_with_its_manifest_as_it_was(
    kind: str, times: int
) -> None:
    manifest, chance = built(), random.Random(8)
    text = as_text(manifest)
    content = file_of(report_from(manifest["forms"]["full"], text), kind, manifest)
    assert is_as_made(content, manifest, text)
    assert not [time for time in range(times) if is_as_made(edited_file(content, chance), manifest, text)]


def test_an_item_that_is_left_out_or_put_in_is_found_with_its_sums_mended() -> None:
    manifest = built()
    without = sealed(manifest | {"items": manifest["items"][1:]})
    assert [one.mistake for one in differences_between(without, manifest)] == ["told_since"]
    assert [one.mistake for one in differences_between(manifest, without)] == ["no_longer_told"]


def test_swapped_figures_are_each_named() -> None:
    manifest = built()
    changed = deepcopy(manifest)
    changed["items"][1]["value"], changed["items"][3]["value"] = "28%", "74"
    found = [one for one in differences_between(changed, manifest) if one.mistake == "figure_differs"]
    assert [(one.where.split()[0], one.stands, one.found) for one in found] == [("1", "28%", "74%"), ("3", "74", "")]


def test_each_file_carries_its_manifest_is_the_same_again_and_says_what_the_others_do() -> None:
    manifest = built()
    text, at = as_text(manifest), datetime(2026, 11, 30, tzinfo=UTC)
    plain = manifest["forms"]["full"]
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
    more = Section("A Bewijs", 1, (
        Entries((Entry("1", "Stelling K9", "mening", (("Bron", "R, r. 12"),)), Entry("", "Los", "", ()))),
        Framed("Niet bekend: hoeveel."), Picture("Figuur", drawn, "K9 74%"),
    ))  # fmt: skip
    report = report_from(plain, text)
    whole = Report(
        **{name: getattr(report, name) for name in report.__slots__} | {"sections": (*report.sections, more)}
    )
    for make in (as_html, lambda one: as_pdf(one, at, "bron"), lambda one: as_word(one, at)):
        content = make(whole)
        assert content == make(whole)
        assert json.loads(manifest_in(content)) == manifest
    page = as_html(whole).decode()
    assert '<a href="#e1">1</a>' in page
    assert 'id="e1"' in page
    assert isinstance(report.sections[0].blocks[1], Sentences)
