"""Take in a round that was held elsewhere: first what a file with its answers says, then saved as a closed round."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.evaluation.models import Breakdown, Evaluation, EvaluationRound, InstrumentVersion
from vlechtwerk.domains.evaluation.operations.answer_files import collect_elsewhere
from vlechtwerk.domains.evaluation.queries.answer_intake import (
    UnderstoodAnswers,
    answers_given,
    columns_of_groups,
    people_in_groups,
    understood_answers,
)
from vlechtwerk.domains.evaluation.rules.answer_files import Elsewhere
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.questionnaire import questionnaire_of
from vlechtwerk.domains.evaluation.words.survey_files import COMPLETENESS, words_of_answer
from vlechtwerk.engines.statistics.suppression import LEAST_THRESHOLD, MOST_THRESHOLD, THRESHOLD
from vlechtwerk.engines.surveys.going_along import that_went_along, to_go_along
from vlechtwerk.engines.surveys.intake import ANSWER_FORMS, MOST_MEGABYTES, understand
from vlechtwerk.engines.surveys.understanding import Understood
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.web.acts import read_and_write
from vlechtwerk.interfaces.web.evaluation.file_intake import FileIntake, Shown, left_out
from vlechtwerk.interfaces.web.evaluation.instrument_rows import answer_rows
from vlechtwerk.interfaces.web.evaluation.result_words import GroupNames, said
from vlechtwerk.interfaces.web.evaluation.round_forms import DAY
from vlechtwerk.interfaces.web.middleware import PageRequest


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


def _column(label: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, **more)


class SaveAnswersForm(forms.Form):
    """By which columns results are told apart, how the round is called, and what it promised."""

    content = forms.CharField(widget=forms.HiddenInput)
    level = _column(gettext_lazy("Which column tells the level?"))
    organisation = _column(gettext_lazy("Which column tells the organisation?"))
    body = _column(
        gettext_lazy("Which column tells the body?"),
        help_text=gettext_lazy(
            "Results are told apart by what you choose here. In a small round, choose one: each further choice hides "
            "groups of those before it."
        ),
    )
    code = forms.SlugField(label=gettext_lazy("Short code"), max_length=longest(EvaluationRound, "code"))
    name = forms.CharField(label=gettext_lazy("Name of the round"), max_length=longest(EvaluationRound, "name"))
    promise = forms.ChoiceField(
        label=gettext_lazy("What was promised?"), choices=EvaluationRound.Promise.choices, widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "Of an anonymous round whole forms are kept only where results are not told apart, and nothing but the "
            "response when fewer people answered than the smallest group shown."
        ),
    )  # fmt: skip
    closed_on = forms.DateField(
        label=gettext_lazy("On which day did it close?"),
        widget=forms.DateInput(attrs=DAY),
        help_text=gettext_lazy("By this day rounds stand after each other."),
    )
    threshold = forms.IntegerField(
        label=gettext_lazy("Smallest group shown"), min_value=LEAST_THRESHOLD, max_value=MOST_THRESHOLD,
        initial=THRESHOLD,
    )  # fmt: skip
    population = forms.IntegerField(
        label=gettext_lazy("How many people were asked?"),
        required=False,
        min_value=1,
        help_text=gettext_lazy("Leave it empty when that is not known: then no response is computed."),
    )

    sides_confirmed = forms.BooleanField(
        label=gettext_lazy("The answers stand on the right side, as shown above"),
        required=False,
        help_text=gettext_lazy("Which share agrees is computed from it; it can't be changed later."),
    )

    def __init__(self, *args: Any, found: Understood, sides_are_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if sides_are_known:
            del self.fields["sides_confirmed"]
        heads = [(one.place.column, one.place.column) for one in found.may_be_groups]
        for name in Breakdown.values:
            self.fields[name].choices = [("", _("none")), *heads]  # type: ignore[attr-defined]  # a choice field

    @property
    def groups(self) -> dict[str, str] | None:
        """Return the headings chosen by level, organisation and body; nothing where they were not asked."""
        if not any(name in self.data for name in Breakdown.values):
            return None
        return {name: head for name in Breakdown.values if (head := self.data.get(name, ""))}


@read_and_write
def answers_from_file(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Ask for a file; show what was understood of it; save it as a closed round when that is confirmed."""
    of = Evaluation.objects.filter(code=evaluation).first()
    if of is None:
        raise Http404
    return AnswerIntake(request, of).respond()


