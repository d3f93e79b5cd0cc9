"""A report, ready to print: the sections of each of its forms, from the facts, figures and words of a draft."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.domains.programme.models import ProgressReport, ReportFact, ReportFigure, Source
from vlechtwerk.domains.programme.models.reports import ReportForm, ReportPart
from vlechtwerk.domains.programme.queries.report_facts import period_of
from vlechtwerk.domains.programme.queries.report_sources import (
    appendix,
    plain_sources,
    say_ground,
    say_sources,
    sources_of,
)
from vlechtwerk.domains.programme.queries.reports import (
    AtActivity,
    Difference,
    activities_in,
    changed_since,
    facts_of_the_whole,
    former_report,
    words_in,
)
from vlechtwerk.domains.programme.rules.reports import OPEN
from vlechtwerk.domains.programme.words.telling import say_number
from vlechtwerk.engines.documents.report.contents import Block, Fact, Facts, Paragraph, Section, Table, as_plain
from vlechtwerk.engines.documents.wording import references_in, sentences_of

# What the shorter forms tell: of each activity beside its status, and of the whole.
OF_ACTIVITIES: Mapping[str, tuple[str, ...]] = {
    ReportForm.PARTNERS: (ReportPart.DONE, ReportPart.HINDRANCE),
    ReportForm.PARLIAMENT: (ReportPart.DONE, ReportPart.RESULT),
}
WHOLE = (ReportPart.PRECONDITION, ReportPart.CAPACITY, ReportPart.DECISION, ReportPart.DATE)
OF_THE_WHOLE: Mapping[str, tuple[str, ...]] = {
    ReportForm.FULL: WHOLE,
    ReportForm.PARTNERS: WHOLE,
    ReportForm.PARLIAMENT: (ReportPart.DATE,),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a report tells, read once."""

    report: ProgressReport
    activities: tuple[AtActivity, ...]
    whole: tuple[ReportFact, ...]
    figures: tuple[ReportFigure, ...]
    introduction: str
    former: str
    differences: tuple[Difference, ...]
    sources: tuple[Source, ...]


def draft_of(report: ProgressReport) -> Draft:
    """Read everything that a draft tells; asked for in the language of the report.

    What a submitted report tells was kept with it; its figures and words are read here for its manifest.
    """
    former = former_report(report)
    written = words_in(report).get(None)
    activities, whole = tuple(activities_in(report)), tuple(facts_of_the_whole(report))
    return Draft(
        report,
        activities,
        whole,
        tuple(report.figures.order_by("order")),
        written.text if written else "",
        say_title(former.report) if former else "",
        tuple(changed_since(former)) if former and report.state in OPEN else (),
        sources_of(report.project_id, [*whole, *(fact for item in activities for fact in item.facts)]),
    )


def say_title(report: ProgressReport) -> str:
    """Return the title of a report: “Voortgangsrapportage mei t/m augustus 2023”."""
    first, last = period_of(report).first, period_of(report).last
    words = {"first": date_format(first, "F"), "last": date_format(last, "F Y")}
    return _("Progress report %(first)s to %(last)s") % words


def sections_of(draft: Draft, form: str) -> tuple[Section, ...]:
    """Return the sections of a form: all facts, or a shorter choice of the same."""
    whole = [section for part in OF_THE_WHOLE[form] for section in _whole(draft, part)]
    if form == ReportForm.FULL:
        told = [fact for item in draft.activities for fact in item.facts]
        made = [*_in_short(draft), *_activities(draft), *whole, *_changes(draft), *_account(draft)]
    else:
        told = [fact for item in draft.activities for fact in _told_of(item, OF_ACTIVITIES[form])]
        made = [*_in_short(draft), *_table_of_activities(draft, OF_ACTIVITIES[form]), *whole]
    told += [fact for fact in draft.whole if fact.part in OF_THE_WHOLE[form]]
    return (*made, *appendix(draft.sources, told))


def _in_short(draft: Draft) -> list[Section]:
    blocks: list[Block] = [Paragraph(text) for text in draft.introduction.split("\n") if text.strip()]
    blocks += _whose_opinion(draft.introduction)
    return [
        Section(
            _("In short"), 1, (*blocks, *_figures(draft, (ReportPart.STATUS, ReportPart.DONE, ReportPart.PREPARED)))
        )
    ]


