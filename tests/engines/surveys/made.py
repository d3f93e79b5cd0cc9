"""Questionnaires, answers and files of LimeSurvey that were made up for the tests."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from vlechtwerk.engines.surveys.questionnaire import (
    Category,
    CategoryKind,
    Group,
    Questionnaire,
    RemarksQuestion,
    Scale,
    StatementText,
)

AGREE = Scale("agree", (
    Category(1, {"nl": "Helemaal mee oneens", "en": "Strongly disagree"}, code="A1"),
    Category(2, {"nl": "Mee oneens", "en": "Disagree"}, code="A2"),
    Category(3, {"nl": "Niet eens, niet oneens", "en": "Neither agree nor disagree"}, code="A3"),
    Category(4, {"nl": "Mee eens", "en": "Agree"}, code="A4"),
    Category(5, {"nl": "Helemaal mee eens", "en": "Strongly agree"}, code="A5"),
    Category(9, {"nl": "Weet niet", "en": "Don't know"}, CategoryKind.DO_NOT_KNOW, "A9"),
))  # fmt: skip
THERMOMETER = Questionnaire(
    {"nl": "Procesthermometer", "en": "Process thermometer"},
    (Group("support", {"nl": "Draagvlak", "en": "Support"}),),
    (AGREE,),
    (
        StatementText("V1", {"nl": "Er is genoeg steun.", "en": "There is enough support."}, "agree", "support"),
        StatementText("V2", {"nl": "Wij willen hetzelfde.", "en": "We want the same."}, "agree", "support"),
        StatementText("K1", {"nl": "Er zijn genoeg mensen.", "en": "There are enough people."}, "agree"),
    ),
    (RemarksQuestion("R1", {"nl": "Wat ontbreekt er?", "en": "What is missing?"}),),
)


def put(folder: Path, content: bytes, name: str = "file") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def table(name: str, rows: list[dict[str, str]]) -> str:
    told = "".join(
        "<row>" + "".join(f"<{key}><![CDATA[{value}]]></{key}>" for key, value in row.items()) + "</row>"
        for row in rows
    )
    return f"<{name}><fields/><rows>{told}</rows></{name}>"


def survey(*tables: str, kind: str = "Survey") -> bytes:
    head = f"<LimeSurveyDocType>{escape(kind)}</LimeSurveyDocType><DBVersion>600</DBVersion>"
    return f'<?xml version="1.0" encoding="UTF-8"?><document>{head}{"".join(tables)}</document>'.encode()


SETTINGS = table("surveys", [{"sid": "1", "language": "nl", "anonymized": "Y", "adminemail": "a@example.org"}])
TITLES = table("surveys_languagesettings", [
    {"surveyls_language": "nl", "surveyls_title": "<b>Meting</b> 1"},
    {"surveyls_language": "en", "surveyls_title": "Round 1"},
])  # fmt: skip
OPTIONS = [("A1", "Oneens", "Disagree"), ("A2", "Eens", "Agree"), ("A3", "Weet niet", "Don't know")]
ARRAY = {"qid": "10", "gid": "5", "type": "F", "question_order": "2", "other": "N"}
BELOW = [{"qid": "11", "parent_qid": "10", "title": "SQ10", "question_order": "10"},
         {"qid": "12", "parent_qid": "10", "title": "SQ2", "question_order": "2"}]  # fmt: skip
TEXTS = {
    "10": ("Wat vindt u?", "What do you think?"),
    "11": ("Er is <em>genoeg</em> tijd&nbsp;&amp; geld", "There is enough time &amp; money"),
    "12": ("Wij <script>alert('x')</script>luisteren", "We listen"),
    "13": ("Wat wilt u nog kwijt?", "Anything else?"),
}


def old_layout() -> bytes:
    """Language and text inside the rows, one row for each language."""
    both = (("nl", 0), ("en", 1))

    def said(row: dict[str, str]) -> list[dict[str, str]]:
        return [row | {"language": tag, "question": TEXTS[row["qid"]][at]} for tag, at in both]

    remark = {"qid": "13", "gid": "5", "type": "T", "question_order": "3", "title": "more"}
    photo = {"qid": "14", "gid": "5", "type": "|", "question_order": "4", "title": "photo", "question": "Foto"}
    return survey(
        table("groups", [{"gid": "5", "group_order": "0", "group_name": "Steun", "language": "nl"}]),
        table("questions", [*said(ARRAY | {"title": "think"}), *said(remark), photo]),
        table("subquestions", [row for one in BELOW for row in said(one)]),
        table("answers", [
            {"qid": "10", "code": code, "answer": labels[at], "sortorder": str(order), "language": tag, "scale_id": "0"}
            for tag, at in both for order, (code, *labels) in reversed(list(enumerate(OPTIONS)))
        ]),
        SETTINGS, TITLES,
    )  # fmt: skip


def new_layout(*, answers_repeat_their_question: bool = False) -> bytes:
    """Texts in tables of their own."""
    both = (("nl", 0), ("en", 1))
    remark = {"qid": "13", "gid": "5", "type": "T", "question_order": "3", "title": "more"}
    photo = {"qid": "14", "gid": "5", "type": "|", "question_order": "4", "title": "photo"}
    answers = [{"aid": f"7{at}", "qid": "10", "code": code, "sortorder": str(at), "scale_id": "0"}
               for at, (code, *_labels) in enumerate(OPTIONS)]  # fmt: skip
    told = [
        ({"aid": f"7{at}"} | (answers[at] if answers_repeat_their_question else {}))
        | {"language": tag, "answer": labels[word]}
        for at, (_code, *labels) in enumerate(OPTIONS) for tag, word in both
    ]  # fmt: skip
    return survey(
        "" if answers_repeat_their_question else table("answers", answers),
        table("answer_l10ns", told),
        table("groups", [{"gid": "5", "group_order": "0"}]),
        table("group_l10ns", [{"gid": "5", "group_name": "Steun", "language": "nl"}]),
        table("questions", [ARRAY | {"title": "think"}, remark, photo]),
        table("subquestions", BELOW),
        table("question_l10ns", [
            {"qid": qid, "question": said[at], "language": tag} for qid, said in TEXTS.items() for tag, at in both
        ]),
        SETTINGS, TITLES,
    )  # fmt: skip


def archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()
