"""Build the report of an evaluation: its chapters, numbered and laid out, or all that is wrong with its sentences."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vlechtwerk import __version__
from vlechtwerk.domains.evaluation.models import ChapterVersion, Evaluation, EvaluationReportForm, Finding
from vlechtwerk.domains.evaluation.queries.findings import findings_of
from vlechtwerk.domains.evaluation.queries.report.appendices import (
    appendix_of,
    evidence_sections,
    unused_contradictions,
    worded_more_strongly,
)
from vlechtwerk.domains.evaluation.queries.report.chapters import CHAPTERS, ChapterFolder
from vlechtwerk.domains.evaluation.queries.report.files import template_of
from vlechtwerk.domains.evaluation.queries.report.fills import Standing, bars, fills_in
from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.domains.evaluation.queries.report.reading_version import reading_version
from vlechtwerk.domains.evaluation.rules.yardsticks import names_in
from vlechtwerk.domains.evaluation.words.reports import say_beside
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.domains.partnership.words import say_day
from vlechtwerk.domains.programme.queries.as_of import is_changed_by_users, present_day
from vlechtwerk.engines.documents.evaluation_report.composing import Chapter, Composed, Composing, Item
from vlechtwerk.engines.documents.evaluation_report.judging import (
    ProseYardstick,
    objections_to,
    personal_in,
    says_all,
)
from vlechtwerk.engines.documents.evaluation_report.manifest import plain_items, plain_report, sealed
from vlechtwerk.engines.documents.evaluation_report.manifest_form import FORMAT
from vlechtwerk.engines.documents.evaluation_report.prose import Kind, Prose, prose_of
from vlechtwerk.engines.documents.evaluation_report.told import Objected, Objection
from vlechtwerk.engines.documents.report.contents import Paragraph, Report, Section, as_plain
from vlechtwerk.foundation.evidence.address import checksum_of

# A version of no chapter that anyone wrote: the words that come with the platform.
AS_IT_COMES = 0
# Is told how much is done: (done, total).
Progress = Callable[[int, int], None]
# What is done beside the chapters: reading what bars findings, the whole report, and the reading version.
STEPS_BEYOND_CHAPTERS = 3


@dataclass(frozen=True, slots=True)
class ChapterText:
    """The words of a chapter: which version they are, nought for those that come with the platform."""

    chapter: str
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class Built:
    """A report as it was built: what is told in each of its forms, its manifest, and what is wrong with it."""

    forms: Mapping[str, Report]
    manifest: Mapping[str, Any]
    refused: Sequence[Objected] = field(default=())


@dataclass(frozen=True, slots=True)
class ChapterAsWritten:
    """A chapter as it is being written: what is wrong with its words, and how it reads, in sections.

    A sentence with which something is wrong reads as it was typed: its holes may hold what can't be told.
    """

    objections: Sequence[Objected]
    sections: Sequence[Section]


def day_of(evaluation: Evaluation) -> date:
    """Return the day as of which a report is built: the present day of its project."""
    return present_day(evaluation.project, is_changed_by_users(evaluation.project))


def latest_texts(evaluation: Evaluation, language: str) -> list[ChapterText]:
    """Return the words of each chapter, for its evaluators: the latest version, else as they come."""
    written = {
        one.chapter: one
        for one in ChapterVersion.objects.filter(evaluation=evaluation, language=language).order_by("version")
    }
    return [
        ChapterText(one.code, written[one.code].version, written[one.code].text)
        if one.code in written
        else ChapterText(one.code, AS_IT_COMES, one.words(language))
        for one in CHAPTERS
    ]


def build(
    evaluation: Evaluation,
    language: str,
    texts: Sequence[ChapterText],
    *,
    day: date,
    at: datetime,
    frozen_on: date | None = None,
    progress: Progress | None = None,
) -> Built:
    """Build a report as an evaluator does: with all that is wrong with its sentences."""
    with override(language):
        live = Live(evaluation, language, day)
        standing = {one.finding.code: one for one in findings_of(evaluation)}
        template = template_of(evaluation)
        building = _Building(live, texts, standing, template.checksum if template else "", progress)
        building.has_done()
        return building.built(at, frozen_on)


def build_again(manifest: Mapping[str, Any], evaluation: Evaluation) -> Mapping[str, Any]:
    """Build a report again from its manifest: from its words, and from what is registered now."""
    language = manifest["language"]
    texts = [ChapterText(one["chapter"], one["version"], one["text"]) for one in manifest["chapters"]]
    frozen_on = date.fromisoformat(manifest["frozen_on"]) if manifest["frozen_on"] else None
    with override(language):
        live = Live(evaluation, language, date.fromisoformat(manifest["as_of"]))
        return (
            _Building(live, texts, None, manifest["template"])
            .built(datetime.fromisoformat(manifest["made_at"]), frozen_on)
            .manifest
        )


def chapter_written(evaluation: Evaluation, folder: ChapterFolder, text: str, language: str) -> ChapterAsWritten:
    """Return what is wrong with the words of one chapter, as they are being written, and how they read."""
    with override(language):
        live = Live(evaluation, language, day_of(evaluation))
        standing = {one.finding.code: one for one in findings_of(evaluation)}
        return _Building(live, [ChapterText(folder.code, AS_IT_COMES, text)], standing).written()


class _Building:
    """One building of a report: what it is built from, and what came of it."""

    def __init__(
        self,
        live: Live,
        texts: Sequence[ChapterText],
        standing: Standing,
        template: str = "",
        progress: Progress | None = None,
    ) -> None:
        self.live, self.texts, self.standing, self.template = live, texts, standing, template
        self.names = names_in(live.evaluation)
        by_code = {one.code: one for one in CHAPTERS}
        self.chapters = [(by_code[one.chapter], one) for one in texts if one.chapter in by_code]
        self._progress, self._done = progress, 0

    def has_done(self) -> None:
        """Tell that one step more is done."""
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, len(self.chapters) + STEPS_BEYOND_CHAPTERS)

    def built(self, at: datetime, frozen_on: date | None) -> Built:
        """Return the report, numbered and laid out, with its manifest."""
        composing = Composing(say_beside)
        refused: list[Objected] = []
        for number, (folder, text) in enumerate(self.chapters, 1):
            chapter = self._chapter(folder, text)
            refused += self._objections(folder, chapter)
            composing.add(chapter, str(number))
            self.has_done()
        composed = composing.composed
        full = self._report(self._appended(composed), at, frozen_on, is_short=False)
        self.has_done()
        short = reading_version(self.live, composed, self._report((), at, frozen_on, is_short=True))
        forms = {EvaluationReportForm.FULL.value: full, EvaluationReportForm.READING.value: short}
        self.has_done()
        refused += [] if self.standing is None else self._personal(forms, refused)
        return Built(forms, self._manifest(composed, forms, at, frozen_on), refused)

    def written(self) -> ChapterAsWritten:
        """Return its one chapter as it is being written, without laying out what is made by itself."""
        ((folder, text),) = self.chapters
        chapter = self._chapter(folder, text)
        objections = list(self._objections(folder, chapter))
        wrong = {one.number for one in objections}
        untold = {
            (hole.kind, hole.code)
            for sentence in chapter.prose.sentences
            if sentence.number in wrong
            for hole in sentence.holes
        }
        fills = {hole: fill for hole, fill in chapter.fills.items() if hole not in untold}
        parts = {
            name: (Paragraph(_("Here stands “%(part)s”.") % {"part": name}, quiet=True),) for name in chapter.parts
        }
        composing = Composing(say_beside)
        composing.add(replace(chapter, fills=fills, parts=parts), str(CHAPTERS.index(folder) + 1))
        return ChapterAsWritten(objections, composing.composed.sections)

    def _chapter(self, folder: ChapterFolder, text: ChapterText) -> Chapter:
        prose = _with_what_always_stands(folder, prose_of(text.text), text.text)
        fills = fills_in(prose, folder, self.live, self.standing)
        parts = {code: read(self.live) for kind, code in fills if kind is Kind.PART and (read := folder.part(code))}
        return Chapter(folder.code, str(folder.title), prose, fills, parts)

    def _objections(self, folder: ChapterFolder, chapter: Chapter) -> Iterator[Objected]:
        if self.standing is None:
            return
        yield from objections_to(folder.code, chapter.prose, chapter.fills, self._yardstick)
        if folder.code == "answers":
            yield from self._of_findings(folder)

    def _of_findings(self, folder: ChapterFolder) -> Iterator[Objected]:
        """Yield what bars findings that were approved, wherever they stand: none goes missing without a word."""
        for one in (self.standing or {}).values():
            if one.finding.state == Finding.State.APPROVED:
                found = [told for told in bars(one) if told[0] is not Objection.NOT_APPROVED]
                if one.contradicting and says_all(one.sentence):
                    found.append((Objection.ALL_DISPUTED, ""))
                for objection, told in found:
                    yield Objected(objection, folder.code, 0, one.sentence, one.finding.code, 0, told)

    @cached_property
    def _yardstick(self) -> ProseYardstick:
        """Return by what all chapters are judged: asked once for a building."""
        people = Person.objects.filter(project_id=self.live.evaluation.project_id, loads_cases=False)
        return ProseYardstick(self.live.scale, self.names, list(people.values_list("name", flat=True)))

    def _personal(self, forms: Mapping[str, Report], refused: Sequence[Objected]) -> Iterator[Objected]:
        """Yield whom anything that is printed would give away, also what was filled in."""
        known, people = {one.at for one in refused if one.objection is Objection.PERSONAL}, self._yardstick.people
        for section in forms[EvaluationReportForm.FULL].sections:
            for text in _texts_in(as_plain([section])):
                for found in personal_in(text, people, self.names):
                    if found.at not in known:
                        known.add(found.at)
                        yield Objected(found.objection, section.title, 0, text, found.at, found.start)

    def _appended(self, composed: Composed) -> list[Section]:
        """Return all sections with the appendices, of which what is told stands in the manifest as well."""
        unused = unused_contradictions(self.live, composed)
        stronger = worded_more_strongly(self.live, self.names)
        sections = [
            *composed.sections,
            *evidence_sections(composed),
            appendix_of(
                _("B Unused evidence that contradicts"),
                _(
                    "This evidence speaks against something that is registered. That it does so stands nowhere else in "
                    "this report."
                ),
                _("No such evidence is known."),
                unused,
            ),
            appendix_of(
                _("C Worded more strongly than the evidence carries"),
                _(
                    "The platform wrote this appendix itself. It lists, in our words and in the form in which a source "
                    "states them, the sentences that say more than what they rest on."
                ),
                _("No sentence of a source was recorded that says more than it rests on."),
                stronger,
            ),
        ]
        for told, _entry in (*unused, *stronger):
            composed.items[told.key] = Item(told, "", "appendix")
        return sections

    def _report(self, sections: Sequence[Section], at: datetime, frozen_on: date | None, *, is_short: bool) -> Report:
        project = self.live.evaluation.project
        form = EvaluationReportForm.READING if is_short else EvaluationReportForm.FULL
        state = _("Concept, built on %(day)s") % {"day": say_day(timezone.localdate(at))}
        if frozen_on is not None:
            state = _("Frozen on %(day)s") % {"day": say_day(frozen_on)}
        return Report(
            title=self.live.evaluation.title,
            subtitle=str(form.label),
            origin=_say_origin(project.name, project.origin),
            invented=self.live.is_invented,
            language=self.live.language,
            contents_title=_("Contents"),
            facts=(
                (_("State"), state),
                (_("As of"), say_day(self.live.day)),
                (_("Built from"), project.full_name),
            ),
            sections=tuple(sections),
            footer=f"{state}. " + _("The manifest in this file tells what carries it."),
            author=project.name,
            is_short=is_short,
        )

    def _manifest(
        self, composed: Composed, forms: Mapping[str, Report], at: datetime, frozen_on: date | None
    ) -> Mapping[str, Any]:
        evaluation, project = self.live.evaluation, self.live.evaluation.project
        return sealed(
            {
                "format": FORMAT,
                "software": __version__,
                "project": {"code": project.code, "name": project.name, "origin": project.origin},
                "evaluation": {"code": evaluation.code, "title": evaluation.title},
                "language": self.live.language,
                "as_of": self.live.day.isoformat(),
                "made_at": timezone.localtime(at).isoformat(timespec="seconds"),
                "frozen_on": frozen_on.isoformat() if frozen_on else "",
                "template": self.template,
                "chapters": [
                    {
                        "chapter": one.chapter,
                        "version": one.version,
                        "text": one.text,
                        "checksum": checksum_of(one.text),
                    }
                    for _folder, one in self.chapters
                ],
                "items": plain_items(list(composed.items.values())),
                "forms": {form: plain_report(report) for form, report in forms.items()},
            }
        )


def _with_what_always_stands(folder: ChapterFolder, prose: Prose, text: str) -> Prose:
    """Return the prose of a chapter with, at its end, each part that may not be left out and is not placed in it."""
    placed = {hole.code.lower() for one in prose.sentences for hole in one.holes if hole.kind is Kind.PART}
    missing = [names for names in folder.always if not placed & set(names)]
    if not missing:
        return prose
    return prose_of("\n\n".join([text.rstrip(), *(f"{{onderdeel {name}}}" for name, _english in missing)]))


def _say_origin(name: str, origin: str) -> str:
    words = {
        Origin.PUBLISHED: _("Published data"),
        Origin.INVENTED: _("Invented data"),
        Origin.OWN: _("Own data"),
    }
    return f"{name} · {words[Origin(origin)]}"


def _texts_in(value: Any) -> Iterator[str]:
    """Yield every text that is printed in sections; a drawing says what its words say."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in ("svg", "kind"):
                yield from _texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_in(inner)
