"""Of what the reader is told: the list behind the number in the header, and what they want by e-mail."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vlechtwerk.domains.partnership.models import Decision
from vlechtwerk.domains.programme.models import DigestChoice, NoticeKind
from vlechtwerk.domains.programme.operations import attention
from vlechtwerk.domains.programme.queries.digests import digest_choice
from vlechtwerk.domains.programme.queries.notices import MOST, Notice, notice_of, notices_of, unseen_number
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write, write_only
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.partnership.following_rows import say_next
from vlechtwerk.interfaces.web.words import say_moment

LONGEST = 160


def notice_url(project: str, notice: Notice) -> str:
    """Return where a notice leads."""
    if notice.kind is NoticeKind.TASK_GIVEN:
        return reverse("programme:task", args=[project, notice.subject_id])
    if notice.kind in (NoticeKind.DECISION_WAITING, NoticeKind.DECISION_TAKEN):
        return reverse("partnership:decision", args=[project, notice.subject_id])
    if notice.of is not None:
        return _of(project, notice, *notice.of)
    page = reverse("programme:activity", args=[project, notice.activities[0].code])
    return f"{page}#remark-{notice.subject_id}" if notice.kind is NoticeKind.MENTIONED else f"{page}#dates"


def _of(project: str, notice: Notice, of: str, identifier: str) -> str:
    if of == "task":
        return reverse("programme:task", args=[project, identifier])
    if of == "report":
        page = reverse("programme:report", args=[project, identifier])
        if not notice.activities:
            return page
        return f"{page}?{urlencode({'activity': notice.activities[0].code})}"
    return reverse(f"partnership:{of}", args=[project, identifier])


def _said(notice: Notice) -> str:
    result = str(Decision.Result(notice.result).label).lower() if notice.result else ""
    words = {
        "result": result,
        "name": notice.by or _("Someone"),
        "activity": notice.activities[0].name if notice.activities else "",
    }
    match notice.kind:
        case NoticeKind.MENTIONED if notice.team_only:
            return _("%(name)s mentions you in a note on %(activity)s") % words
        case NoticeKind.MENTIONED:
            return _("%(name)s mentions you in a comment on %(activity)s") % words
        case NoticeKind.TASK_GIVEN:
            return _("%(name)s gave you a task in %(activity)s") % words
        case NoticeKind.REMINDED if notice.of is not None:
            return _say_reminder(notice.of[0]) % words
        case NoticeKind.DECISION_TAKEN if notice.activities:
            return _("%(name)s decided about %(activity)s: %(result)s") % words
        case NoticeKind.DECISION_TAKEN:
            return _("%(name)s decided on your question: %(result)s") % words
        case NoticeKind.REPORT_RETURNED:
            return _("%(name)s returned a progress report on which you work") % words
        case NoticeKind.DECISION_WAITING:
            return _("%(name)s asks your body for a decision") % words
        case _:
            return _("%(name)s moved a date of %(activity)s") % words


def _say_reminder(of: str) -> str:
    return {
        "task": _("%(name)s reminds you of a task in %(activity)s"),
        "decision": _("%(name)s reminds your body of a decision that waits"),
        "advice": _("%(name)s reminds your body of advice that waits"),
        "report": _("%(name)s reminds you of your words in the progress report"),
    }[of]


def notice_row(project: str, notice: Notice) -> dict[str, Any]:
    """Return a notice, ready to print."""
    return {
        "said": _said(notice),
        "title": notice.title[:LONGEST],
        "next": say_next(notice.follows),
        "when": say_moment(notice.at),
        "new": not notice.seen,
        "kind": notice.kind.value,
        "subject": notice.subject_id,
        "url": notice_url(project, notice),
    }


@require_safe
def notices(request: PageRequest, project: str) -> HttpResponse:
    """Show of what the reader is told, new first."""
    now, person = timezone.now(), request.actor.person
    found = notices_of(person, now)
    rows = [notice_row(project, notice) for notice in found]
    new = sum(1 for row in rows if row["new"])
    if new == MOST:
        # More may be new than the list holds.
        new = unseen_number(person, now)
    context = {
        "new": new,
        "not_shown": max(new - MOST, 0),
        "new_rows": [row for row in rows if row["new"]],
        "seen_rows": [row for row in rows if not row["new"]],
        "count": ngettext("%(new)d new", "%(new)d new", new) % {"new": new},
        "choice": _chosen_words(digest_choice(person)),
        "digest_url": reverse("digest", args=[project]),
        "see_url": reverse("see_notices", args=[project]),
        # “I saw them all” is said of what stands here: not of what comes in meanwhile, nor of what was left out.
        "since": min((notice.at for notice in found if not notice.seen), default=now).isoformat(),
        "until": now.isoformat(),
    }
    return render(request, "home/notices.html", context)


def _chosen_words(choice: DigestChoice | None) -> str:
    if choice is None or choice.how_often == DigestChoice.HowOften.NEVER:
        return _("You get no e-mail about this.")
    words = {"how_often": str(choice.get_how_often_display()).lower()}
    return _("You get this by e-mail: %(how_often)s.") % words


@write_only
def see_notices(request: PageRequest, project: str) -> HttpResponse:
    """Note that the reader saw one notice, and go where it leads; or that they saw all."""
    now, person = timezone.now(), request.actor.person
    subject = request.POST.get("subject", "")
    if not subject:
        since, until = (_moment(request.POST.get(name, "")) for name in ("since", "until"))
        # A moment that can't be read would bound nothing, and make seen what nobody saw.
        is_read = bool(since or not request.POST.get("since")) and bool(until or not request.POST.get("until"))
        seen = attention.see_notices(by=person, at=now, since=since, until=until) if is_read else 0
        words = ngettext("%(seen)d notice is seen.", "%(seen)d notices are seen.", seen) % {"seen": seen}
        messages.success(request, words)
        return redirect("notices", project)
    one = notice_of(person, now, request.POST.get("kind", ""), subject)
    if one is None:
        raise Http404
    attention.see_notices(by=person, at=now, kind=one.kind, subject=one.subject_id)
    return redirect(notice_url(project, one))


def _moment(text: str) -> datetime | None:
    """Read a moment that the page of notices sent along; nothing when it is none."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read if read.tzinfo else None


