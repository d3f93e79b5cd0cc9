"""Findings ready to print: in a list, on their page, and with what speaks for and against each."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import EvidenceAgainst, Finding, FindingKind, Language, PlannedMethod
from vlechtwerk.domains.evaluation.queries.evidence_methods import agree, levels_of, methods_of
from vlechtwerk.domains.evaluation.queries.findings import ApprovedAsRead, EvidenceOfFinding, FindingAsItStands
from vlechtwerk.domains.evaluation.queries.looked_at_again import LookedAtAgain
from vlechtwerk.domains.evaluation.rules.finding_wording import Piece
from vlechtwerk.domains.partnership.models import Level
from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.engines.documents.findings.holes import Form
from vlechtwerk.foundation.evidence.address import Base, Ground, Stance
from vlechtwerk.foundation.evidence.models import BASES, GROUNDS
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evidence_rows import EvidenceRow, evidence_rows
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_day

# From the furthest to the least far.
STATES = (Finding.State.APPROVED, Finding.State.CHECKED, Finding.State.DRAFT, Finding.State.REOPENED)


@dataclass(frozen=True, slots=True)
class PieceRow:
    """A part of a sentence; with a number it is a hole that this evidence fills."""

    text: str
    number: int | None = None
    quoted: bool = False
    empty: bool = False


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in a list."""

    code: str
    url: str
    pieces: Sequence[PieceRow]
    plain: str
    language: str
    ground: str
    base: str
    kind: str
    questions: Sequence[str]
    state: str
    state_word: str
    # What a reader should know besides, each in a few words.
    below: Sequence[str]


# What stands in a hole whose evidence leads nowhere any more.
GONE = "[…]"


def piece_rows(pieces: Iterable[Piece], lost: Collection[int] = ()) -> list[PieceRow]:
    """Return the parts of a sentence as they are drawn; `lost` is the evidence, by number, that leads nowhere."""
    return [
        PieceRow(GONE, one.hole, quoted=False, empty=True)
        if one.hole in lost
        else PieceRow(one.text, one.hole, one.form == Form.QUOTE, not one.text)
        for one in pieces
    ]


def say_against(sought: str, number: int) -> str:
    """Say what became of evidence against, in a few words; not looked for is not the same as not found."""
    if number:
        return ngettext("%(number)s against", "%(number)s against", number) % {"number": number}
    if sought == EvidenceAgainst.NONE_FOUND:
        return _("evidence against: sought, none found")
    return _("evidence against: not sought")


def _below(questions: Sequence[str], kind: str, *more: str) -> list[str]:
    about = _("on %(questions)s") % {"questions": ", ".join(questions)} if questions else _("on no question")
    named = "" if kind == FindingKind.NEITHER else str(FindingKind(kind).label).lower()
    return [words for words in (about, named, *more) if words]


def finding_row(request: PageRequest, found: FindingAsItStands) -> FindingRow:
    """Return a finding as its evaluators read it."""
    finding, questions = found.finding, [one.code for one in found.questions]
    lost = [one.number for one in found.evidence if one.material is None]
    pieces = piece_rows(found.judged.pieces, lost) or [PieceRow(found.sentence or finding.sentence)]
    supporting = sum(one.material is not None for one in found.supporting)
    carried = ngettext("%(number)s for", "%(number)s for", supporting) % {"number": supporting}
    against = say_against(finding.sought, sum(one.material is not None for one in found.contradicting))
    return FindingRow(
        finding.code, address(request, "finding", finding.evaluation.code, finding.code), pieces,
        "".join(one.text for one in pieces), finding.language, finding.ground, finding.base, finding.kind, questions,
        found.state, str(Finding.State(found.state).label), _below(questions, finding.kind, carried, against),
    )  # fmt: skip


