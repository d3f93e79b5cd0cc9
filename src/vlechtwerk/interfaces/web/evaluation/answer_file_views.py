"""Answers in and out: a round that was held elsewhere taken in from a file, and the answers of a round as files."""

from base64 import b64decode, b64encode
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationRound, InstrumentVersion
from vlechtwerk.domains.evaluation.operations.answer_files import collect_elsewhere
from vlechtwerk.domains.evaluation.queries.answer_files import answers_as_file
from vlechtwerk.domains.evaluation.rules.answer_files import Elsewhere, UnderstoodAnswers, understood_answers
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.instrument_content import mistakes_in_content
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire, questionnaire_of
from vlechtwerk.domains.evaluation.rules.sealed import answers_in
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.evaluation.words.survey_files import words_of_mistake, words_of_not_kept, words_of_place
from vlechtwerk.engines.surveys.answers import Missing
from vlechtwerk.engines.surveys.intake import ANSWER_FORMS, MOST_MEGABYTES, understand
from vlechtwerk.engines.surveys.mistakes import Mistake, Unreadable
from vlechtwerk.engines.surveys.packing import pack
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.uploads import is_too_large, reasons_against_one_more
from vlechtwerk.interfaces.web.acts import read_and_write
from vlechtwerk.interfaces.web.evaluation.result_rows import address
from vlechtwerk.interfaces.web.evaluation.result_views import crumbs, find_result, is_evaluating
from vlechtwerk.interfaces.web.evaluation.result_words import said
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.origins import words_of_origin

# What was understood goes along to where it is confirmed, signed: it comes back as it left, and within a day.
SALT, SECONDS = "answers from a file", 24 * 60 * 60
MOST_SENT_ALONG = 2_000_000
MOST_SHOWN = 50
MIME = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "sav": "application/x-spss-sav",
}


class AnswerFileForm(forms.Form):
    """A file with answers, and what was asked."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(f".{form}" for form in ANSWER_FORMS)}),
        help_text=gettext_lazy("Answers of LimeSurvey (.csv), a table (.csv, .xlsx), or an SPSS file (.sav)."),
    )
    version = forms.ChoiceField(label=gettext_lazy("What was asked?"), required=False)

    def __init__(self, *args: Any, versions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = [("", _("What the file itself shows: a new instrument is made of it"))]
        self.fields["version"].choices = [*none, *versions]  # type: ignore[attr-defined]  # a choice field


class SaveAnswersForm(forms.Form):
    """How the round is called, and what it promised."""

    content = forms.CharField(widget=forms.HiddenInput)
    code = forms.SlugField(label=gettext_lazy("Short code"), max_length=longest(EvaluationRound, "code"))
    name = forms.CharField(label=gettext_lazy("Name of the round"), max_length=longest(EvaluationRound, "name"))
    promise = forms.ChoiceField(
        label=gettext_lazy("What was promised?"), choices=EvaluationRound.Promise.choices, widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Of an anonymous round whole forms are kept only where the file tells no levels, and nothing but the "
            "response when fewer people answered than the smallest group shown."
        ),
    )  # fmt: skip
    threshold = forms.IntegerField(label=gettext_lazy("Smallest group shown"), min_value=3, max_value=10, initial=5)
    population = forms.IntegerField(
        label=gettext_lazy("How many people were asked?"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Leave it empty when that is not known: then no response is computed."),
    )


def _find(code: str) -> Evaluation:
    found = Evaluation.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


@read_and_write
def answers_from_file(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Ask for a file; show what was understood of it; save it as a closed round when that is confirmed."""
    of = _find(evaluation)
    against = reasons_against_evaluating(of, by=request.actor.person, at=timezone.now())
    if against:
        return _page(request, of, reasons=against, code=409 if request.method == "POST" else 200)
    empty = AnswerFileForm(versions=_versions(of))
    if request.method != "POST":
        return _page(request, of, form=empty)
    if is_too_large(request):
        too_large = Mistake("file_too_large", details={"most": str(MOST_MEGABYTES)})
        return _page(request, of, form=empty, mistakes=[too_large], code=413)
    if "content" in request.POST:
        return _save(request, of)
    form = AnswerFileForm(request.POST, request.FILES, versions=_versions(of))
    if not form.is_valid():
        return _page(request, of, form=form, code=422)
    return _look(request, of, form)


