"""The forms of an assessment framework; what may be fixed and judged is decided by the operations."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models import (
    CriteriaList,
    Criterion,
    CriterionBaseline,
    CriterionJudgement,
    CriterionKind,
    CriterionMethod,
    CriterionNorm,
    CriterionWording,
    EvidenceAgainst,
    JudgementLevel,
    JudgementObjection,
    Language,
    Rubric,
)
from vlechtwerk.domains.evaluation.queries.source_data import Datum
from vlechtwerk.domains.evaluation.rules.framework import RUBRIC_LEVELS, BaselineTold, CriterionTold, ListTold
from vlechtwerk.domains.evaluation.rules.judging import JudgementTold
from vlechtwerk.domains.partnership.words import say_date
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress, Stance
from vlechtwerk.foundation.evidence.models import STANCES
from vlechtwerk.interfaces.web.evaluation.finding_forms import SOUGHT
from vlechtwerk.interfaces.web.programme.forms import BETWEEN, PreciseDateFormField
from vlechtwerk.interfaces.web.programme.result_forms import words

Choices = Sequence[tuple[str, Any]]


class ListForm(forms.Form):
    """A list of criteria."""

    code = words(
        _("Letters of the list"), CriteriaList, "code", required=True, help_text=_("They stand before each code: AP-A.")
    )
    title = words(_("Title"), CriteriaList, "title", required=True)
    about = words(_("What is it about?"), CriteriaList, "about", rows=2)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices, widget=forms.RadioSelect)

    def told(self) -> ListTold:
        """Return what the operation takes."""
        chosen = self.cleaned_data
        return ListTold(chosen["code"], chosen["title"], chosen["about"], chosen["language"])


class CriterionForm(forms.Form):
    """A criterion as it is told."""

    question = words(
        _("The question"), CriterionWording, "question", rows=3, required=True,
        help_text=_("One thing in each question: what has two conditions can be met for one half."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("What does it ask for?"), choices=CriterionKind.choices, widget=forms.RadioSelect)
    group = words(_("Group"), CriterionWording, "group")
    indicator = words(_("By what is it seen?"), CriterionWording, "indicator", rows=2)
    methods = forms.MultipleChoiceField(
        label=_("How is it found out?"), required=False, choices=CriterionMethod.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    about = forms.ChoiceField(label=_("What is it about?"), required=False)

    def __init__(self, *args: Any, subjects: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", _("nothing yet")), *subjects]  # type: ignore[attr-defined]  # a choice field

    def told(self) -> CriterionTold:
        """Return what the operation takes."""
        chosen = self.cleaned_data
        kind, _sign, code = chosen["about"].partition(BETWEEN)
        return CriterionTold(
            chosen["question"],
            chosen["kind"],
            chosen["group"],
            chosen["indicator"],
            tuple(chosen["methods"]),
            kind,
            code,
        )


class NewCriterionForm(CriterionForm):
    """A criterion that is added to a list."""

    code = words(_("Code"), Criterion, "code", required=True, help_text=_("Without the letters of the list."))
    field_order = ("code", "question")


class ReasonForm(forms.Form):
    """Why something of the framework changes; it is printed beside it."""

    reason = words(_("Why does it change?"), CriterionWording, "reason", rows=2, required=True)


class ChangedCriterionForm(CriterionForm):
    """A criterion that is worded otherwise."""

    reason = words(_("Why does it change?"), CriterionWording, "reason", rows=2, required=True)


class SplitForm(ReasonForm):
    """One question for each condition."""

    questions = forms.CharField(
        label=_("The questions, one on a line"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000,
        help_text=_("The first keeps the code; the others get one of their own."),
    )  # fmt: skip
    field_order = ("questions", "reason")

    def clean_questions(self) -> list[str]:
        """Return the lines that hold something."""
        return [line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()]


class MergeForm(ReasonForm):
    """Which criteria go into this one."""

    others = forms.MultipleChoiceField(label=_("Which go into it?"), widget=forms.CheckboxSelectMultiple)
    field_order = ("others", "reason")

    def __init__(self, *args: Any, criteria: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["others"].choices = criteria  # type: ignore[attr-defined]  # a choice field


class SourceForm(forms.Form):
    """From which real thing a criterion is found out."""

    source = forms.ChoiceField(
        label=_("Source"), help_text=_("There need be no data of it yet: the coverage tells whose move it is.")
    )

    def __init__(self, *args: Any, sources: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [("", _("choose")), *sources]  # type: ignore[attr-defined]  # a choice field

    def address(self) -> tuple[str, str]:
        """Return its kind and identifier."""
        kind, _sign, identifier = self.cleaned_data["source"].partition(BETWEEN)
        return kind, identifier


class NormForm(forms.Form):
    """From when on a criterion is met."""

    text = words(
        _("From when on is it met?"), CriterionNorm, "text", rows=3, required=True,
        help_text=_("A number, a date or a description that someone else would judge by in the same way."),
    )  # fmt: skip
    reason = words(_("Why does it change?"), CriterionNorm, "reason", rows=2)

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _needs_reason(self, is_first)


class BaselineForm(forms.Form):
    """How it was before."""

    text = words(_("How was it before?"), CriterionBaseline, "text", rows=3, required=True)
    measured_on = PreciseDateFormField(label=_("When was that measured?"), required=False)
    reason = words(_("Why does it change?"), CriterionBaseline, "reason", rows=2)

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _needs_reason(self, is_first)

    def told(self) -> BaselineTold:
        """Return what the operation takes."""
        return BaselineTold(self.cleaned_data["text"], self.cleaned_data["measured_on"])


class RubricForm(forms.Form):
    """What each level of judgement means."""

    reason = words(_("Why does it change?"), Rubric, "reason", rows=2)
    field_order = (*RUBRIC_LEVELS, "reason")

    def __init__(self, *args: Any, is_first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level in RUBRIC_LEVELS:
            self.fields[level] = words(JudgementLevel(level).label, Rubric, level, rows=2, required=True)
        self.order_fields(self.field_order)
        _needs_reason(self, is_first)

    def told(self) -> Mapping[str, str]:
        """Return what the operation takes."""
        return {level: self.cleaned_data[level] for level in RUBRIC_LEVELS}


def _label(datum: Datum) -> str:
    """Return what a source tells, with its figure where its title lacks it."""
    title, figure = datum.resolved.title, datum.resolved.figure
    return f"{title} {figure}" if figure and figure not in title else title


class JudgementForm(forms.Form):
    """A judgement; of each thing that the sources tell one says whether it speaks for it or against it."""

    level = forms.ChoiceField(label=_("Judgement"), widget=forms.RadioSelect)
    text = words(
        _("Why do you judge so?"), CriterionJudgement, "text", rows=3, required=True,
        help_text=_(
            "In your own words, without figures, amounts and results: those stand with the evidence. How strong the "
            "evidence is follows from the methods."
        ),
    )  # fmt: skip
    sought = forms.ChoiceField(
        label=_("Was evidence against it looked for?"), choices=SOUGHT, initial=EvidenceAgainst.NOT_SOUGHT,
        widget=forms.RadioSelect, help_text=_("Evidence against that is found is added as evidence, and shows itself."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, levels: Mapping[str, str], data: Any, told: Sequence[Datum], named: Sequence[Evidence] = (),
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """Take what the sources tell; `named`: of these what was chosen on a page to judge with, and how it speaks."""
        super().__init__(data, *args, **kwargs)
        self._told = told
        self._named = {(one.address.kind, one.address.identifier): one for one in named}
        self.fields["level"].choices = [(level, words) for level, words in levels.items()]  # type: ignore[attr-defined]  # a choice field
        labels = [_label(datum) for datum in told]
        for number, (datum, label) in enumerate(zip(told, labels, strict=True), 1):
            asked = self._named.get(datum.address)
            self.fields[f"told_{number}"] = forms.ChoiceField(
                # Said once for all of them.
                help_text=_("What the sources of this criterion tell: does it speak for your judgement, or against it?")
                if number == 1
                else "",
                # Two counts of one thing are told apart by when they begin.
                label=f"{label} ({say_date(datum.day)})" if datum.day and labels.count(label) > 1 else label,
                choices=[("", _("not used")), *STANCES],
                initial=asked.stance if asked else "",
                required=False,
            )
            # “Not used” stands among the choices.
            self.fields[f"told_{number}"].asked_by_rule = True  # type: ignore[attr-defined]  # read where it is drawn
        self.order_fields(["level", *(f"told_{number}" for number in range(1, len(told) + 1))])

    def told(self) -> JudgementTold:
        """Return what the operation takes."""
        return JudgementTold(self.cleaned_data["level"], self.cleaned_data["text"], self.cleaned_data["sought"])

    def evidence(self) -> list[Evidence]:
        """Return what of the sources was said to speak for or against it."""
        return [
            replace(self._named.get(datum.address) or Evidence(EvidenceAddress(*datum.address)), stance=Stance(stance))
            for number, datum in enumerate(self._told, 1)
            if (stance := self.cleaned_data[f"told_{number}"])
        ]


class ObjectionForm(forms.Form):
    """What someone has against a judgement."""

    text = words(
        _("What is not right?"), JudgementObjection, "text", rows=4, required=True,
        help_text=_("Say also what would make it right. Who judged reads it; it stays in the history."),
    )  # fmt: skip


def _needs_reason(form: forms.Form, is_first: bool) -> None:
    """Ask no reason for what is told the first time, and always one for a change."""
    if is_first:
        del form.fields["reason"]
    else:
        form.fields["reason"].required = True
