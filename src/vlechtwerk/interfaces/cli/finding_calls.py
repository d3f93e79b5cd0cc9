"""What can be asked and done about findings, answers and words for amounts from the command line."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

ONE = "/evaluations/{evaluation}"
FINDINGS = f"{ONE}/findings"
FINDING = f"{FINDINGS}/{{code}}"
ANSWER = f"{ONE}/answers/{{question}}"
OF = ("evaluation", "code")
REMARK = Option("--remark", "remark", "What you say with it.")
TOLD = (
    Option("--base", "base", "Own data, or published.", choices=("own", "published")),
    Option("--kind", "kind", "What it asks for.", choices=("solve_now", "keep", "neither")),
    Option("--sought", "sought", "Whether evidence against it was looked for.",
           choices=("not_sought", "none_found", "found")),
    Option("--language", "language", "In which language its holes are filled.", choices=("nl", "en")),
    Option("--question", "questions", "Code of a question of the evaluation. Repeat it.", several=True),
)  # fmt: skip
WORDS = ("evaluation", "ground", "sentence")

FINDING_CALLS: Mapping[str, Mapping[str, Call]] = {
    "finding": {
        "list": Call("GET", FINDINGS, "List the findings of an evaluation; for evaluators.", ("evaluation",),
                     columns=("code", "state", "ground", "base", "kind", "sentence")),
        "show": Call("GET", FINDING, "Show a finding with its evidence and history; for evaluators.", OF),
        "approved": Call("GET", f"{ONE}/approved-findings", "List the approved findings that hold.", ("evaluation",),
                         columns=("code", "ground", "base", "kind", "sentence")),
        "begin": Call("POST", FINDINGS, "Write a finding; {aandeel 1} is filled from its first evidence.", WORDS, TOLD,
                      takes_evidence=True),
        "judge": Call("POST", f"{FINDINGS}-judging", "Say whether a sentence may be worded so; nothing is kept.",
                      WORDS, TOLD, takes_evidence=True, must_be="allowed"),
        "change": Call("POST", f"{FINDING}/words", "Tell a finding otherwise.",
                       ("evaluation", "code", "ground", "sentence"), (*TOLD, REMARK)),
        "evidence": Call("POST", f"{FINDING}/evidence", "Add evidence for or against a finding.", OF,
                         takes_evidence=True),
        "without": Call("POST", f"{FINDING}/evidence/{{number}}/removal", "Take evidence away from a finding.",
                        (*OF, "number"), (REMARK,)),
        "check": Call("POST", f"{FINDING}/check", "Say that a finding of another is right.", OF, (REMARK,)),
        "approve": Call("POST", f"{FINDING}/approval", "Approve a finding that was checked.", OF, (REMARK,)),
        "reopen": Call("POST", f"{FINDING}/reopening", "Open a finding again, with the reason why.",
                       (*OF, "remark")),
        "reopen-changed": Call("POST", f"{FINDINGS}-reopening", "Write down which findings stand on changed evidence.",
                               ("evaluation",), columns=("code", "state", "sentence")),
        "save": Call(
            "GET", f"{FINDINGS}-file", "Keep the findings of an evaluation in a file.", ("evaluation", "file"),
            (Option("--form", "form", "As which kind of file.", choices=("csv", "xlsx")),), keeps_in="file",
        ),
    },
    "answer": {
        "list": Call("GET", f"{ONE}/answers", "List the questions of an evaluation with their answers.",
                     ("evaluation",), columns=("question", "text", "withoutEvidence")),
        "show": Call("GET", ANSWER, "Show what is known of a question, and what is not.", ("evaluation", "question")),
        "unknown": Call("POST", f"{ANSWER}/gaps", "Note that something of a question is not known, and why.",
                        ("evaluation", "question", "text", "reason")),
        "change-unknown": Call(
            "POST", f"{ANSWER}/gaps/{{number}}", "Tell otherwise what is not known.",
            ("evaluation", "question", "number", "text", "reason"),
            (Option("--state", "state", "How it stands.", choices=("open", "known_now", "not_asked")),),
        ),
    },
    "amount-words": {
        "show": Call("GET", f"{ONE}/amount-words", "Show by which words an evaluation tells amounts.",
                     ("evaluation",), columns=("word", "usedFor"), rows="lines"),
        "set": Call(
            "POST", f"{ONE}/amount-words", "Set the words for amounts of an evaluation.", ("evaluation",),
            (
                Option("--none", "none", "The word for nobody.", required=True),
                Option("--few", "few", "The word for a few people.", required=True),
                Option("--few-at-most", "fewAtMost", "How many these are at most.", required=True, number=True),
                Option("--step", "steps", "A word from a percentage on: 40|about half, or above it: >60|a majority. "
                       "Repeat it, the smallest first; it begins at 0.", required=True, several=True),
                Option("--all", "all", "The word for everybody.", required=True),
            ),
            columns=("word", "usedFor"), rows="lines",
        ),
    },
}  # fmt: skip
