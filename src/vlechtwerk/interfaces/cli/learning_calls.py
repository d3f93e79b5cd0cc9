"""What can be asked and done about the learning agenda, sessions, trials and lists from the command line."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import LEVELS, Call, Option

ONE = "/evaluations/{evaluation}"
AGENDA = f"{ONE}/agenda"
DRAFT = f"{AGENDA}/draft"
QUESTION = f"{DRAFT}/questions/{{code}}"
SESSION = f"{ONE}/sessions/{{code}}"
OF = ("evaluation", "code")
REASON = Option("--reason", "reason", "Why: it stays with the question.", required=True)
BARRIER = Option("--barrier", "barrier", "What stands in the way.")
LEVEL = Option("--level", "levels", "At which level. Repeat it.", several=True, choices=LEVELS)
OWNER = Option("--owner", "owner", "Who has it (name or identifier).")
QUESTION_OPTIONS = (
    BARRIER,
    LEVEL,
    Option("--point", "point", "Code of the learning point."),
    Option("--raised-by", "raisedBy", "Who raised it: a group, not a name."),
    Option("--action", "actions", "A small action, doable by the group itself. Repeat it.", several=True),
    Option("--about", "about", "Code on the outcome map. Repeat it.", several=True),
    OWNER,
    Option("--comes-back-on", "comesBackOn", "The day on which it comes back."),
)
TRIAL_OPTIONS = (
    Option("--what", "what", "What changes."),
    Option("--until", "untilOn", "The last day of it."),
    Option("--known-by", "knownBy", "How we would know whether it works."),
    OWNER,
)

LEARNING: Mapping[str, Mapping[str, Call]] = {
    "agenda": {
        "show": Call("GET", AGENDA, "Show the learning agenda with all its versions, insights and trials.",
                     ("evaluation",)),
        "point": Call(
            "POST", f"{AGENDA}/points", "Add a learning point.", (*OF, "title"),
            (LEVEL, Option("--level-note", "levelNote", "What the source says of the levels."),
             Option("--reason", "reason", "Why it is one.")), takes_evidence=True,
        ),
        "begin": Call(
            "POST", DRAFT, "Begin a new version: every open question stays until you say otherwise.", ("evaluation",),
            (Option("--session", "session", "The session in which it is written."),),
        ),
        "add": Call(
            "POST", f"{DRAFT}/questions", "Add a question to the draft.", (*OF, "goal"),
            (*QUESTION_OPTIONS, Option("--session", "session", "Code of the session whose proposal it takes up."),
             Option("--proposal", "proposal", "Number of that proposal.", number=True)), takes_evidence=True,
        ),
        "sharpen": Call(
            "POST", f"{QUESTION}/sharpening", "Word a question of the draft otherwise.", (*OF, "goal"),
            (*QUESTION_OPTIONS, Option("--new-code", "newCode", "Another code."), REASON),
        ),
        "split": Call(
            "POST", f"{QUESTION}/splitting", "Split a question of the draft. Repeat the three options per part.", OF,
            (
                Option("--part", "codes", "The code of a part. Repeat it.", several=True, required=True),
                Option("--goal", "goals", "Where it wants to go. Repeat it.", several=True, required=True),
                Option("--barrier", "barriers", "What stands in its way. Repeat it.", several=True, required=True),
                REASON,
            ),
        ),
        "merge": Call(
            "POST", f"{DRAFT}/merging", "Merge questions of the draft into one.", (*OF, "goal"),
            (Option("--merged", "merged", "Code of a question. Repeat it.", several=True, required=True),
             *QUESTION_OPTIONS, REASON),
        ),
        "answer": Call("POST", f"{QUESTION}/answer", "End a question of the draft with its answer.",
                       (*OF, "ending"), takes_evidence=True),
        "drop": Call("POST", f"{QUESTION}/dropping", "End a question of the draft without an answer.",
                     (*OF, "ending")),
        "take-back": Call("POST", f"{QUESTION}/taking-back", "Take back that a question of the draft ended.", OF),
        "owner": Call(
            "POST", f"{AGENDA}/versions/{{number}}/questions/{{code}}/owner",
            "Give a question its owner and the day on which it comes back.",
            ("evaluation", "number", "code", "owner", "comesBackOn"),
        ),
        "adopt": Call("POST", f"{DRAFT}/adoption", "Let the draft be the agenda; it stays as it is.", ("evaluation",)),
        "discard": Call("POST", f"{DRAFT}/discarding", "Throw the draft away.", ("evaluation",)),
    },
    "learning-session": {
        "list": Call("GET", "/learning-sessions", "List the learning sessions.",
                     columns=("evaluation", "code", "name", "heldOn", "state")),
        "prepare": Call(
            "POST", f"{ONE}/sessions", "Prepare a session.", (*OF, "name", "asks", "heldOn"),
            (Option("--choices", "choicesEach", "How many proposals each may choose.", number=True),
             Option("--measurement", "measurement", "Number of the measurement.", number=True)),
        ),
        "participants": Call("GET", f"{SESSION}/participants", "List who takes part.", OF,
                             columns=("id", "name", "organisation", "level", "hasLink")),
        "add": Call(
            "POST", f"{SESSION}/participants", "Let someone take part, of the project or from outside.", OF,
            (Option("--person", "person", "Someone of the project (name or identifier)."),
             Option("--name", "name", "The name of someone from outside."),
             Option("--organisation", "organisation", "Code of the organisation."),
             Option("--level", "level", "Their level.", choices=LEVELS)),
            columns=("id", "name", "organisation", "level", "hasLink"),
        ),
        "links": Call(
            "POST", f"{SESSION}/links", "Give personal links, shown once, to everyone who has none.", OF,
            (Option("--participant", "participants", "Only to this one, anew. Repeat it.", several=True),),
            columns=("name", "url"),
        ),
        "state": Call("POST", f"{SESSION}/state", "Let the group propose, choose, or go home.", (*OF, "state")),
        "proposals": Call("GET", f"{SESSION}/proposals", "List the proposals, most chosen first.", OF,
                          columns=("place", "number", "goal", "barrier", "chosenBy", "merged")),
        "propose": Call("POST", f"{SESSION}/proposals", "Write down what the group proposes.",
                        (*OF, "goal", "barrier"), columns=("place", "number", "goal", "barrier")),
        "merge": Call(
            "POST", f"{SESSION}/proposals/{{number}}/merging", "Put proposals together with this one, in these words.",
            (*OF, "number", "goal", "barrier"),
            (Option("--number", "numbers", "Number of another. Repeat it.", several=True, number=True, required=True),),
            columns=("place", "number", "goal", "barrier", "merged"),
        ),
    },
    "insight": {
        "note": Call(
            "POST", f"{ONE}/insights", "Note what was observed and what it taught.", (*OF, "observation", "text"),
            (Option("--question", "question", "Code of a question of the agenda."),
             Option("--session", "session", "Code of the session.")), takes_evidence=True,
        ),
        "try": Call("POST", f"{ONE}/insights/{{code}}/trials", "Try an insight in an activity.", (*OF, "activity"),
                    TRIAL_OPTIONS),
    },
    "trial": {
        "list": Call("GET", "/trials", "List what is and was tried, and what came out.",
                     columns=("id", "insight", "activity", "what", "untilOn", "owner", "state")),
        "look": Call(
            "POST", "/trials/{trial}/look", "Look at a trial again. One that changes goes on until another day.",
            ("trial", "saw"),
            (Option("--outcome", "outcome", "What is done.", required=True, choices=("kept", "changed", "dropped")),
             Option("--session", "session", "Code of the session."), *TRIAL_OPTIONS,
             Option("--activity", "activity", "Code of the activity in which a changed one goes on, if another.")),
        ),
    },
    "two-lists": {
        "show": Call("GET", f"{ONE}/lists", "List what to solve now and what to keep, per measurement.",
                     ("evaluation",), columns=("id", "measurement", "kind", "text", "owner", "dueOn", "stillToJudge")),
        "add": Call(
            "POST", f"{ONE}/measurements/{{number}}/lists", "Put a point on a list: five at most on each.",
            ("evaluation", "number", "text", "owner", "dueOn"),
            (Option("--list", "kind", "On which list.", required=True, choices=("solve_now", "keep")),
             Option("--group", "groups", "Code of a group that named it. Repeat it.", several=True, required=True)),
        ),
        "judge": Call(
            "POST", f"{ONE}/lists/{{point}}/judgements", "Keep how a group judges a point in a later measurement.",
            ("evaluation", "point", "measurement", "group"),
            (Option("--verdict", "verdict", "How it stands.", required=True, choices=("yes", "partly", "no")),
             Option("--note", "note", "A note.")),
            columns=("id", "kind", "text", "judgements", "stillToJudge"),
        ),
    },
    "published-claim": {
        "list": Call("GET", "/published-claims", "List what sources say that people said; none has a count.",
                     columns=("evaluation", "code", "quoted", "text", "saidIn", "evidence")),
        "record": Call(
            "POST", f"{ONE}/published-claims",
            "Record a claim in your own words, with its place in the source (--source).", (*OF, "text"),
            (
                Option("--quoted", "quoted", "The word of the source for the amount."),
                Option("--no-amount", "withoutAmount", "That word does not say how many.", switch=True),
                Option("--kind", "kind", "What it is.", choices=("claim", "strength")),
                Option("--said-in", "saidIn", "Where it was said.", choices=(
                    "interviews", "additional", "both", "stakeholders", "thermometer", "mixed",
                )),
                Option("--note", "note", "A note."),
            ),
            takes_evidence=True,
        ),
    },
}  # fmt: skip
