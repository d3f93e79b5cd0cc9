"""Write an instrument: begin it, put statements, scales and questions in it, and fix a version."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import InstrumentVersion
from vlechtwerk.domains.evaluation.operations import instrument_drafts as drafting
from vlechtwerk.domains.evaluation.operations import instruments as operations
from vlechtwerk.domains.evaluation.queries.instruments import (
    evaluations_by_code,
    find_version,
    map_places,
    versions_of,
)
from vlechtwerk.domains.evaluation.queries.standard_instrument import standard_questionnaire
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.instrument_warnings import open_warnings
from vlechtwerk.domains.evaluation.rules.instruments import (
    reasons_against_starting_version,
    reasons_against_writing,
)
from vlechtwerk.domains.evaluation.rules.questionnaire import questionnaire_of
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write, write_only
from vlechtwerk.interfaces.web.evaluation.instrument_forms import (
    BeginForm,
    OpenQuestionForm,
    PlainForm,
    ReasonForm,
    ScaleForm,
    StatementForm,
)
from vlechtwerk.interfaces.web.evaluation.instrument_rows import say_version, version_url
from vlechtwerk.interfaces.web.evaluation.instrument_views import (
    crumbs_to,
    evaluated_by_reader,
    instrument_or_404,
)
from vlechtwerk.interfaces.web.middleware import PageRequest

# At which field the reason with a code is shown.
AT_FIELDS = {"no_code": "code", "code_reserved": "code", "code_in_use": "code", "name_missing": "name_nl",
             "reason_missing": "reason", "text_missing": "text_nl", "dutch_missing": "text_nl",
             "scale_too_short": "lines", "value_twice": "lines", "label_twice": "lines"}  # fmt: skip


def who_acts(request: PageRequest) -> dict[str, Any]:
    """Return that the reader acts, now."""
    return {"by": request.actor.person, "at": timezone.now()}


def _sent(request: PageRequest) -> Any:
    """Return what was sent; a form without fields may be sent with nothing in it."""
    return request.POST if request.method == "POST" else None


def _version(evaluation: str, code: str, number: int) -> InstrumentVersion:
    found = find_version(evaluation, code, number)
    if found is None:
        raise Http404
    return found


def _answer(
    request: PageRequest,
    version: InstrumentVersion,
    heading: str,
    button: str,
    form: forms.Form,
    act: Callable[[], str],
    *,
    stay: str = "",
) -> HttpResponse:
    """Let a form write in a version; afterwards its page is shown, or that at `stay`."""
    return answer_form(
        request, heading, button, form, stay or version_url(request, version), act,
        before=reasons_against_writing(version, **who_acts(request)),
        fields={code: name for code, name in AT_FIELDS.items() if name in form.fields},
        crumbs=[*crumbs_to(request, version), {"label": heading, "url": ""}],
    )  # fmt: skip


@read_and_write
def begin_instrument(request: PageRequest, project: str) -> HttpResponse:
    """Begin an instrument: from the standard one, or empty."""
    evaluations = evaluated_by_reader(request)
    form = BeginForm(request.POST or None, evaluations=[(one.code, f"{one.title} ({one.code})") for one in evaluations])
    lists = reverse("evaluation:instruments", args=[project])
    if not evaluations:
        against = nobody_evaluates(request)
        return answer_form(
            request, _("Begin an instrument"), _("Begin"), PlainForm(_sent(request)), lists,
            partial(_refuse, against), before=against,
        )  # fmt: skip

    def act() -> str:
        chosen = form.cleaned_data
        version = operations.begin_instrument(
            next(one for one in evaluations if one.code == chosen["evaluation"]),
            chosen["code"],
            {"nl": chosen["name_nl"], "en": chosen["name_en"]},
            content=standard_questionnaire() if chosen["start"] == "standard" else None,
            **who_acts(request),
        )
        return _("“%(name)s” is a draft. Open it to write its statements; fix it before a round asks it.") % {
            "name": version.instrument.name_nl
        }

    return answer_form(
        request, _("Begin an instrument"), _("Begin"), form, lists, act,
        fields={code: name for code, name in AT_FIELDS.items() if name in form.fields},
        crumbs=[{"label": _("Instruments"), "url": lists}, {"label": _("Begin an instrument"), "url": ""}],
    )  # fmt: skip


def _refuse(reasons: list[Reason]) -> str:
    raise Refused(reasons)


def nobody_evaluates(request: PageRequest) -> list[Reason]:
    """Return why someone who is evaluator of nothing can begin no instrument."""
    found = evaluations_by_code()
    if found:
        return reasons_against_evaluating(found[0], **who_acts(request))
    return [Reason("no_evaluation", _("There is no evaluation yet. Begin one first."))]


@read_and_write
def start_version(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Begin the next version of an instrument."""
    instrument = instrument_or_404(evaluation, code)
    last = versions_of(instrument)[-1]
    form = ReasonForm(request.POST or None)

    def act() -> str:
        version = operations.start_version(instrument, form.cleaned_data["reason"], **who_acts(request))
        return _("Version %(number)s is a draft, with all that the former one asks.") % {"number": version.number}

    heading = _("Begin the next version of %(code)s") % {"code": instrument.code}
    answer = answer_form(
        request, heading, _("Begin the version"), form, version_url(request, last), act,
        before=reasons_against_starting_version(instrument, "…", **who_acts(request)), fields=AT_FIELDS,
        crumbs=[*crumbs_to(request, last), {"label": heading, "url": ""}],
    )  # fmt: skip
    # One goes on in the draft.
    is_begun = answer.status_code == HTTPStatus.FOUND
    return redirect(version_url(request, versions_of(instrument)[-1])) if is_begun else answer


