"""Consents and notices of a purpose: what is asked of us, what we asked, what we gave; what waits for one person."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from vlechtwerk.domains.sharing.models import Consent, Notice
from vlechtwerk.domains.sharing.operations.consents import answer_consent, withdraw_consent
from vlechtwerk.domains.sharing.operations.notices import list_waiting, see_notices, see_notices_about
from vlechtwerk.domains.sharing.queries.consents import consents_in, is_ours_to_answer, who_answers
from vlechtwerk.domains.sharing.queries.notices import Waiting
from vlechtwerk.domains.sharing.rules import reasons_against_answering_consent
from vlechtwerk.domains.sharing.words import words_of_reach
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write, write_only
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.audience_rows import join_or
from vlechtwerk.interfaces.web.sharing.document_forms import AnswerForm, NothingForm
from vlechtwerk.interfaces.web.sharing.marks import MarkingRow, marking_row
from vlechtwerk.interfaces.web.sharing.purpose import in_purpose
from vlechtwerk.interfaces.web.sharing.recall_rows import recall_row
from vlechtwerk.interfaces.web.sharing.tabs import CONSENTS, NOTICES, address, around, way_to
from vlechtwerk.interfaces.web.words import say_capacity, say_day, say_day_and_time


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One request, with how far it is and what can be done about it."""

    marking: MarkingRow
    receiver: str
    kind: str
    necessity: str
    asked: str
    state: str
    state_word: str
    answered: str
    act_url: str
    # For whom a request of the reader's own organisation waits.
    waits: str = ""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice in the words of this moment: a link only to what may be seen now."""

    words: str
    title: str
    url: str
    when: str
    marking: MarkingRow | None
    is_new: bool
    waits: bool


def consent_row(request: PageRequest, consent: Consent, act: str = "") -> ConsentRow:
    """Return one request ready to print."""
    capacity = consent.receiving_capacity
    answered = ""
    if consent.answered_by and consent.answered_at:
        words = [consent.answered_by.name, say_day(timezone.localtime(consent.answered_at).date())]
        if consent.state == Consent.State.GIVEN and consent.given_until:
            words.append(_("until %(day)s") % {"day": say_day(consent.given_until)})
        answered = ", ".join([*words, *([consent.answer] if consent.answer else [])])
    return ConsentRow(
        marking=marking_row(consent.marking),
        receiver=", ".join([consent.receiver.name, *([say_capacity(capacity.name).lower()] if capacity else [])]),
        kind=str(consent.get_kind_display()),
        necessity=consent.necessity,
        asked=f"{consent.asked_by.name}, {say_day(timezone.localtime(consent.asked_at).date())}",
        state=consent.state,
        state_word=str(consent.get_state_display()),
        answered=answered,
        act_url=address(request, act, consent.id) if act else "",
    )


@require_safe
@in_purpose
def consents(request: PageRequest, project: str, purpose: str) -> HttpResponse:
    """Show what is asked of us, what we asked, and what we gave."""
    see_notices_about(request.reading, [Notice.Kind.CONSENT_ANSWERED], at=timezone.now())
    mine, all_of_them = request.reading.actor.organisation_id, list(consents_in(request.reading))
    ours = {one.id for one in all_of_them if is_ours_to_answer(request.reading, one)}
    theirs = [one for one in all_of_them if one.id in ours or one.provider_id == mine]
    context = around(request, CONSENTS) | {
        "waiting": [
            consent_row(request, one, "answer_consent" if one.id in ours else "")
            for one in theirs
            if one.state == Consent.State.ASKED
        ],
        "asked": [_asked_row(request, one) for one in all_of_them if one.receiver_id == mine],
        "given": [
            consent_row(request, one, "withdraw_consent" if one.state == Consent.State.GIVEN and one.id in ours else "")
            for one in theirs
            if one.state != Consent.State.ASKED
        ],
    }
    return render(request, "sharing/consents.html", context)


def _asked_row(request: PageRequest, consent: Consent) -> ConsentRow:
    """Return a request of the reader's own organisation, with whom it waits for."""
    row = consent_row(request, consent)
    if consent.state != Consent.State.ASKED:
        return row
    answer = who_answers(consent.purpose, consent.marking, timezone.now())[consent.kind]
    names = join_or(person.name for person in answer if person.id != consent.asked_by_id)
    if not names:
        return replace(row, waits=_("nobody is named to answer yet; who keeps this purpose can"))
    return replace(row, waits=_("waits for an answer of %(names)s") % {"names": names})


def _consent(request: PageRequest, identifier: UUID) -> Consent:
    found = consents_in(request.reading).filter(id=identifier).first()
    if found is None or not is_ours_to_answer(request.reading, found):
        raise Http404
    return found


@read_and_write
@in_purpose
def answer(request: PageRequest, project: str, purpose: str, consent: UUID) -> HttpResponse:
    """Give or refuse what was asked."""
    found, now = _consent(request, consent), timezone.now()
    see_notices_about(request.reading, [Notice.Kind.CONSENT_ASKED], found.id, at=now)
    form = AnswerForm(request.POST or None)

    def act() -> str:
        given = form.cleaned_data["give"] == "yes"
        answer_consent(
            request.reading, found, given, at=timezone.now(), until=form.cleaned_data["until"],
            answer=form.cleaned_data["answer"],
        )  # fmt: skip
        who = {"name": found.asked_by.name, "organisation": found.receiver.name}
        if given:
            return _("Given: %(organisation)s reads these data from now on. %(name)s has been told.") % who
        return _("Refused. %(name)s has been told.") % who

    before = reasons_against_answering_consent(found, None, acting=request.reading.appointment, at=now)
    heading = _("%(receiver)s asks: %(what)s") % {"receiver": found.receiver.name, "what": found.get_kind_display()}
    back, facts = address(request, CONSENTS), _what_is_asked(request, found)
    crumbs = _way(request, _("Answer"))
    return answer_form(request, heading, _("Answer"), form, back, act, before=before, facts=facts, crumbs=crumbs)


