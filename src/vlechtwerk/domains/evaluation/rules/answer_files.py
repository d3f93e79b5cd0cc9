"""What a file with answers collected elsewhere becomes here: a questionnaire, sheets, and what is not kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationRound
from vlechtwerk.domains.evaluation.rules.codes import reasons_against_code
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.instrument_files import understood as understood_instrument
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedQuestionnaire
from vlechtwerk.domains.evaluation.rules.sheets import FilledIn
from vlechtwerk.domains.partnership.models import Body, Level, Organisation, Person
from vlechtwerk.engines.surveys.answers import Answer, Missing
from vlechtwerk.engines.surveys.instrument_intake import InstrumentFile
from vlechtwerk.engines.surveys.instrument_workbook import InstrumentDetails
from vlechtwerk.engines.surveys.mistakes import NotKept, Place
from vlechtwerk.engines.surveys.questionnaire import CategoryKind, Questionnaire
from vlechtwerk.engines.surveys.taking_answers import TakenAnswers, take_answers
from vlechtwerk.engines.surveys.understanding import Understood, proposed_questionnaire
from vlechtwerk.engines.surveys.wording import key_of
from vlechtwerk.foundation.refusal import Reason

LEVEL, ORGANISATION, BODY = "level", "organisation", "body"


@dataclass(frozen=True, slots=True)
class UnderstoodAnswers:
    """What a file with answers becomes; `absent` are statements without a column, `guessed` scales with our sides."""

    asked: AskedQuestionnaire
    filled_in: tuple[FilledIn, ...]
    not_kept: tuple[NotKept, ...]
    absent: tuple[str, ...]
    guessed: tuple[str, ...]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """How a round that was held elsewhere is called, what it promised, and how many it asked (nothing: not known)."""

    code: str
    name: str
    promise: str
    threshold: int = 5
    population: int | None = None


def understood_answers(found: Understood, asked: AskedQuestionnaire | None) -> UnderstoodAnswers:
    """Return what a file becomes: answers to what a version asks, or to the questionnaire that the file itself shows.

    Raises `Unreadable` with every answer that is not on its scale, at its place.
    """
    if asked is not None:
        taken = take_answers(found, asked.exchanged())
        filled_in, lost = _sheets(taken, asked.exchanged())
        return UnderstoodAnswers(asked, filled_in, (*taken.not_kept, *lost), taken.absent, (), False)
    proposed = proposed_questionnaire(found)
    taken = take_answers(found, proposed)
    filled_in, lost = _sheets(taken, proposed)
    made = understood_instrument(InstrumentFile(proposed, InstrumentDetails()), ())
    named = replace(made.asked, name=made.asked.name or {"nl": ""})
    return UnderstoodAnswers(
        named, filled_in, (*taken.not_kept, *made.not_kept, *lost), taken.absent, made.guessed, True
    )


def _sheets(taken: TakenAnswers, said: Questionnaire) -> tuple[tuple[FilledIn, ...], list[NotKept]]:
    apart = {
        scale.code: {one.value for one in scale.categories if one.kind is CategoryKind.DO_NOT_KNOW}
        for scale in said.scales
    }
    scale_of = {one.code: one.scale for one in said.statements}
    sheet = taken.sheet
    groups = GroupsInFile()

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
    """Levels, organisations and bodies as a file names them: by code or by name; what is not known here is lost."""

    def __init__(self) -> None:
        self._known: Mapping[str, Mapping[str, str]] = {
            LEVEL: _levels(),
            ORGANISATION: _named(Organisation.objects.values_list("code", "name")),
            BODY: _named(Body.objects.values_list("code", "name")),
        }
        self._lost: dict[tuple[str, str], None] = {}

    def place_of(self, said: Mapping[str, str]) -> tuple[str, str, str]:
        """Return the codes of the level, the organisation and the body that a row names; empty where there is none."""
        return self._code(LEVEL, said), self._code(ORGANISATION, said), self._code(BODY, said)

    def _code(self, kind: str, said: Mapping[str, str]) -> str:
        words = said.get(kind, "").strip()
        code = self._known[kind].get(key_of(words), "")
        if words and not code:
            self._lost[kind, words] = None
        return code

    def lost(self) -> Iterator[NotKept]:
        """Return the names of groups that nothing here has."""
        for kind, words in self._lost:
            yield NotKept("unknown_group", Place(column=kind), {"word": words[:100]})


def _levels() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("nl", "en"):
        with override(language):
            found |= {key_of(str(label)): str(value) for value, label in Level.choices}
    return found | {key_of(value): value for value in Level.values}


def _named(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {key_of(words): code for code, name in pairs for words in (name, code)}


def reasons_against_collecting_elsewhere(
    evaluation: Evaluation, plan: Elsewhere, filled_in: Sequence[FilledIn], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a round that was held elsewhere can't be taken in."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    in_use = EvaluationRound.objects.filter(evaluation=evaluation, code=plan.code.strip()).exists()
    reasons += reasons_against_code(plan.code, in_use)
    if not plan.name.strip():
        reasons.append(Reason("name_missing", _("Write a name.")))
    if plan.promise not in EvaluationRound.Promise.values:
        reasons.append(Reason("unknown_promise", _("Say what was promised to the people who answered.")))
    if not 3 <= plan.threshold <= 10:
        reasons.append(Reason("threshold", _("The smallest group shown is 3 to 10."), _("Small groups are not shown")))
    if not filled_in:
        reasons.append(Reason("no_answers", _("The file holds no answers.")))
    if plan.population is not None and plan.population < len(filled_in):
        reasons.append(
            Reason(
                "population_too_small",
                _("%(sheets)s people answered, so %(population)s can't be all who were asked.")
                % {"sheets": len(filled_in), "population": plan.population},
            )
        )
    return reasons