@read_and_write
def fix_version(request: PageRequest, project: str, evaluation: str, code: str, number: int) -> HttpResponse:
    """Fix a version, so that a round can ask it."""
    version = _version(evaluation, code, number)

    def act() -> str:
        operations.fix_version(version, **who_acts(request))
        return _("The version is fixed: a round can ask it, and it never changes again.")

    heading = _("Fix %(code)s, %(version)s?") % {"code": version.instrument.code, "version": say_version(version)}
    return _answer(request, version, heading, _("Fix this version"), PlainForm(_sent(request)), act)


@write_only
def move_statement(request: PageRequest, project: str, evaluation: str, code: str, number: int) -> HttpResponse:
    """Move a statement up or down among those of its dimension."""
    version = _version(evaluation, code, number)
    statements = questionnaire_of(version).statements
    moved = next((one for one in statements if one.code == request.POST.get("statement")), None)
    if moved is None:
        raise Http404
    beside = [one.code for one in statements if one.dimension == moved.dimension]
    at = beside.index(moved.code)
    to = at - 1 if request.POST.get("way") == "up" else at + 1
    codes = [one.code for one in statements]
    if 0 <= to < len(beside):
        one, other = codes.index(moved.code), codes.index(beside[to])
        codes[one], codes[other] = codes[other], codes[one]
    try:
        drafting.order_statements(version, codes, **who_acts(request))
        messages.success(request, _("%(code)s is moved.") % {"code": moved.code})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(version_url(request, version) + f"#{moved.code}")


@read_and_write
def add_statement(request: PageRequest, project: str, evaluation: str, code: str, number: int) -> HttpResponse:
    """Add a statement."""
    return _put_statement(request, _version(evaluation, code, number), "")


@read_and_write
def change_statement(
    request: PageRequest, project: str, evaluation: str, code: str, number: int, statement: str
) -> HttpResponse:
    """Say anew what a statement says."""
    return _put_statement(request, _version(evaluation, code, number), statement)


def _put_statement(request: PageRequest, version: InstrumentVersion, code: str) -> HttpResponse:
    asked = questionnaire_of(version)
    stands = next((one for one in asked.statements if one.code == code), None)
    if code and stands is None and request.method != "POST":
        raise Http404
    form = StatementForm(request.POST or None, request=request, asked=asked, places=map_places(), statement=stands)
    stay = ""
    if request.method == "POST" and form.is_valid() and open_warnings(form.statement()):
        # The warnings stand at the fields of the page of the statement: also without scripts.
        stay = version_url(request, version, "change_statement", form.code_given)

    def act() -> str:
        one = form.statement()
        drafting.put_statement(version, one, seen=form.seen_given, **who_acts(request))
        if stay:
            return _("%(code)s is saved. Look at the warnings below its words; you may leave it so.") % {
                "code": one.code
            }
        return _("%(code)s is saved.") % {"code": one.code}

    heading = _("Change statement %(code)s") % {"code": code} if code else _("Add a statement")
    return _answer(request, version, heading, _("Save"), form, act, stay=stay)


