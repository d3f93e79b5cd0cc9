"""Draft a version of the map, change it, put it to a body, and adopt it by the decision of that body."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Body, Decision, DecisionSubject, Person
from vlechtwerk.domains.partnership.operations.decisions import ask_decision
from vlechtwerk.domains.partnership.rules.mandates import Subject
from vlechtwerk.domains.programme.models import MapDraft, MapVersion
from vlechtwerk.domains.programme.operations.map import write_version
from vlechtwerk.domains.programme.queries.map_drafts import written_draft, written_version
from vlechtwerk.domains.programme.rules.maps import (
    reasons_against_adopting,
    reasons_against_changing_draft,
    reasons_against_content,
    reasons_against_discarding,
    reasons_against_drafting,
    reasons_against_naming_draft,
    reasons_against_putting_to_body,
    reasons_against_replacing,
)
from vlechtwerk.domains.programme.words.map import reason_of
from vlechtwerk.engines.documents.outcome_map import editing
from vlechtwerk.engines.documents.outcome_map.checking import PlaceOf, in_no_file
from vlechtwerk.engines.documents.outcome_map.editing import CanNotChange, Change
from vlechtwerk.engines.documents.outcome_map.signs import one_form
from vlechtwerk.engines.documents.outcome_map.written import WrittenLink, WrittenMap, WrittenNode, as_data, tidy
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import Refused, refuse_if


@transaction.atomic
def draft_map_version(
    former: MapVersion, code: str, name: str, *, by: Person, at: datetime, note: str = ""
) -> MapDraft:
    """Start a draft that copies a version: its nodes, links and what they stand for."""
    wait_for_others("map_drafts", by.project_id)
    refuse_if(reasons_against_naming_draft(code, name, by=by, at=at))
    written = editing.copied(written_version(former), one_form(code), tidy(name), tidy(note))
    return _start("draft_map_version", written, former, by, at)


@transaction.atomic
def import_map_draft(
    written: WrittenMap,
    code: str,
    name: str,
    *,
    by: Person,
    at: datetime,
    former: MapVersion | None = None,
    same_codes: bool = False,
    place_of: PlaceOf = in_no_file,
) -> MapDraft:
    """Start a draft from a file; with `same_codes` a node comes from the former node that has its code.

    A draft is not adopted: when the map in the file was adopted or described is not taken over. What builds on no
    version has no lineage either.
    """
    wait_for_others("map_drafts", by.project_id)
    refuse_if(reasons_against_naming_draft(code, name, by=by, at=at))
    draft = replace(written, code=one_form(code), name=tidy(name), former=former.code if former else "")
    before = written_version(former) if former else None
    if before is None:
        draft = replace(draft, nodes=tuple(replace(node, comes_from=()) for node in draft.nodes))
    elif same_codes:
        draft = editing.coming_from_same_codes(draft, before)
    refuse_if(reasons_against_content(draft, before, place_of))
    return _start("import_map_draft", draft, former, by, at)


def _start(act: str, written: WrittenMap, former: MapVersion | None, by: Person, at: datetime) -> MapDraft:
    refuse_if(reasons_against_content(written, written_version(former) if former else None))
    draft = MapDraft.objects.create(
        project_id=by.project_id,
        code=written.code,
        name=written.name,
        note=written.note,
        former=former,
        shows_status=written.shows_status,
        content=_content(written),
        written_by=by,
        written_at=at,
        changed_by=by,
        changed_at=at,
    )
    note_act(act, "map_draft", draft.id, project_id=by.project_id, by=by.id, at=at, details={"code": draft.code})
    return draft


def _content(written: WrittenMap) -> dict[str, object]:
    data = as_data(written)
    return {"nodes": data["nodes"], "links": data["links"]}


def add_draft_node(draft: MapDraft, node: WrittenNode, *, by: Person, at: datetime) -> MapDraft:
    """Put a node on a draft; it comes from no former one."""
    new = replace(node, comes_from=())
    return _change(draft, "add_node", node.code, lambda written: editing.with_node(written, new), by, at)


def change_draft_node(draft: MapDraft, node: WrittenNode, *, by: Person, at: datetime, seen: str = "") -> MapDraft:
    """Rename a node of a draft, move it, or say otherwise what it stands for; `seen` is its checksum before that."""

    def change(written: WrittenMap) -> WrittenMap:
        refuse_if(reasons_against_replacing(written.node(node.code), seen))
        return editing.with_changed_node(written, node)

    return _change(draft, "change_node", node.code, change, by, at)


def drop_draft_node(draft: MapDraft, code: str, *, by: Person, at: datetime) -> MapDraft:
    """Take a node off a draft with its links; what stood below it moves up."""
    return _change(draft, "drop_node", code, lambda written: editing.without_node(written, code), by, at)


def split_draft_node(
    draft: MapDraft, code: str, parts: Sequence[tuple[str, str]], *, by: Person, at: datetime
) -> MapDraft:
    """Split a node of a draft into parts, each with a code and a title."""
    clean = [(part.strip(), tidy(title)) for part, title in parts]
    return _change(draft, "split_node", code, lambda written: editing.with_split_node(written, code, clean), by, at)


def merge_draft_nodes(
    draft: MapDraft, codes: Sequence[str], code: str, title: str, *, by: Person, at: datetime
) -> MapDraft:
    """Merge nodes of a draft into one."""

    def change(written: WrittenMap) -> WrittenMap:
        return editing.with_merged_nodes(written, codes, code.strip(), tidy(title))

    return _change(draft, "merge_nodes", code, change, by, at)


def add_draft_link(draft: MapDraft, link: WrittenLink, *, by: Person, at: datetime) -> MapDraft:
    """Draw a link on a draft: what should lead to what, with its assumption."""
    named = f"{link.start} → {link.end}"
    return _change(draft, "add_link", named, lambda written: editing.with_link(written, link), by, at)


def change_draft_link(draft: MapDraft, link: WrittenLink, *, by: Person, at: datetime, seen: str = "") -> MapDraft:
    """Give a link of a draft another explanation or assumption; `seen` is its checksum before that."""

    def change(written: WrittenMap) -> WrittenMap:
        refuse_if(reasons_against_replacing(editing.find_link(written, link.start, link.end, link.kind), seen))
        return editing.with_changed_link(written, link)

    return _change(draft, "change_link", f"{link.start} → {link.end}", change, by, at)


def drop_draft_link(draft: MapDraft, start: str, end: str, kind: str, *, by: Person, at: datetime) -> MapDraft:
    """Take a link off a draft."""
    return _change(
        draft, "drop_link", f"{start} → {end}", lambda written: editing.without_link(written, start, end, kind), by, at
    )


@transaction.atomic
def _change(draft: MapDraft, what: str, about: str, change: Change, by: Person, at: datetime) -> MapDraft:
    """Change a draft as it stands now, whole or not at all; after a body said no, it is being written again."""
    draft = _locked(draft, by, at)
    refuse_if(reasons_against_changing_draft(draft, by=by, at=at))
    try:
        written = change(written_draft(draft))
    except CanNotChange as error:
        raise Refused([reason_of(error.mistake)]) from None
    refuse_if(reasons_against_content(written, written_version(draft.former) if draft.former else None))
    draft.content = _content(written)
    draft.state, draft.decision, draft.body = MapDraft.State.WRITTEN, None, None
    draft.changed_by, draft.changed_at = by, at
    draft.save(update_fields=["content", "state", "decision", "body", "changed_by", "changed_at"])
    note_act(
        "change_map_draft", "map_draft", draft.id, project_id=draft.project_id, by=by.id, at=at,
        details={"what": what, "about": about},
    )  # fmt: skip
    return draft


def _locked(draft: MapDraft, by: Person, at: datetime) -> MapDraft:
    """Return a draft as it stands. Only who drafts can lock it, so whether they do is asked before."""
    refuse_if(reasons_against_drafting(by=by, at=at))
    found = MapDraft.objects.select_for_update(of=("self",)).select_related("former", "decision", "body")
    return found.get(id=draft.id)


@transaction.atomic
def put_map_draft_to_body(
    draft: MapDraft, body: Body, *, by: Person, at: datetime, question: str = "", agreed_days: int | None = None
) -> Decision:
    """Ask a body to adopt a draft; from then on its members read the draft, and it stays as it is."""
    draft = _locked(draft, by, at)
    refuse_if(reasons_against_putting_to_body(draft, body, written_draft(draft), by=by, at=at))
    # Every member reads the question.
    asked = question.strip() or _("Adopt the outcome map “%(name)s”?") % {"name": draft.name}
    about = Subject(DecisionSubject.OUTCOME_MAP)
    decision = ask_decision(asked, body=body, agreed_days=agreed_days, about=about, by=by, at=at)
    draft.state, draft.decision, draft.body = MapDraft.State.ASKED, decision, body
    draft.save(update_fields=["state", "decision", "body"])
    note_act("put_map_draft_to_body", "map_draft", draft.id, project_id=draft.project_id, by=by.id, at=at)
    return decision


@transaction.atomic
def adopt_map_version(draft: MapDraft, *, by: Person, at: datetime) -> MapVersion:
    """Make the version that the body adopted; it holds from the day of the decision, and stays as it is."""
    draft = _locked(draft, by, at)
    refuse_if(reasons_against_adopting(draft, by=by, at=at))
    version = write_version(written_draft(draft), former=draft.former, decision=draft.decision, by=by, at=at)
    draft.state, draft.version = MapDraft.State.ADOPTED, version
    draft.save(update_fields=["state", "version"])
    note_act(
        "adopt_map_version", "map_version", version.id, project_id=draft.project_id, by=by.id, at=at,
        details={"code": version.code},
    )  # fmt: skip
    return version


@transaction.atomic
def discard_map_draft(draft: MapDraft, *, by: Person, at: datetime) -> MapDraft:
    """Put a draft aside; its code is free again."""
    draft = _locked(draft, by, at)
    refuse_if(reasons_against_discarding(draft, by=by, at=at))
    draft.state, draft.decision, draft.body = MapDraft.State.DISCARDED, None, None
    draft.save(update_fields=["state", "decision", "body"])
    note_act("discard_map_draft", "map_draft", draft.id, project_id=draft.project_id, by=by.id, at=at)
    return draft
