"""Which word is used for how many: the scale of an evaluation, as it is printed, and set by its evaluators."""

import re
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.evaluation.models import AmountWords
from vlechtwerk.domains.evaluation.operations import answers as operations
from vlechtwerk.domains.evaluation.rules.amount_words import ScaleTold, StepTold, scale_as_set, scale_in
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.words.findings import say_scale
from vlechtwerk.engines.statistics.amount_scale import AmountScale
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.finding_views import crumbs_of, evaluates
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.result_forms import words
from vlechtwerk.interfaces.web.words import say_day

# “40% about half”, or “> 60% a majority” for more than that.
STEP = re.compile(r"(?P<above>>?)\s*(?P<percent>\d{1,3})\s*%?\s+(?P<word>\S.*)")
MOST_TYPED = 1000


class AmountWordsForm(forms.Form):
    """A table of words for amounts."""

    none = words(gettext_lazy("Word for nobody"), AmountWords, "none", required=True)
    few = words(gettext_lazy("Word for a few people"), AmountWords, "few", required=True)
    few_at_most = forms.IntegerField(label=gettext_lazy("That is at most so many people"), min_value=1, max_value=100)
    steps = forms.CharField(
        label=gettext_lazy("Words by share, one on a line, from the smallest up"), max_length=MOST_TYPED,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=gettext_lazy(
            "From which share, and the word: “40% about half”. More than a share: “> 60% a majority”."
        ),
    )  # fmt: skip
    all = words(gettext_lazy("Word for everybody"), AmountWords, "all", required=True)

    def clean_steps(self) -> tuple[StepTold, ...]:
        """Return the steps; name the line that is none."""
        steps = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["steps"].splitlines())):
            found = STEP.fullmatch(line)
            if found is None:
                raise forms.ValidationError(
                    _("“%(line)s” is no step. Write it as “40%% about half”."), params={"line": line}
                )
            steps.append(StepTold(found["word"], int(found["percent"]), bool(found["above"])))
        return tuple(steps)

    def told(self) -> ScaleTold:
        """Return what the operation takes."""
        chosen = self.cleaned_data
        return ScaleTold(chosen["none"], chosen["few"], chosen["few_at_most"], chosen["steps"], chosen["all"])


def _typed(scale: AmountScale) -> dict[str, Any]:
    """Return a scale as it is typed in the form."""
    lines = [f"{'> ' if step.above else ''}{int(step.share * 100)}% {step.word}" for step in scale.steps]
    return {
        "none": scale.none, "few": scale.few, "few_at_most": scale.few_at_most, "steps": "\n".join(lines),
        "all": scale.all,
    }  # fmt: skip


@require_safe
def amount_words(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Show which word an evaluation uses for how many."""
    evaluation = find_evaluation(code)
    own = scale_as_set(evaluation)
    context = {
        "crumbs": crumbs_of(request, evaluation, (_("Words for amounts"), "")),
        "rows": [{"word": word, "when": when} for word, when in say_scale(scale_in(own, get_language() or "nl"))],
        "set": {"name": own.set_by.name, "day": say_day(timezone.localdate(own.set_at))} if own else None,
        "change_url": address(request, "set_amount_words", code) if evaluates(request, evaluation) else "",
    }
    return render(request, "evaluation/amount_words.html", context)


@read_and_write
def set_amount_words(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Set the words for amounts of an evaluation."""
    evaluation = find_evaluation(code)
    form = AmountWordsForm(request.POST or None, initial=_typed(scale_in(scale_as_set(evaluation), "nl")))
    back = address(request, "amount_words", code)

    def act() -> str:
        operations.set_amount_words(evaluation, form.told(), **by_whom(request))
        return _("Set. Findings that were approved with another word are open again.")

    return answer_form(
        request, _("Set the words for amounts"), _("Set these words"), form, back, act,
        before=reasons_against_evaluating(evaluation, **by_whom(request)), fields={"scale_unclear": "steps"},
        crumbs=crumbs_of(request, evaluation, (_("Words for amounts"), back), (_("Set"), "")),
    )  # fmt: skip
