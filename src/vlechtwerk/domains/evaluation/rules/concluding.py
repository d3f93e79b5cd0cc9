"""How the figures of a round follow from its sheets and the people it asked, in one reckoning with its suppression."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from vlechtwerk.domains.evaluation.models import EvaluationRound, Respondent
from vlechtwerk.domains.evaluation.rules.figures import (
    BREAKDOWNS,
    CROSSES,
    Group,
    Response,
    RoundFigures,
    StatementFigures,
    cut_offs_of,
)
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.partnership.models import Level
from vlechtwerk.engines.statistics.response_rates import Disposition, Rate, disposition_of
from vlechtwerk.engines.statistics.suppression import Distribution, Tables, groups_with_response, suppress
from vlechtwerk.engines.statistics.tallies import DO_NOT_KNOW, EMPTY, NO_GROUP, Tally, tally
from vlechtwerk.engines.surveys.answers import Answer, Missing

# Level, organisation and body of someone; empty where not known.
Place = tuple[str, str, str]
NOTED = {
    Respondent.Noted.DECLINED: Disposition.BREAK_OFF,
    Respondent.Noted.REFUSED: Disposition.BREAK_OFF,
    Respondent.Noted.OTHER: Disposition.OTHER,
    Respondent.Noted.UNKNOWN: Disposition.UNKNOWN,
    Respondent.Noted.NOT_ELIGIBLE: Disposition.NOT_ELIGIBLE,
}
COMPLETENESS = (Disposition.COMPLETE, Disposition.PARTIAL)
NOTED_IN_POPULATION = (Disposition.BREAK_OFF, Disposition.OTHER, Disposition.UNKNOWN)


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """Someone whom a round asked: where they belong, what was noted of them, and whether they answered."""

    pseudonym: UUID
    place: Place
    noted: str
    has_answered: bool

    @property
    def counts(self) -> bool:
        """Whether they belong to the population: who answered does, whatever was noted of them."""
        return self.has_answered or self.noted != Respondent.Noted.NOT_ELIGIBLE


def people_asked(asked: EvaluationRound, answered: Iterable[UUID | None] = ()) -> list[AskedPerson]:
    """Return whom a round asked; `answered` are the pseudonyms of whom there is a sheet."""
    with_sheet = set(answered)
    return [
        AskedPerson(
            one.pseudonym,
            (
                "" if one.level == Level.NOT_STATED else one.level,
                one.organisation.code if one.organisation else "",
                one.body.code if one.body else "",
            ),
            one.noted,
            one.sent_on is not None or one.pseudonym in with_sheet,
        )
        for one in asked.respondents.select_related("organisation", "body")
    ]


def figures_of(
    asked: EvaluationRound,
    filled_in: Sequence[FilledIn],
    people: Sequence[AskedPerson],
    population: int | None = None,
) -> RoundFigures:
    """Return the figures of a round, after suppression: what is not in them was not to be shown.

    `population`: how many were asked elsewhere, where their names are not known here.
    """
    questionnaire = AskedQuestionnaire.from_json(asked.questionnaire)
    of_population = sum(one.counts for one in people) or population
    places = [_place(sheet) for sheet in filled_in]
    places += _without_sheet(people, places, of_population)
    names, groups = groups_of_places(places, asked.breakdowns)
    answers = answer_numbers(questionnaire, filled_in, len(places))
    most = max(len(scale.categories) for scale in questionnaire.scales)
    counted = tally(answers, groups, most)
    # Of other groups all tables together would tell how many took part, where each by itself does not.
    with_response = groups_with_response(counted, asked.threshold)
    crosses = [one for one in CROSSES if set(one) <= set(names)]
    scales = [questionnaire.scale_of(one) for one in questionnaire.statements]
    tables = suppress(counted, asked.threshold, crosses, with_response, [scale.sides for scale in scales])
    forms = forms_of(asked, answers[: len(filled_in)])
    told = told_of(forms, without_form(people, of_population, forms.total()), asked.threshold)
    return RoundFigures(
        asked.threshold,
        _response(counted, with_response, names, people, None if of_population is None else len(places), told),
        tuple(
            _statement(one.code, found, names, len(scale.categories))
            for one, found, scale in zip(questionnaire.statements, tables, scales, strict=True)
        ),
    )


def answer_numbers(questionnaire: AskedQuestionnaire, filled_in: Sequence[FilledIn], people: int) -> NDArray[np.int8]:
    """Return answers as the engine counts them, [people × statements]; those without a sheet come last, and empty."""
    numbers = np.full((people, len(questionnaire.statements)), EMPTY, dtype=np.int8)
    for column, statement in enumerate(questionnaire.statements):
        number_of: dict[Answer, int] = {
            category.value: place for place, category in enumerate(questionnaire.scale_of(statement).categories)
        }
        number_of[Missing.DO_NOT_KNOW] = DO_NOT_KNOW
        for row, sheet in enumerate(filled_in):
            numbers[row, column] = number_of.get(sheet.answers.get(statement.code, Missing.NOT_ANSWERED), EMPTY)
    return numbers


def _place(sheet: FilledIn) -> Place:
    return "" if sheet.level == Level.NOT_STATED else sheet.level, sheet.organisation, sheet.body


def _without_sheet(people: Sequence[AskedPerson], with_sheet: Sequence[Place], population: int | None) -> list[Place]:
    """Return where those belong who handed in no sheet; of an anonymous sheet only its place is known."""
    left = max(0, (population or 0) - len(with_sheet))
    rest = Counter(one.place for one in people if one.counts) - Counter(with_sheet)
    places = list(rest.elements())[:left]
    return places + [("", "", "")] * (left - len(places))


def groups_of_places(
    places: Sequence[Place], breakdowns: Collection[str]
) -> tuple[dict[str, list[str]], dict[str, NDArray[np.int64]]]:
    """Return of each breakdown the codes of its groups, and the number of the group of each person."""
    names: dict[str, list[str]] = {}
    numbers: dict[str, NDArray[np.int64]] = {}
    for breakdown, codes in zip(BREAKDOWNS, zip(*places, strict=True) if places else [()] * 3, strict=True):
        if breakdown not in breakdowns:
            continue
        names[breakdown] = sorted(set(codes) - {""})
        number_of = {code: number for number, code in enumerate(names[breakdown])} | {"": NO_GROUP}
        numbers[breakdown] = np.array([number_of[code] for code in codes], dtype=np.int64)
    return names, numbers


def _statement(code: str, tables: Tables, names: Mapping[str, list[str]], width: int) -> StatementFigures:
    def named(group: tuple[tuple[str, int], ...]) -> Group:
        return tuple((breakdown, names[breakdown][number]) for breakdown, number in group)

    def cut(found: Distribution) -> Distribution:
        # Statements are counted together, as wide as the longest scale.
        return Distribution(found.counts[:width], found.do_not_know, found.empty)

    return StatementFigures(
        code,
        cut(tables.whole) if tables.whole else None,
        {named(group): cut(found) for group, found in tables.groups.items()},
        # Which cells of a cross are hidden is in its two breakdowns: naming each would say where people are.
        tuple(sorted(named(group) for group in tables.hidden if len(group) == 1)),
    )


def forms_of(asked: EvaluationRound, answers: NDArray[np.int8]) -> Counter[Disposition]:
    """Return how complete the forms are, by how much is on each; of empty ones nothing.

    It is counted over the whole, so that no form is tied to the one person who answered in part.
    """
    return Counter(
        disposition_of(int(answered), answers.shape[1], cut_offs_of(asked))
        for answered in (answers != EMPTY).sum(axis=1)
        if answered
    )


def without_form(people: Sequence[AskedPerson], population: int | None, forms: int) -> Counter[Disposition]:
    """Return what became of who gave no form, as it was noted; who was not noted anything did not react."""
    found = Counter(NOTED[Respondent.Noted(one.noted)] for one in people if one.noted and not one.has_answered)
    known = forms + found.total() - found[Disposition.NOT_ELIGIBLE]
    found[Disposition.NO_REACTION] += max(0, (population or 0) - known)
    return found


def told_of(
    forms: Mapping[Disposition, int], others: Mapping[Disposition, int], threshold: int
) -> dict[Disposition, int]:
    """Return what may be told of what became of the invitations: of forms, and of those of whom there is none.

    How complete forms are is told as answers are: when there are as many as the threshold. Why there is no form is
    about people by name, so it is told of as many only: how many did not react, when so many are left of whom something
    was noted; and what was, when each of it is of so many. Refusing goes with breaking off, as in the rates.
    """
    of_names = {kind: others.get(kind, 0) for kind in Disposition if kind not in COMPLETENESS}
    told = {kind: forms.get(kind, 0) for kind in COMPLETENESS} if sum(forms.values()) >= threshold else {}
    noted = [of_names[kind] for kind in NOTED_IN_POPULATION]
    if min(of_names[Disposition.NO_REACTION], sum(noted)) >= threshold:
        kinds = NOTED_IN_POPULATION if min(noted) >= threshold else ()
        told |= {kind: of_names[kind] + forms.get(kind, 0) for kind in (Disposition.NO_REACTION, *kinds)}
    if of_names[Disposition.NOT_ELIGIBLE] >= threshold:
        told[Disposition.NOT_ELIGIBLE] = of_names[Disposition.NOT_ELIGIBLE]
    return {kind: told[kind] for kind in Disposition if kind in told}


def _response(
    counted: Tally,
    with_response: Collection[tuple[tuple[str, int], ...]],
    names: Mapping[str, list[str]],
    people: Sequence[AskedPerson],
    population: int | None,
    dispositions: Mapping[Disposition, int],
) -> Response:
    """Return the response, per group only where it may be told. How complete forms are is told of the whole only."""
    shown: dict[Group, Rate] = {}
    hidden: list[Group] = []
    for breakdown, codes in names.items() if people else ():
        for number, code in enumerate(codes):
            cells = counted.groups[breakdown] == number
            if ((breakdown, number),) in with_response:
                part, of = int(counted.took_part[cells].sum()), int(counted.people[cells].sum())
                shown[((breakdown, code),)] = Rate(part, of)
            else:
                hidden.append(((breakdown, code),))
    return Response(population, int(counted.took_part.sum()), dispositions, shown, tuple(hidden))
