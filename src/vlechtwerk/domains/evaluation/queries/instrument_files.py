"""An instrument and what is exchanged of it: what a file becomes here, and what a version is written as."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import override

from vlechtwerk.domains.evaluation.models import Dimension, InstrumentVersion, Side
from vlechtwerk.domains.evaluation.rules.instrument_content import (
    LANGUAGES,
    MOST_SHORT,
    own_short,
    tidied,
    tidied_texts,
)
from vlechtwerk.domains.evaluation.rules.questionnaire import (
    AskedCategory,
    AskedQuestion,
    AskedQuestionnaire,
    AskedScale,
    AskedStatement,
    Texts,
    questionnaire_of,
)
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.engines.surveys.instrument_intake import InstrumentFile
from vlechtwerk.engines.surveys.instrument_workbook import (
    InstrumentDetails,
    StatementDetails,
    instrument_as_xlsx,
)
from vlechtwerk.engines.surveys.mistakes import NotKept, Place
from vlechtwerk.engines.surveys.questionnaire import (
    UNDETERMINED,
    Category,
    CategoryKind,
    Group,
    Questionnaire,
    Scale,
    StatementText,
)
from vlechtwerk.engines.surveys.wording import key_of
from vlechtwerk.foundation.texts import words_of

# What stands apart from the answers on a scale, in the same words in every round.
DO_NOT_KNOW: Texts = {"nl": "Weet ik niet of n.v.t.", "en": "I don't know, or not applicable"}
_DISAGREEING = ("oneens", "disagree", "nee", "no", "nooit", "never", "onwaar", "false")
_AGREEING = ("eens", "agree", "ja", "yes", "altijd", "always", "waar", "true")
_BETWEEN = ("neutraal", "neutral", "neither", "noch")


@dataclass(frozen=True, slots=True)
class UnderstoodInstrument:
    """What a file says of an instrument, and what is not kept; the sides of the scales in `guessed` are guesses."""

    asked: AskedQuestionnaire
    not_kept: tuple[NotKept, ...]
    guessed: tuple[str, ...]
    details: InstrumentDetails


def understood(file: InstrumentFile, places: Collection[str]) -> UnderstoodInstrument:
    """Return what a file becomes: Dutch and English, our dimensions, answers with sides, places that are known."""
    said, told = file.questionnaire, file.details
    not_kept = list(file.not_kept)
    not_kept += [
        NotKept("language", details={"language": tag})
        for tag in said.languages
        if _ours(tag) is None and tag != UNDETERMINED
    ]
    dimensions = {group.code: _dimension_of(group) for group in said.groups}
    for group in said.groups:
        if dimensions[group.code] is None and any(one.group == group.code for one in said.statements):
            title = next(iter(group.titles.values()), group.code)
            not_kept.append(NotKept("group_title", Place(part=group.code), {"title": title}))
    scales, guessed = [], []
    for scale in said.scales:
        made, is_guess = _scale(scale, told, not_kept)
        scales.append(made)
        guessed += [made.code] if is_guess else []
    asked = AskedQuestionnaire(
        _in_our_languages(said.titles),
        tuple(scales),
        tuple(_statement(one, dimensions.get(one.group), told, places, not_kept) for one in said.statements),
        tuple(AskedQuestion(one.code, _in_our_languages(one.texts)) for one in said.remarks),
    )
    return UnderstoodInstrument(tidied(asked), tuple(not_kept), tuple(guessed), told)


def _statement(
    one: StatementText,
    dimension: Dimension | None,
    told: InstrumentDetails,
    places: Collection[str],
    not_kept: list[NotKept],
) -> AskedStatement:
    more, place = told.of_statement(one.code), told.place_of(one.code)
    not_kept += [NotKept("unknown_place", place, {"code": code}) for code in more.about if code not in places]
    short = _in_our_languages(more.short)
    if any(len(text) > MOST_SHORT for text in short.values()):
        not_kept.append(NotKept("short_too_long", place, {"most": str(MOST_SHORT)}))
        short = {language: text for language, text in short.items() if len(text) <= MOST_SHORT}
    return AskedStatement(
        one.code,
        _in_our_languages(one.texts),
        short,
        (dimension or Dimension.OTHER).value,
        one.scale,
        more.negative,
        more.double_barrelled,
        tuple(code for code in more.about if code in places),
    )


def _ours(tag: str) -> str | None:
    """Return which of our languages a tag means: nl-BE is Dutch."""
    main = tag.partition("-")[0]
    return main if main in LANGUAGES else None


def _in_our_languages(texts: Texts) -> Texts:
    """Return texts in Dutch and English; a language that is not told is taken for Dutch where there is none."""
    found: dict[str, str] = {}
    for tag, text in texts.items():
        if (language := _ours(tag)) is not None:
            found.setdefault(language, text)
    if "nl" not in found and "en" not in found and UNDETERMINED in texts:
        found["nl"] = texts[UNDETERMINED]
    return tidied_texts(found)


def _dimension_of(group: Group) -> Dimension | None:
    """Return the dimension that a group is, by its code or its title in either language; one title is no guess."""
    if group.code in Dimension.values:
        return Dimension(group.code)
    titles = {key_of(title) for title in group.titles.values()}
    for dimension in Dimension:
        for language in LANGUAGES:
            with override(language):
                if key_of(str(dimension.label)) in titles:
                    return dimension
    return None


def _scale(scale: Scale, told: InstrumentDetails, not_kept: list[NotKept]) -> tuple[AskedScale, bool]:
    """Return a scale as it is here, and whether its sides are our guess."""
    place = Place(part=scale.code)
    answers = [one for one in scale.categories if one.kind is CategoryKind.ANSWER]
    apart = [one for one in scale.categories if one.kind is not CategoryKind.ANSWER]
    for one in apart:
        words = next(iter(_in_our_languages(one.labels).values()), "") or str(one.value)
        if words not in DO_NOT_KNOW.values():
            not_kept.append(NotKept("do_not_know_words", place, {"words": words}))
    values = [one.value for one in answers]
    if values != sorted(values):
        not_kept.append(NotKept("order_of_answers", place))
    sides = told.sides.get(scale.code, {})
    is_guess = any(one.value not in sides for one in answers)
    guess = guessed_sides(answers) if is_guess else []
    categories = tuple(
        AskedCategory(one.value, _label(one), sides.get(one.value) or guess[at].value) for at, one in enumerate(answers)
    )
    return AskedScale(scale.code, categories, bool(apart)), is_guess


def _label(category: Category) -> Texts:
    found = _in_our_languages(category.labels)
    return found if any(found.values()) else {"nl": str(category.value)}


def guessed_sides(answers: Sequence[Category]) -> list[Side]:
    """Return on which side each answer stands: by its words, or else by its place, the first half being against."""
    by_words = [_side_in_words(one) for one in answers]
    known = [side for side in by_words if side is not None]
    if len(known) == len(answers):
        return known
    half, odd = divmod(len(answers), 2)
    return [Side.DISAGREE] * half + [Side.NEUTRAL] * odd + [Side.AGREE] * half


def _side_in_words(category: Category) -> Side | None:
    for label in category.labels.values():
        said = words_of(label)
        denied = "niet" in said or "not" in said
        agrees, disagrees = (any(word in said for word in words) for words in (_AGREEING, _DISAGREEING))
        if any(word in said for word in _BETWEEN) or (agrees and disagrees):
            return Side.NEUTRAL
        if disagrees or (agrees and denied):
            return Side.DISAGREE
        if agrees:
            return Side.AGREE
    return None


def workbook_of(version: InstrumentVersion) -> bytes:
    """Return a version as a workbook; in an invented project with a mark, so that no real project takes it in."""
    return as_workbook(questionnaire_of(version), is_invented=version.project.origin == Origin.INVENTED)


def as_workbook(asked: AskedQuestionnaire, *, is_invented: bool = False) -> bytes:
    """Return all that a version asks as a workbook, from which the same version can be taken in again."""
    details = InstrumentDetails(
        {scale.code: {one.value: one.side for one in scale.categories} for scale in asked.scales},
        {
            one.code: StatementDetails(
                one.negative,
                one.double_barrelled,
                one.about,
                {language: short for language in LANGUAGES if (short := own_short(one, language))},
            )
            for one in asked.statements
        },
        is_invented=is_invented,
    )
    return instrument_as_xlsx(_exchanged(asked), details)


def _exchanged(asked: AskedQuestionnaire) -> Questionnaire:
    """Return what is asked, with “don't know” among the answers of a scale, and the names of the dimensions."""
    plain = asked.exchanged()
    groups = tuple(Group(group.code, _names_of(Dimension(group.code))) for group in plain.groups)
    scales = tuple(
        Scale(scale.code, (*scale.categories, _do_not_know(scale)) if one.with_do_not_know else scale.categories)
        for scale, one in zip(plain.scales, asked.scales, strict=True)
    )
    return Questionnaire(plain.titles, groups, scales, plain.statements, plain.remarks)


def _names_of(dimension: Dimension) -> Texts:
    names = {}
    for language in LANGUAGES:
        with override(language):
            names[language] = str(dimension.label)
    return names


def _do_not_know(scale: Scale) -> Category:
    """Return the category beside the answers; its number is the first that no answer has."""
    used = {one.value for one in scale.categories}
    value = next(value for value in range(1, len(used) + 2) if value not in used)
    return Category(value, DO_NOT_KNOW, CategoryKind.DO_NOT_KNOW)