@read_and_write
def drop_statement(
    request: PageRequest, project: str, evaluation: str, code: str, number: int, statement: str
) -> HttpResponse:
    """Take a statement out of a version."""
    version = _version(evaluation, code, number)

    def act() -> str:
        drafting.drop_statement(version, statement, **who_acts(request))
        return _("%(code)s is no longer asked in this version.") % {"code": statement}

    heading = _("Leave out statement %(code)s?") % {"code": statement}
    return _answer(request, version, heading, _("Leave out"), PlainForm(_sent(request)), act)


@read_and_write
def add_scale(request: PageRequest, project: str, evaluation: str, code: str, number: int) -> HttpResponse:
    """Add an answer scale."""
    return _put_scale(request, _version(evaluation, code, number), "")


@read_and_write
def change_scale(
    request: PageRequest, project: str, evaluation: str, code: str, number: int, scale: str
) -> HttpResponse:
    """Say anew which answers a scale has."""
    return _put_scale(request, _version(evaluation, code, number), scale)


def _put_scale(request: PageRequest, version: InstrumentVersion, code: str) -> HttpResponse:
    stands = next((one for one in questionnaire_of(version).scales if one.code == code), None)
    if code and stands is None:
        raise Http404
    form = ScaleForm(request.POST or None, scale=stands)

    def act() -> str:
        drafting.put_scale(version, form.scale(), seen=form.seen_given, **who_acts(request))
        return _("The answer scale %(code)s is saved.") % {"code": form.code_given}

    heading = _("Change answer scale %(code)s") % {"code": code} if code else _("Add an answer scale")
    return _answer(request, version, heading, _("Save"), form, act)


@read_and_write
def drop_scale(request: PageRequest, project: str, evaluation: str, code: str, number: int, scale: str) -> HttpResponse:
    """Take an answer scale out of a version."""
    version = _version(evaluation, code, number)

    def act() -> str:
        drafting.drop_scale(version, scale, **who_acts(request))
        return _("The answer scale %(code)s is dropped.") % {"code": scale}

    heading = _("Drop answer scale %(code)s?") % {"code": scale}
    return _answer(request, version, heading, _("Drop"), PlainForm(_sent(request)), act)


@read_and_write
def add_open_question(request: PageRequest, project: str, evaluation: str, code: str, number: int) -> HttpResponse:
    """Add an open question."""
    return _put_open_question(request, _version(evaluation, code, number), "")


@read_and_write
def change_open_question(
    request: PageRequest, project: str, evaluation: str, code: str, number: int, question: str
) -> HttpResponse:
    """Say anew what an open question asks."""
    return _put_open_question(request, _version(evaluation, code, number), question)


def _put_open_question(request: PageRequest, version: InstrumentVersion, code: str) -> HttpResponse:
    stands = next((one for one in questionnaire_of(version).open_questions if one.code == code), None)
    if code and stands is None:
        raise Http404
    form = OpenQuestionForm(request.POST or None, question=stands)

    def act() -> str:
        drafting.put_open_question(version, form.question(), seen=form.seen_given, **who_acts(request))
        return _("%(code)s is saved.") % {"code": form.code_given}

    heading = _("Change open question %(code)s") % {"code": code} if code else _("Add an open question")
    return _answer(request, version, heading, _("Save"), form, act)


@read_and_write
def drop_open_question(
    request: PageRequest, project: str, evaluation: str, code: str, number: int, question: str
) -> HttpResponse:
    """Take an open question out of a version."""
    version = _version(evaluation, code, number)

    def act() -> str:
        drafting.drop_open_question(version, question, **who_acts(request))
        return _("%(code)s is no longer asked in this version.") % {"code": question}

    heading = _("Leave out open question %(code)s?") % {"code": question}
    return _answer(request, version, heading, _("Leave out"), PlainForm(_sent(request)), act)