def approved_row(request: PageRequest, found: ApprovedAsRead) -> FindingRow:
    """Return an approved finding as every member reads it."""
    one = found.approved
    against = sum(stance == Stance.CONTRADICTS for says in one.methods.values() for stance in says)
    words = say_against(one.sought, against)
    return FindingRow(
        one.code, address(request, "finding", one.evaluation.code, one.code), [PieceRow(one.sentence)], one.sentence,
        one.language, one.ground, one.base, one.kind, one.questions, Finding.State.APPROVED,
        str(Finding.State.APPROVED.label), _below(one.questions, one.kind, words if not against else ""),
    )  # fmt: skip


def was_there(request: PageRequest, at: datetime) -> bool:
    """Tell whether something of a moment was there on the day that is shown."""
    shown = shown_day(request)
    return not shown.is_past or timezone.localdate(at) <= shown.day


def known_then(request: PageRequest, found: Sequence[ApprovedAsRead]) -> list[ApprovedAsRead]:
    """Return those approved findings that were approved by the day that is shown."""
    return [one for one in found if was_there(request, one.approved.approved_at)]


def again_then(request: PageRequest, found: Sequence[LookedAtAgain]) -> list[LookedAtAgain]:
    """Return those findings that were approved by the day that is shown, and are looked at again."""
    return [one for one in found if was_there(request, one.approved_at)]


def say_again(found: Sequence[LookedAtAgain]) -> str:
    """Say which findings are looked at again; nothing when there are none."""
    if not found:
        return ""
    words = ngettext(
        "%(number)s finding is being looked at again: %(codes)s.",
        "%(number)s findings are being looked at again: %(codes)s.",
        len(found),
    )
    return words % {"number": len(found), "codes": ", ".join(one.code for one in found)}


def say_since(found: LookedAtAgain) -> str:
    """Say since when a finding is looked at again, and when it was approved."""
    words = {"approved": say_day(timezone.localdate(found.approved_at))}
    if found.since is None:
        return _("It was approved on %(approved)s; its evidence has changed since.") % words
    words["since"] = say_day(timezone.localdate(found.since))
    return _("It was approved on %(approved)s, and was opened again on %(since)s.") % words


def say_counts(counted: Counter[str]) -> str:
    """Say how many findings there are by how far they are."""
    number = counted.total()
    if not number:
        return _("There is no finding yet.")
    words = ", ".join(f"{counted[state]} {str(state.label).lower()}" for state in STATES if counted[state])
    total = ngettext("%(number)s finding", "%(number)s findings", number) % {"number": number}
    return _("%(total)s: %(words)s.") % {"total": total, "words": words}


def say_ground(ground: str, base: str) -> str:
    """Say in words on what a sentence rests."""
    known = {
        Ground.OPINION: _("what people said or answered"),
        Ground.SELF_REPORT: _("what a party tells of its own work"),
        Ground.REGISTER: _("what was counted in a register"),
        Ground.MEASURED_EFFECT: _("an effect that was established"),
    }
    words = known.get(Ground(ground), "")
    return _("%(words)s, as a source publishes it") % {"words": words} if base == Base.PUBLISHED else words


def label_of_ground(ground: str) -> str:
    """Return a ground as it is chosen from a list."""
    return str(dict(GROUNDS).get(ground, ground))


def label_of_base(base: str) -> str:
    """Return a base as it is chosen from a list."""
    return str(dict(BASES).get(base, base))


def label_of_method(method: str) -> str:
    """Return how a kind of method is called."""
    return str(PlannedMethod.Kind(method).label) if method in PlannedMethod.Kind.values else method


def label_of_level(level: str) -> str:
    """Return how a level is called."""
    return str(Level(level).label).lower() if level in Level.values else level


def evidence_sides(
    request: PageRequest, found: FindingAsItStands, *, may_write: bool
) -> dict[str, list[dict[str, Any]]]:
    """Return what speaks for and what against a finding; each kind of evidence is resolved once."""
    rows = evidence_rows(request, [one.link for one in found.evidence])
    sides: dict[str, list[dict[str, Any]]] = {Stance.SUPPORTS: [], Stance.CONTRADICTS: []}
    changed = {one.number for one in found.changed}
    for one, row in zip(found.evidence, rows, strict=True):
        url = address(request, "remove_finding_evidence", found.finding.evaluation.code, found.finding.code, one.number)
        sides[one.link.stance].append(
            _evidence(one, row)
            | {
                # Of what is gone its text says so.
                "changed": not row.lost and (row.changed or one.number in changed),
                "remove_url": url if may_write else "",
            }
        )
    return {"supports": sides[Stance.SUPPORTS], "contradicts": sides[Stance.CONTRADICTS]}


