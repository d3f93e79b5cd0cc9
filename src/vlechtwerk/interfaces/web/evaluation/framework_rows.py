"""Rows of an assessment framework, ready to print: its criteria, what is wrong with them, and whose move it is."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import CriterionKind, EvidenceStrength, JudgementLevel, SubjectKind
from vlechtwerk.domains.evaluation.queries.coverage import Covered, Move, Standing
from vlechtwerk.domains.evaluation.queries.framework import CriterionAsRead, FrameworkAsRead
from vlechtwerk.domains.evaluation.queries.framework_doctor import subject_of
from vlechtwerk.domains.evaluation.words.framework import DEFECTS, MOVES, STANDINGS, say_methods, say_proposal
from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.engines.framework.defects import Defect, DefectKind, Place, ProposedAct
from vlechtwerk.engines.framework.facts import GoalFacts, SubjectFacts
from vlechtwerk.interfaces.web.evaluation.finding_rows import was_there
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme.forms import BETWEEN
from vlechtwerk.interfaces.web.words import say_day

# How a judgement is drawn: as what is judged of a precondition.
LOOKS: Mapping[str, str] = {
    JudgementLevel.MET: "met",
    JudgementLevel.LARGELY: "met",
    JudgementLevel.PARTLY: "partly_met",
    JudgementLevel.NOT_MET: "not_met",
    JudgementLevel.NOT_TO_BE_JUDGED: "unknown",
}
# So many codes stand in a row; the rest is counted.
MOST_CODES = 12
# So many defects stand unfolded.
MOST_UNFOLDED = 3


def as_it_was(request: PageRequest, one: CriterionAsRead) -> CriterionAsRead:
    """Return a criterion with what was fixed and judged of it by the day that is shown."""
    checked = one.checked if one.checked and was_there(request, one.checked.checked_at) else None
    return replace(
        one,
        norms=[norm for norm in one.norms if was_there(request, norm.fixed_at)],
        baselines=[row for row in one.baselines if was_there(request, row.noted_at)],
        judgements=[row for row in one.judgements if was_there(request, row.judged_at)],
        checked=checked,
    )


def framework_as_it_was(request: PageRequest, found: FrameworkAsRead) -> FrameworkAsRead:
    """Return a framework with what was fixed and judged by the day that is shown."""
    return replace(found, criteria=[as_it_was(request, one) for one in found.criteria])


def criterion_row(request: PageRequest, one: Covered) -> dict[str, Any]:
    """Return a criterion in the list: what it asks, what is fixed of it, and how far it is."""
    criterion, now = one.criterion, one.criterion.now
    judged = criterion.judgement
    return {
        "code": criterion.printed,
        "url": address(request, "criterion", criterion.criterion.evaluation.code, criterion.code),
        "question": now.question,
        "language": criterion.criterion.criteria_list.language,
        "kind": str(CriterionKind(now.kind).label),
        "methods": say_methods(now.methods),
        "norm": criterion.norm.text if criterion.norm else "",
        "standing": str(STANDINGS[one.standing]),
        "level": str(JudgementLevel(judged.level).label) if judged else "",
        "look": LOOKS[judged.level] if judged else "",
        "strength": say_strength(judged.strength) if judged and judged.level != JudgementLevel.NOT_TO_BE_JUDGED else "",
    }


def say_strength(strength: str) -> str:
    """Say how strong the evidence is."""
    return str(EvidenceStrength(strength).label)


def say_standing(rows: Sequence[Covered]) -> str:
    """Say how many criteria there are, and how many can be judged now."""
    count = Counter(one.standing for one in rows)
    words = {"all": len(rows), "now": count[Standing.CAN_BE_JUDGED]}
    told = ngettext("%(all)s criterion.", "%(all)s criteria.", len(rows)) % words
    judged = count[Standing.JUDGED] + count[Standing.NOT_TO_BE_JUDGED]
    if judged:
        told += " " + ngettext("%(number)s is judged.", "%(number)s are judged.", judged) % {"number": judged}
    return f"{told} " + ngettext("%(now)s can be judged now.", "%(now)s can be judged now.", words["now"]) % words


def what_is_there(found: FrameworkAsRead, defects: Sequence[Defect]) -> list[dict[str, Any]]:
    """Return of each thing that a criterion needs, how many have it: a bar in whole per cents, and the count."""
    criteria = found.open_criteria

    def lacking(*kinds: DefectKind) -> set[str]:
        return {one.identifier for defect in defects if defect.kind in kinds for one in defect.criteria}

    def without(*kinds: DefectKind) -> int:
        return len(criteria) - len(lacking(*kinds))

    no_baseline = lacking(DefectKind.NO_BASELINE, DefectKind.BASELINE_SAYS_NOTHING)

    counted = (
        (_("One condition"), without(DefectKind.SEVERAL_CONDITIONS)),
        (_("Subject exists"), without(DefectKind.SUBJECT_GONE)),
        (_("Method"), sum(1 for one in criteria if one.now.methods)),
        (_("Norm"), without(DefectKind.NO_NORM, DefectKind.NORM_SAYS_NOTHING)),
        (_("Baseline"), sum(1 for one in criteria if one.baseline and one.code not in no_baseline)),
    )
    return [
        {
            "label": label,
            "share": there * 100 // len(criteria) if criteria else 0,
            "words": _("%(there)s of %(all)s") % {"there": there, "all": len(criteria)},
        }
        for label, there in counted
    ]


def whose_move(rows: Sequence[Covered]) -> list[dict[str, Any]]:
    """Return whose move it is, and for how many criteria."""
    count: Counter[Move] = Counter(move for one in rows for move in one.moves)
    return [
        {
            "who": str(MOVES[move]),
            "words": ngettext("%(n)s criterion", "%(n)s criteria", count[move]) % {"n": count[move]},
        }
        for move in Move
        if count[move] and move != Move.NOBODY
    ]


def defect_rows(
    request: PageRequest, found: FrameworkAsRead, defects: Sequence[Defect], *, may: bool
) -> list[dict[str, Any]]:
    """Return what is wrong by kind, most of it first: how many, where, and what is proposed for each."""
    by_kind: dict[DefectKind, list[Defect]] = {}
    for defect in defects:
        by_kind.setdefault(defect.kind, []).append(defect)
    rows = []
    for kind, of_kind in sorted(by_kind.items(), key=lambda item: -len(_touched(item[1]))):
        touched = _touched(of_kind)
        rows.append(
            {
                "title": str(DEFECTS[kind]),
                "count": len(touched),
                "where": _say_goals(touched) if of_kind[0].goal else _where(touched, len(found.open_criteria)),
                "proposal": say_proposal(of_kind[0]),
                "more": len({say_proposal(one) for one in of_kind}) - 1,
                # What is long is folded.
                "is_open": len(defects) <= MOST_UNFOLDED,
                "acts": _list_acts(request, found) if may and kind == DefectKind.CODE_TWICE else [],
                "defects": [_defect(request, found, one, say_proposal(of_kind[0]), may=may) for one in of_kind],
            }
        )
    return rows


def _list_acts(request: PageRequest, found: FrameworkAsRead) -> list[dict[str, str]]:
    """Return where the codes of each list are told apart: one act for all of its criteria."""
    code = found.evaluation.code
    return [
        {
            "label": _("Print with the letters %(code)s") % {"code": one.code},
            "url": address(request, "prefix_codes", code, one.code),
        }
        for one in found.lists
        if not one.is_prefixed
    ]


def _say_goals(goals: Sequence[str]) -> str:
    return ngettext("%(number)s goal", "%(number)s goals", len(goals)) % {"number": len(goals)}


def _touched(defects: Sequence[Defect]) -> list[str]:
    """Return what defects of one kind are about: criteria by their code, or goals that nothing measures."""
    if defects[0].goal:
        return [one.goal.name for one in defects if one.goal]
    return list(dict.fromkeys(criterion.identifier for one in defects for criterion in one.criteria))


def _where(touched: Sequence[str], criteria: int) -> str:
    if len(touched) == criteria and criteria > MOST_CODES:
        return _("all")
    shown = list(touched[:MOST_CODES])
    if len(touched) <= MOST_CODES:
        return join_and(shown)
    more = len(touched) - MOST_CODES
    return _("%(codes)s and %(more)s more") % {"codes": ", ".join(shown), "more": more}


def _defect(request: PageRequest, found: FrameworkAsRead, defect: Defect, first: str, *, may: bool) -> dict[str, Any]:
    """Return one defect with what is proposed for it; `first`: the proposal that is already said of its kind."""
    evaluation = found.evaluation.code
    question = defect.criteria[0].question if defect.criteria and not defect.goal else ""
    return {
        "codes": [
            {"code": one.identifier, "url": address(request, "criterion", evaluation, one.identifier)}
            for one in defect.criteria
        ],
        "goal": defect.goal.name if defect.goal else "",
        "parts": _marked(question, defect.places),
        "language": defect.criteria[0].language if defect.criteria else "nl",
        "about": defect.subject.name if defect.subject else "",
        # What stands at the head of its kind is not said again.
        "proposal": "" if say_proposal(defect) == first else say_proposal(defect),
        "acts": _acts(request, found, defect) if may else [],
    }


def _marked(question: str, places: Sequence[Place]) -> list[dict[str, Any]]:
    """Cut a question at the words that a defect is about."""
    parts: list[dict[str, Any]] = []
    reached = 0
    for place in sorted(places, key=lambda one: one.start):
        if place.start < reached:
            continue
        parts += [{"text": question[reached : place.start]}, {"text": place.of(question), "marked": True}]
        reached = place.end
    return [part for part in [*parts, {"text": question[reached:]}] if part["text"]]


def _acts(request: PageRequest, found: FrameworkAsRead, defect: Defect) -> list[dict[str, str]]:
    """Return where the proposal is carried out: a form that is filled in with it."""
    evaluation, proposal = found.evaluation.code, defect.proposal
    first = defect.criteria[0].identifier if defect.criteria else ""

    def to(route: str, label: str, *parts: str, **asked: Any) -> dict[str, str]:
        query = urlencode({name: value for name, value in asked.items() if value}, doseq=True)
        url = address(request, route, evaluation, *parts)
        return {"label": label, "url": f"{url}{'&' if '?' in url else '?'}{query}" if query else url}

    match proposal.act:
        case ProposedAct.SPLIT:
            return [to("split_criterion", _("Split"), first, question=proposal.texts)]
        case ProposedAct.MERGE:
            keep, others = _kept_and_others(defect)
            return [to("merge_criteria", _("Merge"), keep, other=others)]
        case ProposedAct.RENAME:
            # Done for a whole list at once.
            return []
        case ProposedAct.CHOOSE_METHOD:
            methods = [one.value for one in proposal.methods]
            return [to("word_criterion", _("Choose a method"), first, method=methods)]
        case ProposedAct.WRITE_NORM | ProposedAct.SAY_LEVEL as act:
            label = _("Fix the norm") if act is ProposedAct.WRITE_NORM else _("Change the norm")
            return [to("fix_norm", label, first)]
        case ProposedAct.MEASURE_BASELINE | ProposedAct.SAY_HOW_IT_WAS:
            return [to("note_baseline", _("Note the baseline"), first)]
        case ProposedAct.BIND_TO:
            about = _about(proposal.subject)
            return [to("word_criterion", _("Bind to it"), first, about=about), to("close_criterion", _("Close"), first)]
        case ProposedAct.CLOSE:
            return [to("close_criterion", _("Close"), first), to("word_criterion", _("Bind to something else"), first)]
        case ProposedAct.ADD_CRITERION:
            about = _about(defect.goal)
            return [to("add_criterion", _("Add a criterion"), found.lists[-1].code, about=about)] if found.lists else []
        case _:
            return [to("word_criterion", _("Word it anew"), first, question=proposal.texts[:1])]


def _kept_and_others(defect: Defect) -> tuple[str, list[str]]:
    """Return which criterion is kept, the first unless one is proposed, and which of its twins go up in it."""
    proposed = (one for one in defect.criteria if defect.proposal.keep in (one.identifier, one.code))
    keep = next(proposed, defect.criteria[0])
    return keep.identifier, [one.identifier for one in defect.criteria if one != keep]


def _about(what: SubjectFacts | GoalFacts | None) -> str:
    """Return a subject or goal as a form takes it; nothing where there is none."""
    return BETWEEN.join(subject_of(what.identifier)) if what else ""


def say_subject(kind: str) -> str:
    """Return what sort of thing a criterion is about."""
    return str(SubjectKind(kind).label) if kind in SubjectKind.values else ""


def say_who_and_when(name: str, at: Any) -> str:
    """Say who did something, and on which day."""
    return _("%(name)s, %(day)s") % {"name": name, "day": say_day(at)}
