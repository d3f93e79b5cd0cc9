"""What can be asked and done about fieldwork and coding from the command line."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import LEVELS, Call, Option

ONE = "/evaluations/{evaluation}"
SESSION = f"{ONE}/fieldwork/{{session}}"
PART = f"{SESSION}/people/{{participant}}"
TEXT = f"{ONE}/texts/{{text}}"
CODE = f"{ONE}/codes/{{code}}"
OF_TEXT = ("evaluation", "text")
KINDS = ("interview", "duo_interview", "group_talk", "stakeholder", "documents")
TEXT_KINDS = ("transcript", "notes", "document")
KIND = Option("--kind", "kind", "What sort of session it is.", True, choices=KINDS)
TEXT_KIND = Option("--kind", "kind", "What sort of text it is.", choices=TEXT_KINDS)
TOLD = (
    KIND,
    Option("--held-on", "heldOn", "When it was held, as exactly as known."),
    Option("--guide", "guide", "The file with its guide: what is asked.", text_file=True),
    Option("--measurement", "measurement", "Number of the measurement.", number=True),
    Option("--question", "questions", "Code of a question that it serves. Repeat it.", several=True),
)
USES, STATES = ("study", "quotes", "recording"), ("asked", "given", "refused", "withdrawn")
DETAILS = (
    Option("--description", "description", "When it is given."),
    Option("--colour", "colour", "Its colour, as #12405f."),
)
STRETCH = (
    Option("--code", "code", "Identifier of the code.", True),
    Option("--start", "start", "Where it begins, in code points; the first is 0.", True, number=True),
    Option("--end", "end", "Where it ends (not included).", True, number=True),
)
BOOK_COLUMNS = ("id", "path", "fragments", "withBelow")
CODING_FILE = f"{ONE}/coding-files/{{file}}"

FIELDWORK: Mapping[str, Mapping[str, Call]] = {
    "fieldwork": {
        "list": Call(
            "GET", f"{ONE}/fieldwork", "List the sessions of an evaluation.", ("evaluation",),
            columns=("code", "kind", "heldOn", "measurement", "questions", "mayBeQuoted"),
        ),
        "show": Call("GET", SESSION, "Show one with its people, consent and texts.", ("evaluation", "session")),
        "begin": Call("POST", f"{ONE}/fieldwork", "Begin a session.", ("evaluation", "code"), TOLD),
        "change": Call("POST", SESSION, "Tell otherwise what a session is.", ("evaluation", "session"), TOLD),
        "people": Call(
            "GET", f"{ONE}/participants", "List who takes part, by pseudonym.", ("evaluation",),
            columns=("code", "level", "organisation", "body"),
        ),
        "add-person": Call(
            "POST", f"{ONE}/participants", "Add someone under a pseudonym.", ("evaluation", "code"),
            (
                Option("--level", "level", "The level at which they work.", choices=LEVELS),
                Option("--organisation", "organisation", "Their organisation (code)."),
                Option("--body", "body", "Their body (code)."),
                Option("--name", "name", "Who it is; only who holds the key reads it."),
                Option("--reached-at", "reachedAt", "How they are reached; only who holds the key reads it."),
            ),
        ),
        "identities": Call(
            "GET", f"{ONE}/identities", "List who they are, for who holds the key.", ("evaluation",),
            columns=("participant", "name", "reachedAt"),
        ),
        "key": Call("GET", f"{ONE}/pseudonym-key", "Show who holds the key.", ("evaluation",)),
        "hand-over-key": Call(
            "POST", f"{ONE}/pseudonym-key", "Let another evaluator (by name or identifier) hold the key.",
            ("evaluation", "person"),
        ),
        "join": Call(
            "POST", f"{SESSION}/people", "Let a participant take part in a session.",
            ("evaluation", "session", "participant"),
        ),
        "consent": Call(
            "POST", f"{PART}/consents", "Note what someone said; withdrawing from the study removes their words.",
            ("evaluation", "session", "participant"),
            (
                Option("--for", "use", "For what.", True, choices=USES),
                Option("--said", "state", "What was said.", True, choices=STATES),
                Option("--on", "saidOn", "On which day; without it today."),
            ),
        ),
        "withdrawal": Call(
            "GET", f"{PART}/withdrawal", "Say what would go when someone withdraws, and what rests on it.",
            ("evaluation", "session", "participant"),
        ),
        "take-in": Call(
            "POST", f"{SESSION}/text-files", "Take in a text from FILE (plain text, UTF-8) exactly as it is.",
            ("evaluation", "session", "code", "file"), (TEXT_KIND,), sends_file="file",
        ),
        "texts": Call(
            "GET", f"{ONE}/texts", "List the texts.", ("evaluation",),
            columns=("code", "session", "kind", "words", "removedOn"),
        ),
        "text": Call("GET", TEXT, "Show a text with what is coded in it.", OF_TEXT),
        "speaker": Call(
            "POST", f"{TEXT}/speakers", "Correct whose words paragraphs are; without --participant: of who asks.",
            OF_TEXT,
            (
                Option("--passage", "passages", "Number of a paragraph. Repeat it.", True, several=True, number=True),
                Option("--participant", "participant", "Whose words they are (pseudonym)."),
            ),
        ),
        "search": Call(
            "POST", f"{ONE}/texts/_search", "Find words in the texts.", ("evaluation", "words"),
            columns=("text", "sentence", "speaker", "words"), rows="found",
        ),
        "not-heard": Call(
            "GET", f"{ONE}/not-heard", "Say per question who was not heard on it.", ("evaluation",),
            columns=("question", "heard", "notHeard"),
        ),
    },
    "coding": {
        "codes": Call("GET", f"{ONE}/codes", "List the code book.", ("evaluation",), columns=BOOK_COLUMNS),
        "add-code": Call(
            "POST", f"{ONE}/codes", "Add a code.", ("evaluation", "name"),
            (Option("--under", "parent", "Identifier of the code above it."), *DETAILS), columns=BOOK_COLUMNS,
        ),
        "ready-codes": Call(
            "POST", f"{ONE}/codes/_ready", "Add the ready list: conditions for collaboration.", ("evaluation",),
            (Option("--language", "language", "In which language.", choices=("nl", "en")),), columns=BOOK_COLUMNS,
        ),
        "rename-code": Call(
            "POST", f"{CODE}/name", "Give a code another name.", ("evaluation", "code", "name"), columns=BOOK_COLUMNS
        ),
        "move-code": Call(
            "POST", f"{CODE}/place", "Put a code under another one; without it at the top.", ("evaluation", "code"),
            (Option("--under", "parent", "Identifier of the code above it."),), columns=BOOK_COLUMNS,
        ),
        "describe-code": Call(
            "POST", f"{CODE}/description", "Say when a code is given, and its colour.", ("evaluation", "code"), DETAILS,
            columns=BOOK_COLUMNS,
        ),
        "merge-codes": Call(
            "POST", f"{CODE}/merging", "Let a code go up in another one.", ("evaluation", "code", "into"),
            columns=BOOK_COLUMNS,
        ),
        "delete-code": Call(
            "POST", f"{CODE}/deletion", "Delete a code, all under it and their codings.", ("evaluation", "code"),
            columns=BOOK_COLUMNS,
        ),
        "code": Call("POST", f"{TEXT}/codings", "Give a stretch of a text a code.", OF_TEXT, STRETCH),
        "uncode": Call("POST", f"{TEXT}/uncoding", "Take a code of yours from a stretch.", OF_TEXT, STRETCH),
        "split": Call(
            "POST", f"{TEXT}/codings/{{coding}}/splitting", "Part a coding of yours.", (*OF_TEXT, "coding"),
            (Option("--at", "at", "At which place.", True, number=True),),
        ),
        "merge": Call(
            "POST", f"{TEXT}/codings/_merge", "Make codings of yours into one.", OF_TEXT,
            (Option("--coding", "codings", "Identifier. Repeat it.", True, several=True),),
        ),
        "memo": Call(
            "POST", f"{ONE}/memos", "Write your memo about a code, coding, text or session; empty: take it away.",
            ("evaluation", "of", "text"),
            (Option("--about", "about", "About what.", True, choices=("code", "coding", "transcript", "session")),),
        ),
        "undo": Call("POST", f"{ONE}/coding-undo", "Undo your last act on codes or codings.", ("evaluation",)),
        "fragments": Call(
            "GET", f"{CODE}/fragments", "List the fragments of a code.", ("evaluation", "code"),
            (
                Option("--level", "level", "Of this level.", choices=LEVELS),
                Option("--organisation", "organisation", "Of this organisation (code)."),
                Option("--coder", "coder", "By this coder (identifier)."),
            ),
            columns=("text", "sentence", "code", "coder", "people", "words", "address"), rows="fragments",
        ),
        "together": Call(
            "GET", f"{ONE}/codes-together", "List codes that go together.", ("evaluation",),
            columns=("first", "second", "places", "texts", "people"),
        ),
        "coders": Call(
            "GET", f"{ONE}/coders", "List whose codings there are.", ("evaluation",), columns=("id", "kind", "name")
        ),
        "agreement": Call(
            "GET", f"{ONE}/agreement", "Say how far coders agree, and how that is computed.", ("evaluation",),
            (
                Option("--coder", "coder", "Identifier of a coder. Repeat it.", True, several=True),
                Option("--text", "text", "Code of a text; without it all that they coded. Repeat it.", several=True),
            ),
        ),
        "settle": Call(
            "POST", f"{ONE}/settlings", "Begin a session to settle where coders of a text differ.",
            ("evaluation", "text", "decidedBy"),
            (Option("--coder", "coders", "Identifier of a coder. Repeat it.", True, several=True),),
        ),
        "settling": Call(
            "GET", f"{ONE}/settlings/{{settling}}", "Show such a session.", ("evaluation", "settling")
        ),
        "settle-place": Call(
            "POST", f"{ONE}/settlings/{{settling}}/places", "Settle which codes a sentence has.",
            ("evaluation", "settling"),
            (
                Option("--start", "start", "Where it begins.", True, number=True),
                Option("--end", "end", "Where it ends.", True, number=True),
                Option("--code", "codes", "A code that it has. Repeat it; without it none.", several=True),
                Option("--reason", "reason", "Why."),
            ),
        ),
        "import": Call(
            "POST", f"{ONE}/coding-files", "Let a QDPX or QDC FILE be read, and say what it holds.",
            ("evaluation", "file"), sends_file="file", waits_at=CODING_FILE, must_be="sound",
        ),
        "take-in": Call(
            "POST", f"{ONE}/coding-files/{{coding_file}}/taking-in", "Take in a file (by identifier) that was read.",
            ("evaluation", "coding_file"),
            (
                Option("--kind", "kind", "What sort of sessions its texts are of.", choices=KINDS),
                Option("--text-kind", "textKind", "What sort of texts they are.", choices=TEXT_KINDS),
                Option("--measurement", "measurement", "Number of the measurement.", number=True),
                Option(
                    "--counted", "counted", "Of a doubtful text: GUID=number of the way of counting. Repeat it.",
                    several=True,
                ),
                Option("--consented", "consented", "Everyone whose words these are consents.", switch=True),
            ),
            waits_at=CODING_FILE, must_be="sound",
        ),
        "files": Call(
            "GET", f"{ONE}/coding-files", "List the files that came in and went out.", ("evaluation",),
            columns=("file", "name", "state", "newCodes", "newTexts", "newCodings"),
        ),
        "file": Call(
            "GET", f"{ONE}/coding-files/{{coding_file}}", "Show how far a file (by identifier) is.",
            ("evaluation", "coding_file"), must_be="sound",
        ),
        "undo-import": Call(
            "POST", f"{ONE}/coding-files/{{coding_file}}/undoing", "Take away what a file (by identifier) brought.",
            ("evaluation", "coding_file"),
        ),
        "export": Call(
            "GET", f"{ONE}/coding.qdpx", "Write texts, codes and codings to FILE (.qdpx) at once, while it is little.",
            ("evaluation", "file"), keeps_in="file",
        ),
        "write": Call(
            "POST", f"{ONE}/coding-files/writing", "Let texts, codes and codings be written as QDPX.", ("evaluation",),
            waits_at=CODING_FILE, must_be="sound",
        ),
        "fetch": Call(
            "GET", f"{ONE}/coding-files/{{coding_file}}/content", "Keep a written file (by identifier) in FILE.",
            ("evaluation", "coding_file", "file"), keeps_in="file",
        ),
        "export-codes": Call(
            "GET", f"{ONE}/codes.qdc", "Write the code book to FILE (.qdc).", ("evaluation", "file"), keeps_in="file"
        ),
    },
}  # fmt: skip
