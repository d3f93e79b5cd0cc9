"""Commands about what came out of rounds."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option
from vlechtwerk.interfaces.cli.round_calls import OF, ROUND, THRESHOLD

ROUND_RESULTS: Mapping[str, Mapping[str, Call]] = {
    "round-result": {
        "list": Call(
            "GET", "/round-results", "List the results that you may read.",
            columns=("evaluation", "round", "name", "closedAt", "publishedAt", "tookPart"),
        ),
        "show": Call("GET", f"{ROUND}/result", "Show what came out of a round.", OF),
        "compare": Call(
            "GET", f"{ROUND}/comparison", "Show a round beside an earlier one.", OF,
            (
                Option(
                    "--against", "against",
                    "The earlier round: its code, or evaluation/code, or project/evaluation/code; else the one before.",
                ),
            ),
            columns=("code", "line", "before", "now", "moves"), rows="statements",
        ),
        "figures": Call(
            "GET", f"{ROUND}/figures", "Show every figure with its computation.", OF,
            columns=("code", "agree", "disagree", "n", "doNotKnow", "notAnswered", "hardBounds", "interval", "basis"),
            rows="statements",
        ),
        "verify": Call(
            "GET", f"{ROUND}/verification", "Compute every figure of the whole again from the sheets.", OF,
            must_be="holds",
        ),
        "publish": Call("POST", f"{ROUND}/publication", "Let every member read the result.", OF),
        "remarks": Call(
            "GET", f"{ROUND}/remarks", "List the remarks as they were written.", OF,
            columns=("id", "question", "state", "text", "redacted", "warnings"),
        ),
        "redact": Call(
            "POST", f"{ROUND}/remarks/{{remark}}/redaction", "Let a remark be shown in other words, or withhold it.",
            ("evaluation", "code", "remark", "state"),
            (
                Option("--as", "redacted", "The words in which it is shown."),
                Option("--may-stay", "mayStay", "What could tell who someone is, and may stay.", several=True),
            ),
        ),
        "answers": Call(
            "GET", f"{ROUND}/answers", "Keep the answers of a round in FILE, without groups.",
            ("evaluation", "code", "file"),
            (Option("--form", "form", "As which kind of file.", choices=("csv", "xlsx", "sav")),), keeps_in="file",
        ),
        "take-in": Call(
            "POST", "/evaluations/{evaluation}/answer-files",
            "Read answers that were collected elsewhere from FILE; with --save make a closed round.",
            ("evaluation", "file"),
            (
                Option("--code", "code", "Short code of the round."),
                Option("--name", "name", "Name of the round."),
                Option("--promise", "promise", "What was promised.", choices=("anonymous", "confidential")),
                Option("--closed-on", "closedOn", "The day on which it closed, as in 2025-11-30; needed to save."),
                THRESHOLD,
                Option("--population", "population", "How many people were asked, where that is known.", number=True),
                Option("--instrument", "instrument", "Code of the instrument that was asked; without it as in FILE."),
                Option("--version", "version", "Which version of it; without it the newest.", number=True),
                Option("--level", "level", "Heading of the column that tells the level; else the one called so."),
                Option("--organisation", "organisation", "Heading of the column that tells the organisation."),
                Option("--body", "body", "Heading of the column that tells the body."),
                Option("--sides-confirmed", "sidesConfirmed",
                       "The guessed sides of the answers are right (asked when no instrument is named).", switch=True),
                Option("--save", "save", "Save what was understood.", switch=True),
            ),
            sends_file="file",
        ),
    },
}  # fmt: skip
