"""What was changed of the framework: who did what when, from what to what, and why, as its log keeps it."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import CriterionKind, CriterionWording, JudgementLevel
from vlechtwerk.domains.evaluation.queries.framework import CriterionAsRead
from vlechtwerk.domains.evaluation.queries.framework_changes import ChangeKind, FrameworkChange
from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.domains.evaluation.rules.framework import RUBRIC_LEVELS
from vlechtwerk.domains.evaluation.words.framework import say_methods
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.words import join_and, say_day
from vlechtwerk.engines.documents.evaluation_report.told import Source, Told
from vlechtwerk.foundation.evidence.address import Ground, checksum_of

CHANGE = "framework_change"


def changes_told(live: Live) -> list[Told]:
    """Return each change of the framework: in words, with whoever did it as a sum, as a report names nobody."""
    told = [(one.after.worded_at, _change(live, one)) for one in live.framework_changes]
    for one in live.framework.criteria:
        for before, after in pairwise(one.norms):
            what = _("%(code)s got another norm") % {"code": one.code}
            fixed = _Fixed("criterion_norm", f"{one.code},norm {after.number}", what, before.text, after.text)
            told.append((after.fixed_at, _fixed(live, fixed, after.reason, after.fixed_by, after.fixed_at)))
        for was, now in pairwise(one.baselines):
            what = _("%(code)s got another baseline") % {"code": one.code}
            fixed = _Fixed("criterion_baseline", f"{one.code},baseline {now.number}", what, was.text, now.text)
            told.append((now.noted_at, _fixed(live, fixed, now.reason, now.noted_by, now.noted_at)))
    for former, rubric in pairwise(live.evaluation.rubrics.select_related("set_by").order_by("number")):
        changed = [level for level in RUBRIC_LEVELS if getattr(former, level) != getattr(rubric, level)]
        texts = [
            "; ".join(f"{JudgementLevel(level).label}: {getattr(each, level)}" for level in changed)
            for each in (former, rubric)
        ]
        fixed = _Fixed("rubric", f"rubric {rubric.number}", _("What levels of judgement mean was changed"), *texts)
        told.append((rubric.set_at, _fixed(live, fixed, rubric.reason, rubric.set_by, rubric.set_at)))
    return [one for _at, one in sorted(told, key=lambda pair: pair[0])]


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What was fixed otherwise: its kind and identifier as a source, in words, and its text before and since."""

    kind: str
    identifier: str
    what: str
    before: str
    became: str


def _fixed(live: Live, fixed: _Fixed, reason: str, by: Person, at: datetime) -> Told:
    """Tell that a norm, a baseline or what the levels mean was fixed otherwise."""
    identifier = f"{live.evaluation.code},{fixed.identifier}"
    day, who = say_day(timezone.localdate(at)), _say_who(by)
    words = {"what": fixed.what, "day": day, "who": who, "reason": reason.rstrip(".")}
    words |= {"before": fixed.before.rstrip("."), "became": fixed.became.rstrip(".")}
    told = _("%(what)s on %(day)s, by %(who)s. Before: %(before)s. Since then: %(became)s. Why: %(reason)s.")
    sums = (str(by.id), at.isoformat(), fixed.before, fixed.became, reason)
    return Told(
        f"{CHANGE}:{identifier}",
        CHANGE,
        told % words,
        Ground.REGISTER,
        value=fixed.kind,
        title=fixed.what,
        sources=(Source(fixed.kind, identifier, checksum_of(identifier, *sums)),),
        details=(
            (_("When"), day),
            (_("By whom"), who),
            (_("As it was"), fixed.before),
            (_("As it became"), fixed.became),
            (_("Why"), reason),
        ),
    )