class DigestForm(forms.Form):
    """Of what someone wants to be told by e-mail, how often, and in which language."""

    how_often = forms.ChoiceField(
        label=gettext_lazy("How often?"), choices=DigestChoice.HowOften.choices, widget=forms.RadioSelect
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Of what?"),
        choices=NoticeKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    with_sharing = forms.BooleanField(
        label=gettext_lazy("Also how much waits in sharing: a number per purpose"), required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("In which language?"), choices=DigestChoice.Language.choices, widget=forms.RadioSelect
    )


def _present(choice: DigestChoice | None) -> dict[str, Any]:
    """Return what the form shows at first: what was chosen, or everything, and never."""
    if choice is None:
        never, language = DigestChoice.HowOften.NEVER, (get_language() or "nl")[:2]
        return {"how_often": never, "kinds": list(NoticeKind.values), "with_sharing": True, "language": language}
    return {name: getattr(choice, name) for name in ("how_often", "kinds", "with_sharing", "language")}


@read_and_write
def digest(request: PageRequest, project: str) -> HttpResponse:
    """Choose of what one is told by e-mail, how often, and in which language."""
    person = request.actor.person
    form = DigestForm(request.POST or None, initial=_present(digest_choice(person)))

    def act() -> str:
        chosen = form.cleaned_data
        made = attention.choose_digest(
            chosen["how_often"],
            chosen["kinds"],
            with_sharing=chosen["with_sharing"],
            language=chosen["language"],
            by=person,
            at=timezone.now(),
        )
        return _chosen_words(made)

    account = request.actor.account.email
    return answer_form(
        request,
        _("Notices by e-mail"),
        _("Save"),
        form,
        reverse("notices", args=[project]),
        act,
        facts=[
            {"term": _("Sent to"), "value": account, "url": "", "note": "", "evidence": []},
            {
                "term": _("What it says"),
                "value": _("Numbers, names of activities and links. What was said stays behind your sign-in."),
                "url": "",
                "note": "",
                "evidence": [],
            },
        ],
        fields={"kinds_missing": "kinds"},
    )
