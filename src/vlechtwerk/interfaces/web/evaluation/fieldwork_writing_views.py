"""What can be done in fieldwork: each form calls one operation, and says first what follows from it."""

from http import HTTPStatus
from pathlib import Path

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import Evaluation, SessionPart
from vlechtwerk.domains.evaluation.operations import fieldwork, transcripts
from vlechtwerk.domains.evaluation.queries.withdrawal import resting_on_going, what_goes
from vlechtwerk.domains.evaluation.rules.fieldwork import State, TextTold, Use
from vlechtwerk.interfaces.uploads import reasons_against_one_more, text_in_file
from vlechtwerk.interfaces.web.acts import also_sent_by_script, answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation import fieldwork_forms as own
from vlechtwerk.interfaces.web.evaluation.fieldwork_rows import (
    address,
    crumbs_of,
    find_evaluated,
    withdrawal_facts,
)
from vlechtwerk.interfaces.web.evaluation.fieldwork_views import find_session
from vlechtwerk.interfaces.web.evaluation.resting_rows import resting_rows
from vlechtwerk.interfaces.web.evaluation.round_writing_views import by_whom
from vlechtwerk.interfaces.web.middleware import PageRequest

AT_FIELDS = {
    "code_missing": "code",
    "code_unclear": "code",
    "code_in_use": "code",
    "pseudonym_is_name": "code",
    "guide_too_long": "guide",
    "consent_does_not_follow": "state",
    "in_the_future": "said_on",
    "before_the_last": "said_on",
    "text_missing": "text",
    "takes_part_already": "participant",
}


def _fields(form: forms.Form) -> dict[str, str]:
    return {code: name for code, name in AT_FIELDS.items() if name in form.fields}


