"""Forms about fieldwork; what may happen is decided by the operation."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models import (
    Evaluation,
    FieldworkSession,
    Participant,
    ParticipantConsent,
    ParticipantIdentity,
    Transcript,
)
from vlechtwerk.domains.evaluation.rules.fieldwork import ParticipantTold, SessionTold
from vlechtwerk.domains.partnership.models import Body, Level, Organisation
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.interfaces.web.programme.forms import PreciseDateFormField

DAY = {"type": "date"}


class SessionForm(forms.Form):
    """What a session is."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=FieldworkSession.Kind.choices)
    held_on = PreciseDateFormField(label=_("When was it held?"), required=False)
    measurement = forms.ChoiceField(label=_("Of which measurement?"), required=False)
    questions = forms.MultipleChoiceField(
        label=_("Which questions of the evaluation does it serve?"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    guide = forms.CharField(
        label=_("Guide: what is asked"), required=False, max_length=longest(FieldworkSession, "guide"),
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measurements = {str(one.id): one for one in evaluation.measurements.all()}
        self.asked = {one.code: one for one in evaluation.questions.order_by("order")}
        self.fields["measurement"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("none")),
            *((key, one.name) for key, one in self.measurements.items()),
        ]
        self.fields["questions"].choices = [  # type: ignore[attr-defined]  # as above
            (code, f"{code} {one.text}") for code, one in self.asked.items()
        ]

    @property
    def told(self) -> SessionTold:
        """Return what was filled in, without the code."""
        filled = self.cleaned_data
        held_on: PreciseDate | None = filled["held_on"]
        return SessionTold(
            filled["kind"],
            held_on,
            filled["guide"],
            self.measurements.get(filled["measurement"]),
            [self.asked[code] for code in filled["questions"]],
        )


class BeginForm(SessionForm):
    """A session that is not there yet."""

    code = forms.SlugField(
        label=_("Code"), max_length=longest(FieldworkSession, "code"), help_text=_("Short, for instance I14.")
    )

    field_order = ("code",)


class ParticipantForm(forms.Form):
    """Someone under a pseudonym; who it is stands apart."""

    code = forms.SlugField(
        label=_("Pseudonym"), max_length=longest(Participant, "code"),
        help_text=_("For instance R14; never a name or initials."),
    )  # fmt: skip
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.NOT_STATED)
    organisation = forms.ChoiceField(label=_("Organisation"), required=False)
    body = forms.ChoiceField(label=_("Body"), required=False)
    name = forms.CharField(
        label=_("Who it is"), required=False, max_length=longest(ParticipantIdentity, "name"),
        help_text=_("Kept apart from what is said; only who holds the key reads it."),
    )  # fmt: skip
    reached_at = forms.CharField(
        label=_("How they are reached"), required=False, max_length=longest(ParticipantIdentity, "reached_at")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {one.code: one for one in Organisation.objects.order_by("name")}
        self.bodies = {one.code: one for one in Body.objects.order_by("name")}
        for name, known in (("organisation", self.organisations), ("body", self.bodies)):
            self.fields[name].choices = [  # type: ignore[attr-defined]  # a choice field
                ("", _("none")),
                *((code, one.name) for code, one in known.items()),
            ]

    @property
    def told(self) -> ParticipantTold:
        """Return what was filled in."""
        filled = self.cleaned_data
        return ParticipantTold(
            filled["code"],
            filled["level"],
            self.organisations.get(filled["organisation"]),
            self.bodies.get(filled["body"]),
            filled["name"],
            filled["reached_at"],
        )


class TakePartForm(forms.Form):
    """Who of the participants takes part."""

    participant = forms.ChoiceField(label=_("Who takes part?"))

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.code: one for one in evaluation.participants.order_by("code")}
        self.fields["participant"].choices = [  # type: ignore[attr-defined]  # a choice field
            (code, f"{code} ({one.get_level_display()})") for code, one in self.known.items()
        ]


class ConsentForm(forms.Form):
    """What someone said of a use; that they no longer take part is told on a page of its own."""

    use = forms.ChoiceField(label=_("For what?"), choices=ParticipantConsent.Use.choices)
    state = forms.ChoiceField(
        label=_("What was said?"), choices=ParticipantConsent.State.choices, widget=forms.RadioSelect
    )
    said_on = forms.DateField(label=_("On which day?"), widget=forms.DateInput(attrs=DAY), initial=timezone.localdate)


class WithdrawForm(forms.Form):
    """On which day someone withdrew, and that whoever notes it knows that it is final."""

    # What it takes away is read before it is confirmed.
    reads_first = True

    said_on = forms.DateField(label=_("On which day?"), widget=forms.DateInput(attrs=DAY), initial=timezone.localdate)
    certain = forms.BooleanField(
        label=_("I know that this can't be undone"),
        error_messages={"required": _("Tick that you know it: these words don't come back.")},
    )


class KeyForm(forms.Form):
    """Which other evaluator holds the key from now on."""

    person = forms.ChoiceField(label=_("Who holds the key from now on?"))

    def __init__(self, *args: Any, evaluation: Evaluation, without: object, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = evaluation.evaluators.filter(evaluator_until__isnull=True).select_related("person")
        self.known = {str(one.person_id): one.person for one in roles if one.person_id != without}
        self.fields["person"].choices = [("", _("choose")), *((key, one.name) for key, one in self.known.items())]  # type: ignore[attr-defined]  # a choice field


class TextForm(forms.Form):
    """A text, pasted or in a file."""

    code = forms.SlugField(label=_("Code of the text"), max_length=longest(Transcript, "code"))
    kind = forms.ChoiceField(label=_("What is it?"), choices=Transcript.Kind.choices)
    file = forms.FileField(
        label=_("Text file"), required=False, help_text=_("Plain text, UTF-8. It is kept exactly as it is.")
    )
    text = forms.CharField(
        label=_("Or paste the text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Begin a paragraph with a pseudonym and a colon (R14: …) to say whose words follow."),
    )  # fmt: skip

    @property
    def sent(self) -> TemporaryUploadedFile | None:
        """Return the file that was sent, if any."""
        found = self.cleaned_data["file"]
        return found if isinstance(found, TemporaryUploadedFile) else None

    @property
    def pasted(self) -> str:
        """Return what was pasted; a browser sends each line end as two signs."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")
