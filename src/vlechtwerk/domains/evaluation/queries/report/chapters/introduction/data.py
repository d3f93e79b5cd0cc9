"""The introduction: what is asked, how it was found out and who took part, and how to read the report."""

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import EvaluationAim, PlannedMethod, PublishedFigure
from vlechtwerk.domains.evaluation.queries.plan import MethodInPlan, Part
from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.domains.evaluation.queries.report.telling import shares_told
from vlechtwerk.domains.evaluation.words.findings import say_scale
from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart
from vlechtwerk.engines.documents.report.contents import Paragraph, Table


def _aims(live: Live) -> LivePart:
    aims = EvaluationAim.objects.filter(evaluation=live.evaluation).order_by("order")
    rows = tuple((str(number), one.text) for number, one in enumerate(aims, 1))
    kind = (Paragraph(live.evaluation.kind),) if live.evaluation.kind else ()
    return (*kind, Table(_("Aims of the evaluation"), (_("No."), _("Aim")), rows)) if rows else kind


def _questions(live: Live) -> LivePart:
    unknown = _("not in the source")
    rows = tuple((one.code, one.text, one.brought_in_by or unknown) for one in live.plan.questions)
    return (Table(_("Questions of the evaluation"), (_("Code"), _("Question"), _("Brought in by")), rows),)


def _methods(live: Live) -> LivePart:
    heads = (_("Method"), _("Who took part"), _("Note"), _("Asked"), _("Came in"))
    return tuple(
        Table(one.measurement.name, heads, tuple(_method(live, item) for item in one.methods), 2)
        for one in live.plan.measurements
        if one.methods
    )


def _method(live: Live, item: MethodInPlan) -> tuple[str, ...]:
    method = item.method
    took_part = [group.name for group in live.plan.groups if item.part_of(group) == Part.TOOK_PART]
    note = method.note or str(PlannedMethod.Kind(method.kind).label)
    return (method.name, join_and(took_part) or "–", note, _or_unknown(method.asked), _or_unknown(method.came_in))


def _or_unknown(number: int | None) -> str:
    return "–" if number is None else str(number)


def _response(live: Live) -> LivePart:
    given = [one for one in live.figures if one.figure.kind == PublishedFigure.Kind.RESPONSE]
    return (Group(tuple(shares_told(live, given))),) if given else ()


def _scale(live: Live) -> LivePart:
    rows = tuple(say_scale(live.scale))
    return (Table(_("Words for amounts in this report"), (_("Word"), _("Used for")), rows),)


def _grounds(live: Live) -> LivePart:
    rows = (
        (_("opinion"), _("what people said, or answered when they were asked")),
        (_("self-report"), _("what an organisation or a team says of its own work; nobody else looked at it")),
        (_("counted"), _("what was counted or recorded as it happened, as in registers and minutes")),
        (_("measured effect"), _("what was measured by comparing, with other explanations weighed")),
        (_("from the plan"), _("the plan states it as what it wants; that says nothing of what came of it")),
        (_("published"), _("it stands so in a published source, which does not say over how many")),
    )
    return (Table(_("What stands beside each sentence"), (_("Ground or base"), _("Meaning")), rows),)


PARTS = {
    ("doelen", "aims"): _aims,
    ("vragen", "questions"): _questions,
    ("methoden", "methods"): _methods,
    ("respons", "response"): _response,
    ("woorden", "words"): _scale,
    ("gronden", "grounds"): _grounds,
}
