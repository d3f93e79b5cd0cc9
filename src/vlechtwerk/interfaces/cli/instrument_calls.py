"""What can be asked and done about instruments: each command is one call of the programming interface."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

OF_EVALUATION = "/evaluations/{evaluation}/instruments"
VERSIONS = f"{OF_EVALUATION}/{{instrument}}/versions"
VERSION = f"{VERSIONS}/{{number}}"
AT = ("evaluation", "instrument", "number")
AS_OF = Option("--as-of", "asOf", "The day asked, as 2023-08-31; without it the present day.")
ENGLISH = Option("--english", "textEn", "The same in English.")
NAME_EN = Option("--name-en", "nameEn", "Its name in English.")
SEEN = Option("--seen", "seen", "Its checksum as you read it: when someone changed it since, nothing is changed.")
REASON = Option("--reason", "reason", "Why there is another version.", True)
DIMENSIONS = ("support", "capability", "drive", "first_results", "other")

INSTRUMENT_CALLS: Mapping[str, Call] = {
    "list": Call(
        "GET", "/instruments", "List the instruments with their versions.", options=(AS_OF,),
        columns=("evaluation", "code", "nameNl", "versions"),
    ),
    "show": Call("GET", VERSION, "Show a version with all that it asks.", AT),
    "export": Call(
        "GET", f"{VERSION}/workbook", "Write a version to FILE (.xlsx), to be taken in again.", (*AT, "file"),
        keeps_in="file",
    ),
    "compare": Call(
        "GET", f"{OF_EVALUATION}/{{instrument}}/comparison", "Lay two versions side by side.",
        ("evaluation", "instrument"),
        (
            Option("--before", "before", "Number of the first.", True, number=True),
            Option("--after", "after", "Number of the second.", True, number=True),
        ),
        columns=("code", "became", "comparable", "differing"),
    ),
    "begin": Call(
        "POST", OF_EVALUATION, "Begin an instrument, as a draft.", ("evaluation", "code", "nameNl"),
        (NAME_EN, Option("--start", "start", "What it begins with.", choices=("standard", "empty"))),
    ),
    "look": Call(
        "POST", f"{OF_EVALUATION}/_look", "Say what FILE (.lss or .xlsx) holds, and what can't be kept; save nothing.",
        ("evaluation", "file"), sends_file="file",
    ),
    "import": Call(
        "POST", f"{OF_EVALUATION}/_import", "Take in a new instrument from FILE (.lss or .xlsx) as a draft.",
        ("evaluation", "file"),
        (
            Option("--code", "code", "Short code of the instrument.", True),
            Option("--name", "nameNl", "Its name in Dutch.", True),
            NAME_EN,
        ),
        sends_file="file",
    ),
    "import-next": Call(
        "POST", f"{VERSIONS}/_import", "Take in the next version of an instrument from FILE as a draft.",
        ("evaluation", "instrument", "file"), (REASON,), sends_file="file",
    ),
    "next": Call(
        "POST", VERSIONS, "Begin the next version: a copy of the last fixed one.", ("evaluation", "instrument"),
        (REASON,),
    ),
    "fix": Call("POST", f"{VERSION}/fixing", "Fix a version: rounds can ask it, and it never changes again.", AT),
    "put": Call(
        "POST", f"{VERSION}/statements", "Add a statement, or say anew what the one with its code says.",
        (*AT, "code", "textNl"),
        (
            ENGLISH,
            Option("--short", "shortNl", "The label in charts, at most 40 characters."),
            Option("--short-en", "shortEn", "That label in English."),
            Option("--dimension", "dimension", "What it is about.", True, choices=DIMENSIONS),
            Option("--scale", "scale", "Code of the scale on which it is answered.", True),
            Option("--negative", "negative", "Agreeing speaks against what is hoped for.", switch=True),
            Option("--double-barrelled", "doubleBarrelled", "Asks two things in one, on purpose.", switch=True),
            Option("--about", "about", "Code of a place on the map. Repeat it.", several=True),
            SEEN,
        ),
    ),
    "drop": Call("POST", f"{VERSION}/statement-drops", "Take a statement out of a version.", (*AT, "code")),
    "order": Call(
        "POST", f"{VERSION}/statement-order", "Put the statements in an order.", AT,
        (Option("--code", "codes", "Code of a statement, each once. Repeat it.", True, several=True),),
    ),
    "scale": Call(
        "POST", f"{VERSION}/scales", "Add an answer scale, or say anew which answers it has.", (*AT, "code"),
        (
            Option("--answer", "categories", "An answer: 1|Nee|No|- (side -, 0 or +). Repeat it.", True, several=True),
            Option("--do-not-know", "withDoNotKnow", "With “don't know” apart from these.", switch=True),
            SEEN,
        ),
    ),
    "drop-scale": Call("POST", f"{VERSION}/scale-drops", "Take an answer scale out of a version.", (*AT, "code")),
    "question": Call(
        "POST", f"{VERSION}/open-questions", "Add an open question, or say anew what it asks.",
        (*AT, "code", "textNl"), (ENGLISH, SEEN),
    ),
    "drop-question": Call(
        "POST", f"{VERSION}/open-question-drops", "Take an open question out of a version.", (*AT, "code")
    ),
}  # fmt: skip
