"""The assessment framework: each criterion with its norm, and what was judged of it; or that nothing can be judged."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import CheckedJudgement, CriterionMethod, EvidenceAgainst, JudgementLevel
from vlechtwerk.domains.evaluation.queries.framework import CriterionAsRead
from vlechtwerk.domains.evaluation.queries.judgements import standing
from vlechtwerk.domains.evaluation.queries.report.live import Carried, Live
from vlechtwerk.domains.evaluation.queries.report.telling import ended
from vlechtwerk.domains.evaluation.rules.bars import BAR_PARTS
from vlechtwerk.domains.evaluation.words.framework import say_agreement
from vlechtwerk.domains.partnership.words import join_and, say_day
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart, Title, Told
from vlechtwerk.engines.documents.report.contents import Table

CRITERION = "criterion"


def criteria_told(live: Live) -> dict[str, Told]:
    """Return each criterion that is asked, by its code: as it is worded, with the checked judgement that holds."""
    framework = live.framework
    checked = CheckedJudgement.objects.filter(evaluation=live.evaluation, ended_at__isnull=True)
    judged = {one.judgement.criterion_id: one for one in standing(checked)}
    of_criteria = live.carried([one.criterion for one in framework.open_criteria])
    of_judgements = live.carried([one.judgement for one in judged.values()])
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
            value=str(JudgementLevel(judgement.level).label)
            if judgement
            else str(JudgementLevel.NOT_TO_BE_JUDGED.label),
            statement=one.now.question,
            title=f"{one.code}. {one.now.question}",
            sources=(*resting.sources, *carried.sources),
            details=(*_details(one, judgement), *_places(carried, resting)),
        )
    return found


def _say_judgement(one: CriterionAsRead, judgement: CheckedJudgement | None) -> str:
    if judgement:
        words = {
            "level": judgement.get_level_display(),
            "strength": judgement.get_strength_display(),
            "why": judgement.text,
        }
        return _("%(level)s. Evidence: %(strength)s. %(why)s") % words
    missing = [
        words
        for words, is_there in (
            (_("no norm was fixed"), one.norm is not None),
            (_("there is no baseline"), one.baseline is not None),
            (_("it has no method"), bool(one.now.methods)),
        )
        if not is_there
    ]
    if one.moved_since_check:
        # What was judged by another norm is no judgement by this one.
        names = join_and([str(BAR_PARTS[part]) for part in one.moved_since_check])
        missing.append(_("since it was judged this was changed: %(names)s") % {"names": names})
    why = join_and(missing) or _("no judgement of it was checked")
    return _("Not to be judged: %(why)s.") % {"why": why}


def _details(one: CriterionAsRead, judgement: CheckedJudgement | None) -> tuple[tuple[str, str], ...]:
    methods = join_and([str(CriterionMethod(method).label) for method in one.now.methods])
    lines = [(_("Method"), methods or _("none"))]
    # A norm that was changed after it was fixed is printed with what it was, and why.
    for norm in one.norms:
        changed = f" ({say_day(norm.fixed_at.date())}: {norm.reason})" if norm.reason else ""
        lines.append((_("Norm"), f"{norm.text}{changed}"))
    if not one.norms:
        lines.append((_("Norm"), _("none")))
    lines.append((_("Baseline"), one.baseline.text if one.baseline else _("none")))
    if judgement:
        lines.append((_("Strength of the evidence"), str(judgement.get_strength_display())))
        lines.append((_("What agrees, and what does not"), say_agreement(judgement.methods)))
        lines.append((_("Evidence against"), str(EvidenceAgainst(judgement.sought).label)))
    return tuple(lines)


def _places(carried: Carried, resting: Carried) -> tuple[tuple[str, str], ...]:
    places = "; ".join(part for part in (resting.places, carried.places) if part)
    return ((_("Source"), places or _("register")), (_("Speaks against it"), resting.against or _("nothing known")))


def _criteria(live: Live) -> LivePart:
    framework = live.framework
    told = criteria_told(live)
    found: list[Group | Title] = []
    for one in framework.lists:
        here = [item for item in framework.open_criteria if item.criterion.criteria_list_id == one.id]
        if here:
            found.append(Title(one.title, 2))
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


PARTS = {("criteria", "criteria-list"): _criteria, ("niveaus", "levels"): _levels}