def _figures(draft: Draft, parts: Sequence[str]) -> list[Block]:
    rows = tuple((figure.label, say_with_unit(figure)) for figure in draft.figures if figure.part in parts)
    return [Table(_("Figures"), (_("What"), _("Figure")), rows, 1)] if rows else []


def say_with_unit(figure: ReportFigure) -> str:
    """Return a figure with its unit; what is computed over records says over how many of what."""
    told = _with_unit(figure)
    return told if figure.computation == "count" or not figure.sources else f"{told} ({_say_over(figure)})"


def _with_unit(figure: ReportFigure) -> str:
    said = say_figure(figure)
    return f"{said}\xa0{figure.unit}" if figure.value and figure.computation != "count" else said


def _say_over(figure: ReportFigure) -> str:
    """Return over what a figure is computed: “over 15 besluiten”."""
    count = len(figure.sources)
    words = {
        "hours": ngettext("from %(count)s line", "from %(count)s lines", count),
        "days_to_decide": ngettext("over %(count)s decision", "over %(count)s decisions", count),
        "days_moved": ngettext("over %(count)s date", "over %(count)s dates", count),
    }
    told = words.get(figure.measure) or ngettext("over %(count)s record", "over %(count)s records", count)
    # It stays on one line.
    return (told % {"count": say_number(count)}).replace(" ", "\xa0")


def say_figure(figure: ReportFigure) -> str:
    """Return a figure as it is printed; where nothing can be computed, that is said."""
    if figure.value == "":
        few = figure.computation == "nine_of_ten" and figure.sources
        return _("fewer than 10") if few else _("none")
    whole, _dot, part = figure.value.partition(".")
    return say_number(Decimal(figure.value) if part else int(whole))


def _activities(draft: Draft) -> list[Section]:
    by_area: dict[str, list[AtActivity]] = defaultdict(list)
    for item in draft.activities:
        area = item.activity.focus_area
        by_area[area.name if area else _("Work process")].append(item)
    sections = [Section(_("Activities"), 1)]
    for name, items in by_area.items():
        sections.append(Section(name, 2))
        sections += [
            Section(item.activity.name_with_whole, 3, tuple(_at_activity(item))) for item in items if item.is_reported
        ]
    silent = [item.activity.name_with_whole for item in draft.activities if not item.is_reported]
    if silent:
        sections.append(Section(_("No report received"), 2, (Paragraph(", ".join(silent) + "."),)))
    return sections


def _at_activity(item: AtActivity) -> list[Block]:
    blocks: list[Block] = []
    if goal := item.activity.goal:
        blocks.append(Paragraph(_("Goal: %(goal)s") % {"goal": goal}, quiet=True))
    blocks += [Paragraph(text) for text in item.written.text.split("\n") if text.strip()]
    blocks += _whose_opinion(item.written.text)
    if not item.written.text.strip():
        blocks.append(Paragraph(_("No words were added to these facts."), quiet=True))
    if item.facts:
        blocks.append(_facts(item.facts, _("What was registered")))
    return blocks


def _whose_opinion(text: str) -> list[Block]:
    """Say on what sentences rest that point at no fact: on who wrote them."""
    if all(references_in(sentence) for sentence in sentences_of(text)):
        return []
    words = _("A sentence without a number is an opinion of who wrote this report; no fact carries it.")
    return [Paragraph(words, quiet=True)]


def _facts(facts: Sequence[ReportFact], caption: str) -> Facts:
    heads = (_("No."), _("Fact"), _("Ground"), _("Source"))
    return Facts(caption, heads, tuple(_fact(fact) for fact in facts))


def _fact(fact: ReportFact) -> Fact:
    part = ReportPart(fact.part).label
    return Fact(
        str(fact.number),
        f"{part}: {fact.words}",
        say_ground(fact.part, fact.ground, fact.base),
        say_sources(fact.sources),
    )


def _whole(draft: Draft, part: str) -> list[Section]:
    title = {
        ReportPart.PRECONDITION: _("What the plan needs"),
        ReportPart.CAPACITY: _("Capacity in hours"),
        ReportPart.DECISION: _("Decisions"),
        ReportPart.DATE: _("Dates moved"),
    }[ReportPart(part)]
    facts = [fact for fact in draft.whole if fact.part == part]
    blocks: list[Block] = _figures(draft, (part,))
    if facts:
        blocks.append(_facts(facts, _("What was registered")))
    return [Section(title, 1, tuple(blocks))] if blocks else []


