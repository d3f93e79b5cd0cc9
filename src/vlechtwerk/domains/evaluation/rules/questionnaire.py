"""What a round asks, as it was fixed when the round opened: plain records, kept as JSON with the round."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from vlechtwerk.domains.evaluation.models import InstrumentVersion, Side
from vlechtwerk.engines.surveys.questionnaire import (
    Category,
    Group,
    Questionnaire,
    RemarksQuestion,
    Scale,
    StatementText,
)

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskedCategory:
    """One answer on a scale."""

    value: int
    label: Texts
    side: str


@dataclass(frozen=True, slots=True)
class AskedScale:
    """The answers to choose from, in their order; "don't know" stands apart from them."""

    code: str
    categories: tuple[AskedCategory, ...]
    with_do_not_know: bool

    @property
    def sides(self) -> list[int]:
        """The side of each category, as a number."""
        return [list(Side).index(Side(category.side)) for category in self.categories]


@dataclass(frozen=True, slots=True)
class AskedStatement:
    """One statement as it was put."""

    code: str
    text: Texts
    short: Texts
    dimension: str
    scale: str
    negative: bool
    double_barrelled: bool
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One open question as it was put."""

    code: str
    text: Texts


@dataclass(frozen=True, slots=True)
class AskedQuestionnaire:
    """Everything that a round asks."""

    name: Texts
    scales: tuple[AskedScale, ...]
    statements: tuple[AskedStatement, ...]
    open_questions: tuple[AskedQuestion, ...]

    def scale_of(self, statement: AskedStatement) -> AskedScale:
        """Return the scale on which a statement is answered."""
        return next(scale for scale in self.scales if scale.code == statement.scale)

    def exchanged(self) -> Questionnaire:
        """Return it as it is exchanged with other programs, and packed; "don't know" is no category of its scales."""
        scales = tuple(
            Scale(scale.code, tuple(Category(one.value, one.label) for one in scale.categories))
            for scale in self.scales
        )
        dimensions = tuple(Group(code) for code in dict.fromkeys(one.dimension for one in self.statements))
        statements = tuple(StatementText(one.code, one.text, one.scale, one.dimension) for one in self.statements)
        remarks = tuple(RemarksQuestion(one.code, one.text) for one in self.open_questions)
        return Questionnaire(self.name, dimensions, scales, statements, remarks)

    def as_json(self) -> dict[str, Any]:
        """Return what is kept with a round."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "AskedQuestionnaire":
        """Read what is kept with a round."""
        return cls(
            kept["name"],
            tuple(
                AskedScale(
                    scale["code"],
                    tuple(AskedCategory(**category) for category in scale["categories"]),
                    scale["with_do_not_know"],
                )
                for scale in kept["scales"]
            ),
            tuple(AskedStatement(**{**one, "about": tuple(one["about"])}) for one in kept["statements"]),
            tuple(AskedQuestion(**one) for one in kept["open_questions"]),
        )


def questionnaire_of(version: InstrumentVersion) -> AskedQuestionnaire:
    """Return what a version of an instrument asks."""
    return AskedQuestionnaire(
        _texts(version.instrument.name_nl, version.instrument.name_en),
        tuple(
            AskedScale(
                scale.code,
                tuple(
                    AskedCategory(category.value, _texts(category.label_nl, category.label_en), category.side)
                    for category in scale.categories.all()
                ),
                scale.with_do_not_know,
            )
            for scale in version.scales.prefetch_related("categories")
        ),
        tuple(
            AskedStatement(
                one.code,
                _texts(one.text_nl, one.text_en),
                _texts(one.short_nl or one.text_nl, one.short_en or one.text_en),
                one.dimension,
                one.scale.code,
                one.negative,
                one.double_barrelled,
                tuple(one.about),
            )
            for one in version.statements.select_related("scale")
        ),
        tuple(AskedQuestion(one.code, _texts(one.text_nl, one.text_en)) for one in version.open_questions.all()),
    )


def _texts(nl: str, en: str) -> Texts:
    return {"nl": nl} | ({"en": en} if en else {})


def text_in(texts: Texts, language: str) -> str:
    """Return a text in a language, or in Dutch where it has no other."""
    return texts.get(language) or texts["nl"]
