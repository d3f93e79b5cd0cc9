"""The forms of mechanisms and chains; what may be said is decided by the operations."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models import (
    ChainVersion,
    Contribution,
    ExpectedBy,
    MechanismVerdict,
    MechanismWording,
    OtherExplanation,
    Presence,
    Weight,
)
from vlechtwerk.domains.evaluation.rules.mechanisms import ChainTold, ExplanationTold, MechanismTold, VerdictTold
from vlechtwerk.domains.programme.models import MapLink
from vlechtwerk.domains.programme.words.designs import design_choices
from vlechtwerk.engines.statistics.design_level import DesignLevel
from vlechtwerk.interfaces.web.programme.result_forms import words


class MechanismForm(forms.Form):
    """What is expected to work, on which link of the map, and by whom."""

    link = forms.ChoiceField(
        label=_("Which link of the outcome map does it explain?"),
        help_text=_("From one step to the next: that the first leads to the second is what is expected."),
    )
    text = words(
        _("What is expected to work?"), MechanismWording, "text", rows=4, required=True,
        help_text=_("Why would the first step lead to the second? In one or two sentences."),
    )  # fmt: skip
    expected_by = forms.ChoiceField(
        label=_("Who expects that?"), choices=ExpectedBy.choices, widget=forms.RadioSelect,
        help_text=_("Name below where that stands."),
    )  # fmt: skip

    def __init__(self, *args: Any, links: Sequence[tuple[str, MapLink]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["link"].choices = [  # type: ignore[attr-defined]  # a choice field
            (address, f"{link.version.name}: {link.from_node.title} → {link.to_node.title}") for address, link in links
        ]

    def told(self) -> MechanismTold:
        """Return what the operation takes."""
        chosen = self.cleaned_data
        return MechanismTold(chosen["text"], chosen["expected_by"], chosen["link"])


class ChangedMechanismForm(MechanismForm):
    """A mechanism worded otherwise, and why."""

    reason = words(_("Why?"), MechanismWording, "reason", rows=2, required=True)


class ExplanationForm(forms.Form):
    """What else could explain it, and how much."""

    text = words(_("What else could explain it?"), OtherExplanation, "text", rows=2, required=True)
    weight = forms.ChoiceField(
        label=_("How much does it explain, beside the mechanism?"), choices=Weight.choices, widget=forms.RadioSelect,
        initial=Weight.NOT_WEIGHED,
    )  # fmt: skip
    why = words(_("Why?"), OtherExplanation, "why", rows=2)

    def told(self) -> ExplanationTold:
        """Return what the operation takes."""
        chosen = self.cleaned_data
        return ExplanationTold(chosen["text"], chosen["weight"], chosen["why"])


class LevelField(forms.ChoiceField):
    """A design level, of which only those that the evidence carries are offered; another is refused with why."""

    def valid_value(self, value: str) -> bool:
        """Let each level of the scale through, so that the operation says what is missing for it."""
        return value in {str(level.value) for level in DesignLevel}


class VerdictForm(forms.Form):
    """What is judged of a mechanism."""

    presence = forms.ChoiceField(label=_("Is it there?"), choices=Presence.choices, widget=forms.RadioSelect)
    verdict = forms.ChoiceField(
        label=_("What does it explain?"), choices=Contribution.choices, widget=forms.RadioSelect
    )
    design_level = LevelField(
        label=_("How far does the design behind the evidence reach?"), required=False, widget=forms.RadioSelect,
        help_text=_(
            "The Maryland scale, as What Works reads it, as far as the evidence carries it. It caps the verb of what "
            "rests on this."
        ),
    )  # fmt: skip
    text = words(_("Why do you judge so?"), MechanismVerdict, "text", rows=4, required=True)

    def __init__(self, *args: Any, carried: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["design_level"].choices = design_choices(carried)  # type: ignore[attr-defined]  # a choice field

    def told(self) -> VerdictTold:
        """Return what the operation takes."""
        chosen = self.cleaned_data
        level = int(chosen["design_level"]) if chosen["design_level"] else None
        return VerdictTold(chosen["presence"], chosen["verdict"], chosen["text"], level)


class ChainForm(forms.Form):
    """A claim with the mechanisms of its links, in the order of the map, and its verdict once there is one."""

    claim = words(_("What is claimed?"), ChainVersion, "claim", rows=2, required=True)
    mechanisms = forms.MultipleChoiceField(
        label=_("Which mechanisms does it pass?"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Each begins where the one before it ends on the map; they are put in that order."),
    )  # fmt: skip
    verdict = forms.ChoiceField(
        label=_("Verdict on the whole"), required=False, widget=forms.RadioSelect,
        choices=[("", _("No verdict yet")), *Contribution.choices],
    )  # fmt: skip
    text = words(_("Why do you judge so?"), ChainVersion, "text", rows=3)

    def __init__(self, *args: Any, mechanisms: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mechanisms"].choices = [(str(number), label) for number, label in mechanisms]  # type: ignore[attr-defined]  # a choice field

    def told(self, order: Sequence[int]) -> ChainTold:
        """Return what the operation takes, its links in this order."""
        chosen = self.cleaned_data
        wanted = {int(number) for number in chosen["mechanisms"]}
        links = tuple(number for number in order if number in wanted)
        return ChainTold(chosen["claim"], links, chosen["verdict"], chosen["text"])
