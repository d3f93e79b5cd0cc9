"""What is wrong with a framework: all of it at once, each with a proposal."""

import re
from collections.abc import Iterator

from vlechtwerk.engines.framework.conditions import conditions_in
from vlechtwerk.engines.framework.defects import Defect, DefectKind, Place, Proposal, ProposedAct
from vlechtwerk.engines.framework.facts import (
    CriterionFacts,
    FrameworkFacts,
    GoalFacts,
    Kind,
    Method,
    SubjectFacts,
    SubjectState,
)
from vlechtwerk.engines.framework.saying import (
    baseline_says_something,
    is_written,
    is_written_for,
    norm_says_something,
)
from vlechtwerk.engines.framework.twins import twins_among
from vlechtwerk.engines.framework.wording import (
    asks_direction,
    asks_what_people_feel,
    asks_what_people_want,
    is_level_of_itself,
    names_a_deed,
    names_something_countable,
    with_direction,
    with_verb,
)

_NEEDS_BASELINE = (Kind.EXTENT, Kind.COUNT_UP)
# Ask what came out: that something is there or was done does not tell it.
_RESULTS = (Kind.EXTENT, Kind.COUNT, Kind.COUNT_UP)
_COUNTS = (Kind.COUNT, Kind.COUNT_UP)
# Who only asks people gets no number; who only counts hears no opinion.
FITTING = {
    Kind.CONDITION: (Method.INTERVIEWS, Method.SURVEY, Method.DOCUMENTS),
    Kind.EXTENT: (Method.SURVEY, Method.INTERVIEWS, Method.DOCUMENTS),
    Kind.ACTIVITY_DONE: (Method.DOCUMENTS, Method.INTERVIEWS),
    Kind.COUNT: (Method.REGISTER, Method.DOCUMENTS),
    Kind.COUNT_UP: (Method.REGISTER, Method.DOCUMENTS),
}
_GONE = (SubjectState.DISSOLVED, SubjectState.MERGED)


def examine(facts: FrameworkFacts) -> tuple[Defect, ...]:
    """Return what is wrong, by kind in the order of `DefectKind`, within one by the order of the framework.

    Raises `KeyError` for a question in another language than Dutch or English.
    """
    subjects = {subject.identifier: subject for subject in facts.subjects}
    found = [*_twins(facts), *_codes(facts), *_goals(facts)]
    for criterion in facts.criteria:
        found += [*_of_question(criterion), *_of_design(criterion), *_of_subject(criterion, subjects)]
    order = {kind: at for at, kind in enumerate(DefectKind)}
    return tuple(sorted(found, key=lambda defect: order[defect.kind]))


def _twins(facts: FrameworkFacts) -> Iterator[Defect]:
    for group in twins_among(facts):
        # The one of which most was laid down stays; of equals the first.
        keep = max(
            group, key=lambda one: sum(map(is_written, (one.norm, one.baseline, one.indicator))) + bool(one.methods)
        )
        yield Defect(DefectKind.TWINS, group, Proposal(ProposedAct.MERGE, keep=keep.identifier))


def _codes(facts: FrameworkFacts) -> Iterator[Defect]:
    prefixes = _prefixes(facts)
    by_code: dict[str, list[CriterionFacts]] = {}
    for criterion in facts.criteria:
        by_code.setdefault(criterion.code.strip().casefold(), []).append(criterion)
    taken = set(by_code)
    for criteria in by_code.values():
        if len(criteria) == 1:
            continue
        names = []
        for criterion in criteria:
            wanted = f"{prefixes[criterion.list_name]}-{criterion.code}".lstrip("-")
            number, name = 1, wanted
            while name.casefold() in taken:
                number += 1
                name = f"{wanted}{number}"
            taken.add(name.casefold())
            names.append(name)
        yield Defect(DefectKind.CODE_TWICE, tuple(criteria), Proposal(ProposedAct.RENAME, texts=tuple(names)))


def _prefixes(facts: FrameworkFacts) -> dict[str, str]:
    """Return letters for each list that tell it apart: its own, or else the first of its words."""
    prefixes = dict(facts.list_codes)
    for criterion in facts.criteria:
        name = criterion.list_name
        if name in prefixes:
            continue
        initials = "".join(word[0] for word in re.findall(r"\w+", name)).upper()
        letters = re.sub(r"\W", "", name).upper()
        longer = [initials, *(letters[:size] for size in range(2, len(letters) + 1))]
        prefixes[name] = next((one for one in longer if one and one not in prefixes.values()), initials)
    return prefixes


def _goals(facts: FrameworkFacts) -> Iterator[Defect]:
    for goal in facts.goals:
        about = [
            one
            for one in facts.criteria
            if one.subject in {goal.identifier, *goal.stands_for}
            or (one.subject in goal.below and one.kind in _RESULTS)
        ]
        # That there is enough for a goal, or that people want it, does not tell whether it was reached.
        if all(one.kind is Kind.CONDITION or _only_wants(one, goal) for one in about):
            yield Defect(DefectKind.GOAL_UNMEASURED, tuple(about), Proposal(ProposedAct.ADD_CRITERION), goal=goal)


