"""The assessment framework: each criterion with its norm, and what was judged of it; or that nothing can be judged."""

from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import CLOSED_KINDS
from vlechtwerk.domains.evaluation.models import CheckedJudgement, CriterionMethod, EvidenceAgainst, JudgementLevel
from vlechtwerk.domains.evaluation.queries.framework import CriterionAsRead
from vlechtwerk.domains.evaluation.queries.judgements import standing
from vlechtwerk.domains.evaluation.queries.report.chapters.framework.changes import changes_told
from vlechtwerk.domains.evaluation.queries.report.live import Carried, Live
from vlechtwerk.domains.evaluation.queries.report.telling import ended
from vlechtwerk.domains.evaluation.queries.source_data import SourceNow, Timing, sources_now, timing_of
from vlechtwerk.domains.evaluation.rules.bars import days_of_evidence
from vlechtwerk.domains.evaluation.words.framework import BAR_PARTS, say_agreement
from vlechtwerk.domains.partnership.words import join_and, say_day
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart, Title, Told
from vlechtwerk.engines.documents.report.contents import Paragraph, Table

CRITERION = "criterion"


def criteria_told(live: Live) -> dict[str, Told]:
    """Return each criterion that is asked, by its code: as it is worded, with the checked judgement that holds."""
    framework = live.framework
    checked = CheckedJudgement.objects.filter(evaluation=live.evaluation, ended_at__isnull=True)
    judged = {one.judgement.criterion_id: one for one in standing(checked)}
    of_criteria = live.carried([one.criterion for one in framework.open_criteria])
    of_judgements = live.carried([one.judgement for one in judged.values()])
    sources = _open_sources(live)
    found = {}
    for one in framework.open_criteria:
        read = judged.get(one.criterion.id)
        judgement = read.judgement if read and isinstance(read.judgement, CheckedJudgement) else None
        carried = of_criteria.get(one.criterion.id, Carried())
        resting = of_judgements.get(judgement.id, Carried()) if judgement else Carried()
        found[one.code] = Told(
            f"{CRITERION}:{live.evaluation.code},{one.code}",
            CRITERION,
            f"{one.printed}: {ended(one.now.question)} {_say_judgement(one, judgement)}",
            resting.ground or carried.ground,
            resting.base if judgement else carried.base,
            value=str(JudgementLevel(judgement.level).label) if judgement else _say_unjudged(one),
            statement=one.now.question,
            title=f"{one.code}. {one.now.question}",
            sources=(*resting.sources, *carried.sources),
            details=(
                *_details(one, judgement, resting.against, sources[one.code]),
                *_places(carried, resting),
            ),
        )
    return found


def _open_sources(live: Live) -> Mapping[str, Sequence[SourceNow]]:
    """Return by criterion what its sources tell, bound or let go; of research data only evaluators know the days."""
    held = {
        one.code: [source for source in one.sources_once if source.kind not in CLOSED_KINDS]
        for one in live.framework.open_criteria
    }
    now = sources_now(live.evaluation, [source for sources in held.values() for source in sources])
    return {code: [now[source.id] for source in sources] for code, sources in held.items()}


def _say_unjudged(one: CriterionAsRead) -> str:
    """Say of a criterion without a checked judgement that it can't be judged, without a norm, or was not judged yet."""
    return _("Not judged yet") if one.norm else str(JudgementLevel.NOT_TO_BE_JUDGED.label)


def _say_judgement(one: CriterionAsRead, judgement: CheckedJudgement | None) -> str:
    if judgement:
        words = {
            "level": judgement.get_level_display(),
            "strength": judgement.get_strength_display(),
            "why": judgement.text,
        }
        return _("%(level)s. Evidence: %(strength)s. %(why)s") % words
    # Without a norm nothing can be judged; what else lacks is told with it.
    lacking = {_("no norm was fixed"): True, _("there is no baseline"): not one.baseline}
    lacking[_("it has no method")] = not one.now.methods
    missing = [] if one.norm else [words for words, lacks in lacking.items() if lacks]
    if one.moved_since_check:
        # What was judged by another norm is no judgement by this one.
        names = join_and([str(BAR_PARTS[part]) for part in one.moved_since_check])
        missing.append(_("since it was judged this was changed: %(names)s") % {"names": names})
    why = join_and(missing) or (_("no judgement of it was checked") if one.sources else _("no source was bound to it"))
    return _("%(level)s: %(why)s.") % {"level": _say_unjudged(one), "why": why}


