"""What a file with answers collected elsewhere becomes here: a questionnaire, sheets, and what is not kept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import override

from vlechtwerk.domains.evaluation.queries.instrument_files import understood as understood_instrument
from vlechtwerk.domains.evaluation.rules.instrument_content import mistakes_in_content, tidied
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedCategory, AskedQuestionnaire, AskedStatement
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.partnership.models import Body, Level, Organisation
from vlechtwerk.engines.surveys.answers import Answer, Completeness, Missing
from vlechtwerk.engines.surveys.found_scales import Spelling
from vlechtwerk.engines.surveys.instrument_intake import InstrumentFile
from vlechtwerk.engines.surveys.instrument_workbook import InstrumentDetails
from vlechtwerk.engines.surveys.mistakes import Mistake, NotKept, Place, Unreadable
from vlechtwerk.engines.surveys.questionnaire import FEWEST_ANSWERS, MOST_ANSWERS, CategoryKind, Questionnaire
from vlechtwerk.engines.surveys.taking_answers import TakenAnswers, take_answers
from vlechtwerk.engines.surveys.understanding import Understood, proposed_questionnaire, told_apart_by
from vlechtwerk.engines.surveys.wording import key_of

LEVEL, ORGANISATION, BODY = "level", "organisation", "body"


@dataclass(frozen=True, slots=True)
class UnderstoodAnswers:
    """What a file with answers becomes.

    `absent` are statements without a column, `guessed` scales with our sides, `spellings` what was taken for another
    answer, `groups` the headings of the columns by which results are told apart, `is_invented` whether the file
    says so of itself.
    """

    asked: AskedQuestionnaire
    filled_in: tuple[FilledIn, ...]
    not_kept: tuple[NotKept, ...]
    absent: tuple[str, ...]
    guessed: tuple[str, ...]
    is_new: bool
    spellings: tuple[Spelling, ...]
    completeness: Mapping[Completeness, int]
    groups: Mapping[str, str]
    is_invented: bool

    @property
    def answered(self) -> tuple[FilledIn, ...]:
        """Return the sheets with at least one answer or remark: as many people answered."""
        return tuple(sheet for sheet in self.filled_in if not sheet.is_empty)


@dataclass(frozen=True, slots=True)
class AnswersGiven:
    """How often each answer to one statement was given in a file; `is_absent`: the file has no column for it."""

    statement: AskedStatement
    counts: Sequence[tuple[AskedCategory, int]]
    do_not_know: int
    not_answered: int
    is_absent: bool


def columns_of_groups(
    found: Understood, level: str | None = None, organisation: str | None = None, body: str | None = None
) -> dict[str, str]:
    """Return the headings of the columns that tell groups, as chosen; of the level, unless chosen, the one called so.

    Organisation and body are chosen only: each further one hides more of those before it (decision record 0029).
    """
    filled = {one.name: one.place.column for one in found.may_be_groups}
    chosen = {
        LEVEL: filled.get(LEVEL, "") if level is None else level,
        ORGANISATION: organisation or "",
        BODY: body or "",
    }
    return {name: head.strip() for name, head in chosen.items() if head.strip()}


def understood_answers(
    found: Understood, asked: AskedQuestionnaire | None, groups: Mapping[str, str]
) -> UnderstoodAnswers:
    """Return what a file becomes: answers to what a version asks, or to the questionnaire that the file itself shows.

    Raises `Unreadable` with every answer that is not on its scale, at its place, and with all for which an instrument
    made of the file could not be fixed.
    """
    found = told_apart_by(found, groups)
    said, without_scale = (asked.exchanged(), ()) if asked else _shown_by(found)
    if not said.statements:
        none = [Mistake("no_answers_found", Place(sheet=found.sheet))]
        raise Unreadable([Mistake(one.code, one.place, one.details) for one in without_scale] or none)
    taken = take_answers(found, said)
    filled_in, lost = _sheets(taken, said, found.groups)
    becomes, left, guessed = (asked, (), ()) if asked else _made_of(said)
    return UnderstoodAnswers(
        becomes,
        filled_in,
        _each_once((*without_scale, *taken.not_kept, *left, *lost)),
        taken.absent,
        guessed,
        asked is None,
        taken.spellings,
        Counter(one.completeness for one in taken.sheet.respondents),
        found.groups,
        found.is_invented,
    )


def _shown_by(found: Understood) -> tuple[Questionnaire, tuple[NotKept, ...]]:
    """Return the questionnaire that a file shows, and the columns whose answers are too few or too many for a scale."""
    said = proposed_questionnaire(found)
    answers = {scale.code: sum(one.kind is CategoryKind.ANSWER for one in scale.categories) for scale in said.scales}
    sound = {code for code, count in answers.items() if FEWEST_ANSWERS <= count <= MOST_ANSWERS}
    without = tuple(
        NotKept(
            "scale_too_short" if answers[one.scale] < FEWEST_ANSWERS else "too_many_categories",
            one.place,
            {"count": str(answers[one.scale]), "most": str(MOST_ANSWERS)},
        )
        for one in found.statements
        if one.scale and one.scale not in sound
    )
    scales = tuple(scale for scale in said.scales if scale.code in sound)
    statements = tuple(one for one in said.statements if one.scale in sound)
    return replace(said, scales=scales, statements=statements), without


def _each_once(not_kept: Iterable[NotKept]) -> tuple[NotKept, ...]:
    """Return what is not kept, of a column only the first reason."""
    told: set[Place] = set()
    kept = []
    for one in not_kept:
        if one.code != "not_in_questionnaire" or one.place not in told:
            kept.append(one)
        told.add(one.place)
    return tuple(kept)


def _made_of(said: Questionnaire) -> tuple[AskedQuestionnaire, tuple[NotKept, ...], tuple[str, ...]]:
    """Return the instrument that is made of a file, what has no place in it, and the scales whose sides are a guess."""
    made = understood_instrument(InstrumentFile(said, InstrumentDetails()), ())
    asked = tidied(replace(made.asked, name=made.asked.name or {"nl": ""}))
    if mistakes := list(mistakes_in_content(asked, (), whole=True)):
        raise Unreadable(mistakes)
    return asked, made.not_kept, made.guessed


def answers_given(found: UnderstoodAnswers) -> Iterator[AnswersGiven]:
    """Return how often each answer was given, statement by statement."""
    for one in found.asked.statements:
        given = Counter(sheet.answers.get(one.code, Missing.NOT_ANSWERED) for sheet in found.filled_in)
        yield AnswersGiven(
            one,
            [(category, given[category.value]) for category in found.asked.scale_of(one).categories],
            given[Missing.DO_NOT_KNOW],
            given[Missing.NOT_ANSWERED] + given[Missing.USER_MISSING],
            one.code in found.absent,
        )


def people_in_groups(found: UnderstoodAnswers) -> dict[str, Counter[str]]:
    """Return how many answered of each group, by level, organisation and body; those of none under nothing."""
    return {name: Counter(getattr(sheet, name) for sheet in found.answered) for name in found.groups}


def _sheets(
    taken: TakenAnswers, said: Questionnaire, heads: Mapping[str, str]
) -> tuple[tuple[FilledIn, ...], list[NotKept]]:
    apart = {
        scale.code: {one.value for one in scale.categories if one.kind is CategoryKind.DO_NOT_KNOW}
        for scale in said.scales
    }
    scale_of = {one.code: one.scale for one in said.statements}
    sheet = taken.sheet
    groups = GroupsInFile(heads)

    def answer(code: str, given: Answer) -> Answer:
        return Missing.DO_NOT_KNOW if not isinstance(given, Missing) and given in apart[scale_of[code]] else given

    filled_in = tuple(
        FilledIn(
            {code: answer(code, given) for code, given in zip(sheet.statements, one.answers, strict=True)},
            {code: text for code, text in zip(sheet.remarks, one.remarks, strict=True) if text.strip()},
            *groups.place_of(dict(zip(sheet.background, one.background, strict=True))),
        )
        for one in sheet.respondents
    )
    return filled_in, list(groups.lost())


class GroupsInFile:
    """Levels, organisations and bodies as a file names them: by code or by name; what is not known here is lost.

    `heads` are the headings of the columns that tell them.
    """

    def __init__(self, heads: Mapping[str, str]) -> None:
        self._heads = heads
        self._known: Mapping[str, Mapping[str, str]] = {
            LEVEL: _levels(),
            ORGANISATION: _named(Organisation.objects.values_list("code", "name")),
            BODY: _named(Body.objects.values_list("code", "name")),
        }
        self._lost: Counter[tuple[str, str]] = Counter()

    def place_of(self, said: Mapping[str, str]) -> tuple[str, str, str]:
        """Return the codes of the level, the organisation and the body that a row names; empty where there is none."""
        return self._code(LEVEL, said), self._code(ORGANISATION, said), self._code(BODY, said)

    def _code(self, kind: str, said: Mapping[str, str]) -> str:
        words = said.get(kind, "").strip()
        code = self._known[kind].get(key_of(words), "")
        if words and not code:
            self._lost[kind, words] += 1
        return code

    def lost(self) -> Iterator[NotKept]:
        """Return the names of groups that nothing here has."""
        for (kind, words), count in self._lost.items():
            yield NotKept(
                "unknown_group", Place(column=self._heads.get(kind, kind)), {"word": words[:100], "count": str(count)}
            )


def _levels() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("nl", "en"):
        with override(language):
            found |= {key_of(str(label)): str(value) for value, label in Level.choices}
    return found | {key_of(value): value for value in Level.values}


def _named(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {key_of(words): code for code, name in pairs for words in (name, code)}