@read_and_write
def begin(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Begin a session of fieldwork."""
    of = find_evaluated(request, evaluation)
    form = own.BeginForm(request.POST or None, evaluation=of)

    def act() -> str:
        begun = fieldwork.begin_session(of, form.cleaned_data["code"], form.told, **by_whom(request))
        return _("%(code)s has begun. Say next who takes part, and what they consent to.") % {"code": begun.code}

    answer = answer_form(
        request, _("Begin a session"), _("Begin session"), form, address(request, "fieldwork", of), act,
        fields=_fields(form), crumbs=crumbs_of(request, of),
    )  # fmt: skip
    # Where one says next who takes part.
    is_begun = answer.status_code == HTTPStatus.FOUND
    return redirect(address(request, "session", of, form.cleaned_data["code"])) if is_begun else answer


@read_and_write
def change(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Tell otherwise what a session is."""
    of = find_evaluated(request, evaluation)
    found = find_session(of, code)
    held = found.session
    first = {
        "kind": held.kind,
        "held_on": held.held_on.text if held.held_on else "",
        "guide": held.guide,
        "measurement": str(held.measurement_id or ""),
        "questions": [one.code for one in found.questions],
    }
    form = own.SessionForm(request.POST or None, evaluation=of, initial=first)

    def act() -> str:
        fieldwork.change_session(held, form.told, **by_whom(request))
        return _("Saved.")

    return answer_form(
        request, _("Change %(code)s") % {"code": held.code}, _("Save session"), form,
        address(request, "session", of, code), act, fields=_fields(form),
        crumbs=crumbs_of(request, of, (held.code, address(request, "session", of, code))),
    )  # fmt: skip


@read_and_write
def add_participant(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Add someone under a pseudonym."""
    of = find_evaluated(request, evaluation)
    form = own.ParticipantForm(request.POST or None)

    def act() -> str:
        added = fieldwork.add_participant(of, form.told, **by_whom(request))
        return _("%(code)s can take part in sessions now.") % {"code": added.code}

    back = address(request, "fieldwork_people", of)
    return answer_form(
        request, _("Add a participant"), _("Add participant"), form, back, act, fields=_fields(form),
        crumbs=crumbs_of(request, of, (_("Participants"), back)),
    )  # fmt: skip


@read_and_write
def hand_over_key(request: PageRequest, project: str, evaluation: str) -> HttpResponse:
    """Let another evaluator hold the key to the pseudonyms."""
    of = find_evaluated(request, evaluation)
    form = own.KeyForm(request.POST or None, evaluation=of, without=request.actor.person.id)

    def act() -> str:
        given = fieldwork.hand_over_key(of, form.known[form.cleaned_data["person"]], **by_whom(request))
        return _("%(name)s holds the key now. You no longer read who someone is.") % {"name": given.person.name}

    back = address(request, "fieldwork_people", of)
    words = _("From then on you read pseudonyms only. Who holds the key then can give it back.")
    told = {"term": _("What this does"), "value": words}
    return answer_form(
        request, _("Hand over the key to the pseudonyms"), _("Hand over"), form, back, act, facts=[told],
        crumbs=crumbs_of(request, of, (_("Participants"), back)),
    )  # fmt: skip


@read_and_write
def take_part(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Let a participant take part in a session."""
    of = find_evaluated(request, evaluation)
    held = find_session(of, code).session
    form = own.TakePartForm(request.POST or None, evaluation=of)

    def act() -> str:
        part = fieldwork.take_part(held, form.known[form.cleaned_data["participant"]], **by_whom(request))
        return _("%(code)s takes part. Note next what they consent to.") % {"code": part.participant.code}

    back = address(request, "session", of, code)
    add = {
        "term": _("Not in the list?"),
        "value": _("Add a participant"),
        "url": address(request, "add_participant", of),
    }
    return answer_form(
        request, _("Who takes part in %(code)s?") % {"code": code}, _("Let take part"), form, back, act,
        fields=_fields(form), facts=[add], crumbs=crumbs_of(request, of, (code, back)),
    )  # fmt: skip


def _part(of: Evaluation, code: str, participant: str) -> SessionPart:
    parts = SessionPart.objects.select_related("session__evaluation", "participant")
    found = parts.filter(session__evaluation=of, session__code=code, participant__code=participant).first()
    if found is None:
        raise Http404
    return found


@read_and_write
def note_consent(request: PageRequest, project: str, evaluation: str, code: str, participant: str) -> HttpResponse:
    """Note what someone said of a use; withdrawing from taking part has its own page, which says what goes."""
    of = find_evaluated(request, evaluation)
    part = _part(of, code, participant)
    form = own.ConsentForm(request.POST or None)

    def act() -> str:
        said = form.cleaned_data
        transcripts.note_consent(part, said["use"], said["state"], said["said_on"], **by_whom(request))
        return _("Noted of %(code)s.") % {"code": participant}

    back = address(request, "session", of, code)
    if form.is_valid() and (form.cleaned_data["use"], form.cleaned_data["state"]) == (Use.STUDY, State.WITHDRAWN):
        return redirect(address(request, "withdraw_from_study", of, code, participant))
    return answer_form(
        request, _("What does %(code)s consent to?") % {"code": participant}, _("Note it"), form, back, act,
        fields=_fields(form), crumbs=crumbs_of(request, of, (code, back)),
    )  # fmt: skip


@read_and_write
def withdraw(request: PageRequest, project: str, evaluation: str, code: str, participant: str) -> HttpResponse:
    """Say what goes when someone withdraws and what rests on it, and let it go."""
    of = find_evaluated(request, evaluation)
    part = _part(of, code, participant)
    form = own.WithdrawForm(request.POST or None)
    going = what_goes(part)
    resting = {(link.holder_kind, link.holder_id) for link in resting_on_going(of, going)}
    facts = withdrawal_facts(going, len(resting))

    def act() -> str:
        transcripts.withdraw_consent(part, form.cleaned_data["said_on"], **by_whom(request))
        return _("The words of %(code)s are gone from every page, search and file.") % {"code": participant}

    back = address(request, "session", of, code)
    answer = answer_form(
        request, _("%(code)s withdraws consent") % {"code": participant}, _("Remove these words for good"), form, back,
        act, fields=_fields(form), facts=[*facts, *resting_rows(request, of, going)],
        crumbs=crumbs_of(request, of, (code, back)),
    )  # fmt: skip
    # A session that was named after a file has another code by now.
    part.session.refresh_from_db(fields=["code"])
    return answer if part.session.code == code else redirect(address(request, "session", of, part.session.code))


@also_sent_by_script
@read_and_write
def take_in(request: PageRequest, project: str, evaluation: str, code: str) -> HttpResponse:
    """Take in a text of a session, from a file or pasted."""
    of = find_evaluated(request, evaluation)
    held = find_session(of, code).session
    posts = request.method == "POST"
    form = own.TextForm(request.POST if posts else None, request.FILES if posts else None, initial={"code": code})
    before = reasons_against_one_more(request, request.actor.account) if posts and request.FILES else []

    def act() -> str:
        file = form.sent
        words = form.pasted
        if file is not None:
            words = text_in_file(Path(file.temporary_file_path()))
        told = TextTold(form.cleaned_data["code"], form.cleaned_data["kind"], words, (file.name or "") if file else "")
        taken = transcripts.take_in_text(held, told, **by_whom(request))
        return ngettext(
            "%(code)s is in, exactly as it came: %(words)s word.",
            "%(code)s is in, exactly as it came: %(words)s words.",
            taken.words,
        ) % {"code": taken.code, "words": taken.words}

    back = address(request, "session", of, code)
    return answer_form(
        request, _("Take in a text of %(code)s") % {"code": code}, _("Take in"), form, back, act, before=before,
        fields=_fields(form), crumbs=crumbs_of(request, of, (code, back)),
    )  # fmt: skip
