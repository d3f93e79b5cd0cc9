"""A questionnaire as it is exchanged: statements in groups, each answered on a scale, and questions for remarks."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vlechtwerk.engines.surveys.mistakes import Mistake, Place

# Text by tag of its language (BCP 47); of a file that does not say it: undetermined.
Texts = Mapping[str, str]
UNDETERMINED = "und"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")

# A code is a name in every form of file; SPSS is the strictest: a letter, then letters and digits, at most 64 bytes.
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,59}")
MOST_STATEMENTS = 500
# Answers on a scale, “don't know” not among them; what is chosen beside them comes on top.
FEWEST_ANSWERS, MOST_ANSWERS = 2, 11
LONGEST_TEXT, LONGEST_LABEL, HIGHEST_VALUE = 10_000, 300, 9_999

# Columns beside the statements; what a questionnaire asks can't have these names.
COMPLETENESS = "completeness"
BACKGROUND = ("level", "organisation", "body")
# Only in files of invented answers: the mark stands in each row.
ORIGIN, INVENTED = "origin", "invented"
# SPSS keeps these words for itself.
_OF_SPSS = ("all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with")
# Columns that tell who answered, or when; never taken in.
IDENTIFYING = (
    "id", "token", "tid", "firstname", "first_name", "lastname", "last_name", "name", "naam", "voornaam", "achternaam",
    "email", "e_mail", "mail", "phone", "telephone", "telefoon", "ip", "ipaddr", "ip_address", "refurl", "url",
    "respondent", "respondent_id", "respondentid", "participant", "user", "username", "personeelsnummer", "bsn",
    "birthdate", "geboortedatum", "date", "datum", "time", "timestamp", "tijdstempel", "startdate", "enddate",
    "submitdate", "datestamp", "seed", "interviewtime", "lastpage", "startlanguage", "language", "responseid",
    "response_id", "collectorid", "recordeddate", "ipaddress", "locationlatitude", "locationlongitude",
)  # fmt: skip
RESERVED = frozenset((COMPLETENESS, ORIGIN, *BACKGROUND, *_OF_SPSS, *IDENTIFYING))
# How long each part took, and what LimeSurvey knows of a participant.
OF_LIMESURVEY = re.compile(r"(group|question)time\w*|attribute_\d+", re.IGNORECASE)


class CategoryKind(StrEnum):
    """What choosing a category says: an answer on the scale, or that there is none (don't know, not applicable)."""

    ANSWER = "answer"
    DO_NOT_KNOW = "do_not_know"


@dataclass(frozen=True, slots=True)
class Category:
    """One category of a scale: its number, its words, and what the file that it came from calls it."""

    value: int
    labels: Texts = field(default_factory=dict)
    kind: CategoryKind = CategoryKind.ANSWER
    code: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """Categories in the order in which they are shown."""

    code: str
    categories: tuple[Category, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that belong together: a dimension."""

    code: str
    titles: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatementText:
    """One statement; `group` and `scale` are codes, the first may be empty."""

    code: str
    texts: Texts
    scale: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class RemarksQuestion:
    """A question that is answered in words."""

    code: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The whole, in the order in which it is asked."""

    titles: Texts = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    scales: tuple[Scale, ...] = ()
    statements: tuple[StatementText, ...] = ()
    remarks: tuple[RemarksQuestion, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that any text has, in the order in which they are met."""
        parts = [self.titles, *(one.titles for one in self.groups), *(one.texts for one in self.statements)]
        parts += [one.texts for one in self.remarks]
        parts += [category.labels for scale in self.scales for category in scale.categories]
        return tuple(dict.fromkeys(language for texts in parts for language in texts))

    def scale_of(self, statement: StatementText) -> Scale:
        """Return the scale on which a statement is answered; raises `KeyError`."""
        return {scale.code: scale for scale in self.scales}[statement.scale]


# Which list (groups, scales, statements, remarks), and the code in it.
PlaceOf = Callable[[str, str], Place]


def by_code(part: str, code: str) -> Place:
    """Return the code as the place, for what was read from a file without sheets."""
    return Place(part=code)


def mistakes_in(questionnaire: Questionnaire, place_of: PlaceOf = by_code) -> list[Mistake]:
    """Return what is wrong with a questionnaire by itself."""
    checks = (_in_codes, _in_scales, _in_statements)
    return [mistake for check in checks for mistake in check(questionnaire, place_of)]


def is_code(code: str) -> bool:
    """Tell whether a statement or a question can have this code in every form of file."""
    return CODE.fullmatch(code) is not None and not is_reserved(code)


def is_reserved(code: str) -> bool:
    """Tell whether a column with this name is something else than a question."""
    return code.casefold() in RESERVED or OF_LIMESURVEY.fullmatch(code) is not None


def _in_codes(questionnaire: Questionnaire, place_of: PlaceOf) -> Iterator[Mistake]:
    asked = [("statements", one.code) for one in questionnaire.statements]
    asked += [("remarks", one.code) for one in questionnaire.remarks]
    scales = [("scales", one.code) for one in questionnaire.scales]
    groups = [("groups", one.code) for one in questionnaire.groups]
    for listed in (asked, scales, groups):
        seen: set[str] = set()
        for part, code in listed:
            if code.casefold() in seen:
                yield Mistake("code_twice", place_of(part, code), {"code": code})
            elif CODE.fullmatch(code) is None:
                yield Mistake("no_code", place_of(part, code), {"code": code})
            elif listed is asked and is_reserved(code):
                yield Mistake("code_reserved", place_of(part, code), {"code": code})
            seen.add(code.casefold())
    if len(questionnaire.statements) > MOST_STATEMENTS:
        yield Mistake("too_many_statements", details={"most": str(MOST_STATEMENTS)})


def _in_scales(questionnaire: Questionnaire, place_of: PlaceOf) -> Iterator[Mistake]:
    for scale in questionnaire.scales:
        place = place_of("scales", scale.code)
        values = [category.value for category in scale.categories]
        answers = [category for category in scale.categories if category.kind is CategoryKind.ANSWER]
        if len(answers) < FEWEST_ANSWERS:
            yield Mistake("scale_too_short", place)
        if len(answers) > MOST_ANSWERS:
            yield Mistake("too_many_categories", place, {"most": str(MOST_ANSWERS)})
        for value in sorted({value for value in values if values.count(value) > 1}):
            yield Mistake("value_twice", place, {"value": str(value)})
        for value in values:
            if not 0 <= value <= HIGHEST_VALUE:
                yield Mistake("value_out_of_range", place, {"value": str(value), "most": str(HIGHEST_VALUE)})
        for category in scale.categories:
            if any(len(label) > LONGEST_LABEL for label in category.labels.values()):
                yield Mistake("too_long", place, {"most": str(LONGEST_LABEL)})


def _in_statements(questionnaire: Questionnaire, place_of: PlaceOf) -> Iterator[Mistake]:
    scales = {scale.code for scale in questionnaire.scales}
    groups = {group.code for group in questionnaire.groups} | {""}
    for statement in questionnaire.statements:
        place = place_of("statements", statement.code)
        if not any(statement.texts.values()):
            yield Mistake("text_missing", place)
        if any(len(text) > LONGEST_TEXT for text in statement.texts.values()):
            yield Mistake("too_long", place, {"most": str(LONGEST_TEXT)})
        if statement.scale not in scales:
            yield Mistake("unknown_scale", place, {"scale": statement.scale})
        if statement.group not in groups:
            yield Mistake("unknown_group", place, {"group": statement.group})
