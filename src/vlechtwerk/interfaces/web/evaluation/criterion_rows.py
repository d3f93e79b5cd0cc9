"""One criterion ready to print: what its sources say by method, whether they agree, and what was changed of it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import (
    CheckedJudgement,
    CriterionKind,
    CriterionMethod,
    EvidenceAgainst,
    JudgementLevel,
)
from vlechtwerk.domains.evaluation.queries.coverage import Covered, Lack, Move
from vlechtwerk.domains.evaluation.queries.framework import CriterionAsRead
from vlechtwerk.domains.evaluation.queries.judgements import (
    EvidenceNow,
    JudgementAsRead,
    LevelsHeard,
    Told,
    levels_heard,
    told_by,
)
from vlechtwerk.domains.evaluation.queries.source_data import Datum, SourceNow, timing_of
from vlechtwerk.domains.evaluation.rules.framework import RUBRIC_LEVELS, SourceKind
from vlechtwerk.domains.evaluation.rules.judging import OTHER
from vlechtwerk.domains.evaluation.words.framework import (
    BAR_PARTS,
    MOVES,
    TIMINGS,
    label_of_method,
    say_agreement,
    say_methods,
)
from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.engines.statistics.days import spread
from vlechtwerk.foundation.evidence.address import Stance
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.interfaces.web.day_words import say_span
from vlechtwerk.interfaces.web.evaluation.finding_rows import label_of_level
from vlechtwerk.interfaces.web.evaluation.framework_rows import LOOKS, say_strength, say_who_and_when
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, Evidences, evidence_rows
from vlechtwerk.interfaces.web.middleware import PageRequest

# What people say: of these it matters on which level they work.
OF_PEOPLE = frozenset({CriterionMethod.SURVEY.value, CriterionMethod.INTERVIEWS.value})
# Decisions without a lead time that are named.
MOST_NAMED = 3
# How evidence points, as it is drawn: for, against, or not said yet.
DIRECTIONS: Mapping[str, str] = {Stance.SUPPORTS: "met", Stance.CONTRADICTS: "not_met", "": "unknown"}


def verdict(read: JudgementAsRead | None, *, may: bool) -> dict[str, Any]:
    """Return the box with the judgement, and the strength of its evidence apart from it."""
    if read is None:
        none = _("Nobody judged it yet.") if may else _("No judgement was checked yet.")
        return {"level": _("Not judged"), "text": none, "look": "unknown"}
    one = read.judgement
    checked = one if isinstance(one, CheckedJudgement) else None
    words = {"name": one.judged_by.name}
    return {
        "level": str(JudgementLevel(one.level).label),
        "look": LOOKS[one.level],
        "text": one.text,
        "strength": say_strength(one.strength),
        "by": say_who_and_when(one.judged_by.name, timezone.localdate(one.judged_at)),
        "checked": _("Checked by %(name)s.") % {"name": checked.checked_by.name} if checked else "",
        "unchecked": "" if checked else _("Judged by %(name)s; nobody has checked it yet.") % words,
        "changed": [row.resolved.title if row.resolved else row.link.identifier for row in read.changed],
        "moved": join_and([str(BAR_PARTS[part]) for part in read.moved]) if read.moved else "",
    }


def objection(criterion: CriterionAsRead, number: int | None) -> dict[str, str]:
    """Return what another evaluator has against the judgement of that number; nothing where nobody objected."""
    shown = next((one for one in criterion.judgements if one.number == number), None)
    found = next(iter(shown.objections.all()), None) if shown else None
    if found is None:
        return {}
    who = say_who_and_when(found.objected_by.name, timezone.localdate(found.objected_at))
    return {"text": found.text, "who": who}


def judged_before(found: CriterionAsRead) -> list[dict[str, Any]]:
    """Return how it was judged last, and what another evaluator has against that."""
    if not found.judgements:
        return []
    last = found.judgements[-1]
    who = say_who_and_when(last.judged_by.name, timezone.localdate(last.judged_at))
    rows = [{"term": _("Judged so far"), "value": f"{last.get_level_display()}. {last.text}", "note": who}]
    if told := objection(found, last.number):
        rows.append({"term": _("Objection to the judgement"), "value": told["text"], "note": told["who"]})
    return rows


def facts(request: PageRequest, covered: Covered) -> list[dict[str, Any]]:
    """Return what is fixed of a criterion: norm, baseline, methods and by what it is seen."""
    criterion, now = covered.criterion, covered.criterion.now
    norm, baseline = criterion.norm, criterion.baseline
    held = Evidences(request, list(criterion.baselines))
    rows: list[dict[str, Any]] = [{"term": _("Norm"), "value": norm.text if norm else ""}]
    if norm:
        fixed = {
            "who": say_who_and_when(norm.fixed_by.name, timezone.localdate(norm.fixed_at)),
            "timing": str(TIMINGS[timing_of(norm.fixed_at, covered.once, criterion.days_of_evidence)]),
        }
        rows[0]["note"] = _("%(timing)s (%(who)s)") % fixed
    rows.append({"term": _("Baseline"), "value": baseline.text if baseline else "", "evidence": held.of(baseline)})
    rows.append({"term": _("Method"), "value": say_methods(now.methods)})
    if now.indicator:
        rows.append({"term": _("Seen by"), "value": now.indicator})
    return rows


def known(request: PageRequest, covered: Covered) -> list[dict[str, Any]]:
    """Return what someone should know who fixes or judges a criterion: its facts, and which of them are not there."""
    return [fact | {"value": fact["value"] or _("none yet")} for fact in facts(request, covered)]


def source_rows(request: PageRequest, covered: Covered, read: JudgementAsRead | None) -> list[dict[str, Any]]:
    """Return what each method says: evidence of the judgement with its direction, then what else the sources tell.

    A method of the criterion that tells nothing has a row too.
    """
    criterion = covered.criterion
    rows = _judged_rows(request, read) if read else []
    used = {(one.link.kind, one.link.identifier) for one in read.evidence} if read else set()
    rows += _data_rows(request, covered, used)
    rows += [_lack(lack) for lack in covered.lacks]
    rows += [_row(one.method, one.title, none=say_without(one)) for one in covered.sources if one.without]
    silent = set(criterion.now.methods) - {row["method"] for row in rows}
    rows += [_row(method, "", none=_("No source is bound.")) for method in CriterionMethod.values if method in silent]
    order = [*CriterionMethod.values, OTHER]
    for row in rows:
        row["label"] = label_of_method(row["method"])
        row["is_of_people"] = row["method"] in OF_PEOPLE and "evidence" in row
    return sorted(rows, key=lambda row: order.index(row["method"]))


def _row(method: str, text: str, *, none: str = "", stance: str = "", **more: Any) -> dict[str, Any]:
    return {
        "method": method,
        "text": text,
        "none": none,
        "look": DIRECTIONS[stance],
        "direction": say_direction(stance) if not none else _("no data"),
        **more,
    }


def _lack(lack: Lack) -> dict[str, Any]:
    """Return a source that tells this reader nothing, with whose move it is."""
    row = _row(lack.source.method, lack.source.title, none=str(MOVES[lack.move]))
    return row | {"direction": _("not for every reader")} if lack.move == Move.HIDDEN else row


def say_direction(stance: str) -> str:
    """Say how a piece of evidence points."""
    words = {Stance.SUPPORTS.value: _("for it"), Stance.CONTRADICTS.value: _("against it")}
    return words.get(stance, _("not weighed"))


def _judged_rows(request: PageRequest, read: JudgementAsRead) -> list[dict[str, Any]]:
    printed = evidence_rows(request, [one.link for one in read.evidence])
    heard = read.levels
    return [
        _row(
            method,
            row.text or row.title,
            stance=one.link.stance,
            evidence=row,
            **_levels(one.told, heard),
            changed=one.is_changed,
            number=one.number,
        )
        for one, row in zip(read.evidence, printed, strict=True)
        for method in one.told.methods
    ]


def _data_rows(request: PageRequest, covered: Covered, used: set[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return what the sources tell that the judgement does not use."""
    evaluation = covered.criterion.criterion.evaluation
    pairs = [(source, datum) for source in covered.sources for datum in source.data if datum.address not in used]
    links = [
        EvidenceLink(
            project_id=evaluation.project_id,
            kind=datum.address[0],
            identifier=datum.address[1],
            checksum=datum.resolved.checksum,
            ground=datum.resolved.ground or "",
            base=datum.resolved.base_as(None),
        )
        for _source, datum in pairs
    ]
    told = told_by(evaluation, links)
    rows: list[dict[str, Any]] = []
    decided: dict[UUID, list[tuple[Datum, EvidenceRow]]] = {}
    for (source, datum), link, row in zip(pairs, links, evidence_rows(request, links), strict=True):
        if source.source.kind == SourceKind.LEAD_TIME:
            decided.setdefault(source.source.id, []).append((datum, row))
            continue
        rows.append(_row(source.method, row.title, evidence=row, figure=_figure(datum), **_of_level(told[link.id])))
    return [*rows, *(_lead_time(one, decided[one.source.id]) for one in covered.sources if one.source.id in decided)]