def _change(live: Live, one: FrameworkChange) -> Told:
    after, identifier = one.after, f"{live.evaluation.code},{one.criterion.code},{one.after.number}"
    before, became = _from_and_to(one)
    day, who = say_day(timezone.localdate(after.worded_at)), _say_who(after.worded_by)
    words = {
        "what": _say_what(one),
        "day": day,
        "who": who,
        "before": before.rstrip("."),
        "became": became,
        "reason": after.reason.rstrip("."),
    }
    told = _("%(what)s on %(day)s, by %(who)s. Before: %(before)s. Since then: %(became)s. Why: %(reason)s.")
    if not became:
        told = _("%(what)s on %(day)s, by %(who)s. Before: %(before)s. Why: %(reason)s.")
    rows = [*(row for _read, row in one.others), after]
    sums = [f"{row.worded_by_id} {row.worded_at.isoformat()} {row.question} {row.reason}" for row in rows]
    return Told(
        f"{CHANGE}:{identifier}",
        CHANGE,
        told % words,
        Ground.REGISTER,
        value=str(one.kind),
        statement=one.criterion.code,
        title=_say_what(one),
        sources=(Source("criterion_wording", identifier, checksum_of(identifier, before, became, *sums)),),
        details=(
            (_("When"), day),
            (_("By whom"), who),
            (_("As it was"), before),
            *([(_("As it became"), became)] if became else []),
            (_("Why"), after.reason),
        ),
    )


def _say_who(by: Person) -> str:
    return _("whoever loaded the case") if by.loads_cases else _("an evaluator")


def _say_what(one: FrameworkChange) -> str:
    words = {"code": one.criterion.code, "others": join_and([read.code for read, _wording in one.others])}
    match one.kind:
        case ChangeKind.SPLIT:
            return _("%(code)s was split into %(code)s and %(others)s") % words
        case ChangeKind.MERGED:
            return _("%(code)s was merged into %(others)s") % words
        case ChangeKind.CLOSED:
            return _("%(code)s was closed") % words
        case ChangeKind.OPENED:
            return _("%(code)s was opened again") % words
    return _("%(code)s was reworded") % words


def _from_and_to(one: FrameworkChange) -> tuple[str, str]:
    """Return from what to what it was changed; nothing came of one that was closed."""
    asked = _question(one.criterion, one.before)
    checked = one.criterion.checked
    if checked is not None and one.after.is_closed and checked.checked_at <= one.after.worded_at:
        # What was judged does not go with the question.
        words = {"level": checked.get_level_display(), "strength": checked.get_strength_display(), "why": checked.text}
        asked = f"{asked}. " + _("%(level)s. Evidence: %(strength)s. %(why)s") % words
    if one.kind == ChangeKind.CLOSED:
        return asked, ""
    if one.kind == ChangeKind.MERGED:
        return asked, "; ".join(_question(*other) for other in one.others)
    if one.kind == ChangeKind.SPLIT:
        parts = [(one.criterion, one.after), *one.others]
        return asked, "; ".join(_question(*part) for part in parts)
    changed = _changed(one.before, one.after)
    return "; ".join(was for was, _now in changed) or asked, "; ".join(now for _was, now in changed) or asked


def _question(criterion: CriterionAsRead, wording: CriterionWording) -> str:
    return f"{criterion.code} “{wording.question}”"


def _changed(before: CriterionWording, after: CriterionWording) -> list[tuple[str, str]]:
    """Return what of a criterion was worded otherwise, as it was and as it became."""
    pairs = (
        ("", f"“{before.question}”", f"“{after.question}”"),
        (_("kind"), _kind(before), _kind(after)),
        (_("group"), before.group, after.group),
        (_("seen by"), before.indicator, after.indicator),
        (_("method"), say_methods(before.methods), say_methods(after.methods)),
        (_("about"), before.subject, after.subject),
    )
    return [(_named(name, was), _named(name, now)) for name, was, now in pairs if was != now]


def _kind(wording: CriterionWording) -> str:
    return str(CriterionKind(wording.kind).label).lower()


def _named(name: str, words: str) -> str:
    return ": ".join(part for part in (name, words or _("none")) if part)
