"""What can be done with a draft of the outcome map: each form calls one operation, and shows why when refused."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Body
from vlechtwerk.domains.programme.models import MapDraft, MapNode, MapVersion
from vlechtwerk.domains.programme.operations import map_drafts as drafting
from vlechtwerk.domains.programme.queries.map_drafts import written_draft
from vlechtwerk.domains.programme.rules.maps import (
    reasons_against_adopting,
    reasons_against_changing_draft,
    reasons_against_drafting,
)
from vlechtwerk.engines.documents.outcome_map.editing import find_link
from vlechtwerk.engines.documents.outcome_map.written import WrittenLink, WrittenNode, WrittenPart
from vlechtwerk.foundation.refusal import Reason, Refused
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.draft_forms import (
    BodyForm,
    LinkForm,
    MergeForm,
    NameForm,
    NodeForm,
    PartForm,
    PlainForm,
    SplitForm,
)
from vlechtwerk.interfaces.web.programme.draft_views import draft_or_404
from vlechtwerk.interfaces.web.words import say_date

# At which field of a form a reason is shown.
AT_FIELDS = {
    "map_code_twice": "code",
    "map_no_code": "code",
    "code_in_use": "code",
    "code_is_kept": "code",
    "name_missing": "name",
    "map_circle_of_parents": "parent",
    "map_link_to_itself": "end",
    "map_too_few_merged": "codes",
}


def _answer(
    request: PageRequest,
    found: MapDraft,
    heading: str,
    button: str,
    form: forms.Form,
    act: Callable[[], str],
    *,
    before: Sequence[Reason] | None = None,
    back: str = "",
    facts: Sequence[Mapping[str, Any]] = (),
) -> HttpResponse:
    project = request.actor.project.code
    against = reasons_against_changing_draft(found, by=request.actor.person, at=timezone.now())
    url = reverse("programme:map_draft", args=[project, found.code])
    crumbs = [
        {"label": _("Drafts"), "url": reverse("programme:map_drafts", args=[project])},
        {"label": found.name, "url": url},
    ]
    fields = {code: name for code, name in AT_FIELDS.items() if name in form.fields}
    return answer_form(
        request, heading, button, form, back or url, act,
        before=against if before is None else before, fields=fields, facts=facts, crumbs=crumbs,
    )  # fmt: skip


def _sent(request: PageRequest) -> Any:
    """Return what was sent; a form without fields may be sent with nothing in it."""
    return request.POST if request.method == "POST" else None


def _who(request: PageRequest) -> dict[str, Any]:
    return {"by": request.actor.person, "at": timezone.now()}


@read_and_write
def draft_map(request: PageRequest, project: str) -> HttpResponse:
    """Start a draft that copies a version."""
    form = NameForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        former = MapVersion.objects.get(code=chosen["former"])
        draft = drafting.draft_map_version(
            former, chosen["code"].strip(), chosen["name"], note=chosen["note"], **_who(request)
        )
        return _("The draft “%(name)s” is a copy of %(former)s. Open it to change what should be otherwise.") % {
            "name": draft.name,
            "former": former.name,
        }

    return answer_form(
        request,
        _("Draft a next version of the map"),
        _("Start the draft"),
        form,
        reverse("programme:map_drafts", args=[project]),
        act,
        before=reasons_against_drafting(**_who(request)),
        fields={code: name for code, name in AT_FIELDS.items() if name in form.fields},
    )


@read_and_write
def add_node(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Put a node on a draft."""
    found = draft_or_404(code)
    form = NodeForm(request.POST or None, written=written_draft(found))

    def act() -> str:
        node = form.node()
        drafting.add_draft_node(found, node, **_who(request))
        return _("“%(title)s” is on the draft.") % {"title": node.title}

    return _answer(request, found, _("Add a node"), _("Add"), form, act)


def _node_of(request: PageRequest, found: MapDraft, code: str) -> WrittenNode:
    """Return a node; what is filled in about one that is gone meanwhile is refused with its reason, and not lost."""
    node = written_draft(found).node(code)
    if node is None and request.method != "POST":
        raise Http404
    return node or WrittenNode(code, MapNode.Kind.ACTIVITY.value, code)


@contextmanager
def _kept_when_changed_meanwhile(
    form: PartForm, filled: WrittenPart, now: WrittenPart, facts: list[dict[str, Any]]
) -> Iterator[None]:
    """Show beside what was filled in how it stands now, when someone else changed it."""
    try:
        yield
    except Refused as refused:
        if any(reason.code == "changed_meanwhile" for reason in refused.reasons):
            facts += form.see_again(filled, now)
        raise


@read_and_write
def change_node(request: PageRequest, project: str, code: str, node: str) -> HttpResponse:
    """Rename a node, move it, or say otherwise what it stands for."""
    found = draft_or_404(code)
    before = _node_of(request, found, node)
    form = NodeForm(request.POST or None, written=written_draft(found), node=before)
    facts: list[dict[str, Any]] = []

    def act() -> str:
        filled = form.node()
        with _kept_when_changed_meanwhile(form, filled, before, facts):
            drafting.change_draft_node(found, filled, seen=form.cleaned_data["seen"], **_who(request))
        return _("“%(title)s” is changed on the draft.") % {"title": filled.title}

    heading = _("Change: %(title)s") % {"title": before.title}
    return _answer(request, found, heading, _("Save"), form, act, facts=facts)