class AnswerIntake(FileIntake):
    """Answers that were collected elsewhere, for one evaluation."""

    template = "evaluation/answer_file.html"
    salt = "answers from a file"
    most_megabytes = MOST_MEGABYTES

    def __init__(self, request: PageRequest, of: Evaluation) -> None:
        super().__init__(request)
        self.of = of

    def reasons_against(self) -> list[Reason]:
        """Return why the reader is no evaluator here."""
        return reasons_against_evaluating(self.of, by=self.request.actor.person, at=timezone.now())

    def asking(self, *sent: Any) -> AnswerFileForm:
        """Ask for a file, and for what was asked in it."""
        fixed = InstrumentVersion.objects.filter(instrument__evaluation=self.of, state=InstrumentVersion.State.FIXED)
        words = _("%(name)s, version %(number)s")
        versions = [
            (str(one.id), words % {"name": one.instrument.name_nl, "number": one.number})
            for one in fixed.select_related("instrument")
        ]
        return AnswerFileForm(*sent, versions=versions)

    def read(self, path: Path, name: str, chosen: dict[str, Any]) -> Shown:
        """Show what a file is understood to hold."""
        understood = understand(path, name)
        return self._shown(understood, chosen["version"], columns_of_groups(understood), {})

    def confirmed(self, read: dict[str, Any]) -> Shown | HttpResponse:
        """Save what was shown as a closed round; with other columns as groups, show it so first."""
        understood = that_went_along(read["file"])
        form = SaveAnswersForm(self.request.POST, found=understood, sides_are_known=bool(read["version"]))
        groups = read["groups"] if form.groups is None else form.groups
        if groups != read["groups"]:
            once_more = _("Not saved yet: the groups are others now. Look at them, and save once more.")
            return replace(self._shown(understood, read["version"], groups, self.request.POST.dict()), said=once_more)
        found = understood_answers(understood, self._asked(read["version"]), groups)
        if not form.is_valid():
            return Shown(save=form, understood=_understood(found), code=422)
        of_file = {"content", *Breakdown.values}
        told = {name: value for name, value in form.cleaned_data.items() if name not in of_file}
        plan = Elsewhere(**told, breakdowns=tuple(found.groups), is_invented=found.is_invented)
        try:
            made = collect_elsewhere(
                self.of, plan, self._version(read["version"]) or found.asked, found.filled_in,
                by=self.request.actor.person, at=timezone.now(),
            )  # fmt: skip
        except Refused as refused:
            return Shown(save=form, understood=_understood(found), reasons=refused.reasons, code=409)
        messages.success(
            self.request, _("The round is taken in, and closed. Look at its result before you publish it.")
        )
        return redirect("evaluation:result", self.request.actor.project.code, self.of.code, made.code)

    def around(self) -> dict[str, Any]:
        """Return the way back to the results."""
        lists = reverse("evaluation:results", args=[self.request.actor.project.code])
        crumbs = [{"label": _("Results of rounds"), "url": lists}, {"label": _("Answers from a file"), "url": ""}]
        return {"crumbs": crumbs, "evaluation": self.of.title, "back_url": lists}

    def _version(self, chosen: str) -> InstrumentVersion | None:
        return InstrumentVersion.objects.filter(instrument__evaluation=self.of, id=chosen).first() if chosen else None

    def _asked(self, chosen: str) -> Any:
        version = self._version(chosen)
        return questionnaire_of(version) if version else None

    def _shown(self, understood: Understood, version: str, groups: dict[str, str], filled: dict[str, str]) -> Shown:
        """Show what a file becomes when these columns tell groups, with the form filled in as it was."""
        found = understood_answers(understood, self._asked(version), groups)
        unused = {one.place.column for one in found.not_kept}
        used = [one.place.column for one in understood.columns if one.place.column not in unused]
        sent = {"version": version, "file": to_go_along(understood, used), "groups": dict(found.groups)}
        initial = {**filled, **dict.fromkeys(Breakdown.values, ""), **found.groups}
        content = self.to_send_along(sent)
        save = SaveAnswersForm(initial=initial | {"content": content}, found=understood, sides_are_known=bool(version))
        return Shown(save=save, understood=_understood(found))


def _understood(found: UnderstoodAnswers) -> dict[str, Any]:
    """Say what a file holds, before anything is saved."""
    remarks = sum(len(sheet.remarks) for sheet in found.filled_in)
    sent_in = " · ".join(f"{words}: {found.completeness.get(kind, 0)}" for kind, words in COMPLETENESS.items())
    answered = len(found.answered)
    empty = len(found.filled_in) - answered
    return {
        "facts": [
            {"term": _("People who answered"), "value": str(answered)},
            *([{"term": _("Empty forms"), "value": str(empty)}] if empty else []),
            {"term": _("Forms"), "value": sent_in},
            {"term": _("Statements"), "value": str(len(found.asked.statements))},
            {"term": _("Remarks"), "value": str(remarks)},
        ],
        "rows": [
            {
                "code": one.statement.code,
                "text": said(one.statement.text),
                "counts": [{"label": said(category.label), "count": count} for category, count in one.counts],
                "unknown": one.do_not_know,
                "empty": one.not_answered,
                "absent": one.is_absent,
            }
            for one in answers_given(found)
        ],
        "groups": _groups(found),
        "spellings": [
            {"kept": words_of_answer(one.kept), "written": one.written, "count": one.count} for one in found.spellings
        ],
        "not_kept_count": len(found.not_kept),
        "not_kept": left_out(found.not_kept),
        "guessed": [
            {"code": one.code, "answers": answer_rows(one)} for one in found.asked.scales if one.code in found.guessed
        ],
    }


def _groups(found: UnderstoodAnswers) -> list[dict[str, Any]]:
    """Say how many people of each group answered, those of none last."""
    names = GroupNames()
    return [
        {
            "heading": str(Breakdown(kind).label),
            "column": found.groups[kind],
            "rows": [
                {"name": names.of(((kind, code),)) if code else _("not told"), "count": count}
                for code, count in sorted(counts.items(), key=lambda pair: (not pair[0], pair[0]))
            ],
        }
        for kind, counts in people_in_groups(found).items()
    ]
