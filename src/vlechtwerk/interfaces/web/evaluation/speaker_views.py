"""Correct whose words paragraphs of a text are."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.evaluation.models import Passage, Transcript
from vlechtwerk.domains.evaluation.operations.transcripts import say_who_speaks
from vlechtwerk.domains.evaluation.queries.transcripts import TextAsItStands
from vlechtwerk.domains.evaluation.rules.fieldwork import reasons_against_saying_who_speaks
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation.coding_views import find_text
from vlechtwerk.interfaces.web.evaluation.fieldwork_rows import address, crumbs_of, find_evaluated
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom
from vlechtwerk.interfaces.web.middleware import PageRequest

LONGEST_NUMBER = 9
AT_FIELDS = {"no_such_sentence": "first", "takes_no_part": "speaker"}


# No participant has this code: their codes begin with a letter.
WHO_ASKS = "-"


class SpeakerForm(forms.Form):
    """From which sentence up to which, and whose words they are; whole paragraphs."""

    first = forms.IntegerField(
        label=gettext_lazy("From the paragraph of sentence"), min_value=1, max_value=2_147_483_647
    )
    last = forms.IntegerField(label=gettext_lazy("up to that of sentence"), min_value=1, max_value=2_147_483_647)
    speaker = forms.ChoiceField(label=gettext_lazy("Whose words are these?"))

    def __init__(self, *args: Any, transcript: Transcript, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = transcript.session.parts.select_related("participant").order_by("participant__code")
        self.known = {part.participant.code: part.participant for part in parts}
        self.fields["speaker"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("choose")), (WHO_ASKS, _("who asks")), *((code, code) for code in self.known)
        ]  # fmt: skip


@read_and_write
def speaker(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Say whose words paragraphs are: who the text named there was not who spoke."""
    of = find_evaluated(request, evaluation)
    found = find_text(of, code)
    transcript, back = found.transcript, address(request, "text", of, code)
    at = request.GET.get("from", "")
    told = {"first": at, "last": at} if at.isdecimal() else None
    form = SpeakerForm(request.POST or None, initial=told, transcript=transcript)
    numbers = [one.number for one in found.passages if not one.is_removed]
    # Whether this text can say it at all is known before the form is filled in.
    before = reasons_against_saying_who_speaks(transcript, numbers, None, **by_whom(request))

    def act() -> str:
        told = form.cleaned_data
        chosen = _within(found.passages, told["first"], told["last"])
        say_who_speaks(transcript, chosen, form.known.get(told["speaker"]), **by_whom(request))
        return _("Paragraphs changed: %(number)s.") % {"number": len(chosen)}

    return answer_form(
        request, _("Who speaks in %(text)s?") % {"text": code}, _("Save"), form, back, act,
        before=before, facts=_read(found, at), fields=AT_FIELDS, crumbs=crumbs_of(request, of, (code, back)),
    )  # fmt: skip


def _read(found: TextAsItStands, at: str) -> list[dict[str, str]]:
    """Return the paragraph of the sentence that was chosen, to read whose words they are."""
    if not at.isdecimal() or len(at) > LONGEST_NUMBER:
        return []
    chosen = _within(found.passages, int(at), int(at))
    return [
        {"term": one.speaker.code if one.speaker else _("who asks"), "value": one.text}
        for one in found.passages
        if one.number in chosen
    ]


def _within(passages: Sequence[Passage], first: int, last: int) -> list[int]:
    """Return the paragraphs that hold these sentences; those that were removed are left out."""
    return [one.number for one in passages if not one.is_removed and one.sentences and _holds(one, first, last)]


def _holds(one: Passage, first: int, last: int) -> bool:
    return one.first_sentence <= last and first < one.first_sentence + len(one.sentences) // 2