def _lead_time(source: SourceNow, decided: Sequence[tuple[Datum, EvidenceRow]]) -> dict[str, Any]:
    """Return a lead time as one row: the middle of its latest decisions, with each of them below."""
    middle = spread(datum.took for datum, _row in decided if datum.took is not None)
    number = {"number": len(decided)}
    words = ngettext("Lead time of %(number)s decision", "Lead time of the latest %(number)s decisions", len(decided))
    return _row(
        source.method,
        source.title,
        figure=_("median %(days)s days") % {"days": say_span(middle.median)} if middle and len(decided) > 1 else "",
        parts_of=words % number,
        parts=[{"figure": _figure(datum), "evidence": row} for datum, row in decided],
    )


def _figure(datum: Datum) -> str:
    """Return the figure that stands beside what a source tells: where its title does not tell it already."""
    if datum.took is not None:
        return ngettext("%(days)s day", "%(days)s days", int(datum.took.most)) % {"days": say_span(datum.took)}
    figure = datum.resolved.figure
    return figure if figure and figure not in datum.resolved.title else ""


def say_without(source: SourceNow) -> str:
    """Say of which decisions it is not known how long they took."""
    titles = [_("“%(title)s”") % {"title": one} for one in source.without[:MOST_NAMED]]
    if more := len(source.without) - len(titles):
        titles.append(ngettext("%(number)s more", "%(number)s more", more) % {"number": more})
    return _("No lead time, and not counted: %(titles)s.") % {"titles": join_and(titles)}