def _versions(of: Evaluation) -> list[tuple[str, str]]:
    fixed = InstrumentVersion.objects.filter(instrument__evaluation=of, state=InstrumentVersion.State.FIXED)
    return [
        (str(one.id), _("%(name)s, version %(number)s") % {"name": one.instrument.name_nl, "number": one.number})
        for one in fixed.select_related("instrument")
    ]


def _look(request: PageRequest, of: Evaluation, form: AnswerFileForm) -> HttpResponse:
    """Read the file, and show what it is understood to hold, or what is wrong with it."""
    file: TemporaryUploadedFile = form.cleaned_data["file"]
    empty = AnswerFileForm(versions=_versions(of))
    against = reasons_against_one_more(request, request.actor.account)
    if against:
        return _page(request, of, form=empty, reasons=against, code=409)
    version = _version(of, form.cleaned_data["version"])
    try:
        understood = understand(Path(file.temporary_file_path()), file.name or "")
        found = understood_answers(understood, questionnaire_of(version) if version else None)
    except Unreadable as error:
        return _page(request, of, form=empty, mistakes=list(error.mistakes), count=error.count, code=422)
    mistakes = list(mistakes_in_content(found.asked, ())) if found.is_new else []
    content = signing.dumps(_sent_along(request, found, version), salt=SALT, compress=True)
    if len(content) > MOST_SENT_ALONG:
        mistakes = [Mistake("file_too_large", details={"most": str(MOST_MEGABYTES)})]
    if mistakes:
        return _page(request, of, form=empty, mistakes=mistakes[:MOST_SHOWN], count=len(mistakes), code=422)
    save = SaveAnswersForm(initial={"content": content, "threshold": 5, "promise": EvaluationRound.Promise.ANONYMOUS})
    return _page(request, of, save=save, found=found)


def _version(of: Evaluation, chosen: str) -> InstrumentVersion | None:
    return InstrumentVersion.objects.filter(instrument__evaluation=of, id=chosen).first() if chosen else None


def _sent_along(request: PageRequest, found: UnderstoodAnswers, version: InstrumentVersion | None) -> dict[str, Any]:
    exchanged = found.asked.exchanged()
    return {
        "person": str(request.actor.person.id),
        "version": str(version.id) if version else "",
        "asked": found.asked.as_json(),
        "sheets": [
            [
                b64encode(
                    pack(exchanged, [one.answers.get(row.code, Missing.NOT_ANSWERED) for row in exchanged.statements])
                ).decode(),
                dict(one.remarks), one.level, one.organisation, one.body,
            ]
            for one in found.filled_in
        ],
    }  # fmt: skip


def _save(request: PageRequest, of: Evaluation) -> HttpResponse:
    form = SaveAnswersForm(request.POST)
    try:
        sent = signing.loads(request.POST["content"], salt=SALT, max_age=SECONDS)
    except signing.BadSignature:
        sent = {}
    if sent.get("person") != str(request.actor.person.id):
        words = _("What was read of the file did not come back as it was. Choose the file again.")
        reasons = [Reason("file_read_too_long_ago", words)]
        return _page(request, of, form=AnswerFileForm(versions=_versions(of)), reasons=reasons, code=409)
    asked = AskedQuestionnaire.from_json(sent["asked"])
    filled_in = tuple(
        FilledIn(answers_in(asked, b64decode(packed)), remarks, level, organisation, body)
        for packed, remarks, level, organisation, body in sent["sheets"]
    )
    found = UnderstoodAnswers(asked, filled_in, (), (), (), not sent["version"])
    if not form.is_valid():
        return _page(request, of, save=form, found=found, code=422)
    chosen = {name: value for name, value in form.cleaned_data.items() if name != "content"}
    try:
        made = collect_elsewhere(
            of, Elsewhere(**chosen), _version(of, sent["version"]) or asked, filled_in,
            by=request.actor.person, at=timezone.now(),
        )  # fmt: skip
    except Refused as refused:
        return _page(request, of, save=form, found=found, reasons=list(refused.reasons), code=409)
    messages.success(request, _("The round is taken in, and closed. Look at its result before you publish it."))
    return redirect("evaluation:result", request.actor.project.code, of.code, made.code)


