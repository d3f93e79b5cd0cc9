"""Whether a version of the map may be drafted, changed, put to a body and adopted."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Body, Decision, Level, Person
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.programme.models import Activity, FocusArea, MapDraft, MapNode, MapVersion, Precondition
from vlechtwerk.domains.programme.rules import MANAGERS
from vlechtwerk.domains.programme.words.map import reason_of
from vlechtwerk.engines.documents.outcome_map.checking import Mistake, PlaceOf, in_no_file, mistakes_in
from vlechtwerk.engines.documents.outcome_map.signs import one_form
from vlechtwerk.engines.documents.outcome_map.written import WrittenMap, WrittenPart
from vlechtwerk.foundation.refusal import Reason

# Words that stand for something else in the address of a map.
KEPT_WORDS = frozenset({"side", "drafts", "compare", "new", "import"})
# As many mistakes as are told at a time.
MOST_TOLD = 50


def reasons_against_drafting(*, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't draft a version of the map: that is for who leads the teams."""
    return reasons_against_acting(by, at, MANAGERS, _("Drafting the outcome map"))


def reasons_against_naming_draft(code: str, name: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a draft can't start under this code and name."""
    reasons = reasons_against_drafting(by=by, at=at)
    if not name.strip():
        reasons.append(Reason("name_missing", _("Write the name of the version.")))
    code = one_form(code)
    in_use = MapVersion.objects.filter(project_id=by.project_id, code=code).exists()
    drafts = MapDraft.objects.filter(project_id=by.project_id, code=code).exclude(state=MapDraft.State.DISCARDED)
    if in_use or drafts.exists():
        reasons.append(_code_in_use())
    if code in KEPT_WORDS:
        words = {"code": code}
        text = _("“%(code)s” stands for something else in the addresses of the map. Choose another code.") % words
        reasons.append(Reason("code_is_kept", text))
    return reasons


def _code_in_use() -> Reason:
    return Reason("code_in_use", _("There is a version or a draft with this code already. Choose another."))


def reasons_against_changing_draft(draft: MapDraft, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a draft can't be changed: a body decides about a text that stays as it is."""
    reasons = reasons_against_drafting(by=by, at=at)
    rule = _("A body decides about a text that stays as it is")
    if draft.state in (MapDraft.State.ADOPTED, MapDraft.State.DISCARDED):
        reasons.append(Reason("draft_is_closed", _("This draft is no longer being written."), rule))
    elif draft.state == MapDraft.State.ASKED and not _is_free_again(draft):
        words = {"body": draft.body.name if draft.body else ""}
        reasons.append(
            Reason(
                "draft_is_asked",
                _("%(body)s is asked to adopt this draft. Withdraw that question first.") % words,
                rule,
            )
        )
    return reasons


def reasons_against_replacing(part: WrittenPart | None, seen: str) -> list[Reason]:
    """Return why a node or link can't be said anew: it is not as the writer saw it; `seen` is its checksum then."""
    if part is None or seen in ("", part.checksum):
        return []
    words = _("Someone else changed this meanwhile. Put yours and theirs together, and save again.")
    return [Reason("changed_meanwhile", words, _("Nobody writes over what they did not read"))]


def _is_free_again(draft: MapDraft) -> bool:
    """Whether the body answered otherwise than yes, or the question was withdrawn."""
    decision = draft.decision
    return decision is not None and (
        decision.state == Decision.State.WITHDRAWN
        or (decision.state == Decision.State.TAKEN and decision.result != Decision.Result.YES)
    )


def reasons_against_content(
    written: WrittenMap, former: WrittenMap | None, place_of: PlaceOf = in_no_file
) -> list[Reason]:
    """Return what is wrong with the contents of a draft: in itself, and against what is registered."""
    found = [*mistakes_in(written, place_of), *mistakes_against_register(written, former, place_of)]
    return [reason_of(mistake) for mistake in found[:MOST_TOLD]] + reasons_beyond(len(found))


def reasons_beyond(count: int) -> list[Reason]:
    """Return a reason that says how many mistakes there are when not all of them are told."""
    if count <= MOST_TOLD:
        return []
    words = {"count": count, "shown": MOST_TOLD}
    return [Reason("map_more_mistakes", _("There are %(count)s mistakes; these are the first %(shown)s.") % words)]


def mistakes_against_register(
    written: WrittenMap, former: WrittenMap | None, place_of: PlaceOf = in_no_file
) -> Iterator[Mistake]:
    """Return which codes of activities, areas, preconditions and former nodes are not registered."""
    activities = set(Activity.objects.values_list("code", flat=True))
    areas = set(FocusArea.objects.values_list("code", flat=True))
    preconditions = set(Precondition.objects.values_list("code", flat=True))
    before = {node.code for node in former.nodes} if former else set()
    for number, node in enumerate(written.nodes):
        for code in node.activities:
            if code not in activities:
                yield Mistake("unknown_activity", place_of("nodes", number, "activities"), {"code": code})
        if node.focus_area and node.focus_area not in areas:
            yield Mistake("unknown_area", place_of("nodes", number, "focus_area"), {"code": node.focus_area})
        if node.precondition and node.precondition not in preconditions:
            yield Mistake(
                "unknown_precondition", place_of("nodes", number, "precondition"), {"code": node.precondition}
            )
        for code in node.comes_from:
            if former is None:
                yield Mistake("comes_from_nothing", place_of("nodes", number, "comes_from"))
            elif code not in before:
                yield Mistake("unknown_former_node", place_of("nodes", number, "comes_from"), {"code": code})


def reasons_against_putting_to_body(
    draft: MapDraft, body: Body, written: WrittenMap, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a draft can't be put to a body: it decides, and the map says something."""
    reasons = reasons_against_changing_draft(draft, by=by, at=at)
    if body.level not in (Level.STRATEGIC, Level.TACTICAL, Level.OPERATIONAL):
        words = {"body": body.name}
        reasons.append(Reason("body_only_advises", _("%(body)s decides nothing: choose a body that does.") % words))
    if not any(node.kind == MapNode.Kind.ACTIVITY for node in written.nodes):
        reasons.append(Reason("map_is_empty", _("There is no activity on this map yet.")))
    return reasons


def reasons_against_adopting(draft: MapDraft, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a draft does not become a version: that rests on a yes, under a mandate, of the body asked."""
    reasons = reasons_against_drafting(by=by, at=at)
    rule = _("A version of the map is adopted by a decision")
    decision = draft.decision
    if draft.state != MapDraft.State.ASKED or decision is None:
        return [
            *reasons,
            Reason("draft_not_asked", _("No body is asked to adopt this draft. Put it to one first."), rule),
        ]
    if decision.state != Decision.State.TAKEN:
        reasons.append(Reason("decision_not_taken", _("The body has not decided about this draft yet."), rule))
    elif decision.result != Decision.Result.YES:
        reasons.append(
            Reason(
                "decision_is_no_yes",
                _("The body did not say yes. Change the draft, and put it to the body again."),
                rule,
            )
        )
    elif not by.loads_cases and decision.mandate_id is None:
        reasons.append(Reason("no_mandate", _("The decision names no mandate of the body."), rule))
    if MapVersion.objects.filter(project_id=draft.project_id, code=draft.code).exists():
        reasons.append(_code_in_use())
    return reasons


def reasons_against_discarding(draft: MapDraft, *, by: Person, at: datetime) -> Sequence[Reason]:
    """Return why a draft can't be put aside."""
    return reasons_against_changing_draft(draft, by=by, at=at)