def _of_level(told: Told) -> dict[str, Any]:
    return _levels(told, levels_heard([told]))


def _levels(told: Told, heard: LevelsHeard) -> dict[str, Any]:
    """Return at which levels it was said, or that too few people were heard to tell that."""
    levels = heard.of(told)
    return {"levels": join_and([label_of_level(level) for level in levels]), "is_of_few": not levels and told.people}


def agreement(read: JudgementAsRead | None) -> list[str]:
    """Say whether methods and levels point the same way."""
    if read is None:
        return [_("Nothing has been weighed yet.")]
    lines = [say_agreement(read.judgement.methods)]
    if read.levels.few:
        names = join_and([label_of_level(level) for level in read.levels.few])
        words = _("How %(levels)s speak is not told: too few people were heard.")
        lines.append(words % {"levels": names.lower()})
    if not read.levels_agree:
        told = [
            _("%(level)s: %(says)s")
            % {"level": label_of_level(level), "says": join_and([say_direction(one) for one in stances])}
            for level, stances in read.by_level.items()
        ]
        lines.append(_("The levels do not agree. %(told)s.") % {"told": "; ".join(told)})
    return lines


def against_rows(request: PageRequest, read: JudgementAsRead | None) -> dict[str, Any]:
    """Return the evidence against, or whether it was looked for."""
    if read is None:
        return {"rows": [], "none": _("Nothing has been weighed yet.")}
    against: list[EvidenceNow] = [one for one in read.evidence if one.link.stance == Stance.CONTRADICTS]
    printed = evidence_rows(request, [one.link for one in against])
    none = {
        EvidenceAgainst.NOT_SOUGHT: _(
            "Evidence against it was not sought. That is something else than sought and not found."
        ),
        EvidenceAgainst.NONE_FOUND: _("Sought, none found."),
        EvidenceAgainst.FOUND: _("Found, but not for every reader to see."),
    }[EvidenceAgainst(read.judgement.sought)]
    return {"rows": [{"text": row.text or row.title, "evidence": row} for row in printed], "none": none}


def levels_of(criterion: CriterionAsRead, read: JudgementAsRead | None) -> list[dict[str, str]]:
    """Return what the levels meant by which it was judged."""
    rubric = read.judgement.rubric if read else None
    if rubric is None:
        return []
    return [{"label": str(JudgementLevel(one).label), "text": getattr(rubric, one)} for one in RUBRIC_LEVELS]


def norm_history(criterion: CriterionAsRead, sources: Sequence[SourceNow]) -> list[dict[str, Any]]:
    """Return all norms, latest first: each with who fixed it, why it changed, and whether before the data."""
    return [
        {
            "text": one.text,
            "reason": one.reason,
            "who": say_who_and_when(one.fixed_by.name, timezone.localdate(one.fixed_at)),
            "timing": str(TIMINGS[timing_of(one.fixed_at, sources, criterion.days_of_evidence)]),
        }
        for one in reversed(criterion.norms)
    ]


def say_kind(criterion: CriterionAsRead) -> str:
    """Say what a criterion asks for, and where it stands."""
    kind = str(CriterionKind(criterion.now.kind).label)
    return " · ".join(one for one in (criterion.criterion.criteria_list.title, criterion.now.group, kind) if one)


def moves(covered: Covered) -> list[str]:
    """Say whose move it is, within a sentence."""
    told = [str(MOVES[move]) for move in covered.moves if move != Move.NOBODY]
    return [f"{one[:1].lower()}{one[1:]}" for one in told]


def bound_rows(request: PageRequest, covered: Covered) -> list[dict[str, str]]:
    """Return the sources that are bound, each with where it is let go."""
    criterion = covered.criterion
    return [
        {
            "title": one.title,
            "method": label_of_method(one.method),
            "url": address(
                request, "unbind_source", criterion.criterion.evaluation.code, criterion.code, one.source.number
            ),
        }
        for one in covered.sources
    ]
