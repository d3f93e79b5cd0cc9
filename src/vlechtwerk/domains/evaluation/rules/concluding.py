"""How the figures of a round follow from its sheets and the people it asked, in one reckoning with its suppression."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
from vlechtwerk.domains.evaluation.rules.results import has_too_few_answers
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.partnership.models import Level
from vlechtwerk.engines.statistics.response_rates import Disposition, Rate, disposition_of
from vlechtwerk.engines.statistics.suppression import Distribution, Tables, groups_with_response, suppress
from vlechtwerk.engines.statistics.tallies import DO_NOT_KNOW, EMPTY, NO_GROUP, Tally, tally
from vlechtwerk.engines.surveys.answers import Answer, Missing

# Level, organisation and body of someone; empty where not known.
Place = tuple[str, str, str]
NOTED = {
    Respondent.Noted.REFUSED: Disposition.BREAK_OFF,
    Respondent.Noted.OTHER: Disposition.OTHER,
    Respondent.Noted.UNKNOWN: Disposition.UNKNOWN,
    Respondent.Noted.NOT_ELIGIBLE: Disposition.NOT_ELIGIBLE,
}


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
    dispositions = _dispositions(asked, answers[: len(filled_in)], people, of_population)
    response = _response(counted, with_response, names, people, dispositions, is_known=of_population is not None)
    if has_too_few_answers(asked, response.took_part):
        # How much someone filled in is told of the form.
        response = replace(response, dispositions={})
    return RoundFigures(
        asked.threshold,
        response,
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
        tuple(sorted(named(group) for group in tables.hidden)),
    )


def _dispositions(
    asked: EvaluationRound, answers: NDArray[np.int8], people: Sequence[AskedPerson], population: int | None
) -> dict[Disposition, int]:
    """Return what became of the invitations: of sheets by how much is on them, of the others by what was noted.

    It is counted over the whole, so that no sheet is tied to the one person who answered in part.
    """
    found = Counter(
        disposition_of(int(answered), answers.shape[1], cut_offs_of(asked))
        for answered in (answers != EMPTY).sum(axis=1)
    )
    found += Counter(NOTED[Respondent.Noted(one.noted)] for one in people if one.noted and not one.has_answered)
    others = (population or 0) - sum(count for kind, count in found.items() if kind is not Disposition.NOT_ELIGIBLE)
    found[Disposition.NO_REACTION] += max(0, others)
    return {kind: found[kind] for kind in Disposition}


def _response(
    counted: Tally,
    with_response: Collection[tuple[tuple[str, int], ...]],
    names: Mapping[str, list[str]],
    people: Sequence[AskedPerson],
    dispositions: Mapping[Disposition, int],
    *,
    is_known: bool,
) -> Response:
    """Return the response, per group only where it may be told. How complete forms are is told of the whole only."""
    all_of = sum(count for kind, count in dispositions.items() if kind is not Disposition.NOT_ELIGIBLE)
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
    return Response(all_of if is_known else None, int(counted.took_part.sum()), dispositions, shown, tuple(hidden))
