"""Whether a remark may be redacted, and which words in it could tell who wrote it or whom it is about."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import override

from vlechtwerk.domains.evaluation.models import EvaluationRound, PublishedResult, Respondent, RoundRemark
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.partnership.models import Body, Organisation, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.foundation.refusal import Reason

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Eight digits or more, with what people write between them.
PHONE = re.compile(r"(?<!\w)\+?\(?\d(?:[\s().-]{0,2}\d){7,14}(?!\w)")
# Shorter parts of a name stand in many words: “van”, “de”.
SHORTEST_NAME = 3
WORD = re.compile(r"[\w'’-]+")
LINKING = frozenset({"van", "der", "den", "ten", "ter", "het", "the", "and"})


class TellsWho(StrEnum):
    """What a word could tell."""

    PERSON = "person"
    ORGANISATION = "organisation"
    FUNCTION = "function"
    MAIL = "mail"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Warning:
    """A piece of a text that could tell who someone is, and how."""

    kind: TellsWho
    words: str


class NamesOfProject:
    """The names of people, organisations, bodies and functions of a project, and of whom a round asked; read once."""

    def __init__(self, asked: EvaluationRound) -> None:
        names = [
            *Person.objects.values_list("name", flat=True),
            *Respondent.objects.filter(round=asked).values_list("name", flat=True),
        ]
        parts = {word for name in names for word in WORD.findall(name)}
        organisations = [
            name
            for model in (Organisation, Body)
            for pair in model.objects.values_list("code", "name")
            for name in pair
        ]
        functions: set[str] = set()
        for language in ("nl", "en"):
            with override(language):
                functions |= {str(label) for label in Function.labels}
        self._sought = {
            TellsWho.PERSON: _pattern(
                part for part in parts if len(part) >= SHORTEST_NAME and part.lower() not in LINKING
            ),
            TellsWho.ORGANISATION: _pattern(name for name in organisations if len(name) > 1),
            TellsWho.FUNCTION: _pattern(functions),
            TellsWho.MAIL: MAIL,
            TellsWho.PHONE: PHONE,
        }

    def warnings_in(self, text: str) -> list[Warning]:
        """Return what in a text could tell who someone is, in order of kind; each piece once."""
        found = [
            Warning(kind, match[0])
            for kind, sought in self._sought.items()
            if sought is not None
            for match in sought.finditer(text)
        ]
        return list(dict.fromkeys(found))


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    listed = sorted({word for word in words if word}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE) if listed else None


def reasons_against_redacting(
    remark: RoundRemark, state: str, redacted: str, may_stay: Collection[str], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a remark can't get this state and these words; `may_stay`: what in them is no harm to anyone."""
    reasons = reasons_against_evaluating(remark.round.evaluation, by=by, at=at)
    if PublishedResult.objects.filter(round=remark.round_id).exists():
        reasons.append(Reason("published_already", _("This result is published: its remarks stay as they are.")))
    if state not in RoundRemark.State.values:
        reasons.append(Reason("unknown_state", _("Choose whether the remark is shown.")))
    if state == RoundRemark.State.SHOWN and not redacted.strip():
        reasons.append(
            Reason(
                "not_redacted",
                _("Write the words in which the remark is shown."),
                _("Remarks are shown only after redaction"),
            )
        )
    if state == RoundRemark.State.SHOWN and not reasons:
        reasons += [
            Reason(
                "could_tell_who",
                _("“%(words)s” could tell who someone is: change it, or say that it may stay.") % {"words": one.words},
                _("Remarks are shown only after redaction"),
            )
            for one in NamesOfProject(remark.round).warnings_in(redacted)
            if one.words not in may_stay
        ]
    return reasons