def _details(
    one: CriterionAsRead, judgement: CheckedJudgement | None, against: str, sources: Sequence[SourceNow]
) -> tuple[tuple[str, str], ...]:
    methods = join_and([str(CriterionMethod(method).label) for method in one.now.methods])
    lines = [(_("Method"), methods or _("none"))]
    # A norm that was changed after it was fixed is printed with what it was, and why.
    days = days_of_evidence(judgement) if judgement else []
    for norm in one.norms:
        told = [_("fixed on %(day)s") % {"day": say_day(timezone.localdate(norm.fixed_at))}]
        if timing_of(norm.fixed_at, sources, days) == Timing.AFTER:
            told.append(_("after the first data"))
        if norm.reason:
            told.append(norm.reason)
        lines.append((_("Norm"), f"{norm.text} ({'; '.join(told)})"))
    if not one.norms:
        lines.append((_("Norm"), _("none")))
    lines.append((_("Baseline"), one.baseline.text if one.baseline else _("none")))
    if judgement:
        lines.append((_("Strength of the evidence"), str(judgement.get_strength_display())))
        lines.append((_("What agrees, and what does not"), say_agreement(judgement.methods)))
        hides = judgement.sought == EvidenceAgainst.FOUND and not against
        sought = _("Found, but not for every reader to see.") if hides else EvidenceAgainst(judgement.sought).label
        lines.append((_("Evidence against"), str(sought)))
    return tuple(lines)


def _places(carried: Carried, resting: Carried) -> tuple[tuple[str, str], ...]:
    places = "; ".join(part for part in (resting.places, carried.places) if part)
    lines = ((_("Source"), places), (_("Speaks against it"), resting.against))
    return tuple((term, words) for term, words in lines if words)


def _criteria(live: Live) -> LivePart:
    framework = live.framework
    told = criteria_told(live)
    found: list[Group | Title] = []
    for one in framework.lists:
        here = [item for item in framework.open_criteria if item.criterion.criteria_list_id == one.id]
        if here:
            # The changes of the framework name criteria with the letters of their list.
            found.append(Title(f"{one.title} ({one.code})", 2))
        for group in dict.fromkeys(item.now.group for item in here):
            rows: Sequence[Told] = [told[item.code] for item in here if item.now.group == group]
            found += [*([Title(group, 3)] if group else []), Group(tuple(rows))]
    return tuple(found)


def _levels(live: Live) -> LivePart:
    rubric = live.framework.rubric
    if rubric is None:
        return ()
    levels = (JudgementLevel.MET, JudgementLevel.LARGELY, JudgementLevel.PARTLY, JudgementLevel.NOT_MET)
    rows = tuple((str(level.label), getattr(rubric, level.value)) for level in levels)
    return (Table(_("What each level means"), (_("Level"), _("Meaning")), rows),)


def _changes(live: Live) -> LivePart:
    """Tell how criteria and their norms were changed since they were taken in."""
    heading = Title(_("What was changed of the framework"), 2)
    told = changes_told(live)
    if not told:
        words = _(
            "Since it was taken in, no criterion was reworded, split, merged or closed, and no norm or baseline "
            "changed."
        )
        return (heading, Paragraph(words))
    words = _(
        "How criteria were worded anew, split, merged, closed and opened, and which norms, baselines and levels "
        "were changed, since they were taken in. A report names nobody: who did it stands with the criterion in the "
        "platform."
    )
    return (heading, Paragraph(words), Group(tuple(told)))


PARTS = {
    ("criteria", "criteria-list"): _criteria,
    ("niveaus", "levels"): _levels,
    ("wijzigingen", "changes"): _changes,
}
