"""The answer to each question: what is known and on which ground, what is not known, and which method disagrees."""

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import PlannedMethod
from vlechtwerk.domains.evaluation.queries.answers import Answer
from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.domains.evaluation.queries.report.telling import answers_told, findings_told
from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart, Title
from vlechtwerk.engines.documents.report.contents import Block, Framed


def _answers(live: Live) -> LivePart:
    told = answers_told(live, live.answers)
    findings = dict(zip(live.approved, findings_told(live, list(live.approved.values())), strict=True))
    found: list[Block | Group | Title] = []
    for one in live.answers:
        question = one.question
        known = [findings[item.approved.code] for item in one.known if item.approved.code in findings]
        found += [Title(f"{question.code} {question.text}", 2), Group((told[question.code], *known))]
        found.append(Framed(f"{_('What is not known')}: {_not_known(one)}"))
        found += [Framed(words) for words in _disagreeing(one)]
    return tuple(found)


def _not_known(answer: Answer) -> str:
    told = [f"{gap.gap.text.rstrip('.')} ({gap.gap.reason.rstrip('.')})" for gap in answer.gaps if gap.is_open]
    missing = list(dict.fromkeys(method.name for method in answer.without_evidence))
    if missing and answer.known:
        told.append(_("nothing came yet from %(methods)s") % {"methods": join_and(missing)})
    return "; ".join(told or [_("nothing was noted")]) + "."


def _disagreeing(answer: Answer) -> list[str]:
    words = _("Against %(code)s: %(against)s; for it: %(supporting)s.")
    return [
        words
        % {
            "code": one.approved.code,
            "against": join_and([str(PlannedMethod.Kind(kind).label) for kind in one.against]),
            "supporting": join_and([str(PlannedMethod.Kind(kind).label) for kind in one.supporting]) or _("none"),
        }
        for one in answer.disagreeing
    ]


PARTS = {("antwoorden", "answers"): _answers}