def _evidence(one: EvidenceOfFinding, row: EvidenceRow) -> dict[str, Any]:
    method = ", ".join(label_of_method(method) for method in one.found_by.methods)
    levels = ", ".join(label_of_level(level) for level in one.found_by.levels)
    return {
        "number": one.number,
        "fills": bool(one.used_in),
        "text": row.title if row.lost else row.text or row.title,
        "lost": row.lost,
        "title": row.title,
        "label": row.label,
        "url": row.url,
        "ground": row.ground,
        "base": row.base,
        "method": ": ".join(words for words in (method, levels) if words),
    }


def approved_sides(request: PageRequest, found: ApprovedAsRead) -> dict[str, list[dict[str, Any]]]:
    """Return what speaks for and against an approved finding, of what this reader may read."""
    rows = evidence_rows(request, [link for link, _resolved in found.evidence])
    sides: dict[str, list[dict[str, Any]]] = {"supports": [], "contradicts": []}
    for (link, resolved), row in zip(found.evidence, rows, strict=True):
        sides[link.stance].append(
            {
                "number": link.order,
                "text": row.text or resolved.title,
                "title": row.title,
                "label": row.label,
                "url": row.url,
                "ground": row.ground,
                "base": row.base,
                "changed": row.changed,
            }
        )
    return sides