def _way(request: PageRequest, label: str) -> list[dict[str, str]]:
    return way_to(request, (_("Consents"), address(request, CONSENTS)), (label, ""))


def _what_is_asked(request: PageRequest, consent: Consent) -> list[dict[str, Any]]:
    """Return all that whoever answers should weigh: by whom, which data, for what, and how far a yes reaches."""
    row = consent_row(request, consent)
    marking = [row.marking.provider, row.marking.capacity, row.marking.category, row.marking.level_word]
    words = ", ".join(str(part) for part in [*marking, *row.marking.handling] if part)
    reach = _("%(documents)s, until you withdraw the consent") % {"documents": words_of_reach([consent.kind])}
    return [
        {"term": _("Asked by"), "value": row.asked},
        {"term": _("Who would read"), "value": row.receiver},
        {
            "term": _("Which data"),
            "value": f"{words}, {_('source')} {row.marking.grade}" if row.marking.grade else words,
        },
        {"term": _("For which purpose"), "value": request.reading.purpose.name},
        {"term": _("Why it is necessary"), "value": row.necessity},
        {"term": _("A yes holds for"), "value": reach},
    ]


@read_and_write
@in_purpose
def withdraw(request: PageRequest, project: str, purpose: str, consent: UUID) -> HttpResponse:
    """Take a consent back; the data shut at once."""
    found, now = _consent(request, consent), timezone.now()

    def act() -> str:
        withdraw_consent(request.reading, found, at=timezone.now())
        return _("Withdrawn: %(organisation)s can't read these data from this moment on.") % {
            "organisation": found.receiver.name
        }

    acting, given = request.reading.appointment, Consent.State.GIVEN
    before = reasons_against_answering_consent(found, None, acting=acting, at=now, state=given)
    heading = _("Withdraw the consent for %(receiver)s") % {"receiver": found.receiver.name}
    form = NothingForm(request.POST if request.method == "POST" else None)
    back, crumbs = address(request, CONSENTS), _way(request, _("Withdraw"))
    return answer_form(request, heading, _("Withdraw"), form, back, act, before=before, crumbs=crumbs)


@require_safe
@in_purpose
def notices(request: PageRequest, project: str, purpose: str) -> HttpResponse:
    """Show what waits for the reader, in words made under their clearance of this moment."""
    waiting = list_waiting(request.reading)
    rows = [notice_row(request, notice, waiting) for notice in waiting.notices]
    new_recalls = sum(1 for recall in waiting.recalls if recall.seen_at is None)
    context = around(request, NOTICES) | {
        "recalls": [recall_row(request, recall, waiting.recalled, waiting.purposes) for recall in waiting.recalls],
        "new_recalls": new_recalls,
        "rows": [row for row in rows if row.waits],
        "earlier": [row for row in rows if not row.waits],
        "any_new": bool(new_recalls) or any(row.is_new for row in rows),
        "seen_url": address(request, "see_notices"),
    }
    return render(request, "sharing/notices.html", context)


def notice_row(request: PageRequest, notice: Notice, waiting: Waiting) -> NoticeRow:
    """Return a notice; about what may no longer be known it says only who and when."""
    by, title, url, marking = {"name": notice.sent_by.name}, "", "", None
    if notice.subject_id in waiting.documents:
        title, url = waiting.documents[notice.subject_id].title, address(request, "document", notice.subject_id)
        sent = notice.kind == Notice.Kind.SENT
        words = (
            _("%(name)s sent you a document:") % by if sent else _("%(name)s asks you to look at a comment on:") % by
        )
    elif notice.subject_id in waiting.known:
        url = address(request, "document", notice.subject_id)
        words = _("%(name)s sent you something that you can't read yet:") % by
        title = _("why, and how you get it")
    elif notice.subject_id in waiting.consents:
        words, title, url, marking = _about_consent(request, notice, waiting.consents[notice.subject_id])
    else:
        words = _("%(name)s sent you something in this purpose that you can't see now.") % by
    waits = waiting.still_waits(notice)
    is_new = waits and notice.seen_at is None
    return NoticeRow(words, title, url, say_day_and_time(notice.sent_at), marking, is_new, waits)


def _about_consent(request: PageRequest, notice: Notice, consent: Consent) -> tuple[str, str, str, MarkingRow]:
    marking, by = marking_row(consent.marking), {"name": notice.sent_by.name, "organisation": consent.receiver.name}
    by["state"] = consent.get_state_display().lower()
    if notice.kind == Notice.Kind.CONSENT_ASKED and consent.state == Consent.State.ASKED:
        words = _("%(name)s, %(organisation)s, asks consent to data with this marking.") % by
        return words, _("Answer"), address(request, "answer_consent", consent.id), marking
    if notice.kind == Notice.Kind.CONSENT_ASKED:
        words = _("%(name)s, %(organisation)s, asked consent to data with this marking; answered: %(state)s.") % by
    else:
        words = _("%(name)s answered your request: %(state)s.") % by
    return words, _("See the requests"), address(request, CONSENTS), marking


@write_only
@in_purpose
def see(request: PageRequest, project: str, purpose: str) -> HttpResponse:
    """Mark everything that waits as seen."""
    seen = see_notices(request.reading, at=timezone.now())
    done = ngettext("%(number)d notice marked as seen.", "%(number)d notices marked as seen.", seen)
    messages.success(request, done % {"number": seen})
    return redirect(address(request, NOTICES))
