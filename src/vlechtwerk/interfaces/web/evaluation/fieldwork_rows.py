"""Rows of fieldwork, ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import Evaluation, Participant, ParticipantConsent, Transcript
from vlechtwerk.domains.evaluation.queries.fieldwork import NotHeard, PartAsItStands, SessionAsItStands
from vlechtwerk.domains.evaluation.queries.withdrawal import Removal
from vlechtwerk.domains.evaluation.rules.evaluators import is_evaluator
from vlechtwerk.domains.evaluation.rules.fieldwork import State, Use, may_say_after
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_date, say_day


def find_evaluated(request: PageRequest, code: str) -> Evaluation:
    """Return an evaluation of which the reader is evaluator, or answer that there is nothing here.

    Of a past day no research records are shown: they are not kept as they stood.
    """
    found = Evaluation.objects.filter(code=code).first()
    if found is None or shown_day(request).is_past or not is_evaluator(found, request.actor.person, timezone.now()):
        raise Http404
    return found


def address(request: PageRequest, page: str, evaluation: Evaluation, *more: object) -> str:
    """Return the address of a page of fieldwork."""
    return reverse(f"evaluation:{page}", args=[request.actor.project.code, evaluation.code, *more])


def crumbs_of(request: PageRequest, evaluation: Evaluation, *more: tuple[str, str]) -> list[dict[str, str]]:
    """Return the way to a page below the fieldwork of an evaluation; what has no address is the page itself."""
    way = [(evaluation.title, address(request, "fieldwork", evaluation)), *more]
    first = {"label": _("Fieldwork"), "url": reverse("evaluation:fieldwork_of_all", args=[request.actor.project.code])}
    return [first, *({"label": label, "url": url} if url else {"label": label} for label, url in way)]


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text in a list."""

    code: str
    kind: str
    words: str
    url: str
    removed: str
    # By which one can see that it never changed.
    checksum: str


def text_row(request: PageRequest, evaluation: Evaluation, one: Transcript) -> TextRow:
    """Return a text as it stands in a list."""
    words = ngettext("%(words)s word", "%(words)s words", one.words) % {"words": one.words}
    removed = ""
    if one.removed_on is not None:
        words = ngettext("%(words)s word when it came in", "%(words)s words when it came in", one.words) % {
            "words": one.words
        }
        removed = _("Consent withdrawn: words removed on %(day)s") % {"day": say_day(one.removed_on)}
    return TextRow(
        one.code,
        str(one.get_kind_display()),
        words,
        address(request, "text", evaluation, one.code),
        removed,
        one.checksum,
    )


def session_row(request: PageRequest, found: SessionAsItStands) -> dict[str, Any]:
    """Return a session as it stands in the list."""
    session = found.session
    return {
        "code": session.code,
        "kind": str(session.get_kind_display()),
        "url": address(request, "session", session.evaluation, session.code),
        "held_on": say_date(session.held_on) if session.held_on else "",
        "measurement": session.measurement.name if session.measurement else "",
        "people": ", ".join(one.part.participant.code for one in found.parts),
        "questions": ", ".join(one.code for one in found.questions),
        "consent": say_consent(found.parts),
        "texts": [text_row(request, session.evaluation, one) for one in found.transcripts],
    }


def say_quoting(found: SessionAsItStands) -> str:
    """Say why words of a session may not be quoted, as far as there are words; nothing where they may."""
    if found.may_be_quoted or not found.parts or not found.has_words:
        return ""
    said = [one.now.get(Use.QUOTES) for one in found.parts]
    if any(one is not None and one.state != State.GIVEN for one in said):
        return _("Not everyone lets their words be quoted: use them as evidence, not as quotations.")
    return _("Not everyone was asked yet whether they may be quoted: till then use their words as evidence only.")


def say_consent(parts: Sequence[PartAsItStands]) -> str:
    """Say whether everyone in a session consents to taking part."""
    if not parts:
        return ""
    states = [one.now[Use.STUDY].state if Use.STUDY in one.now else "" for one in parts]
    if State.WITHDRAWN in states:
        return _("withdrawn")
    given = states.count(State.GIVEN)
    return _("given") if given == len(parts) else _("%(given)s of %(all)s") % {"given": given, "all": len(parts)}


def participant_row(one: Participant) -> dict[str, str]:
    """Return a participant under their pseudonym, with the groups to which they count."""
    return {
        "code": one.code,
        "level": str(one.get_level_display()),
        "organisation": one.organisation.name if one.organisation else "",
        "body": one.body.name if one.body else "",
    }


def part_row(request: PageRequest, found: SessionAsItStands, one: PartAsItStands) -> dict[str, Any]:
    """Return someone in a session: what they said of each use, and what can be done."""
    session = found.session
    codes = (session.code, one.part.participant.code)
    study = one.now.get(Use.STUDY)
    may_withdraw = may_say_after(State.WITHDRAWN, study)
    return {
        **participant_row(one.part.participant),
        "uses": [{"use": str(use.label), "said": _say_said(one.now.get(use))} for use in Use],
        "history": [f"{said.get_use_display()}: {_say_said(said)}" for said in one.history],
        "consent_url": address(request, "note_study_consent", session.evaluation, *codes),
        "withdraw_url": address(request, "withdraw_from_study", session.evaluation, *codes) if may_withdraw else "",
    }


def _say_said(said: ParticipantConsent | None) -> str:
    if said is None:
        return _("not asked yet")
    return f"{str(said.get_state_display()).lower()}, {say_day(said.said_on)}"


def not_heard_rows(found: Sequence[NotHeard]) -> list[dict[str, Any]]:
    """Return per question how many were heard, and who was not, with level and organisation."""
    return [
        {
            "code": one.question.code,
            "text": one.question.text,
            "heard": len(one.heard),
            "not_heard": [_say_participant(who) for who in one.not_heard],
        }
        for one in found
    ]


def _say_participant(one: Participant) -> str:
    told = [str(one.get_level_display()).lower(), one.organisation.code if one.organisation else ""]
    return f"{one.code} ({', '.join(filter(None, told))})"


def withdrawal_facts(going: Sequence[Removal], resting: int) -> list[dict[str, Any]]:
    """Return what goes when someone withdraws, of each text, and what stays; so many records rest on it."""
    facts = [{"term": one.transcript.code, "value": _say_going(one)} for one in going]
    return [
        *facts,
        {
            "term": _("What rests on these words"),
            "value": ngettext("%(number)s record", "%(number)s records", resting) % {"number": resting},
            "note": _("It stays, and says that what it rested on is gone. What was approved on it is opened again."),
        },
        {
            "term": _("Backups"),
            "value": _("Those made before hold the words until they are put back; then the words are removed again."),
        },
        {
            "term": _("Who it is"),
            "value": _("Goes from the key to the pseudonyms, unless they take part in another session."),
        },
    ]


def _say_going(one: Removal) -> str:
    codings = len(one.codings)
    if one.whole:
        words = ngettext(
            "All of its words go, and %(codings)s coding.", "All of its words go, and %(codings)s codings.", codings
        )
        return words % {"codings": codings}
    words = _("Of its passages %(parts)s go; of its codings %(codings)s.")
    return words % {"parts": len(one.numbers), "codings": codings}
