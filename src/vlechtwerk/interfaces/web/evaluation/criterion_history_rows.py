"""What became of a criterion: all that was changed, bound and judged, and to which other ones it leads."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import CriterionWording, Evaluation, JudgementLevel
from vlechtwerk.domains.evaluation.queries.coverage import Covered
from vlechtwerk.domains.evaluation.queries.framework_changes import Kin
from vlechtwerk.domains.evaluation.queries.judgements import JudgementAsRead
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.interfaces.web.evaluation.framework_rows import say_strength, say_who_and_when
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.middleware import PageRequest


def history(covered: Covered, kin: Kin, judgements: Sequence[JudgementAsRead]) -> list[dict[str, Any]]:
    """Return what was changed, bound and judged, and split off or merged, latest first; judgements: the former ones."""
    criterion, titles = covered.criterion, _titles(covered)
    rows = [
        *(_row(_say_worded(one), one.question, one.reason, one.worded_by, one.worded_at) for one in criterion.wordings),
        *(_row(_say_other(one), one.question, one.reason, one.worded_by, one.worded_at) for one in kin.told_by),
        *(
            _row(_("Baseline noted"), one.text, one.reason, one.noted_by, one.noted_at) for one in criterion.baselines
        ),
        *(
            _row(
                _("Source bound") if one.is_bound else _("Source let go"),
                titles.get((one.kind, one.identifier), ""), "", one.bound_by, one.bound_at,
            )
            for one in criterion.criterion.sources.all()
        ),
        *(
            _row(
                _("Judged: %(level)s") % {"level": JudgementLevel(read.judgement.level).label},
                read.judgement.text, say_strength(read.judgement.strength),
                read.judgement.judged_by, read.judgement.judged_at,
            )
            for read in judgements
        ),
        *(
            _row(_("Objection to the judgement"), one.text, "", one.objected_by, one.objected_at)
            for judgement in criterion.judgements
            for one in judgement.objections.all()
        ),
    ]  # fmt: skip
    return sorted(rows, key=lambda row: row["at"], reverse=True)


def _row(what: str, words: str, reason: str, by: Person, at: datetime) -> dict[str, Any]:
    who = say_who_and_when(by.name, timezone.localdate(at))
    return {"what": what, "words": words, "reason": reason, "who": who, "at": at}


def _titles(covered: Covered) -> Mapping[tuple[str, str], str]:
    """Return what each source is called that is or was bound."""
    return {(one.source.kind, one.source.identifier): one.title for one in covered.once}


def _say_worded(one: CriterionWording) -> str:
    """Say what was done with a criterion when it got this wording."""
    if one.merged_into:
        return _("Merged into %(code)s") % {"code": one.merged_into.full_code}
    if one.split_from:
        return _("Split from %(code)s") % {"code": one.split_from.full_code}
    return _("Closed") if one.is_closed else _("Worded anew") if one.number > 1 else _("Added")


def _say_other(one: CriterionWording) -> str:
    """Say what another criterion, as it was worded here, has to do with this one."""
    words = _("%(code)s went into this one") if one.merged_into_id else _("%(code)s was split off from this one")
    return words % {"code": one.criterion.full_code}


def kin_rows(request: PageRequest, evaluation: Evaluation, kin: Kin) -> list[dict[str, Any]]:
    """Return to which other criteria it leads, each with its page."""
    told = (
        (_("Merged into:"), [kin.merged_into] if kin.merged_into else []),
        (_("Went into this one:"), kin.merged_from),
        (_("Split from:"), [kin.split_from] if kin.split_from else []),
        (_("Split into this one and:"), kin.split_into),
    )
    return [
        {
            "words": words,
            "criteria": [
                {"code": one.full_code, "url": address(request, "criterion", evaluation.code, one.full_code)}
                for one in criteria
            ],
        }
        for words, criteria in told
        if criteria
    ]
