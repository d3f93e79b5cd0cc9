"""The forms of findings and of what is not known; what may be said is decided by the operations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    EvaluationQuestion,
    EvidenceAgainst,
    Finding,
    FindingKind,
    FindingStep,
    KnowledgeGap,
    Language,
)
from vlechtwerk.domains.evaluation.queries.framework import asked_in
from vlechtwerk.domains.evaluation.queries.mechanisms import worded_in
from vlechtwerk.domains.evaluation.rules.findings import FindingTold
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.evidence.address import Stance
from vlechtwerk.foundation.evidence.models import BASES, GROUNDS, LOCATOR_KINDS, STANCES, EvidenceLink
from vlechtwerk.interfaces.web.programme.result_forms import words

# What “found” means follows from the evidence itself.
SOUGHT = [choice for choice in EvidenceAgainst.choices if choice[0] != EvidenceAgainst.FOUND]
NEW = "new"
CRITERION, MECHANISM = "criterion", "mechanism"


class FindingForm(forms.Form):
    """A finding as it is told: its sentence, what it rests on, and which questions it serves."""

    sentence = words(
        _("The sentence"), Finding, "sentence", rows=4, required=True,
        help_text=_("Figures are not typed: write a hole such as {aandeel 1}, and evidence 1 fills it."),
    )  # fmt: skip
    ground = forms.ChoiceField(
        label=_("Ground"), choices=GROUNDS, widget=forms.RadioSelect,
        help_text=_("It decides how the sentence may be worded: an opinion is never told as a result."),
    )  # fmt: skip
    base = forms.ChoiceField(label=_("Base"), choices=BASES, widget=forms.RadioSelect)
    questions = forms.MultipleChoiceField(
        label=_("Which questions does the finding help to answer?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(
        label=_("What is to be done with it?"), choices=FindingKind.choices, initial=FindingKind.NEITHER,
        widget=forms.RadioSelect,
    )  # fmt: skip
    sought = forms.ChoiceField(
        label=_("Was evidence against it looked for?"), choices=SOUGHT, initial=EvidenceAgainst.NOT_SOUGHT,
        widget=forms.RadioSelect, help_text=_("Evidence against that is found is added as evidence, and shows itself."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language of the sentence"), choices=Language.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, asked: Sequence[EvaluationQuestion], has_against: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._asked = {one.code: one for one in asked}
        self.fields["questions"].choices = [(one.code, f"{one.code} {one.text}") for one in asked]  # type: ignore[attr-defined]  # a choice field
        if not asked:
            del self.fields["questions"]
        if has_against:
            del self.fields["sought"]

    def told(self) -> FindingTold:
        """Return what the operation takes."""
        chosen = self.cleaned_data
        return FindingTold(
            sentence=chosen["sentence"],
            ground=chosen["ground"],
            base=chosen["base"],
            kind=chosen["kind"],
            sought=chosen.get("sought", EvidenceAgainst.FOUND),
            language=chosen["language"],
            questions=tuple(self._asked[code] for code in chosen.get("questions", ())),
        )


class UseForm(forms.Form):
    """To which finding, criterion or mechanism a piece of evidence goes, and on which side of it."""

    finding = forms.ChoiceField(label=_("In which finding?"), required=False, widget=forms.RadioSelect)
    other = forms.ChoiceField(
        label=_("Or for a criterion or a mechanism?"), required=False,
        help_text=_("What is chosen here goes before a finding. A criterion is judged anew with it."),
    )  # fmt: skip
    stance = forms.ChoiceField(
        label=_("Does it speak for it or against it?"), choices=STANCES, initial=Stance.SUPPORTS,
        widget=forms.RadioSelect,
    )  # fmt: skip
    locator_kind = forms.ChoiceField(label=_("Place"), required=False, choices=[("", _("whole")), *LOCATOR_KINDS])
    locator = forms.CharField(label=_("Number"), required=False, max_length=longest(EvidenceLink, "locator"))
    text = forms.CharField(
        label=_("What it says, in one line"), required=False, max_length=longest(EvidenceLink, "text")
    )
    ground = forms.ChoiceField(
        label=_("On what kind of knowing does it rest?"), choices=[("", _("choose")), *GROUNDS],
        help_text=_("It says so nowhere itself: an opinion, what a party tells of itself, a count, or an effect."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, findings: Sequence[tuple[str, str]], others: Sequence[tuple[str, Any]], has_place: bool,
        knows_ground: bool, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [("", _("none")), *others]  # type: ignore[attr-defined]  # a choice field
        if not others:
            del self.fields["other"]
        self.fields["finding"].choices = findings  # type: ignore[attr-defined]  # a choice field
        if not has_place:
            del self.fields["locator_kind"], self.fields["locator"]
        if knows_ground:
            del self.fields["ground"]

    def clean(self) -> dict[str, Any]:
        """Say where it goes."""
        chosen = super().clean() or {}
        if not chosen.get("finding") and not chosen.get("other") and not self.errors:
            self.add_error("finding", _("Choose where it goes."))
        return chosen


class RemarkForm(forms.Form):
    """A word with an act on a finding."""

    remark = words(_("A word with it"), FindingStep, "remark", rows=2)


class JudgingForm(RemarkForm):
    """A word with checking or approving, below the evidence and what else can be done."""

    above = "evaluation/finding_judged.html"

    def __init__(self, *args: Any, sides: dict[str, Any], otherwise: Sequence[dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sides, self.otherwise = sides, otherwise


class ReasonForm(forms.Form):
    """Why a finding is opened again, or a piece of evidence is taken away."""

    remark = words(_("Why?"), FindingStep, "remark", rows=2, required=True)


class GapForm(forms.Form):
    """What is not known about a question."""

    text = words(_("What is not known?"), KnowledgeGap, "text", rows=2, required=True)
    reason = words(_("Why is it not known?"), KnowledgeGap, "reason", rows=2, required=True)


class ChangedGapForm(GapForm):
    """What was not known, as it stands now."""

    state = forms.ChoiceField(
        label=_("How does it stand?"), choices=KnowledgeGap.State.choices, widget=forms.RadioSelect
    )


def choices_of(evaluations: Sequence[Evaluation], writable: Sequence[tuple[Finding, str]]) -> list[tuple[str, str]]:
    """Return where a piece of evidence can go: a new finding of each evaluation, or one that can still be changed."""
    many = len(evaluations) > 1
    words = _("A new finding of %(title)s") if many else _("A new finding")
    first = [(f"{one.code}:{NEW}", str(words) % {"title": one.title}) for one in evaluations]
    return [*first, *((f"{one.evaluation.code}:{one.code}", f"{one.code} {sentence}") for one, sentence in writable)]


def others_of(evaluations: Sequence[Evaluation]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return for what else evidence can speak: criteria that are asked, and mechanisms, by evaluation and code."""
    criteria = [
        (f"{CRITERION}:{one.evaluation.code}:{one.criterion.full_code}", f"{one.criterion.full_code} {one.question}")
        for one in asked_in(evaluations)
    ]
    mechanisms = [
        (f"{MECHANISM}:{one.evaluation.code}:{one.mechanism.code}", f"{one.mechanism.code} {one.text}")
        for one in worded_in(evaluations)
    ]
    told = ((str(_("Judge a criterion with it")), criteria), (str(_("For or against a mechanism")), mechanisms))
    return [(label, rows) for label, rows in told if rows]