def _page(
    request: PageRequest,
    of: Evaluation,
    *,
    form: AnswerFileForm | None = None,
    save: SaveAnswersForm | None = None,
    found: UnderstoodAnswers | None = None,
    mistakes: list[Mistake] | None = None,
    count: int = 0,
    reasons: list[Reason] | None = None,
    code: int = 200,
) -> HttpResponse:
    lists = reverse("evaluation:results", args=[request.actor.project.code])
    shown = mistakes or []
    total = count or len(shown)
    told = ngettext("%(count)s mistake in the file.", "%(count)s mistakes in the file.", total) % {"count": total}
    context = {
        "crumbs": [{"label": _("Results of rounds"), "url": lists}, {"label": _("Answers from a file"), "url": ""}],
        "evaluation": of.title,
        "form": form,
        "save": save,
        "understood": _understood(found) if found else None,
        "mistakes": [{"place": words_of_place(one.place), "words": words_of_mistake(one)} for one in shown],
        "told": f"{told} {_('Nothing was saved.')}",
        "reasons": reasons or [],
        "back_url": lists,
    }
    return render(request, "evaluation/answer_file.html", context, status=code)


def _understood(found: UnderstoodAnswers) -> dict[str, Any]:
    """Say what a file holds, before anything is saved."""
    asked = found.asked
    rows = []
    for one in asked.statements:
        scale = asked.scale_of(one)
        given = [sheet.answers.get(one.code, Missing.NOT_ANSWERED) for sheet in found.filled_in]
        rows.append({
            "code": one.code,
            "text": said(one.text),
            "counts": [
                {"label": said(category.label), "count": given.count(category.value), "side": category.side}
                for category in scale.categories
            ],
            "unknown": given.count(Missing.DO_NOT_KNOW),
            "empty": sum(answer in (Missing.NOT_ANSWERED, Missing.USER_MISSING) for answer in given),
            "absent": one.code in found.absent,
        })  # fmt: skip
    remarks = sum(len(sheet.remarks) for sheet in found.filled_in)
    return {
        "facts": [
            {"term": _("People who answered"), "value": str(len(found.filled_in))},
            {"term": _("Statements"), "value": str(len(asked.statements))},
            {"term": _("Remarks"), "value": str(remarks)},
        ],
        "rows": rows,
        "not_kept": [{"place": words_of_place(one.place), "words": words_of_not_kept(one)} for one in found.not_kept],
        "guessed": ", ".join(found.guessed),
    }


@require_safe
def answers_export(request: PageRequest, project: str, evaluation: str, code: str, form: str) -> HttpResponse:
    """Give the evaluators the answers of a round as a file, or say why none were kept.

    No groups stand in it, and its order tells nothing.
    """
    found = find_result(request, evaluation, code)
    if form not in MIME or not is_evaluating(request, found.asked):
        raise Http404
    try:
        content = answers_as_file(found, form, get_language() or "nl")
    except Refused as refused:
        context = {
            "heading": _("The answers of “%(name)s”") % {"name": found.asked.name},
            "title": _("There are no forms to give"),
            "reasons": refused.reasons,
            "crumbs": crumbs(request, found, _("Answers")),
            "back_url": address(request, "result_figures", found),
        }
        return render(request, "layout/form.html", context, status=HTTPStatus.CONFLICT)
    origin = words_of_origin(request.actor.project)
    name = f"{origin.file_prefix}{project}-{evaluation}-{code}-answers.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MIME[form], headers=headers)
