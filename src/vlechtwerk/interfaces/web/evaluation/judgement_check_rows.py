"""What an evaluator looks at before they say that a judgement is right, or object to it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import CriterionJudgement, EvidenceAgainst
from vlechtwerk.domains.evaluation.queries.coverage import Covered
from vlechtwerk.domains.evaluation.queries.judgements import JudgementAsRead, read_judgements
from vlechtwerk.domains.evaluation.queries.source_data import timing_of
from vlechtwerk.domains.evaluation.words.framework import TIMINGS
from vlechtwerk.interfaces.web.evaluation.criterion_rows import against_rows, say_direction, source_rows
from vlechtwerk.interfaces.web.evaluation.framework_rows import say_who_and_when
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.middleware import PageRequest


def to_be_checked(request: PageRequest, covered: Covered, judgement: CriterionJudgement) -> list[dict[str, Any]]:
    """Return the bar, the judgement, its evidence, and what the sources tell that the judgement does not use."""
    (read,) = read_judgements(judgement.criterion.evaluation, [judgement])
    return [
        *_bar(request, covered, judgement),
        {"term": _("Judgement"), "value": str(judgement.get_level_display())},
        {"term": _("Why"), "value": judgement.text},
        {"term": _("Judged by"), "value": _who(judgement.judged_by.name, judgement.judged_at)},
        {"term": _("Strength of the evidence"), "value": str(judgement.get_strength_display())},
        *_evidence(read),
        {"term": _("Evidence against"), "value": _against(request, read)},
        *_unused(request, covered, read),
    ]


def _bar(request: PageRequest, covered: Covered, judgement: CriterionJudgement) -> list[dict[str, Any]]:
    """Return the norm by which it was judged, when it was fixed, and the baseline."""
    criterion, norm = covered.criterion, judgement.norm
    baseline = criterion.baseline
    rows: list[dict[str, Any]] = [{"term": _("Norm"), "value": norm.text if norm else _("none")}]
    if norm:
        timing = TIMINGS[timing_of(norm.fixed_at, covered.once, criterion.days_of_evidence)]
        fixed = {"timing": str(timing), "who": _who(norm.fixed_by.name, norm.fixed_at)}
        rows.append({"term": _("Norm fixed"), "value": _("%(timing)s (%(who)s)") % fixed})
        if norm.number > 1:
            rows.append({"term": _("Why the norm changed"), "value": norm.reason})
            rows += [
                {"term": _("Former norm"), "value": one.text}
                for one in criterion.norms
                if one.number == norm.number - 1
            ]
    held = Evidences(request, list(criterion.baselines))
    rows.append(
        {
            "term": _("Baseline"),
            "value": baseline.text if baseline else _("none"),
            "evidence": held.of(baseline) if baseline else None,
        }
    )
    return rows


def _who(name: str, at: Any) -> str:
    return say_who_and_when(name, timezone.localdate(at))


def _evidence(read: JudgementAsRead) -> list[dict[str, str]]:
    return [
        {
            "term": _("Evidence: %(direction)s") % {"direction": say_direction(one.link.stance)},
            "value": one.resolved.title if one.resolved else one.link.identifier,
        }
        for one in read.evidence
    ]


def _against(request: PageRequest, read: JudgementAsRead) -> str:
    if read.judgement.sought == EvidenceAgainst.FOUND:
        return _("found")
    return str(against_rows(request, read)["none"])


def _unused(request: PageRequest, covered: Covered, read: JudgementAsRead) -> list[dict[str, str]]:
    """Return what the sources of the criterion tell that was not weighed, and which of them tell nothing."""
    rows = [row for row in source_rows(request, covered, read) if row["look"] == "unknown"]
    told = [
        {
            "term": _("Not used, %(method)s") % {"method": str(row["label"]).lower()},
            "value": " ".join(filter(None, (row["text"], row.get("figure", ""), row["none"]))),
        }
        for row in rows
    ]
    return told or [{"term": _("Not used"), "value": _("Nothing: the judgement uses all that the sources tell.")}]
