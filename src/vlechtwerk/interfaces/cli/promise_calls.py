"""What can be asked and done with advice, promises and the planning from the command line."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

AS_OF = Option("--as-of", "asOf", "The day asked, as 2023-08-31; without it the present day.")
GROUNDS = ("capacity", "legal", "data", "decision", "scope", "outside", "other")

PROMISES: Mapping[str, Mapping[str, Call]] = {
    "planning": {
        "show": Call(
            "GET",
            "/planning",
            "Show which dates moved, how often, how far and why.",
            options=(
                AS_OF,
                Option("--area", "area", "Only this focus area."),
                Option("--activity", "activity", "Only this activity."),
                Option("--ground", "ground", "Only what moved on this ground.", choices=GROUNDS),
            ),
        ),
        "list": Call(
            "GET",
            "/planning",
            "List the milestones: first planned, now planned, reached.",
            options=(
                AS_OF,
                Option("--area", "area", "Only this focus area."),
                Option("--activity", "activity", "Only this activity."),
                Option("--ground", "ground", "Only what moved on this ground.", choices=GROUNDS),
            ),
            columns=("activity", "title", "firstPlanned", "nowPlanned", "reached", "moved", "metWithinAWeek"),
            rows="items",
        ),
    },
    "advice": {
        "list": Call(
            "GET",
            "/advice",
            "List the advice asked and given.",
            options=(AS_OF,),
            columns=("id", "question", "body", "askedOn", "givenOn", "followed"),
        ),
        "ask": Call(
            "POST",
            "/advice",
            "Ask an advisory body for advice.",
            ("body", "question"),
            (
                Option("--for", "askingBody", "For which body you ask."),
                Option("--due", "dueOn", "The day by which it is wanted."),
                Option("--decision", "decision", "The question (identifier) to be decided that it is for."),
                Option("--activity", "activity", "The activity that it is about."),
            ),
        ),
        "draft": Call("POST", "/advice/{advice}/drafts", "Write a draft that only the body reads.", ("advice", "text")),
        "give": Call(
            "POST",
            "/advice/{advice}/giving",
            "Give the advice; every member reads it.",
            ("advice", "text"),
            (Option("--on", "givenOn", "The day of the advice.", required=True),),
            takes_evidence=True,
        ),
        "remind": Call("POST", "/advice/{advice}/reminders", "Remind those who advise; once a day.", ("advice",)),
        "weigh": Call(
            "POST",
            "/advice/{advice}/weighing",
            "Say whether it was followed: yes, partly or no.",
            ("advice", "followed"),
            (
                Option("--why", "why", "Why; needed when it is not followed in full."),
                Option("--decision", "decision", "The decision (identifier) in which it was weighed."),
            ),
        ),
    },
    "promise": {
        "list": Call(
            "GET",
            "/promises",
            "List what was promised outside, overdue first.",
            options=(AS_OF,),
            columns=("id", "text", "recipient", "dueOn", "overdueDays", "state", "responsible"),
        ),
        "make": Call(
            "POST",
            "/promises",
            "Register what was promised.",
            ("text", "recipient"),
            (
                Option("--organisation", "organisation", "To which organisation."),
                Option("--made-by", "madeBy", "Who promised it."),
                Option("--made-on", "madeOn", "When it was promised, as exactly as known."),
                Option("--due", "dueOn", "For when, as exactly as known."),
                Option("--responsible", "responsible", "Who sees to it (identifier)."),
                Option("--activity", "activity", "The activity that it is about."),
                Option("--focus-area", "focusArea", "Or the focus area."),
            ),
            takes_evidence=True,
        ),
        "follow": Call(
            "POST",
            "/promises/{promise}/steps",
            "Say what became of it: kept, partly, moved or withdrawn.",
            ("promise", "kind"),
            (
                Option("--on", "occurredOn", "When.", required=True),
                Option("--reason", "reason", "Why; needed unless it was kept."),
                Option("--due", "dueOn", "The new date of one that is moved."),
                Option("--decision", "decision", "The decision (identifier) that moves it."),
            ),
            takes_evidence=True,
        ),
    },
}  # fmt: skip
