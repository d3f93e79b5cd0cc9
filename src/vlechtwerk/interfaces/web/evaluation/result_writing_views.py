"""Publish the result of a round."""

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import RoundRemark
from vlechtwerk.domains.evaluation.operations.results import publish_result as publish
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead
from vlechtwerk.domains.evaluation.rules.results import reasons_against_publishing
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation.result_rows import address
from vlechtwerk.interfaces.web.evaluation.result_views import crumbs, find_result
from vlechtwerk.interfaces.web.evaluation.result_words import say_response
from vlechtwerk.interfaces.web.middleware import PageRequest


@read_and_write
def publish_result(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Ask whether everyone may read the result, and publish it."""
    found = find_result(request, evaluation, code)
    before = reasons_against_publishing(found.asked, by=request.actor.person, at=timezone.now())

    def act() -> str:
        publish(found.asked, by=request.actor.person, at=timezone.now())
        return _("Published: every member of the project reads this result now.")

    form = forms.Form(request.POST if request.method == "POST" else None)
    return answer_form(
        request, _("Publish “%(name)s”") % {"name": found.asked.name}, _("Publish the result"),
        form, address(request, "result", found), act, before=before, facts=_what_publishing_does(found),
        crumbs=crumbs(request, found, _("Publish")),
    )  # fmt: skip


def _what_publishing_does(found: ResultAsRead) -> list[dict[str, str]]:
    remarks = RoundRemark.objects.filter(round=found.asked)
    shown = remarks.filter(state=RoundRemark.State.SHOWN).count()
    waiting = remarks.filter(state=RoundRemark.State.WAITING).count()
    said = [ngettext("%(count)s is shown, as redacted.", "%(count)s are shown, as redacted.", shown) % {"count": shown}]
    if waiting:
        words = ngettext(
            "%(count)s was not looked at and stays hidden.", "%(count)s were not looked at and stay hidden.", waiting
        )
        said.append(words % {"count": waiting})
    facts = [
        {"term": _("Who took part"), "value": say_response(found.figures.response)},
        {"term": _("Who will read it"), "value": _("Every member of the project. This can't be undone.")},
        {"term": _("Remarks"), "value": " ".join(said)},
    ]
    alike = sum(one.is_unanimous for one in found.statements)
    if alike:
        words = ngettext(
            "At %(count)s statement all answers are on one side: who knows who took part, knows theirs.",
            "At %(count)s statements all answers are on one side: who knows who took part, knows theirs.",
            alike,
        )
        facts.append({"term": _("Everyone alike"), "value": words % {"count": alike}})
    return facts
