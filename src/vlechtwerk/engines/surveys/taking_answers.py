"""Take the answers of an understood file as answers to a questionnaire: all of them, or every mistake at its place."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vlechtwerk.engines.surveys.answers import Answer, AnswerSheet, Completeness, Missing, Respondent
from vlechtwerk.engines.surveys.found_scales import Spelling
from vlechtwerk.engines.surveys.headings import texts_of
from vlechtwerk.engines.surveys.mistakes import Mistake, NotKept, Place, Unreadable, unreadable
from vlechtwerk.engines.surveys.questionnaire import (
    BACKGROUND,
    COMPLETENESS,
    Questionnaire,
    RemarksQuestion,
    StatementText,
)
from vlechtwerk.engines.surveys.tables import LIMESURVEY, Column
from vlechtwerk.engines.surveys.understanding import NOT_SHOWN, Understood, UnderstoodColumn, Use
from vlechtwerk.engines.surveys.wording import (
    LONGEST_SPSS_LABEL,
    MISSING_WORDS,
    ScaleWords,
    key_of,
    says_do_not_know,
    shortened,
    text_in,
)

# As many characters as someone can write in one box, and as an evaluator can show.
LONGEST_REMARK = 4_000
_WORDS = {missing: word for word, missing in MISSING_WORDS.items()}


@dataclass(frozen=True, slots=True)
class TakenAnswers:
    """The answers; what of the file is not kept; statements without a column; answers taken for another spelling.

    What a spelling was taken for is a label, or why there is no answer as this platform writes it: `[do_not_know]`.
    """

    sheet: AnswerSheet
    not_kept: tuple[NotKept, ...]
    absent: tuple[str, ...]
    spellings: tuple[Spelling, ...]


@dataclass
class _Taking:
    """What is found while the columns are read."""

    found: Understood
    mistakes: list[Mistake] = field(default_factory=list)
    spelled: Counter[tuple[str, str]] = field(default_factory=Counter)

    def wrong(self, code: str, column: UnderstoodColumn, at: int, /, **details: str) -> None:
        """Keep a mistake in one cell."""
        place = Place("", self.found.sheet, self.found.rows[at], column.place.column)
        self.mistakes.append(Mistake(code, place, details))


def take_answers(found: Understood, questionnaire: Questionnaire) -> TakenAnswers:
    """Return the answers of a file to a questionnaire.

    A column belongs to the statement or the question with its code, or with its text. Raises `Unreadable` when two
    columns belong to one, when none belongs to a statement, and with every cell that no category of the scale fits.
    """
    taking = _Taking(found)
    of_code, left = _fitted(taking, questionnaire)
    statements = [one for one in questionnaire.statements if one.code in of_code]
    if not statements and not taking.mistakes:
        raise unreadable("no_statement_fits", Place(sheet=found.sheet))
    answers = [_answers(taking, of_code[one.code], questionnaire, one) for one in statements]
    remarks = [one.code for one in questionnaire.remarks if one.code in of_code]
    _refuse_long_remarks(taking, [of_code[code] for code in remarks])
    background = [name for name in BACKGROUND if name in left]
    completeness = _completeness(taking, left.get(COMPLETENESS))
    if taking.mistakes:
        raise Unreadable(taking.mistakes)
    respondents = tuple(
        Respondent(
            tuple(column[at] for column in answers),
            completeness[at],
            tuple(of_code[code].column.cells[at] for code in remarks),
            tuple(left[name].column.cells[at] for name in background),
        )
        for at in range(len(found.rows))
    )
    sheet = AnswerSheet(tuple(one.code for one in statements), respondents, tuple(remarks), tuple(background))
    return TakenAnswers(
        sheet,
        (*found.not_kept, *_not_asked(found, of_code, left)),
        tuple(one.code for one in questionnaire.statements if one.code not in of_code),
        tuple(Spelling(kept, written, count) for (kept, written), count in sorted(taking.spelled.items())),
    )


def _refuse_long_remarks(taking: _Taking, columns: Iterable[UnderstoodColumn]) -> None:
    for column in columns:
        for at, cell in enumerate(column.column.cells):
            if len(cell) > LONGEST_REMARK:
                taking.wrong("too_long", column, at, most=str(LONGEST_REMARK))


def _not_asked(
    found: Understood, of_code: Mapping[str, UnderstoodColumn], left: Mapping[str, UnderstoodColumn]
) -> list[NotKept]:
    used = {id(one) for one in (*of_code.values(), *left.values())}
    return [
        NotKept("group_not_chosen" if one.use is Use.BACKGROUND else "not_in_questionnaire", one.place,
                {"use": one.use.value})
        for one in found.columns if id(one) not in used
    ]  # fmt: skip


def _fitted(
    taking: _Taking, questionnaire: Questionnaire
) -> tuple[dict[str, UnderstoodColumn], dict[str, UnderstoodColumn]]:
    """Return the column of each code that is asked, and of what is known beside (level, completeness, …)."""
    asked: list[StatementText | RemarksQuestion] = [*questionnaire.statements, *questionnaire.remarks]
    codes = {one.code.casefold(): one.code for one in asked}
    by_text = _by_text(asked)
    of_code: dict[str, UnderstoodColumn] = {}
    beside: dict[str, UnderstoodColumn] = {}
    for column in taking.found.columns:
        code = _code_of(column, codes, by_text)
        fits, name = (of_code, code) if code else (beside, column.name)
        if not name:
            continue
        if name in fits:
            details = {"code": name, "other": fits[name].place.column}
            taking.mistakes.append(Mistake("statement_twice", column.place, details))
        fits[name] = column
    return of_code, beside


def _by_text(asked: list[StatementText | RemarksQuestion]) -> dict[str, str]:
    """Return the code for each text that only one statement or question has."""
    codes: dict[str, set[str]] = {}
    for one in asked:
        for text in one.texts.values():
            codes.setdefault(key_of(text), set()).add(one.code)
    return {text: next(iter(found)) for text, found in codes.items() if text and len(found) == 1}


def _code_of(column: UnderstoodColumn, codes: Mapping[str, str], by_text: Mapping[str, str]) -> str:
    code = column.heading.code.casefold()
    below = code.removeprefix(f"{column.heading.question.casefold()}_") if column.heading.question else code
    for known in (code, below):
        if known in codes:
            return codes[known]
    # What is known beside the statements goes by its name alone.
    texts = () if column.name else texts_of(column.column, column.heading)
    return next((by_text[key] for key in map(key_of, texts) if key in by_text), "")


def _answers(
    taking: _Taking, column: UnderstoodColumn, questionnaire: Questionnaire, statement: StatementText
) -> list[Answer]:
    words = ScaleWords(questionnaire.scale_of(statement))
    # A file holds few different texts: each is looked up once.
    known: dict[str, Answer | None] = {}
    answers: list[Answer] = []
    for at, cell in enumerate(column.column.cells):
        if cell not in known:
            known[cell] = _answer(taking, column.column, words, cell)
        answer = known[cell]
        if answer is None:
            said = column.column.value_labels.get(cell, cell)
            code = "answer_ambiguous" if words.is_torn(said) else "answer_outside_scale"
            taking.wrong(code, column, at, answer=said[:100], known=words.known())
            answer = Missing.NOT_ANSWERED
        answers.append(answer)
        if answer is not Missing.NOT_ANSWERED:
            _note_spelling(taking, words, column.column.value_labels.get(cell, cell), answer)
    return answers


def _answer(taking: _Taking, column: Column, words: ScaleWords, cell: str) -> Answer | None:
    """Return what a cell says, or nothing when it fits no category."""
    if not cell:
        return Missing.NOT_ANSWERED
    label = column.value_labels.get(cell, "")
    if key_of(label or cell) in MISSING_WORDS:
        return MISSING_WORDS[key_of(label or cell)]
    value = _value(words, cell, label)
    if cell in column.missing:
        # What the file declares as missing is no answer, whatever its number is on our scale.
        return value if value is not None and words.is_apart(value) else _reason(label)
    if value is not None:
        return value
    if taking.found.form == LIMESURVEY and cell == NOT_SHOWN:
        return Missing.NOT_ANSWERED
    return Missing.DO_NOT_KNOW if says_do_not_know(label or cell) else None


def _reason(label: str) -> Missing:
    return Missing.DO_NOT_KNOW if says_do_not_know(label) else Missing.USER_MISSING


def _value(words: ScaleWords, cell: str, label: str) -> int | None:
    if not label:
        value = words.value_of(cell)
        return words.nearest(cell) if value is None else value
    value = words.by_label(label)
    if value is None and words.has(cell, label):
        # Two categories with the same label are told apart by their numbers.
        value = words.by_number(cell)
    return words.nearest(label) if value is None else value


def _note_spelling(taking: _Taking, words: ScaleWords, said: str, answer: Answer) -> None:
    if isinstance(answer, Missing):
        if key_of(said) not in MISSING_WORDS:
            taking.spelled[_WORDS[answer], said] += 1
        return
    labels = words.labels_of(answer)
    own = {text for label in labels.values() for text in (label, shortened(label, LONGEST_SPSS_LABEL))}
    if labels and said not in own and not words.is_told(said) and words.by_number(said) is None:
        taking.spelled[text_in(labels, ""), said] += 1


def _completeness(taking: _Taking, column: UnderstoodColumn | None) -> list[Completeness]:
    if column is None:
        return list(taking.found.submitted)
    found = []
    for at, cell in enumerate(column.column.cells):
        word = cell.casefold() or Completeness.UNKNOWN.value
        if word not in tuple(Completeness):
            taking.wrong("unknown_completeness", column, at, word=cell[:100], known=", ".join(Completeness))
            word = Completeness.UNKNOWN.value
        found.append(Completeness(word))
    return found
