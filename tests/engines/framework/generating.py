"""Frameworks of invented criteria, clean or with defects planted in them; written apart from what finds them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from tests.engines.framework import sentences as said
from vlechtwerk.engines.framework.defects import DefectKind
from vlechtwerk.engines.framework.facts import (
    CriterionFacts,
    FrameworkFacts,
    GoalFacts,
    Kind,
    Method,
    SubjectFacts,
    SubjectState,
)

WORDS = {"nl": said.DUTCH_WORDS, "en": said.ENGLISH_WORDS}
GOOD = {"nl": said.DUTCH_GOOD, "en": said.ENGLISH_GOOD}
SEVERAL = {"nl": said.DUTCH_SEVERAL, "en": said.ENGLISH_SEVERAL}
COUNTS = (Kind.COUNT, Kind.COUNT_UP)
LISTS = ("Samenwerkingsverband", "Actieplan")

# What a planted defect is known by: its kind, and the criteria (or the goal) that it is about.
Known = tuple[DefectKind, frozenset[str]]


@dataclass
class Planted:
    """A framework with what was planted in it."""

    facts: FrameworkFacts
    defects: set[Known]


def filled(chance: Random, language: str, template: str) -> str:
    """Return a template with words in its slots, with a capital in front."""
    return written(template, {slot: chance.choice(options) for slot, options in WORDS[language].items()})


def written(template: str, words: dict[str, str]) -> str:
    """Return a template with these words in its slots, with a capital in front."""
    text = template.format(**words)
    return text[0].upper() + text[1:]


def codes() -> Iterator[str]:
    """Yield A to Z, AA to ZZ, AAA, …"""
    for size in range(1, 20):
        yield from (chr(65 + at) * size for at in range(26))


def a_clean_framework(chance: Random, size: int = 200) -> FrameworkFacts:
    """Return a framework in which nothing is wrong; a fifth of it in English, several questions on each subject."""
    subjects = [SubjectFacts(f"activity-{at}", f"Activiteit {at}") for at in range(size // 8)]
    goals = [
        GoalFacts(f"goal-{at}", f"Doel {at}", frozenset((f"effect-{at}",)) if at % 2 else frozenset())
        for at in range(10)
    ]
    asked: set[tuple[object, ...]] = set()
    criteria: list[CriterionFacts] = []
    printed = codes()
    while len(criteria) < size:
        language = "en" if chance.random() < 0.2 else "nl"
        kind = chance.choice(list(Kind))
        row = chance.randrange(len(GOOD[language][kind]))
        template = chance.choice(GOOD[language][kind][row])
        words = {slot: chance.choice(options) for slot, options in WORDS[language].items() if f"{{{slot}}}" in template}
        subject = chance.choice(subjects).identifier
        # In a row the same is asked; how many there are and whether they are more are asked of the same.
        same = (subject, language, "count" if kind in COUNTS else (kind, row), *sorted(words.values()))
        if same in asked:
            continue
        asked.add(same)
        question, code, list_name = written(template, words), next(printed), chance.choice(LISTS)
        criteria.append(_complete(chance, f"id-{len(criteria)}", code, list_name, question, language, kind, subject))
    measuring = [at for at, one in enumerate(criteria) if one.kind is not Kind.CONDITION]
    for goal, at in zip(goals, chance.sample(measuring, len(goals)), strict=True):
        criteria[at] = replace(criteria[at], subject=min(goal.stands_for, default=goal.identifier))
    subjects += [SubjectFacts(name, name) for goal in goals for name in (goal.identifier, *goal.stands_for)]
    return FrameworkFacts(criteria, goals, subjects)


def _complete(
    chance: Random, identifier: str, code: str, list_name: str, question: str, language: str, kind: Kind, subject: str
) -> CriterionFacts:
    ways = {
        Kind.COUNT: [{Method.REGISTER}, {Method.REGISTER, Method.INTERVIEWS}, {Method.DOCUMENTS}],
        Kind.COUNT_UP: [{Method.REGISTER}, {Method.REGISTER, Method.DOCUMENTS}],
        Kind.ACTIVITY_DONE: [{Method.DOCUMENTS}, {Method.INTERVIEWS, Method.DOCUMENTS}],
    }.get(kind, [{Method.INTERVIEWS}, {Method.SURVEY}, {Method.INTERVIEWS, Method.SURVEY}, {Method.DOCUMENTS}])
    counting = said.DUTCH_NORMS if language == "nl" else said.ENGLISH_NORMS
    other = said.DUTCH_OTHER_NORMS if language == "nl" else said.ENGLISH_OTHER_NORMS
    return CriterionFacts(
        identifier=identifier,
        code=code,
        list_name=list_name,
        question=question,
        language=language,
        kind=kind,
        methods=frozenset(chance.choice(ways)),
        norm=chance.choice(counting if kind in COUNTS else [*counting, *other]),
        baseline=chance.choice(said.BASELINES if kind in (Kind.EXTENT, Kind.COUNT_UP) else ["", *said.BASELINES]),
        subject=subject,
    )


class Planter:
    """Puts defects into a clean framework, each in a criterion of its own, and keeps what was put where."""

    def __init__(self, chance: Random, size: int = 200) -> None:
        self.chance = chance
        self.clean = a_clean_framework(chance, size)
        self.criteria = list(self.clean.criteria)
        self.subjects = list(self.clean.subjects)
        self.goals = list(self.clean.goals)
        self.defects: set[Known] = set()
        # A criterion that measures a goal stays as it is, or its goal would be measured no more.
        goals = {name for goal in self.goals for name in (goal.identifier, *goal.stands_for)}
        self.free = [at for at, one in enumerate(self.criteria) if one.subject not in goals]
        chance.shuffle(self.free)

    def planted(self, times: int) -> Planted:
        """Plant every kind of defect this many times, and return the framework with what is wrong in it."""
        for _time in range(times):
            for kind in DefectKind:
                getattr(self, f"plant_{kind.value}")()
        return Planted(FrameworkFacts(self.criteria, self.goals, self.subjects), self.defects)

    def _take(self, *kinds: Kind) -> int:
        """Return the place of a criterion of one of these kinds in which nothing was planted yet."""
        at = next(at for at in self.free if not kinds or self.criteria[at].kind in kinds)
        self.free.remove(at)
        return at

    def _change(self, at: int, kind: DefectKind, **changes: object) -> None:
        self.criteria[at] = replace(self.criteria[at], **changes)  # type: ignore[arg-type]  # by name, in a test
        self._note(kind, self.criteria[at].identifier)

    def _own_subject(self) -> str:
        """Return a subject of which nothing else is asked."""
        subject = f"own-{len(self.subjects)}"
        self.subjects.append(SubjectFacts(subject, "Een eigen onderwerp"))
        return subject

    def _note(self, kind: DefectKind, *about: str) -> None:
        self.defects.add((kind, frozenset(about)))

    def plant_twins(self) -> None:
        """Ask a question a second time on its subject: in the same words, or in other words."""
        language = self.chance.choice(["nl", "nl", "nl", "en"])
        kind, row = self.chance.choice([(kind, row) for kind in Kind for row in GOOD[language][kind] if len(row) > 1])
        words = {slot: self.chance.choice(options) for slot, options in WORDS[language].items()}
        pair = self.chance.sample(row, 2) if self.chance.random() < 0.6 else [row[0], row[0]]
        at = self._take(*(COUNTS if kind in COUNTS else (Kind.CONDITION, Kind.EXTENT, Kind.ACTIVITY_DONE)))
        one, other = (written(template, words) for template in pair)
        if self.chance.random() < 0.3:
            other = other.replace(".", "").lower()
        subject = self._own_subject()
        first = replace(
            _complete(
                self.chance,
                self.criteria[at].identifier,
                self.criteria[at].code,
                LISTS[0],
                one,
                language,
                kind,
                subject,
            )
        )
        self.criteria[at] = first
        second = replace(first, identifier=f"twin-{at}", code=f"{first.code}-x", list_name=LISTS[1], question=other)
        self.criteria.insert(self.chance.randrange(len(self.criteria)), second)
        self.free = [
            place for place in range(len(self.criteria)) if self.criteria[place].identifier in self._untouched()
        ]
        self._note(DefectKind.TWINS, first.identifier, second.identifier)

    def _untouched(self) -> set[str]:
        """Return the criteria in which nothing was planted."""
        touched = {identifier for _kind, about in self.defects for identifier in about}
        clean = {one.identifier: one for one in self.clean.criteria}
        goals = {name for goal in self.clean.goals for name in (goal.identifier, *goal.stands_for)}
        return {
            one.identifier
            for one in self.criteria
            if one.identifier not in touched and clean.get(one.identifier) == one and one.subject not in goals
        }

    def plant_several_conditions(self) -> None:
        """Ask several things in one."""
        language = self.chance.choice(["nl", "nl", "en"])
        kind, _number, template = self.chance.choice(SEVERAL[language])
        at = self._take(kind)
        question = filled(self.chance, language, template)
        self._change(
            at, DefectKind.SEVERAL_CONDITIONS, question=question, language=language, subject=self._own_subject()
        )

    def plant_no_method(self) -> None:
        """Take the methods away."""
        self._change(self._take(), DefectKind.NO_METHOD, methods=frozenset())

    def plant_method_does_not_fit(self) -> None:
        """Let people say how many there were."""
        ways = [{Method.INTERVIEWS}, {Method.SURVEY}, {Method.INTERVIEWS, Method.SURVEY}]
        at = self._take(*COUNTS)
        self._change(at, DefectKind.METHOD_DOES_NOT_FIT, methods=frozenset(self.chance.choice(ways)))

    def plant_no_norm(self) -> None:
        """Write no norm, or what says that there is none."""
        at = self._take(Kind.CONDITION, Kind.EXTENT, Kind.ACTIVITY_DONE, Kind.COUNT_UP)
        self._change(at, DefectKind.NO_NORM, norm=self.chance.choice(said.NOTHING_WRITTEN))

    def plant_no_baseline(self) -> None:
        """Write no baseline where there has to be one."""
        at = self._take(Kind.EXTENT, Kind.COUNT_UP)
        self._change(at, DefectKind.NO_BASELINE, baseline=self.chance.choice(said.NOTHING_WRITTEN))

    def plant_norm_says_nothing(self) -> None:
        """Write a norm that can't be met or missed."""
        at = self._take()
        norm = self.chance.choice(said.NORMS_THAT_SAY_NOTHING[self.criteria[at].language])
        self._change(at, DefectKind.NORM_SAYS_NOTHING, norm=norm)

    def plant_baseline_says_nothing(self) -> None:
        """Write a baseline that doesn't say how it was."""
        at = self._take(Kind.EXTENT, Kind.COUNT_UP)
        baseline = self.chance.choice(said.BASELINES_THAT_SAY_NOTHING[self.criteria[at].language])
        self._change(at, DefectKind.BASELINE_SAYS_NOTHING, baseline=baseline)

    def plant_subject_gone(self) -> None:
        """Be about what stopped, what was merged, or what nobody knows."""
        at = self._take()
        subject = f"gone-{at}"
        state = self.chance.choice([SubjectState.DISSOLVED, SubjectState.MERGED, None])
        if state is not None:
            self.subjects += [
                SubjectFacts(subject, "Een opgeheven lab", state, successor=f"after-{at}"),
                SubjectFacts(f"after-{at}", "Een nieuw lab"),
            ]
        self._change(at, DefectKind.SUBJECT_GONE, subject=subject)

    def plant_goal_moved(self) -> None:
        """Be about what aims at something else now."""
        at = self._take()
        self.subjects.append(SubjectFacts(f"moved-{at}", "Een lab met een ander doel", SubjectState.GOAL_MOVED))
        self._change(at, DefectKind.GOAL_MOVED, subject=f"moved-{at}")

    def plant_goal_unmeasured(self) -> None:
        """Have a goal of which nothing is asked, or only whether there is enough for it."""
        goal = GoalFacts(f"bare-{len(self.goals)}", "Een doel zonder criterium")
        self.goals.append(goal)
        self.subjects.append(SubjectFacts(goal.identifier, goal.name))
        if self.chance.random() < 0.5:
            at = self._take(Kind.CONDITION)
            self.criteria[at] = replace(self.criteria[at], subject=goal.identifier)
        self._note(DefectKind.GOAL_UNMEASURED, goal.identifier)

    def plant_code_twice(self) -> None:
        """Print the code of another once more, in the same list or in another."""
        one, other = sorted((self._take(), self._take()))
        self.criteria[other] = replace(self.criteria[other], code=self.criteria[one].code)
        self._note(DefectKind.CODE_TWICE, self.criteria[one].identifier, self.criteria[other].identifier)

    def plant_no_verb(self) -> None:
        """Name an activity, and not what has to be done."""
        at = self._take(Kind.ACTIVITY_DONE)
        language = self.criteria[at].language
        template = self.chance.choice(said.DUTCH_NO_VERB if language == "nl" else said.ENGLISH_NO_VERB)
        self._change(
            at, DefectKind.NO_VERB, question=filled(self.chance, language, template), subject=self._own_subject()
        )

    def plant_nothing_countable(self) -> None:
        """Look in a register for something that can't be counted."""
        at = self._take(Kind.ACTIVITY_DONE)
        language = self.criteria[at].language
        template = self.chance.choice(
            said.DUTCH_NOTHING_COUNTABLE if language == "nl" else said.ENGLISH_NOTHING_COUNTABLE
        )
        self._change(
            at,
            DefectKind.NOTHING_COUNTABLE,
            question=filled(self.chance, language, template),
            methods=frozenset((Method.REGISTER,)),
            subject=self._own_subject(),
        )

    def plant_no_direction(self) -> None:
        """Count, with a norm that doesn't say whether more is better."""
        at = self._take(Kind.COUNT)
        norm = self.chance.choice(said.NO_DIRECTION_NORMS)
        self._change(at, DefectKind.NO_DIRECTION, norm=norm)
