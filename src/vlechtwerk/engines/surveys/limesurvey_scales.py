"""The scales of LimeSurvey's questions: the answers that a survey defines, and those of types that never differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vlechtwerk.engines.surveys.markup import without_markup
from vlechtwerk.engines.surveys.questionnaire import FEWEST_ANSWERS, LANGUAGE, Category, CategoryKind, Scale, Texts
from vlechtwerk.engines.surveys.wording import says_do_not_know

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen: LimeSurvey's code for it, its words, and which of two scales it is on (0 or 1)."""

    code: str
    labels: Texts = field(default_factory=dict)
    scale: int = 0

    @property
    def kind(self) -> CategoryKind:
        """Return whether it is an answer on the scale, or stands beside it."""
        unknown = any(says_do_not_know(label) for label in self.labels.values())
        return CategoryKind.DO_NOT_KNOW if unknown else CategoryKind.ANSWER


def _numbered(most: int) -> list[Option]:
    return [Option(str(number), {"und": str(number)}) for number in range(1, most + 1)]


def _worded(*options: tuple[str, str, str]) -> list[Option]:
    return [Option(code, {"en": english, "nl": dutch}) for code, english, dutch in options]


def fixed_options(kind: str) -> list[Option]:
    """Return the answers of a type that has its own: 5 and A, B, C, E, Y. The words are LimeSurvey's."""
    match kind:
        case "5" | "A":
            return _numbered(5)
        case "B":
            return _numbered(10)
        case "C":
            return _worded(("N", "No", "Nee"), ("U", "Uncertain", "Onzeker"), ("Y", "Yes", "Ja"))
        case "E":
            return _worded(("D", "Decrease", "Minder"), ("S", "Same", "Gelijk"), ("I", "Increase", "Meer"))
        case _:
            return _worded(("N", "No", "Nee"), ("Y", "Yes", "Ja"))


def options_of(rows: Mapping[str, Sequence[Row]], first_language: str) -> dict[str, list[Option]]:
    """Return the answers by the identifier of their question, in order, from either layout.

    Since texts have their own table its rows name their answer by identifier, or repeat question and code.
    """
    told = rows.get("answer_l10ns", ())
    by_id = {row["aid"]: row for row in rows.get("answers", ()) if row.get("aid")}
    found: dict[tuple[str, str, str], dict[str, str]] = {}
    order: dict[tuple[str, str, str], int] = {}
    for row in [*rows.get("answers", ()), *told]:
        whole = {**by_id.get(row.get("aid", ""), {}), **row}
        key = (whole.get("qid", ""), whole.get("scale_id") or "0", whole.get("code", ""))
        if not key[0] or not key[2]:
            continue
        labels = found.setdefault(key, {})
        sort = whole.get("sortorder", "")
        order.setdefault(key, int(sort) if sort.isdecimal() else 0)
        label, language = without_markup(whole.get("answer", ""), key[2]), whole.get("language") or first_language
        if label and LANGUAGE.fullmatch(language):
            labels[language] = label
    options: dict[str, list[Option]] = {}
    for key in sorted(found, key=lambda key: (key[0], key[1], order[key])):
        qid, scale, code = key
        own = sorted(found[key].items(), key=lambda item: (item[0] != first_language, item[0]))
        options.setdefault(qid, []).append(Option(code, dict(own), int(scale == "1")))
    _with_other(rows, options)
    return options


def _with_other(rows: Mapping[str, Sequence[Row]], options: dict[str, list[Option]]) -> None:
    """Add the answer that stands for a text of one's own, where a question has it; the text itself is not kept."""
    for qid in dict.fromkeys(row.get("qid", "") for row in rows.get("questions", ()) if row.get("other") == "Y"):
        if qid in options:
            options[qid].append(Option("-oth-", {"en": "Other", "nl": "Anders"}))


@dataclass
class Scales:
    """The scales met so far; the same answers are one scale, whatever question has them."""

    found: dict[str, Scale] = field(default_factory=dict)

    def code_for(self, options: Sequence[Option]) -> str | None:
        """Return the code of the scale with these answers; nothing when fewer than two of them are answers."""
        categories = tuple(
            Category(value, option.labels, option.kind, option.code)
            for option, value in zip(options, _values(options), strict=True)
        )
        if sum(category.kind is CategoryKind.ANSWER for category in categories) < FEWEST_ANSWERS:
            return None
        return self.found.setdefault(repr(categories), Scale(f"S{len(self.found) + 1}", categories)).code

    def kept(self) -> tuple[Scale, ...]:
        """Return all scales in the order in which they were met."""
        return tuple(self.found.values())


def _values(options: Sequence[Option]) -> list[int]:
    """Return a number for each answer: as its label says, as its code says, or its place."""
    for said in ([next(iter(one.labels.values()), "") for one in options], [one.code for one in options]):
        if all(text.isascii() and text.isdecimal() and len(text) < 4 for text in said) and len(set(said)) == len(said):
            return [int(text) for text in said]
    return list(range(1, len(options) + 1))