def _told_of(item: AtActivity, parts: Sequence[str]) -> list[ReportFact]:
    """Return what a shorter form tells of an activity: how it stands at last, and what stands under some headings."""
    stands = [fact for fact in item.facts if fact.part == ReportPart.STATUS]
    return [*stands[-1:], *(fact for part in parts for fact in item.facts if fact.part == part)]


def _table_of_activities(draft: Draft, parts: Sequence[str]) -> list[Section]:
    """Tell in a row each how an activity stands and what is told under some headings, with what that rests on."""
    rows: list[tuple[str, str, str, str]] = []
    for item in draft.activities:
        name = item.activity.name_with_whole
        told = [_fact(fact) for fact in _told_of(item, parts)]
        rows += [(name, fact.words, fact.ground, fact.sources) for fact in told]
        if not told:
            elsewhere = _("Nothing to tell in this form; the whole report holds what was registered.")
            rows.append((name, elsewhere if item.is_reported else _("No report received"), "–", "–"))
    heads = (_("Activity"), _("Fact"), _("Ground"), _("Source"))
    return [Section(_("Activities"), 1, (Table(_("How each activity stands"), heads, tuple(rows)),))]


def _changes(draft: Draft) -> list[Section]:
    title = _("Changed since the report before")
    if not draft.former:
        return [Section(title, 1, (Paragraph(_("There is no frozen report before this one."), quiet=True),))]
    if not draft.differences:
        words = _("Nothing that “%(former)s” told is registered otherwise now.") % {"former": draft.former}
        return [Section(title, 1, (Paragraph(words),))]
    rows = tuple(
        (
            item.activity or _("the whole"),
            str(ReportPart(item.part).label),
            item.then or _("not told"),
            item.now or _("no longer told"),
        )
        for item in draft.differences
    )
    heads = (_("Activity"), _("About what"), _("Told then"), _("Registered now"))
    return [Section(title, 1, (Table(draft.former, heads, rows),))]


def _account(draft: Draft) -> list[Section]:
    rows = tuple(
        (figure.label, say_computation(figure.computation), _with_unit(figure), say_number(len(figure.sources)))
        for figure in draft.figures
    )
    heads = (_("Figure"), _("How it is computed"), _("Value"), _("Records"))
    words = _(
        "Each figure is computed from records in the register. The manifest in this file names them, with a checksum "
        "of each, so that everything can be computed again."
    )
    return [Section(_("Account"), 1, (Paragraph(words), Table(_("All figures"), heads, rows, 2)))]


def say_computation(computation: str) -> str:
    """Return how a figure is computed."""
    return {
        "count": _("number of records"),
        "sum": _("sum over the records"),
        "median": _("median: half stays within it"),
        "nine_of_ten": _("nine of ten stay within it; from ten records on"),
    }[computation]


def say_origin(report: ProgressReport) -> str:
    """Return where the data of a report come from, as it stands on every page."""
    words = {
        Origin.PUBLISHED: _("Published data"),
        Origin.INVENTED: _("Invented data"),
        Origin.OWN: _("Own data"),
    }
    return f"{report.project.name} · {words[Origin(report.project.origin)]}"


def content_of(draft: Draft) -> dict[str, Any]:
    """Return what is frozen of a report, as values that JSON keeps; asked for in the language of the report."""
    report = draft.report
    names = {item.activity.id: item.activity.name_with_whole for item in draft.activities}
    told = [*draft.whole, *(fact for item in draft.activities for fact in item.facts)]
    return {
        "title": say_title(report),
        "origin": say_origin(report),
        "invented": report.project.origin == Origin.INVENTED,
        "language": report.language,
        "contents_title": _("Contents"),
        "subtitles": {str(form.value): str(form.label) for form in ReportForm},
        "facts": [
            {
                "key": fact.key,
                "activity": names.get(fact.activity_id, "") if fact.activity_id else "",
                "part": fact.part,
                "number": fact.number,
                "words": fact.words,
                "ground": fact.ground,
                "base": fact.base,
                "sources": fact.sources,
            }
            for fact in told
        ],
        "sources": plain_sources(draft.sources),
        "sections": {str(form.value): as_plain(sections_of(draft, form)) for form in ReportForm},
    }
