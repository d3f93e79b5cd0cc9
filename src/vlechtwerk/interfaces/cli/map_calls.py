"""What can be asked and done about the outcome map and goals: each command is one call of the programming interface."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

AS_OF = Option("--as-of", "asOf", "The day asked, as 2023-08-31; without it the present day.")
DRAFT = "/map-drafts/{code}"
# Where a node has a code of its own.
OF_DRAFT = "/map-drafts/{draft}"
KINDS = (
    "problem", "higher_goal", "focus_area", "precondition", "activity", "output", "observable_effect",
    "effect_on_society",
)  # fmt: skip
LINKS = ("contributes_to", "needs")
NODE = (
    Option("--kind", "kind", "What the node is.", True, choices=KINDS),
    Option("--explanation", "explanation", "An explanation."),
    Option("--area", "focusArea", "Code of the focus area."),
    Option("--below", "parent", "Code of the node that it stands below."),
    Option("--precondition", "precondition", "Code of the precondition that it stands for."),
    Option("--activity", "activities", "Code of an activity that it stands for. Repeat it.", several=True),
    Option("--inferred", "inferred", "Inferred by us, not a node in a source.", switch=True),
)
LINK = (
    Option("--kind", "kind", "What the link says.", choices=LINKS),
    Option("--explanation", "explanation", "An explanation."),
    Option("--assumption", "assumption", "What is assumed."),
    Option("--inferred", "inferred", "Inferred by us, not a link in a source.", switch=True),
)
SEEN = Option("--seen", "seen", "Its checksum as you read it: when someone changed it since, nothing is changed.")
FORMER = Option("--former", "former", "Code of the version that it builds on.")

MAP_CALLS: Mapping[str, Call] = {
    "list": Call(
        "GET", "/map-versions", "List the versions of the outcome map.",
        columns=("code", "name", "adoptedOn", "describedOn"),
    ),
    "show": Call(
        "GET", "/map-versions/{code}", "Show a version with its nodes, links and sources, as of a day.", ("code",),
        (AS_OF,),
    ),
    "export": Call(
        "GET", "/map-versions/{code}/file/{form}", "Write a version to FILE, as json or xlsx, to be taken in again.",
        ("code", "form", "file"), keeps_in="file",
    ),
    "compare": Call(
        "GET", "/map-comparison", "Lay two versions, or a version and a draft, side by side.",
        options=(
            Option("--before", "before", "Code of the first.", True),
            Option("--after", "after", "Code of the second.", True),
        ),
        columns=("change", "before", "after", "moved"), rows="nodes",
    ),
    "drafts": Call(
        "GET", "/map-drafts", "List the versions that are being written.",
        columns=("code", "name", "state", "former", "body", "changedBy"),
    ),
    "draft": Call(
        "POST", "/map-drafts", "Start a draft that copies a version.", ("former", "code", "name"),
        (Option("--note", "note", "What this version is for."),),
    ),
    "show-draft": Call("GET", DRAFT, "Show a draft with its nodes and links.", ("code",)),
    "export-draft": Call(
        "GET", f"{DRAFT}/file/{{form}}", "Write a draft to FILE, as json or xlsx, to be taken in again.",
        ("code", "form", "file"), keeps_in="file",
    ),
    "import": Call(
        "POST", "/map-drafts/_import", "Take in a map from FILE (JSON or a workbook) as a draft.", ("file",),
        (
            Option("--code", "code", "Short code of the draft.", True),
            Option("--name", "name", "Name of the version.", True),
            FORMER,
            Option("--same-codes", "sameCodes", "Nodes come from the former nodes that have their codes.", switch=True),
        ),
        sends_file="file",
    ),
    "add-node": Call("POST", f"{OF_DRAFT}/nodes", "Put a node on a draft.", ("draft", "code", "title"), NODE),
    "change-node": Call(
        "POST", f"{OF_DRAFT}/node-changes", "Say anew what a node of a draft is.", ("draft", "code", "title"),
        (*NODE, SEEN),
    ),
    "drop-node": Call("POST", f"{OF_DRAFT}/node-drops", "Take a node off a draft with its links.", ("draft", "code")),
    "split-node": Call(
        "POST", f"{OF_DRAFT}/node-splits", "Split a node of a draft.", ("draft", "code"),
        (Option("--part", "parts", "A part, as CODE=title. Repeat it.", True, several=True),),
    ),
    "merge-nodes": Call(
        "POST", f"{OF_DRAFT}/node-mergers", "Merge nodes of a draft into one.", ("draft", "code", "title"),
        (Option("--node", "codes", "Code of a node that is merged. Repeat it.", True, several=True),),
    ),
    "add-link": Call("POST", f"{OF_DRAFT}/links", "Draw a link on a draft.", ("draft", "fromNode", "toNode"), LINK),
    "change-link": Call(
        "POST", f"{OF_DRAFT}/link-changes", "Explain a link of a draft otherwise.", ("draft", "fromNode", "toNode"),
        (*LINK, SEEN),
    ),
    "drop-link": Call(
        "POST", f"{OF_DRAFT}/link-drops", "Take a link off a draft.", ("draft", "fromNode", "toNode"), LINK[:1]
    ),
    "ask": Call(
        "POST", f"{DRAFT}/asking", "Ask a body to adopt a draft.", ("code", "body"),
        (
            Option("--question", "question", "The question, which every member reads."),
            Option("--days", "agreedDays", "Within how many days, as agreed.", number=True),
        ),
    ),
    "adopt": Call(
        "POST", f"{DRAFT}/adoption", "Make the version that the body adopted.", ("code",)
    ),
    "discard": Call("POST", f"{DRAFT}/discarding", "Put a draft aside.", ("code",)),
}  # fmt: skip

PARTS = (
    Option("--who", "who", "Who does it, and with whom."),
    Option("--what", "what", "What changes or comes to be."),
    Option("--how-much", "howMuch", "How many, or how far."),
    Option("--by-when", "byWhen", "The date or period."),
    Option("--how-known", "howKnown", "What would show that it is reached, or not."),
)
LEVELS = ("strategic", "tactical", "operational")

GOAL_CALLS: Mapping[str, Call] = {
    "list": Call(
        "GET", "/goals", "List the goals with how concrete each is.",
        options=(AS_OF, Option("--level", "level", "Only of this level.", choices=LEVELS)),
        columns=("code", "level", "horizon", "text", "filled", "room"),
    ),
    "show": Call("GET", "/goals/{code}", "Show one with its wordings and its room.", ("code",), (AS_OF,)),
    "add": Call(
        "POST", "/goals", "Set a goal.", ("code", "level", "text"),
        (
            *PARTS,
            Option("--horizon", "horizon", "How far ahead it looks."),
            Option("--area", "focusArea", "Code of the focus area."),
            Option("--activity", "activity", "Code of the activity."),
            Option("--serves", "parent", "Code of the goal that it serves."),
        ),
        takes_evidence=True,
    ),
    "word": Call(
        "POST", "/goals/{code}/wordings", "Word one otherwise; parts that are left out are open.", ("code", "text"),
        (Option("--reason", "reason", "Why.", True), *PARTS), takes_evidence=True,
    ),
    "room": Call(
        "POST", "/goals/{code}/room", "Leave one open on purpose.", ("code",),
        (
            Option("--reason", "reason", "Why.", True),
            Option("--until", "lookAgainOn", "The day to look again, as 2027-02-01.", True),
        ),
    ),
    "end-room": Call(
        "POST", "/goals/{code}/room-end", "Say that one is no longer left open.", ("code",),
        (Option("--reason", "reason", "What was learnt, or why.", True),),
    ),
    "compare": Call(
        "POST", "/goals/{code}/fits", "Say how one fits a goal of someone else: agrees, collides or not_compared.",
        ("code", "outsideGoal", "fit"), (Option("--explanation", "explanation", "In what."),),
    ),
    "outside": Call(
        "GET", "/outside-goals", "List the goals of others.", columns=("code", "whose", "text", "evidence")
    ),
    "note": Call(
        "POST", "/outside-goals", "Note a goal of someone else.", ("code", "text"),
        (
            Option("--organisation", "organisation", "Code of the organisation whose goal it is."),
            Option("--party", "party", "Or the name of another party."),
        ),
        takes_evidence=True,
    ),
}  # fmt: skip
