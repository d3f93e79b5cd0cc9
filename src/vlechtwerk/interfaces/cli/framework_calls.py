"""What can be asked and done about an assessment framework from the command line."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

FRAMEWORK = "/evaluations/{evaluation}/framework"
CRITERION = "/evaluations/{evaluation}/criteria/{code}"
OF = ("evaluation", "code")
METHODS = ("survey", "interviews", "register", "documents")
REASON = Option("--reason", "reason", "Why it changes; needed when there is one already.")
WORDS = (
    Option("--group", "group", "Under which heading it stands."),
    Option("--indicator", "indicator", "By what it is seen."),
    Option("--method", "methods", "How it is found out. Repeat it.", several=True, choices=METHODS),
    Option("--subject-kind", "subjectKind", "What it is about.",
           choices=("activity", "precondition", "map_node", "goal")),
    Option("--subject", "subject", "Code of what it is about."),
)  # fmt: skip
SEEN = ("code", "kind", "norm", "level", "strength", "mergedInto", "question")

FRAMEWORK_CALLS: Mapping[str, Mapping[str, Call]] = {
    "framework": {
        "show": Call("GET", FRAMEWORK, "List the criteria of an evaluation as they are now.", ("evaluation",),
                     columns=SEEN, rows="criteria"),
        "doctor": Call("GET", f"{FRAMEWORK}/defects", "List what is wrong with a framework, each with a proposal.",
                       ("evaluation",), columns=("title", "criteria", "proposal")),
        "coverage": Call("GET", f"{FRAMEWORK}/coverage", "List what can be judged now, and whose move it is.",
                         ("evaluation",), columns=("code", "standing", "moves", "question")),
        "levels": Call(
            "POST", f"{FRAMEWORK}/levels", "Say what each level of judgement means.", ("evaluation",),
            (
                Option("--met", "met", "When a criterion is met.", required=True),
                Option("--largely", "largely", "When it is largely met.", required=True),
                Option("--partly", "partly", "When it is partly met.", required=True),
                Option("--not-met", "notMet", "When it is not met.", required=True),
                REASON,
            ),
            columns=("number", "met", "largely", "partly", "notMet"), rows="rubrics",
        ),
        "add-list": Call(
            "POST", f"{FRAMEWORK}/lists", "Give an evaluation a list of criteria.", ("evaluation", "code", "title"),
            (
                Option("--about", "about", "What the list is about."),
                Option("--language", "language", "In which language it is written.", choices=("nl", "en")),
            ),
        ),
        "prefix": Call("POST", f"{FRAMEWORK}/lists/{{code}}/prefix", "Print codes with the letters of their list.", OF),
    },
    "criterion": {
        "show": Call("GET", CRITERION, "Show a criterion with its history, sources and judgements.", OF),
        "add": Call("POST", f"{FRAMEWORK}/lists/{{list}}/criteria", "Add a criterion to a list.",
                    ("evaluation", "list", "code", "kind", "question"), WORDS, takes_evidence=True),
        "word": Call("POST", f"{CRITERION}/words", "Word a criterion otherwise.",
                     (*OF, "kind", "question", "reason"), WORDS),
        "close": Call("POST", f"{CRITERION}/closing", "Ask a criterion no more.", (*OF, "reason")),
        "split": Call("POST", f"{CRITERION}/split", "Ask each condition by a criterion of its own.", (*OF, "reason"),
                      (Option("--question", "questions", "A question; the first keeps the code. Repeat it.",
                              required=True, several=True),), columns=("code", "printed")),
        "merge": Call("POST", f"{CRITERION}/merge", "Let other criteria go into this one.", (*OF, "reason"),
                      (Option("--other", "others", "Code of one that goes into it. Repeat it.", required=True,
                              several=True),)),
        "bind": Call("POST", f"{CRITERION}/sources", "Bind a criterion to what it is found out from.",
                     (*OF, "kind", "identifier")),
        "unbind": Call("POST", f"{CRITERION}/sources/removal", "Let a source of a criterion go.",
                       (*OF, "kind", "identifier")),
        "norm": Call("POST", f"{CRITERION}/norms", "Fix from when on a criterion is met.", (*OF, "text"), (REASON,)),
        "baseline": Call(
            "POST", f"{CRITERION}/baselines", "Note how it was before.", (*OF, "text"),
            (Option("--measured-on", "measuredOn", "When that was measured: 2023-07-15, 2023-07, 2023."), REASON),
            takes_evidence=True,
        ),
        "judge": Call(
            "POST", f"{CRITERION}/judgements", "Judge a criterion by its norm, on evidence.", (*OF, "level", "text"),
            (Option("--sought", "sought", "Whether evidence against it was looked for.",
                    choices=("not_sought", "none_found", "found")),),
            takes_evidence=True,
        ),
        "check": Call("POST", f"{CRITERION}/judgements/{{number}}/check", "Say that a judgement of another is right.",
                      (*OF, "number")),
        "object": Call("POST", f"{CRITERION}/judgements/{{number}}/objections",
                       "Say why a judgement of another is not right.", (*OF, "number", "text")),
    },
}  # fmt: skip
