"""What an instrument may ask: each statement has a code, Dutch words, a scale, a dimension and known places."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict, replace
from hashlib import sha256
from json import dumps

from vlechtwerk.domains.evaluation.models import AnswerCategory, AnswerScale, Dimension, OpenQuestion, Side, Statement
from vlechtwerk.domains.evaluation.rules.questionnaire import (
    AskedQuestion,
    AskedQuestionnaire,
    AskedScale,
    AskedStatement,
    Texts,
)
from vlechtwerk.engines.surveys.markup import plain
from vlechtwerk.engines.surveys.mistakes import Mistake, Place
from vlechtwerk.engines.surveys.questionnaire import (
    CODE,
    FEWEST_ANSWERS,
    HIGHEST_VALUE,
    MOST_ANSWERS,
    MOST_STATEMENTS,
    is_code,
)
from vlechtwerk.foundation.database.fields import longest

LANGUAGES = ("nl", "en")
# A label in a chart.
MOST_SHORT = 40
MOST_PLACES = 20

Asked = AskedStatement | AskedQuestion | AskedScale
PlaceOf = Callable[[str], Place]


def by_code(code: str) -> Place:
    """Return the code as the place."""
    return Place(part=code)


def checksum_of(part: Asked) -> str:
    """Return by what a writer tells whether a part is still as it was read."""
    return sha256(dumps(asdict(part), sort_keys=True, default=str).encode()).hexdigest()


def tidied_texts(texts: Texts) -> Texts:
    """Return texts in Dutch and English on one line each; what is empty is left out, Dutch never."""
    said = {language: " ".join(plain(texts.get(language) or "").split()) for language in LANGUAGES}
    return {language: text for language, text in said.items() if text or language == "nl"}


def tidied_statement(one: AskedStatement) -> AskedStatement:
    """Return a statement with its texts on one line; where it has no short text, that is the text itself."""
    text, short = tidied_texts(one.text), tidied_texts(one.short)
    whole = {language: short.get(language) or text.get(language, "") for language in LANGUAGES}
    about = tuple(dict.fromkeys(code for word in one.about if (code := plain(word))))
    return replace(
        one,
        code=plain(one.code),
        text=text,
        short={language: said for language, said in whole.items() if said or language == "nl"},
        about=about,
    )


def tidied_scale(one: AskedScale) -> AskedScale:
    """Return a scale with its answers by their number."""
    categories = (replace(category, label=tidied_texts(category.label)) for category in one.categories)
    return replace(one, code=plain(one.code), categories=tuple(sorted(categories, key=lambda it: it.value)))


def tidied(asked: AskedQuestionnaire) -> AskedQuestionnaire:
    """Return what is asked as it is kept."""
    return AskedQuestionnaire(
        tidied_texts(asked.name),
        tuple(sorted((tidied_scale(one) for one in asked.scales), key=lambda one: one.code)),
        tuple(tidied_statement(one) for one in asked.statements),
        tuple(replace(one, code=plain(one.code), text=tidied_texts(one.text)) for one in asked.open_questions),
    )


def own_short(one: AskedStatement, language: str) -> str:
    """Return the short text that a statement has of its own; nothing where the text itself stands for it."""
    short = one.short.get(language, "")
    return "" if short == one.text.get(language, "") else short


def asked_codes(asked: AskedQuestionnaire) -> list[str]:
    """Return the codes of all that is asked, statements before open questions."""
    return [one.code for one in asked.statements] + [one.code for one in asked.open_questions]


def mistakes_in_content(
    asked: AskedQuestionnaire, places: Collection[str], place_of: PlaceOf = by_code, *, whole: bool = False
) -> Iterator[Mistake]:
    """Return what is wrong with what a version asks; `whole` when it is about to be fixed: then all of it is there."""
    codes = Counter(code.casefold() for code in asked_codes(asked))
    for code in asked_codes(asked):
        if codes[code.casefold()] > 1:
            codes[code.casefold()] = 0
            yield Mistake("code_twice", place_of(code), {"code": code})
    if len(asked.statements) + len(asked.open_questions) > MOST_STATEMENTS:
        yield Mistake("too_many_statements", details={"most": str(MOST_STATEMENTS)})
    if whole and not asked.statements:
        yield Mistake("no_statements")
    for scale in asked.scales:
        yield from mistakes_in_scale(scale, by_code(scale.code), whole=whole)
    scales = {scale.code for scale in asked.scales}
    for statement in asked.statements:
        yield from mistakes_in_statement(statement, scales, places, place_of(statement.code), needs_dutch=whole)
    for question in asked.open_questions:
        yield from mistakes_in_question(question, place_of(question.code), needs_dutch=whole)


def mistakes_in_statement(
    one: AskedStatement, scales: Collection[str], places: Collection[str], place: Place, *, needs_dutch: bool = True
) -> Iterator[Mistake]:
    """Return what is wrong with one statement; a file may come without Dutch, which is then still to be written."""
    yield from _in_code(one.code, longest(Statement, "code"), place)
    yield from _in_texts(one.text, longest(Statement, "text_nl"), place, needs_dutch)
    if any(len(own_short(one, language)) > MOST_SHORT for language in LANGUAGES):
        yield Mistake("too_long", place, {"most": str(MOST_SHORT)})
    if one.scale not in scales:
        yield Mistake("unknown_scale", place, {"scale": one.scale})
    if one.dimension not in Dimension.values:
        yield Mistake("unknown_dimension", place, {"word": one.dimension})
    if len(one.about) > MOST_PLACES:
        yield Mistake("too_long", place, {"most": str(MOST_PLACES)})
    for code in one.about:
        if code not in places:
            yield Mistake("unknown_place", place, {"code": code})


def mistakes_in_question(one: AskedQuestion, place: Place, *, needs_dutch: bool = True) -> Iterator[Mistake]:
    """Return what is wrong with one open question."""
    yield from _in_code(one.code, longest(OpenQuestion, "code"), place)
    yield from _in_texts(one.text, longest(OpenQuestion, "text_nl"), place, needs_dutch)


def mistakes_in_scale(one: AskedScale, place: Place, *, whole: bool = True) -> Iterator[Mistake]:
    """Return what is wrong with one answer scale; a file may come with the same words twice, still to be mended."""
    if CODE.fullmatch(one.code) is None:
        yield Mistake("no_code", place, {"code": one.code})
    if len(one.code) > longest(AnswerScale, "code"):
        yield Mistake("too_long", place, {"most": str(longest(AnswerScale, "code"))})
    if len(one.categories) < FEWEST_ANSWERS:
        yield Mistake("scale_too_short", place)
    if len(one.categories) > MOST_ANSWERS:
        yield Mistake("too_many_categories", place, {"most": str(MOST_ANSWERS)})
    if sum(category.side == Side.NEUTRAL for category in one.categories) > 1:
        yield Mistake("neutral_twice", place)
    values = Counter(category.value for category in one.categories)
    for value, count in values.items():
        if count > 1:
            yield Mistake("value_twice", place, {"value": str(value)})
        if not 0 <= value <= HIGHEST_VALUE:
            yield Mistake("value_out_of_range", place, {"value": str(value), "most": str(HIGHEST_VALUE)})
    for category in one.categories:
        yield from _in_texts(category.label, longest(AnswerCategory, "label_nl"), place, needs_dutch=False)
        if category.side not in Side.values:
            yield Mistake("unknown_side", place, {"word": category.side, "known": ", ".join(Side.values)})
    for language in LANGUAGES if whole else ():
        labels = Counter(category.label.get(language, "").casefold() for category in one.categories)
        for label in (label for label, count in labels.items() if label and count > 1):
            yield Mistake("label_twice", place, {"word": label})


def _in_code(code: str, most: int, place: Place) -> Iterator[Mistake]:
    if CODE.fullmatch(code) is None:
        yield Mistake("no_code", place, {"code": code})
    elif not is_code(code):
        yield Mistake("code_reserved", place, {"code": code})
    if len(code) > most:
        yield Mistake("too_long", place, {"most": str(most)})


def _in_texts(texts: Texts, most: int, place: Place, needs_dutch: bool) -> Iterator[Mistake]:
    if not any(texts.values()):
        yield Mistake("text_missing", place)
    elif needs_dutch and not texts.get("nl"):
        yield Mistake("dutch_missing", place)
    if any(len(text) > most for text in texts.values()):
        yield Mistake("too_long", place, {"most": str(most)})