def notes_of(pieces: Sequence[PieceRow], sides: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the notes below a sentence: of each hole, from what it was filled."""
    by_number = {row["number"]: row for rows in sides.values() for row in rows}
    notes, seen = [], set()
    for one in pieces:
        row = by_number.get(one.number)
        if row is None or one.number in seen:
            continue
        seen.add(one.number)
        filled = _("A quotation from") if one.quoted else _("Filled from")
        if row.get("lost"):
            filled = f"{row['text']}:"
        notes.append({"number": one.number, "words": filled, "source": row, "after": row.get("method", "")})
    return notes


def say_together(found: Sequence[EvidenceOfFinding]) -> list[str]:
    """Say which methods and levels agree and which don't."""
    methods = methods_of(found)
    if not methods:
        return []
    stances = {one.label: one.stances for one in methods}
    lines = say_methods(stances)
    levels = {label_of_level(level): told for level, told in levels_of(found).items()}
    if not levels:
        # What was counted or measured, nobody says.
        is_said = any(one.link.ground in (Ground.OPINION, Ground.SELF_REPORT) for one in found)
        return [*lines, _("At which level people say it, the evidence does not tell.")] if is_said else lines
    if agree(levels.values()):
        return [*lines, _("Levels heard: %(levels)s.") % {"levels": join_and(list(levels))}]
    words = {
        "for": join_and([level for level, told in levels.items() if Stance.SUPPORTS in told]) or _("none"),
        "against": join_and([level for level, told in levels.items() if Stance.CONTRADICTS in told]),
    }
    return [*lines, _("Levels that speak for it: %(for)s; against it: %(against)s.") % words]


def say_methods(stances: Mapping[str, Sequence[str]]) -> list[str]:
    """Say, by the names of the methods, which speak for it, which against it, and which do both."""
    if not stances:
        return []
    supports = [name for name, told in stances.items() if Stance.CONTRADICTS not in told]
    contradicts = [name for name, told in stances.items() if Stance.SUPPORTS not in told]
    if not contradicts and len(supports) == len(stances):
        return [_same_way(supports)]
    lines = [_("For it speaks: %(methods)s.") % {"methods": join_and(supports)}] if supports else []
    lines += [_("Against it speaks: %(methods)s.") % {"methods": join_and(contradicts)}] if contradicts else []
    both = [name for name in stances if name not in (*supports, *contradicts)]
    return [*lines, *(_("%(method)s speaks for it and against it.") % {"method": one} for one in both)]


def _same_way(methods: Sequence[str]) -> str:
    if len(methods) > 1:
        return _("%(methods)s point the same way.") % {"methods": join_and(methods)}
    return _("One method speaks: %(method)s. No other method confirms or contradicts it.") % {"method": methods[0]}


def say_approved(name: str, at: datetime) -> str:
    """Say who approved a finding, and when."""
    words = {"name": name, "day": say_day(timezone.localdate(at))}
    return _("Approved by %(name)s on %(day)s; opens again when its evidence changes.") % words


def step_rows(found: FindingAsItStands, used: int) -> list[dict[str, Any]]:
    """Return the four steps of a finding: who did each and when; one that was undone is done no longer."""
    finding = found.finding
    checked = found.state in (Finding.State.CHECKED, Finding.State.APPROVED)
    approved = found.state == Finding.State.APPROVED
    opens = _("opens again when its evidence changes")
    use = ngettext("by %(number)s record; %(opens)s", "by %(number)s records; %(opens)s", used)
    steps = [
        {"name": _("Written"), "done": True, "words": _who(finding.written_by.name, finding.written_at)},
        {
            "name": _("Checked"),
            "done": checked,
            "words": _who(finding.checked_by.name, finding.checked_at) if checked and finding.checked_by
            else _("by another evaluator than who wrote it"),
            "said": finding.check_remark if checked else "",
        },
        {
            "name": _("Approved"),
            "done": approved,
            "words": _who(finding.approved_by.name, finding.approved_at) if approved and finding.approved_by
            else _("then every member of the project reads it"),
            "said": finding.approval_remark if approved else "",
        },
        {
            "name": _("Used"),
            "done": bool(used) and approved,
            "words": use % {"number": used, "opens": opens} if used else _("nowhere yet; %(opens)s") % {"opens": opens},
        },
    ]  # fmt: skip
    following = next((step for step in steps[:3] if not step["done"]), None)
    if following is not None:
        following["next"] = True
    return steps


def _who(name: str, at: Any) -> str:
    return f"{name}, {say_day(timezone.localdate(at))}" if at else name


def history_rows(found: FindingAsItStands, titles: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return what was done with a finding, newest first, with what changed; `titles`: of its evidence, by number."""
    return [
        {
            "what": str(step.get_act_display()),
            "who": step.taken_by.name,
            "when": say_day(timezone.localdate(step.taken_at)),
            "words": step.remark,
            "changes": [change_row(one, titles) for one in step.changes],
        }
        for step in reversed(found.steps)
    ]


def change_row(one: Mapping[str, str], titles: Mapping[int, str]) -> dict[str, str]:
    """Return what changed, from what to what; evidence by what it says, as far as it is still there."""
    what, number = one.get("what", ""), one.get("what", "").removeprefix("evidence ")
    if number.isdecimal():
        told, old, new = titles.get(int(number), ""), one.get("old", ""), one.get("new", "")
        # Added or taken away it is named by its address; changed, by what it said and says.
        if not (old and new):
            old, new = (told if old else ""), (told if new else "")
        return {"what": _("Evidence %(number)s") % {"number": number}, "old": old, "new": new}
    named = {
        "sentence": _("Sentence"), "ground": _("Ground"), "base": _("Base"), "kind": _("What is to be done with it"),
        "sought": _("Evidence against"), "language": _("Language"), "questions": _("Questions"),
    }.get(what, what)  # fmt: skip
    old, new = (_said(what, one.get(name, "")) for name in ("old", "new"))
    return {"what": named, "old": old, "new": new}


def _said(what: str, value: str) -> str:
    """Return a value in words, where it is one of a list."""
    known: dict[str, Any] = {
        "ground": dict(GROUNDS), "base": dict(BASES), "kind": dict(FindingKind.choices),
        "sought": dict(EvidenceAgainst.choices), "language": dict(Language.choices),
    }  # fmt: skip
    return str(known.get(what, {}).get(value, value))