def _only_wants(criterion: CriterionFacts, goal: GoalFacts) -> bool:
    wants = asks_what_people_want(criterion.question, criterion.language, goal.name)
    return criterion.kind is Kind.EXTENT and wants


def _of_question(criterion: CriterionFacts) -> Iterator[Defect]:
    about, question = (criterion,), criterion.question
    if several := conditions_in(question, criterion.language):
        split = Proposal(ProposedAct.SPLIT, texts=several.questions)
        yield Defect(DefectKind.SEVERAL_CONDITIONS, about, split, places=several.places)
    if criterion.kind is Kind.ACTIVITY_DONE and not names_a_deed(question, criterion.language):
        texts = with_verb(question, criterion.language)
        whole = Place(0, len(question))
        yield Defect(DefectKind.NO_VERB, about, Proposal(ProposedAct.WRITE_VERB, texts=texts), places=(whole,))
    only_register = criterion.methods == {Method.REGISTER}
    if criterion.kind is Kind.ACTIVITY_DONE and only_register and not _is_countable(criterion):
        yield Defect(DefectKind.NOTHING_COUNTABLE, about, Proposal(ProposedAct.NAME_WHAT_IS_COUNTED))
    if criterion.kind is Kind.COUNT and _lacks_direction(criterion):
        texts = with_direction(question, criterion.language)
        yield Defect(DefectKind.NO_DIRECTION, about, Proposal(ProposedAct.ASK_DIRECTION, texts=texts))


def _lacks_direction(criterion: CriterionFacts) -> bool:
    norm, language = criterion.norm, criterion.language
    # A norm without a level is told as such: which way it goes comes with it.
    if is_written(norm) and not norm_says_something(norm, criterion.kind, language):
        return False
    return not is_level_of_itself(norm) and not any(
        asks_direction(text, language) for text in (criterion.question, norm)
    )


def _is_countable(criterion: CriterionFacts) -> bool:
    return any(
        names_something_countable(text, criterion.language) for text in (criterion.question, criterion.indicator)
    )


def _of_design(criterion: CriterionFacts) -> Iterator[Defect]:
    about, fitting = (criterion,), FITTING[criterion.kind]
    choose = Proposal(ProposedAct.CHOOSE_METHOD, methods=fitting)
    if not criterion.methods:
        yield Defect(DefectKind.NO_METHOD, about, choose)
    elif not _fits(criterion):
        yield Defect(DefectKind.METHOD_DOES_NOT_FIT, about, choose)
    if not is_written_for(criterion.norm, criterion.kind):
        yield Defect(DefectKind.NO_NORM, about, Proposal(ProposedAct.WRITE_NORM))
    elif not norm_says_something(criterion.norm, criterion.kind, criterion.language):
        yield Defect(DefectKind.NORM_SAYS_NOTHING, about, Proposal(ProposedAct.SAY_LEVEL))
    if criterion.kind not in _NEEDS_BASELINE:
        return
    if not is_written_for(criterion.baseline, criterion.kind):
        yield Defect(DefectKind.NO_BASELINE, about, Proposal(ProposedAct.MEASURE_BASELINE))
    elif not baseline_says_something(criterion.baseline, criterion.kind, criterion.language):
        yield Defect(DefectKind.BASELINE_SAYS_NOTHING, about, Proposal(ProposedAct.SAY_HOW_IT_WAS))


def _fits(criterion: CriterionFacts) -> bool:
    """Tell whether any of its methods can answer a question of its kind."""
    if criterion.kind in _COUNTS:
        return bool(criterion.methods & {Method.REGISTER, Method.DOCUMENTS})
    if criterion.methods != {Method.REGISTER} or criterion.kind is Kind.ACTIVITY_DONE:
        return True
    if asks_what_people_feel(criterion.question, criterion.language):
        # What is in people's heads can be counted only by something else.
        return names_something_countable(criterion.indicator, criterion.language)
    return criterion.kind is Kind.CONDITION or _is_countable(criterion)


def _of_subject(criterion: CriterionFacts, subjects: dict[str, SubjectFacts]) -> Iterator[Defect]:
    if not criterion.subject:
        return
    subject = subjects.get(criterion.subject)
    if subject is None or subject.state in _GONE:
        after = subjects.get(subject.successor) if subject else None
        act = ProposedAct.BIND_TO if after else ProposedAct.CLOSE
        yield Defect(DefectKind.SUBJECT_GONE, (criterion,), Proposal(act, subject=after), subject=subject)
    elif subject.state is SubjectState.GOAL_MOVED:
        after = subjects.get(subject.successor)
        rewrite = Proposal(ProposedAct.REWRITE_FOR_GOAL, subject=after)
        yield Defect(DefectKind.GOAL_MOVED, (criterion,), rewrite, subject=subject)
