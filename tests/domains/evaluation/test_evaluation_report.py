"""The report of an evaluation: what it tells of both cases, what it refuses, who freezes it, and what is found."""

import io
import json
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date

import pdfua
import pypdfium2
import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override
from docx import Document
from pypdfium2 import raw

from tests.evaluation_reports import built as built_of
from tests.evaluation_reports import file as file_of_report
from tests.evaluation_reports import frozen
from tests.findings import approved, asked_people, of, written
from tests.findings import told as finding_told
from tests.measures import add_measure, definition, take_in
from tests.mechanisms import SECOND, carried, expected, judged, mapped
from tests.world import World, now
from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationReport, PublishedFigure
from vlechtwerk.domains.evaluation.operations import findings, mechanisms, reports
from vlechtwerk.domains.evaluation.queries.published import in_source
from vlechtwerk.domains.evaluation.queries.report import live
from vlechtwerk.domains.evaluation.queries.report.building import Built, build, day_of, latest_texts
from vlechtwerk.domains.evaluation.queries.report.files import file_of
from vlechtwerk.domains.evaluation.queries.report.making import build_now
from vlechtwerk.domains.evaluation.queries.report.verification import verify_evaluation_report
from vlechtwerk.domains.evaluation.queries.results import StatementResult
from vlechtwerk.domains.evaluation.words.findings import WHY
from vlechtwerk.domains.evaluation.words.reports import say_objection
from vlechtwerk.domains.programme.operations import measures
from vlechtwerk.engines.documents.evaluation_report.manifest import Mistake, report_from
from vlechtwerk.engines.documents.evaluation_report.told import Objected, Objection
from vlechtwerk.engines.documents.findings.judging import Objection as OfFindings
from vlechtwerk.engines.documents.report.manifest import as_text
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.refusal import Refused

# The sentences of chapter 5 that tell opinions as results, by hand from lines 1734 to 1851 beforehand: where each is.
STRONG = (
    "1735-1736", "1737-1739", "1743-1744", "1747-1748", "1755-1756", "1756-1758", "1760-1765", "1767-1768", "1770-1772",
    "1786", "1786-1788", "1788-1789", "1791-1792", "1794-1795", "1797-1798", "1800-1801", "1803-1804", "1806-1808",
    "1820-1822", "1822-1824", "1827-1829", "1831-1834", "1836-1837", "1837-1839", "1840-1841",
)  # fmt: skip
# Of those involved it is told that they find so: these are worded as they are known.
WELL_WORDED = ("1746-1747", "1819-1820", "1849-1850")


@pytest.fixture
def evaluation(world: World, as_dilara: None) -> Evaluation:
    return asked_people(world)


def kinds(built: Built) -> Counter[str]:
    return Counter(item["kind"] for item in built.manifest["items"])


def content(built: Built, kind: str, form: str = "full") -> bytes:
    return file_of(report_from(built.manifest["forms"][form], as_text(dict(built.manifest))), kind, built.manifest)


def without_a_line(pdf: bytes) -> bytes:
    """Return a PDF of which what is seen first is gone; its manifest stays as it was."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    page.remove_obj(next(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])))
    page.gen_content()
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def with_another(docx: bytes, words: str, other: str) -> bytes:
    """Return a Word file with other words in its text."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(saved, "w") as new:
        for part in old.infolist():
            told = old.read(part)
            new.writestr(
                part, told.replace(words.encode(), other.encode()) if "document.xml" in part.filename else told
            )
    assert saved.getvalue() != docx
    return saved.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize("of_case", ["nsoc"], indirect=True)
