"""What can be asked and done about results, methods, the added value and the surroundings from the command line."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

AS_OF = Option("--as-of", "asOf", "The day asked, as 2023-08-31; without it the present day.")
OF_ACTIVITY = Option("--activity", "activity", "Only of this activity.")
IN_AREA = Option("--area", "area", "Only in this focus area.")
WORDS = Option("--words", "words", "Only with these words.")
REACHES = ("local", "regional", "national", "international", "not_stated")
POSITIONS = ("follow", "complement", "overlap", "unclear")
NEEDS = ("data", "people", "legal_basis", "means", "law_change", "no_law_change")
SINCE = Option("--since", "usedFrom", "Since when, as exactly as known.")
TEXT_OF_METHOD = (
    Option("--does", "does", "What it does.", required=True),
    Option("--when", "whenToUse", "When to use it."),
    Option("--data", "needsData", "Which data it needs."),
    Option("--people", "needsPeople", "Which people."),
    Option("--legal-basis", "needsLegalBasis", "Which legal basis."),
    Option("--means", "needsMeans", "Which means."),
    Option("--law-change", "lawChange", "Whether a law must change first.", choices=("yes", "no", "unknown")),
    Option("--which-law", "whichLaw", "Which law, and how."),
    Option("--steps", "steps", "The steps, one a line."),
    Option("--failed", "whatFailed", "What failed."),
)
BECAUSE = Option("--because", "because", "Why.", required=True)

RESULTS: Mapping[str, Mapping[str, Call]] = {
    "product": {
        "list": Call(
            "GET", "/products", "List what was produced.", options=(AS_OF, OF_ACTIVITY, IN_AREA, WORDS),
            columns=("id", "activity", "title", "kind", "madeOn", "forWhom", "uses"),
        ),
        "add": Call(
            "POST", "/activities/{code}/products", "Register something that an activity produced.",
            ("code", "title", "kind"),
            (
                Option("--about", "about", "What is in it."),
                Option("--on", "madeOn", "When it was ready, as exactly as known."),
                Option("--for", "forWhom", "For whom."),
                Option("--address", "documentAddress", "Where it can be read: https://…"),
            ),
            takes_evidence=True,
        ),
        "use": Call(
            "POST", "/products/{product}/uses", "Note whether a product is used: yes, partly or no.",
            ("product", "inUse"),
            (Option("--by", "byWhom", "By whom."), SINCE, Option("--explanation", "explanation", "Explanation.")),
            takes_evidence=True,
        ),
    },
    "action": {
        "list": Call(
            "GET", "/actions", "List what was done, with its numbers.", options=(AS_OF, OF_ACTIVITY, IN_AREA, WORDS),
            columns=("id", "activity", "title", "doneOn", "counts"),
        ),
        "add": Call(
            "POST", "/activities/{code}/actions", "Register something that an activity did.", ("code", "title"),
            (Option("--on", "doneOn", "When, as exactly as known."), Option("--with", "withWhom", "With whom.")),
            takes_evidence=True,
        ),
        "count": Call(
            "POST", "/actions/{action}/counts", "Register a number that tells of an action.",
            ("action", "number", "unit", "definition"),
            (
                Option("--ground", "ground", "How it is known.", required=True, choices=("register", "self_report")),
                Option("--from", "countedFrom", "First date that is counted."),
                Option("--until", "countedUntil", "Last date that is counted along."),
            ),
            takes_evidence=True,
        ),
        "correct": Call(
            "POST", "/counts/{count}/corrections", "Correct a number by a new one; both stay.", ("count", "number"),
            (Option("--reason", "reason", "What was wrong.", required=True),),
            takes_evidence=True,
        ),
    },
    "method": {
        "list": Call(
            "GET", "/methods", "Find methods.",
            options=(
                AS_OF, WORDS, IN_AREA, OF_ACTIVITY,
                Option("--need", "need", "Only with this need.", choices=NEEDS),
                Option("--state", "state", "Only tried so far.", choices=("idea", "tried", "proven", "not_everywhere")),
            ),
            columns=("code", "title", "developedIn", "state", "lawChange", "uses"),
        ),
        "show": Call("GET", "/methods/{code}", "Show one with where it was used.", ("code",), (AS_OF,)),
        "describe": Call(
            "POST", "/methods", "Write down a method.", ("code", "title"),
            (
                *TEXT_OF_METHOD,
                Option("--made-in", "developedIn", "The activity in which it was made."),
                Option("--contact", "contactFunction", "Who can tell more: a function."),
            ),
            takes_evidence=True,
        ),
        "rewrite": Call(
            "POST", "/methods/{code}/versions", "Add a version; the former ones stay.", ("code",),
            (*TEXT_OF_METHOD, Option("--change", "change", "What is other than before, and why.", required=True)),
            takes_evidence=True,
        ),
        "take-up": Call(
            "POST", "/methods/{code}/uses", "Let an activity take up a method.", ("code", "activity"),
            (Option("--reason", "reason", "Why.", required=True), SINCE),
            takes_evidence=True,
        ),
        "trial": Call(
            "POST", "/methods/{code}/trials", "Note who tried a method.", ("code",),
            (
                Option("--activity", "activity", "In which activity."),
                Option("--by", "byWhom", "Or by whom outside."),
                SINCE,
            ),
            takes_evidence=True,
        ),
        "outcome": Call(
            "POST", "/method-uses/{use}/outcomes",
            "Tell what came of a use: works_here, partly, does_not or stopped.", ("use", "outcome"),
            (BECAUSE, Option("--on", "toldOn", "Of when this is.")),
            takes_evidence=True,
        ),
    },
    "value": {
        "list": Call(
            "GET", "/value-elements", "List the elements of the added value.", options=(AS_OF,),
            columns=("code", "name", "worth", "retiredOn"),
        ),
        "add": Call("POST", "/value-elements", "Add an element.", ("code", "name", "explanation"), takes_evidence=True),
        "reword": Call(
            "POST", "/value-elements/{code}/wordings", "Give an element another wording.",
            ("code", "name", "explanation"), (Option("--reason", "reason", "Why.", required=True),),
            takes_evidence=True,
        ),
        "retire": Call(
            "POST", "/value-elements/{code}/ending", "Take an element out of the model.", ("code", "until"), (BECAUSE,)
        ),
        "say": Call(
            "POST", "/value-elements/{code}/points",
            "Say of an element what supports it, is hoped, speaks against it, or is its condition.",
            ("code", "kind", "text"), (Option("--said-by", "saidBy", "By whom, in the words of the source."),),
            takes_evidence=True,
        ),
        "drop": Call("POST", "/value-points/{point}/ending", "Drop what is said.", ("point",), (BECAUSE,)),
        "pages": Call(
            "GET", "/value-publications", "List the pages about it.",
            columns=("number", "title", "state", "asOf", "checksum", "approvedAs", "withdrawnAt"),
        ),
        "draft": Call(
            "POST", "/value-publications", "Begin a page.", ("title",),
            (Option("--introduction", "introduction", "What stands above it."),),
        ),
        "revise": Call(
            "POST", "/value-publications/{number}/draft", "Write in a draft.", ("number", "title"),
            (Option("--introduction", "introduction", "What stands above it."),),
        ),
        "put-up": Call(
            "POST", "/value-publications/{number}/putting-up", "Freeze a draft and put it up for approval.", ("number",)
        ),
        "approve": Call(
            "POST", "/value-publications/{number}/approval", "Publish the text with this checksum.",
            ("number", "checksum"),
        ),
        "return": Call(
            "POST", "/value-publications/{number}/return", "Return a page to its writers.", ("number",), (BECAUSE,)
        ),
        "withdraw": Call(
            "POST", "/value-publications/{number}/withdrawal", "Withdraw a published page.", ("number",), (BECAUSE,)
        ),
    },
    "theme": {
        "list": Call(
            "GET", "/themes", "List the themes, with what of ours works on each.",
            columns=("code", "name", "focusAreas", "activities"),
        ),
        "add": Call("POST", "/themes", "Name a theme.", ("code", "name")),
        "own": Call(
            "POST", "/themes/{code}/own", "Say that a focus area or activity of ours works on a theme.", ("code",),
            (Option("--focus-area", "focusArea", "Code of the focus area."),
             Option("--activity", "activity", "Or of the activity.")),
        ),
    },
    "outside": {
        "list": Call(
            "GET", "/outside-bodies", "Find who already does this.",
            options=(
                AS_OF,
                Option("--theme", "theme", "Only on this theme."),
                Option("--reach", "reach", "Only at this level.", choices=REACHES),
                Option("--region", "region", "Only in this region."),
                Option("--kind", "kind", "Only of this kind."),
                Option("--position", "position", "Only with whom we relate so.", choices=POSITIONS),
                WORDS,
            ),
            columns=("code", "name", "kind", "reach", "region", "activities", "agreements"),
        ),
        "show": Call("GET", "/outside-bodies/{code}", "Show one, and how we relate to it.", ("code",), (AS_OF,)),
        "add": Call(
            "POST", "/outside-bodies", "Register a body that was not known yet.", ("code", "name", "kind"),
            (
                Option("--role", "role", "What it is for."),
                Option("--reach", "reach", "Its level.", choices=REACHES),
                Option("--region", "region", "Its region."),
                Option("--contact", "contactFunction", "Whom to ask for: a function."),
            ),
            takes_evidence=True,
        ),
        "role": Call(
            "POST", "/outside-bodies/{code}/roles", "Say what a body does on a theme.", ("code", "theme", "what"),
            (
                Option("--reach", "reach", "At which level.", choices=REACHES),
                Option("--region", "region", "In which region."),
                Option("--since", "since", "Since when."),
                Option("--until", "until", "Until when."),
            ),
            takes_evidence=True,
        ),
        "position": Call(
            "POST", "/outside-bodies/{code}/positions",
            "Say how we relate to a body: follow, complement, overlap or unclear.",
            ("code", "position", "explanation"), (Option("--on", "saidOn", "Of when this is."),),
            takes_evidence=True,
        ),
    },
    "agreement": {
        "list": Call(
            "GET", "/agreements", "List what is agreed with whom.", options=(AS_OF,),
            columns=("id", "title", "kind", "bodies", "agreedFrom", "agreedUntil", "activities"),
        ),
        "add": Call(
            "POST", "/agreements", "Note what was agreed.", ("title", "kind"),
            (
                Option("--with", "bodies", "With which body; repeat it.", required=True, several=True),
                Option("--about", "about", "About what."),
                Option("--from", "agreedFrom", "From when."),
                Option("--until", "agreedUntil", "Until when (not included)."),
                Option("--address", "documentAddress", "Where it can be read: https://…"),
            ),
            takes_evidence=True,
        ),
        "activity": Call(
            "POST", "/agreements/{agreement}/activities", "Say that an activity works under an agreement.",
            ("agreement", "activity"),
        ),
    },
}  # fmt: skip
