"""What can be asked and done about evaluations and published figures from the command line."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

KINDS = (
    "thermometer", "interviews", "group_talks", "stakeholders", "documents", "outcome_map", "registers", "other",
)  # fmt: skip
DIMENSIONS = ("support", "capability", "drive", "first_results", "other")
BROUGHT_IN = Option("--brought-in-by", "broughtInBy", "Who brought it in: a group, not a name.")
OF_MEASUREMENT = (
    Option("--focus", "focus", "What it looks at."),
    Option("--from", "measuredFrom", "From when, as exactly as known."),
    Option("--to", "measuredTo", "Up to and including when."),
)
OF_METHOD = (
    Option("--asked", "asked", "How many are asked.", number=True),
    Option("--came-in", "cameIn", "How many came in.", number=True),
    Option("--note", "note", "People or conversations, and what else to know."),
)
ONE = "/evaluations/{evaluation}"
MEASUREMENT = f"{ONE}/measurements/{{number}}"
METHOD = f"{MEASUREMENT}/methods/{{method}}"
OF_A_METHOD = ("evaluation", "number", "method")

EVALUATION: Mapping[str, Mapping[str, Call]] = {
    "evaluation": {
        "list": Call(
            "GET", "/evaluations", "List the evaluations.",
            columns=("code", "title", "aims", "questions", "measurements"),
        ),
        "show": Call("GET", ONE, "Show one with its aims, questions, measurements and plan.", ("evaluation",)),
        "begin": Call(
            "POST", "/evaluations", "Begin an evaluation; you are its evaluator then.", ("code", "title"),
            (Option("--kind", "kind", "What sort of evaluation it is, in words."),),
        ),
        "evaluator": Call(
            "POST", f"{ONE}/evaluators", "Make someone (by name or identifier) evaluator of it.",
            ("evaluation", "person"),
        ),
        "end-evaluator": Call(
            "POST", f"{ONE}/evaluators/{{role}}/ending", "Let someone be no evaluator any more from a day on.",
            ("evaluation", "role", "until"),
        ),
        "aim": Call("POST", f"{ONE}/aims", "Add an aim.", ("evaluation", "text"), takes_evidence=True),
        "reword-aim": Call(
            "POST", f"{ONE}/aims/{{aim}}/wording", "Word an aim otherwise.", ("evaluation", "aim", "text")
        ),
        "question": Call(
            "POST", f"{ONE}/questions", "Add a question.", ("evaluation", "code", "text"), (BROUGHT_IN,),
            takes_evidence=True,
        ),
        "group": Call(
            "POST", f"{ONE}/groups", "Add a group that can be asked.", ("evaluation", "code", "name"),
            (Option("--inferred", "inferred", "The source does not name it so.", switch=True),), takes_evidence=True,
        ),
        "method": Call(
            "POST", f"{MEASUREMENT}/methods", "Add a method to a measurement.",
            ("evaluation", "number", "code", "name"),
            (Option("--kind", "kind", "What it is.", required=True, choices=KINDS), *OF_METHOD), takes_evidence=True,
        ),
        "rename-group": Call(
            "POST", f"{ONE}/groups/{{group}}/name", "Name a group otherwise.", ("evaluation", "group", "name")
        ),
        "measurement": Call(
            "POST", f"{ONE}/measurements", "Add a measurement.", ("evaluation", "name"), OF_MEASUREMENT,
            takes_evidence=True,
        ),
        "change-measurement": Call(
            "POST", MEASUREMENT, "Tell a measurement otherwise.", ("evaluation", "number", "name"),
            OF_MEASUREMENT,
        ),
        "reword-question": Call(
            "POST", f"{ONE}/questions/{{question}}/wording", "Word a question otherwise.",
            ("evaluation", "question", "text"), (BROUGHT_IN,),
        ),
        "change-method": Call(
            "POST", METHOD, "Tell a method otherwise, and note what came in.", (*OF_A_METHOD, "name"),
            (Option("--kind", "kind", "What it is.", required=True, choices=KINDS), *OF_METHOD),
        ),
        "groups": Call(
            "POST", f"{METHOD}/groups", "Say which groups (codes) a method asks, and which took part.", OF_A_METHOD,
            (
                Option("--planned", "planned", "Is asked. Repeat it.", several=True),
                Option("--took-part", "tookPart", "Took part. Repeat it.", several=True),
                Option("--did-not", "didNot", "Was asked and did not take part. Repeat it.", several=True),
            ),
        ),
        "questions": Call(
            "POST", f"{METHOD}/questions", "Say which questions (codes) a method helps to answer.", OF_A_METHOD,
            (Option("--question", "questions", "A question. Repeat it.", several=True),),
        ),
    },
    "published-figure": {
        "list": Call(
            "GET", "/published-figures", "List what sources tell in figures, with the whole counts that fit each.",
            columns=("evaluation", "code", "percentage", "words", "counted", "fits", "about", "evidence"),
        ),
        "record": Call(
            "POST", f"{ONE}/published-figures",
            "Record a figure as a source gives it, with its place there (--source).", ("evaluation", "code"),
            (
                Option("--words", "words", "The words of the source for the amount."),
                Option("--percentage", "percentage", "The percentage in the source.", required=True, number=True),
                Option("--text", "text", "What it is of, in your own words.", required=True),
                Option("--kind", "kind", "What it is.", choices=("share", "remark", "response")),
                Option("--dimension", "dimension", "Its dimension.", choices=DIMENSIONS),
                Option("--about-so", "approximate", "The source says “about”.", switch=True),
                Option("--figure", "figure", "The figure of the source in which it stands."),
                Option("--negative", "negative", "The share is that of critics.", switch=True),
                Option("--double", "doubleBarrelled", "It asks two things in one.", switch=True),
                Option("--about", "about", "Code on the outcome map. Repeat it.", several=True),
                Option("--measurement", "measurement", "Number of the measurement.", number=True),
                Option("--base-from", "baseFrom", "Its base is at least.", number=True),
                Option("--base-to", "baseTo", "Its base is at most.", number=True),
                Option("--counted", "counted", "How many, only of a response.", number=True),
                Option("--of", "countedOf", "Of how many, only of a response.", number=True),
                Option("--note", "note", "A note."),
            ),
            takes_evidence=True,
        ),
    },
}  # fmt: skip