def test_the_report_of_the_first_case_tells_what_was_published_and_each_file_of_it_holds(
    of_case: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = now()
    built = build_now(of_case, "nl", at=at)
    assert reports.plain_refused(built.refused, "nl") == []
    found = kinds(built)
    told = ("share", "remark", "status", "answer", "claim", "criterion")
    assert [found[kind] for kind in told] == [28, 1, 15, 7, 83, 62]
    items = built.manifest["items"]
    # What a tenth of the respondents wrote by themselves is no share of a statement.
    shares = {item["statement"]: item for item in items if item["kind"] == "share"}
    published = {one.text: f"{one.percentage}%" for one in PublishedFigure.objects.filter(kind="share")}
    assert (len(shares), {text: item["value"] for text, item in shares.items()}) == (28, published)
    assert {(item["base"], item["ground"]) for item in shares.values()} == {("published", "opinion")}
    assert not any(
        " van de " in item["words"].split("“")[0].replace("van de respondenten", "") for item in shares.values()
    )
    assert all(item["sources"] for item in items if item["kind"] in ("status", "answer", "claim", "share"))
    strong = [item for item in items if item["kind"] == "worded_more_strongly"]
    places = {source["label"].rpartition(" ")[2] for item in strong for source in item["sources"]}
    assert set(STRONG) <= places
    assert not places & set(WELL_WORDED)
    for kind in ("html", "pdf", "docx"):
        looked = verify_evaluation_report(of_case.project_id, content(built, kind))
        assert (looked.findings, looked.items) == ((), len(items))
    short = content(built, "pdf", "reading")
    assert not [one for pdf in (content(built, "pdf"), short) for one in pdfua.validate(io.BytesIO(pdf)).findings]
    assert len(pypdfium2.PdfDocument(short)) == 2
    assert not verify_evaluation_report(of_case.project_id, short).findings
    edited = (
        content(built, "html").replace(b"92%", b"93%", 1), without_a_line(content(built, "pdf")),
        with_another(content(built, "docx"), "92%", "93%"),
    )  # fmt: skip
    # Which line of a PDF it is, is not told.
    for file, lines in zip(edited, ({Mistake.LINE_DIFFERS}, set(), {Mistake.LINE_DIFFERS}), strict=True):
        looked = verify_evaluation_report(of_case.project_id, file)
        assert looked.findings[0].mistake == Mistake.FILE_CHANGED
        assert {one.mistake for one in looked.findings[1:]} == lines

    def swapped(figure: PublishedFigure) -> object:
        figure.percentage = {"D1": 68, "D3": 92}.get(figure.code, figure.percentage)
        return in_source(figure)

    monkeypatch.setattr(live, "in_source", swapped)
    looked = verify_evaluation_report(of_case.project_id, content(built, "pdf"))
    differ = [(one.stands, one.found) for one in looked.findings if one.mistake == Mistake.FIGURE_DIFFERS]
    assert sorted(differ) == [("68%", "92%"), ("92%", "68%")]


@pytest.mark.slow
@pytest.mark.parametrize("of_case", ["nsoc", "demo"], indirect=True)
def test_the_report_of_each_case_is_built_in_english_too_and_says_on_every_page_what_is_invented(
    of_case: Evaluation,
) -> None:
    built = build_now(of_case, "en", at=now())
    assert reports.plain_refused(built.refused, "en") == []
    document = pypdfium2.PdfDocument(content(built, "pdf"))
    told = [page.get_textpage().get_text_bounded() for page in document]
    is_demo = of_case.project.code == "demo"
    assert all(("Invented data" in text) is is_demo for text in told)
    word = Document(io.BytesIO(content(built, "docx")))
    assert all(("Invented data" in one.header.paragraphs[0].text) is is_demo for one in word.sections)
    # A map lies on pages of its own, and no page stays empty between them.
    lying = [one.page_width > one.page_height for one in word.sections]
    assert (lying[0], all(lying[1:-1]), lying[-1]) == (False, True, False)
    # The map of the first case is drawn by focus area, as it is too large for one.
    assert (len(lying[1:-1]) > 1) is not is_demo
    drawn = [page.get_size()[0] > page.get_size()[1] for page in document]
    assert sum(drawn) == sum(lying)
    origin = _cut(content(built, "html").decode(), "@top-right { content: ", ";")
    assert ("Invented" in origin) is is_demo
    assert len(pypdfium2.PdfDocument(content(built, "pdf", "reading"))) <= 2
    assert not verify_evaluation_report(of_case.project_id, content(built, "docx")).findings
    if is_demo:
        assert kinds(built)["finding"] == 8


def _cut(text: str, begin: str, end: str) -> str:
    return text.split(begin, 1)[1].split(end, 1)[0]


TEXT = "Dit hoofdstuk is kort.\n\n{{bevinding F1}}\n\n{extra}"


def told(world: World, evaluation: Evaluation, extra: str, seen: int) -> None:
    reports.write_chapter(evaluation, "practice", "nl", TEXT.format(extra=extra).replace("{{", "{").replace("}}", "}"),
                          seen, by=world.dilara, at=now())  # fmt: skip


def codes(report: EvaluationReport) -> set[str]:
    return {one["code"] for one in report.refused}


def test_a_report_is_refused_mended_built_frozen_by_another_and_verified_by_any_member(
    world: World, evaluation: Evaluation
) -> None:
    mila, karin = world.people["mila"], world.karin
    with reading_as(world.dilara.id):
        approved(world, evaluation)
        written(world, evaluation)
        told(world, evaluation, "Een meerderheid is het eens, volgens {bevinding F2} in 2026. Dilara zag dit.", 0)
        with pytest.raises(Refused, match="intussen"):
            told(world, evaluation, "Iets anders.", 0)
        report = built_of(world, evaluation)
        assert (report.state, report.manifest) == (EvaluationReport.State.REFUSED, "")
        assert codes(report) == {"amount_word", "not_alone", "not_approved", "typed_figure", "personal"}
        wrong = next(one for one in report.refused if one["code"] == "typed_figure")
        assert (wrong["chapter"], wrong["number"], wrong["at"]) == ("Praktijk en randvoorwaarden", 3, "2026")
        assert "2026" in str(wrong["reason"])
        told(world, evaluation, "Hier staat niets meer.", 1)
        report = built_of(world, evaluation)
        assert (report.state, report.refused) == (EvaluationReport.State.BUILT, [])
        draft = file_of_report(report, "html")
        assert "Concept" in draft.decode()
        with pytest.raises(Refused, match="Een andere evaluator"):
            reports.ask_to_freeze(report, by=world.dilara, at=now())
    with reading_as(karin.id):
        assert not EvaluationReport.objects.exists()
        looked = verify_evaluation_report(evaluation.project_id, draft)
        assert (looked.findings, looked.is_frozen, looked.words_compared) == ((), False, False)
        with pytest.raises(Refused):
            reports.ask_for_report(evaluation, "nl", by=karin, at=now())
    with reading_as(mila.id):
        file = file_of_report(frozen(report, mila), "pdf")
        with pytest.raises(DatabaseError, match="frozen_evaluation_report_stays_as_it_is"), transaction.atomic():
            EvaluationReport.objects.update(manifest="{}")
    with reading_as(karin.id):
        looked = verify_evaluation_report(evaluation.project_id, file)
        assert (looked.findings, looked.is_frozen, looked.words_compared) == ((), True, True)
    with reading_as(mila.id):
        findings.reopen_finding(evaluation.findings.get(code="F1"), "Er kwam iets bij.", by=mila, at=now())
    with reading_as(karin.id):
        gone = verify_evaluation_report(evaluation.project_id, file).findings
        assert Mistake.NO_LONGER_TOLD in {one.mistake for one in gone}


def test_what_was_built_is_not_frozen_once_a_source_changed_and_no_changed_finding_goes_missing(
    world: World, evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reading_as(world.dilara.id):
        approved(world, evaluation)
        report = built_of(world, evaluation)
        assert report.state == EvaluationReport.State.BUILT
        from vlechtwerk.domains.evaluation.queries import evidence_of_rounds, round_statements

        def one_more(identifiers: object = None) -> list[round_statements.StatementInRound]:
            found = round_statements.statements_in_rounds(identifiers)  # type: ignore[arg-type]  # handed on as it comes
            return [replace(one, part=one.part + 1) for one in found]

        monkeypatch.setattr(evidence_of_rounds, "statements_in_rounds", one_more)
        changed = build_now(evaluation, "nl", at=now())
        with override("nl"):
            told_of = {(one.objection.value, one.at) for one in changed.refused}
        assert ("source_changed", "F1") in told_of
    with reading_as(world.people["mila"].id):
        left = frozen(report, world.people["mila"])
        assert (left.state, left.frozen_by, left.refused[0]["code"]) == ("built", None, "changed_since_built")
        assert "Bouw het eerst opnieuw" in left.refused[0]["reason"]


def test_counts_of_registers_and_mechanisms_are_told_as_every_member_reads_them_and_changes_in_them_found(
    world: World, evaluation: Evaluation
) -> None:
    mapped(world)
    world.source()
    measure = add_measure(world, world.activity())
    first = take_in(world, measure, [*range(10, 22), *range(20, 32), "niet geregistreerd"])
    add_measure(world, world.activity("A02", "Panden"), "LEEG")
    broken = add_measure(world, world.activity("A03", "Nacht"), "ANDERS")
    measures.define_measure(broken, definition("Kades overdag", date(2025, 1, 1)), "De nacht telt niet meer mee.",
                            by=world.loader, at=now())  # fmt: skip
    take_in(world, broken, [5] * 24)
    with reading_as(world.dilara.id):
        one = carried(world, expected(world, evaluation))
        second = expected(world, evaluation, SECOND)
        # What hangs on a verdict that nobody checked is no evidence for every reader.
        closed = of("document", "T1", against=True, text="Dit spreekt er nog ongezien tegen")
        mechanisms.add_mechanism_evidence(second, [closed], by=world.dilara, at=now())
        built = build_now(evaluation, "nl", at=now())
        file = content(built, "docx")
    with override("nl"):
        assert reports.plain_refused(built.refused, "nl") == []
    told = {item["key"]: item for item in built.manifest["items"]}
    assert (told["measure_count:KADES"]["value"], told["measure_change:KADES"]["value"]) == (
        "306 kades", "steeg van 186 naar 306 (366 en 365 dagen)",
    )  # fmt: skip
    words = {key: told[key]["words"] for key in told if key.startswith(("measure", "mechanism"))}
    assert (
        "Uitgedraaid op 1 juni 2026 door Gegevensbeheerder uit Register van rondgangen" in words["measure_count:KADES"]
    )
    assert "zeggen de tellingen niet: hoogstens “hangt samen met”." in words["measure_change:KADES"]
    assert "andere definitie" in words["measure:ANDERS:2"]
    assert "De nacht telt niet meer mee" in words["measure:ANDERS:2"]
    assert "is niet te zeggen" in words["measure_change:ANDERS"]
    assert told["measure_count:LEEG"]["sources"] == []
    assert "Niveau 1 van 5" in as_text(dict(built.manifest))
    assert "nog ongezien" not in as_text(dict(built.manifest))
    assert "“Stap A1 → Stap U1”" in words["mechanism:EV1,M1"]
    for said in ("aannemelijk", "Niveau 3 van 5", "Er was minder aanbod", "1 voor, 0 tegen", "aanwezig"):
        assert said.lower() in words["mechanism_verdict:EV1,M1"].lower(), said
    assert "geen oordeel" in words["mechanism_verdict:EV1,M2"]
    with reading_as(world.karin.id):
        assert not verify_evaluation_report(evaluation.project_id, file).findings
    take_in(world, measure, [30], date(2025, 12, 1), corrects=first, reason="Dubbel geteld")
    with reading_as(world.dilara.id):
        judged(world, one, verdict="not_to_be_told")
    with reading_as(world.karin.id):
        looked = verify_evaluation_report(evaluation.project_id, file).findings
        found = {(one.mistake, one.stands) for one in looked}
    assert (Mistake.FIGURE_DIFFERS, "306 kades") in found
    assert (Mistake.FIGURE_DIFFERS, "steeg van 186 naar 306 (366 en 365 dagen)") in found
    assert any(one.mistake == Mistake.FIGURE_DIFFERS and "annemelijk" in one.stands for one in looked)


def test_a_statement_that_too_few_answered_fills_no_hole(
    evaluation: Evaluation, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, day = latest_texts(evaluation, "nl")[0], day_of(evaluation)
    text = "{{aandeel T1.{0}}} van de respondenten is het eens met {{stelling T1.{0}}}."

    def objected(statement: str) -> set[str]:
        built = build(evaluation, "nl", [replace(first, text=text.format(statement))], day=day, at=now())
        return {one.objection.value for one in built.refused}

    assert (objected("S1"), objected("S99")) == (set(), {"unknown_hole"})
    monkeypatch.setattr(StatementResult, "whole", property(lambda self: None))
    assert objected("S1") == {"suppressed"}


def test_what_the_evidence_does_not_carry_is_refused_with_sentence_place_and_reason(
    world: World, evaluation: Evaluation
) -> None:
    told_ = finding_told(evaluation, "De respondenten vinden het overleg nuttig.")
    findings.begin_finding(evaluation, told_, by=world.dilara, at=now())
    wrongs = {
        "result_verb": ("De aanpak heeft geleid tot rust.", "aanpak heeft geleid"),
        "status_typed": ("Het werkproces ligt op schema.", "op schema"),
        "amount_does_not_fit": (
            "Een minderheid, {aandeel T1.S1} van de respondenten, is het eens met {stelling T1.S1}.", "Een minderheid"),
        "form_not_allowed": ("Het gaat goed bij {aandeel T1.S1}.", "Het gaat goed bij {aandeel T1.S1}."),
        "without_evidence": ("{bevinding F1}", "{bevinding F1}"),
    }  # fmt: skip
    text = "\n\n".join(sentence for sentence, _at in wrongs.values())
    first = replace(latest_texts(evaluation, "nl")[0], text=text)
    refused = reports.plain_refused(build(evaluation, "nl", [first], day=day_of(evaluation), at=now()).refused, "nl")
    found = {str(one["code"]): one for one in refused}
    assert wrongs.keys() <= found.keys()
    for code, (sentence, at) in wrongs.items():
        one = found[code]
        assert (one["chapter"], one["sentence"], one["at"]) == ("Inleiding en werkwijze", sentence, at)
        assert one["start"] == text.index(sentence) + sentence.index(at)
        assert at in str(one["reason"])
    assert "{onderdeel standen}" in str(found["status_typed"]["reason"])
    assert "een meerderheid" in str(found["amount_does_not_fit"]["reason"])
    assert "iets anders dan waarop mensen hebben geantwoord" in str(found["form_not_allowed"]["reason"])


def test_why_a_form_is_not_allowed_is_said_in_the_words_of_findings() -> None:
    at_fault = Objected(Objection.FORM_NOT_ALLOWED, "practice", 1, "Het gaat beter.", "beter", 8, "result_told_as_fact")
    with override("nl"):
        assert str(WHY[OfFindings.RESULT_TOLD_AS_FACT]) in say_objection(at_fault)


def test_a_manifest_that_anyone_may_have_made_breaks_nothing(evaluation: Evaluation) -> None:
    manifest, project = dict(build_now(evaluation, "nl", at=now()).manifest), evaluation.project_id
    assert not verify_evaluation_report(project, as_text(manifest).encode()).findings
    wrongs: list[dict[str, object]] = [
        {"items": 3}, {"language": "xx"}, {"as_of": "gisteren"}, {"made_at": ""}, {"chapters": [{}]},
        {"forms": {"full": {}}}, {"evaluation": []}, {"frozen_on": "x"}, {"chapters": []},
    ]  # fmt: skip
    for wrong in wrongs:
        assert verify_evaluation_report(project, json.dumps(manifest | wrong).encode()).findings, wrong
    other = json.dumps(manifest | {"evaluation": {"code": "GEEN", "title": "x"}}).encode()
    assert [one.mistake for one in verify_evaluation_report(project, other).findings] == [Mistake.UNKNOWN_REPORT]