@read_and_write
def split_node(request: PageRequest, project: str, code: str, node: str) -> HttpResponse:
    """Split a node into parts."""
    found = draft_or_404(code)
    before = _node_of(request, found, node)
    form = SplitForm(request.POST or None, node=before)

    def act() -> str:
        drafting.split_draft_node(found, node, form.parts(), **_who(request))
        return _("“%(title)s” is split. Each part has its links: look which of them still hold.") % {
            "title": before.title
        }

    return _answer(request, found, _("Split: %(title)s") % {"title": before.title}, _("Split"), form, act)


@read_and_write
def drop_node(request: PageRequest, project: str, code: str, node: str) -> HttpResponse:
    """Take a node off a draft."""
    found = draft_or_404(code)
    before = _node_of(request, found, node)

    def act() -> str:
        drafting.drop_draft_node(found, node, **_who(request))
        return _("“%(title)s” and its links are off the draft.") % {"title": before.title}

    heading = _("Drop from the draft: %(title)s") % {"title": before.title}
    return _answer(request, found, heading, _("Leave out"), PlainForm(_sent(request)), act)


@read_and_write
def merge_nodes(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Merge nodes of a draft into one."""
    found = draft_or_404(code)
    form = MergeForm(request.POST or None, written=written_draft(found))

    def act() -> str:
        chosen = form.cleaned_data
        drafting.merge_draft_nodes(found, chosen["codes"], chosen["code"], chosen["title"], **_who(request))
        return _("They are merged into “%(title)s”.") % {"title": chosen["title"]}

    return _answer(request, found, _("Merge nodes"), _("Merge"), form, act)


@read_and_write
def add_link(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Draw a link on a draft."""
    found = draft_or_404(code)
    form = LinkForm(request.POST or None, written=written_draft(found))

    def act() -> str:
        drafting.add_draft_link(found, form.link(), **_who(request))
        return _("The link is drawn.")

    return _answer(request, found, _("Draw a link"), _("Draw"), form, act)


def _link_of(request: PageRequest, found: MapDraft, named: str) -> tuple[WrittenLink, str]:
    """Return a link by its ends and kind, and its words; one that is gone meanwhile is refused with its reason."""
    written, parts = written_draft(found), named.split(",")
    if len(parts) != 3:
        raise Http404
    link = find_link(written, *parts)
    if link is None and request.method != "POST":
        raise Http404
    start, end, kind = parts
    titles = {node.code: node.title for node in written.nodes}
    return link or WrittenLink(start, end, kind), f"{titles.get(start, start)} → {titles.get(end, end)}"


@read_and_write
def change_link(request: PageRequest, project: str, code: str, link: str) -> HttpResponse:
    """Give a link another explanation or assumption."""
    found = draft_or_404(code)
    before, named = _link_of(request, found, link)
    form = LinkForm(request.POST or None, written=written_draft(found), link=before)
    facts: list[dict[str, Any]] = []

    def act() -> str:
        filled = form.link()
        with _kept_when_changed_meanwhile(form, filled, before, facts):
            drafting.change_draft_link(found, filled, seen=form.cleaned_data["seen"], **_who(request))
        return _("The link is changed.")

    heading = _("Change the link %(link)s") % {"link": named}
    return _answer(request, found, heading, _("Save"), form, act, facts=facts)


@read_and_write
def drop_link(request: PageRequest, project: str, code: str, link: str) -> HttpResponse:
    """Take a link off a draft."""
    found = draft_or_404(code)
    before, named = _link_of(request, found, link)

    def act() -> str:
        drafting.drop_draft_link(found, before.start, before.end, before.kind, **_who(request))
        return _("The link is off the draft.")

    heading = _("Drop the link %(link)s") % {"link": named}
    return _answer(request, found, heading, _("Leave out"), PlainForm(_sent(request)), act)


@read_and_write
def put_to_body(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Ask a body to adopt a draft."""
    found = draft_or_404(code)
    question = _("Adopt the outcome map “%(name)s”?") % {"name": found.name}
    form = BodyForm(request.POST or None, initial={"question": question})

    def act() -> str:
        chosen = form.cleaned_data
        body = Body.objects.get(code=chosen["body"])
        drafting.put_map_draft_to_body(
            found, body, question=chosen["question"], agreed_days=chosen["agreed_days"], **_who(request)
        )
        return _("%(body)s is asked. Its members read the draft now; it stays as it is until they decide.") % {
            "body": body.name
        }

    return _answer(request, found, _("Put to a body: %(name)s") % {"name": found.name}, _("Ask"), form, act)


@read_and_write
def adopt(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Make the version that the body adopted."""
    found = draft_or_404(code)

    def act() -> str:
        version = drafting.adopt_map_version(found, **_who(request))
        words = {"name": version.name, "when": say_date(version.adopted_on)}
        return _("“%(name)s” holds from %(when)s, and stays as it is. Earlier versions stay readable.") % words

    return _answer(
        request, found, _("Make “%(name)s” the version that holds") % {"name": found.name}, _("Adopt"),
        PlainForm(_sent(request)), act, before=reasons_against_adopting(found, **_who(request)),
    )  # fmt: skip


@read_and_write
def discard(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Put a draft aside."""
    found = draft_or_404(code)

    def act() -> str:
        drafting.discard_map_draft(found, **_who(request))
        return _("“%(name)s” is put aside; its code is free again.") % {"name": found.name}

    heading, back = _("Put aside: %(name)s") % {"name": found.name}, reverse("programme:map_drafts", args=[project])
    return _answer(request, found, heading, _("Put aside"), PlainForm(_sent(request)), act, back=back)
