"""Read the structure of a LimeSurvey survey (.lss), in the layout before and in that since texts got own tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from vlechtwerk.engines.surveys.limesurvey_scales import Option, Scales, fixed_options, options_of
from vlechtwerk.engines.surveys.markup import without_markup
from vlechtwerk.engines.surveys.mistakes import NotKept, Place, Unreadable, unreadable
from vlechtwerk.engines.surveys.questionnaire import (
    CODE,
    FEWEST_ANSWERS,
    LANGUAGE,
    MOST_ANSWERS,
    UNDETERMINED,
    CategoryKind,
    Group,
    Questionnaire,
    RemarksQuestion,
    StatementText,
    Texts,
    is_reserved,
    mistakes_in,
)

MOST_ROWS = 50_000
# The tables that are read; of `surveys` and the last only language and title.
TABLES = (
    "groups", "group_l10ns", "questions", "question_l10ns", "subquestions", "answers", "answer_l10ns", "surveys",
    "surveys_languagesettings",
)  # fmt: skip
# Arrays: each subquestion is a statement, on the answers of the question (F, H, 1) or on answers that never differ.
_ARRAYS = ("F", "H", "1", "A", "B", "C", "E")
_SINGLE = ("L", "O", "5", "Y")
_REMARKS = ("T", "U")
_ON_OWN_ANSWERS = ("F", "H", "1", "L", "O")
_EXPRESSION = re.compile(r"\{[^{}\s][^{}]*\}")

Row = Mapping[str, str]


@dataclass
class _Survey:
    """What is found while reading."""

    rows: Mapping[str, Sequence[Row]]
    first_language: str
    scales: Scales = field(default_factory=Scales)
    groups: list[Group] = field(default_factory=list)
    statements: list[StatementText] = field(default_factory=list)
    remarks: list[RemarksQuestion] = field(default_factory=list)
    not_kept: list[NotKept] = field(default_factory=list)

    def leave(self, code: str, place: Place, /, **details: str) -> None:
        """Note what is not kept."""
        self.not_kept.append(NotKept(code, place, details))


def read_lss(content: bytes) -> tuple[Questionnaire, list[NotKept]]:
    """Return the questionnaire in a survey's structure, and what of it is not kept.

    Raises `Unreadable` for what is no such structure, or holds no statement.
    """
    rows = _tables(content)
    language = next((row.get("language", "") for row in rows.get("surveys", ())), "")
    survey = _Survey(rows, language if LANGUAGE.fullmatch(language) else UNDETERMINED)
    groups = _texts(survey, "groups", "group_l10ns", "gid", "group_name")
    questions = _texts(survey, "questions", "question_l10ns", "qid", "question")
    questions |= _texts(survey, "subquestions", "question_l10ns", "qid", "question")
    answers = options_of(rows, survey.first_language)
    below: dict[str, list[Row]] = {}
    for row in _ordered(_once(survey, "subquestions"), "question_order"):
        below.setdefault(row.get("parent_qid", ""), []).append(row)
    asked = _ordered(_once(survey, "questions"), "question_order")
    ordered = [group.get("gid", "") for group in _ordered(_once(survey, "groups"), "group_order")]
    # A question of a group that is not there is read all the same.
    ordered += sorted({question.get("gid", "") for question in asked} - set(ordered))
    for number, gid in enumerate(ordered, 1):
        code = f"G{number}"
        before = len(survey.statements)
        for question in asked:
            if question.get("gid", "") == gid:
                _question(survey, question, below.get(question.get("qid", ""), []), questions, answers, code)
        if len(survey.statements) > before:
            survey.groups.append(Group(code, groups.get(gid, {})))
    _beside(survey)
    return _whole(survey), survey.not_kept


def _whole(survey: _Survey) -> Questionnaire:
    titles = {
        row.get("surveyls_language") or survey.first_language: without_markup(
            row.get("surveyls_title", ""), "surveyls_title"
        )
        for row in survey.rows.get("surveys_languagesettings", ())
    }
    made = Questionnaire(
        titles, tuple(survey.groups), survey.scales.kept(), tuple(survey.statements), tuple(survey.remarks)
    )
    if wrong := mistakes_in(made):
        raise Unreadable(wrong)
    if not made.statements:
        raise unreadable("no_statements")
    return made


def _tables(content: bytes) -> dict[str, list[Row]]:
    """Return the rows of each table by its name; nothing outside the file is read, and no entity is resolved."""
    if not content.strip():
        raise unreadable("empty")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        raise unreadable("xml_broken", Place(row=getattr(error, "lineno", 0) or 0)) from None
    # LimeSurvey writes none; who defines words of their own is up to something.
    if root.getroottree().docinfo.internalDTD is not None:
        raise unreadable("xml_entities")
    kind = root.findtext("LimeSurveyDocType")
    if root.tag != "document" or kind != "Survey":
        raise unreadable("no_survey", found=str(kind or root.tag)[:50])
    tables: dict[str, list[Row]] = {}
    count = 0
    for table in root:
        if not isinstance(table.tag, str):
            continue
        found = tables.setdefault(table.tag, [])
        for row in table.iterfind("rows/row"):
            count += 1
            if count > MOST_ROWS:
                raise unreadable("too_many_rows", Place(part=table.tag), most=MOST_ROWS)
            found.append({cell.tag: (cell.text or "").strip() for cell in row if isinstance(cell.tag, str)})
    if not tables.get("questions"):
        raise unreadable("missing_table", Place(part="questions"))
    return tables


def _once(survey: _Survey, table: str) -> list[Row]:
    """Return the rows of a table, each record once: the old layout repeats it for every language."""
    key = "gid" if table == "groups" else "qid"
    found: dict[str, Row] = {}
    for row in survey.rows.get(table, ()):
        found.setdefault(row.get(key, ""), row)
    return list(found.values())


def _ordered(rows: Sequence[Row], by: str) -> list[Row]:
    # As whole numbers: the tenth comes after the second. Equal ones in the order of the file.
    return sorted(rows, key=lambda row: int(found) if (found := row.get(by, "")).isdecimal() else 0)


def _texts(survey: _Survey, table: str, apart: str, key: str, name: str) -> dict[str, Texts]:
    """Return the texts of each record by language, from the table of texts where the file has one."""
    found: dict[str, dict[str, str]] = {}
    rows = survey.rows.get(apart) or [row for row in survey.rows.get(table, ()) if name in row]
    for row in rows:
        language = row.get("language") or survey.first_language
        text = without_markup(row.get(name, ""), row.get("title") or row.get(key, ""))
        if text and LANGUAGE.fullmatch(language):
            # The survey's own language stands first.
            texts = found.setdefault(row.get(key, ""), {})
            texts[language] = text
    return {code: _own_first(texts, survey.first_language) for code, texts in found.items()}


def _own_first(texts: dict[str, str], language: str) -> dict[str, str]:
    return {tag: texts[tag] for tag in sorted(texts, key=lambda tag: (tag != language, tag))}


def _question(
    survey: _Survey,
    question: Row,
    below: Sequence[Row],
    texts: Mapping[str, Texts],
    answers: Mapping[str, Sequence[Option]],
    group: str,
) -> None:
    """Add the statements or the remarks of one question, or note why it is not kept."""
    code, kind, qid = question.get("title", ""), question.get("type", ""), question.get("qid", "")
    place = Place(part=code)
    words = texts.get(qid, {})
    if kind in _REMARKS:
        if _is_taken(survey, code, words, place):
            survey.remarks.append(RemarksQuestion(code, words))
    elif kind in _ARRAYS or kind in _SINGLE:
        options = answers.get(qid, ()) if kind in _ON_OWN_ANSWERS else fixed_options(kind)
        asked = list(_asked(kind, code, below, texts, words))
        if kind in _ARRAYS and not below:
            survey.leave("no_subquestions", place)
        for name, said, scale in asked:
            _statement(survey, StatementText(name, said, "", group), [one for one in options if one.scale == scale])
        if kind in _ARRAYS and words and asked:
            survey.leave("introduction", place, text=next(iter(words.values()))[:200])
        if kind == "O":
            survey.remarks.append(RemarksQuestion(f"{code}_comment", words))
    else:
        survey.leave("question_type", place, type=kind)
    _what_it_does(survey, question, [*words.values(), *(text for *_rest, text in _texts_below(below, texts))])


def _asked(
    kind: str, code: str, below: Sequence[Row], texts: Mapping[str, Texts], words: Texts
) -> Iterator[tuple[str, Texts, int]]:
    """Return code, texts and number of the scale of each statement that a question holds."""
    if kind in _SINGLE:
        yield code, words, 0
        return
    for row in below:
        said = texts.get(row.get("qid", ""), {})
        name = f"{code}_{row.get('title', '')}"
        if kind == "1":
            yield f"{name}_1", said, 0
            yield f"{name}_2", said, 1
        else:
            yield name, said, 0


def _texts_below(below: Sequence[Row], texts: Mapping[str, Texts]) -> Iterator[tuple[str, str]]:
    for row in below:
        yield from texts.get(row.get("qid", ""), {}).items()


def _statement(survey: _Survey, statement: StatementText, options: Sequence[Option]) -> None:
    place = Place(part=statement.code)
    if not _is_taken(survey, statement.code, statement.texts, place):
        return
    answers = sum(option.kind is CategoryKind.ANSWER for option in options)
    if len(options) < FEWEST_ANSWERS:
        survey.leave("no_answers", place)
    elif answers > MOST_ANSWERS:
        survey.leave("too_many_categories", place, count=str(answers), most=str(MOST_ANSWERS))
    else:
        scale = survey.scales.code_for(options)
        if scale is None:
            survey.leave("scale_too_short", place)
        else:
            survey.statements.append(StatementText(statement.code, statement.texts, scale, statement.group))


def _is_taken(survey: _Survey, code: str, texts: Texts, place: Place) -> bool:
    if CODE.fullmatch(code) is None:
        survey.leave("no_code", place, code=code)
    elif is_reserved(code):
        survey.leave("code_reserved", place, code=code)
    elif not texts:
        survey.leave("text_missing", place)
    else:
        return True
    return False


def _what_it_does(survey: _Survey, question: Row, texts: Sequence[str]) -> None:
    """Note what a question does that a statement on paper does not: conditions, checks, help, texts that change."""
    place = Place(part=question.get("title", ""))
    if question.get("relevance", "") not in ("", "1"):
        survey.leave("condition", place, text=question["relevance"][:200])
    if question.get("preg"):
        survey.leave("check_of_answer", place, text=question["preg"][:200])
    qid = question.get("qid")
    apart = (row.get("help", "") for row in survey.rows.get("question_l10ns", ()) if row.get("qid") == qid)
    if question.get("help") or any(apart):
        survey.leave("help", place)
    if any(_EXPRESSION.search(text) for text in texts):
        survey.leave("expression", place)


def _beside(survey: _Survey) -> None:
    """Note the tables that hold something and are not read."""
    for table, rows in survey.rows.items():
        if rows and table not in TABLES:
            survey.leave("table", Place(part=table), count=str(len(rows)))
    if any(row.get("surveyls_welcometext") or row.get("surveyls_endtext") for row in
           survey.rows.get("surveys_languagesettings", ())):  # fmt: skip
        survey.leave("welcome_and_end", Place(part="surveys_languagesettings"))
    for row in survey.rows.get("surveys", ()):
        survey.leave("settings", Place(part="surveys"), anonymised=row.get("anonymized", ""))
