"""What can be asked and done every day from the command line: tasks, remarks, what is told, steps and notices."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

TASK = "/tasks/{task}"
NOTE = Option("--note", "note", "A note; what is dropped says why.")
DUE = Option("--due", "dueOn", "By when, as 2026-12-01.")
KINDS = "mentioned, task_given, decision_waiting, decision_taken, date_moved, reminded, report_returned"
STATES = ("open", "late", "done", "dropped", "all")
WAITS = ("kind", "title", "activities", "on", "since", "due", "daysWaited", "daysAgreed", "remindedOn")

IN_ACTIVITIES: Mapping[str, Call] = {
    "waiting": Call("GET", "/activities/{code}/waiting", "List what waits on whom.", ("code",), columns=WAITS),
    "tell": Call(
        "POST",
        "/activities/{code}/entries",
        "Tell what was done, said, prepared or found, with its ground.",
        ("code", "kind", "text"),
        (
            Option("--ground", "ground", "opinion, self_report, register or measured_effect.", required=True),
            Option("--on", "occurredOn", "When, as exactly as known: 2026-11-24, 2026-11, 2026."),
        ),
        takes_evidence=True,
    ),
    "steps": Call(
        "GET", "/activities/{code}/steps", "List the steps that it is or was in.", ("code",),
        columns=("id", "step", "startedOn", "endedOn"),
    ),
    "begin-step": Call(
        "POST",
        "/activities/{code}/steps",
        "Note that it is in a step: insight, identification or intervention.",
        ("code", "step"),
        (Option("--on", "startedOn", "Since when, as exactly as known.", required=True),),
    ),
    "end-step": Call(
        "POST",
        "/steps/{step}/ending",
        "Note since when it is no longer in a step (identifier).",
        ("step",),
        (Option("--on", "endedOn", "Until when, as exactly as known.", required=True),),
    ),
    "remarks": Call(
        "GET", "/activities/{code}/remarks", "List the comments, and the notes that you may read.", ("code",),
        columns=("id", "writtenAt", "writtenBy", "teamOnly", "text", "mentioned"),
    ),
    "remark": Call(
        "POST",
        "/activities/{code}/remarks",
        "Write a comment; an @ before a name mentions someone.",
        ("code", "text"),
        (
            Option("--note", "teamOnly", "A note: for the team and the director only.", switch=True),
            Option("--mention", "mentioned", "Also tell this person (name or identifier). Repeat it.", several=True),
        ),
    ),
    "withdraw-remark": Call(
        "POST", "/remarks/{remark}/withdrawal", "Take back what you wrote (identifier).", ("remark",)
    ),
    "timeline": Call(
        "GET",
        "/timeline",
        "List all activities in time: their statuses and dates.",
        options=(
            Option("--as-of", "asOf", "The day asked, as 2023-08-31; without it the present day."),
            Option("--area", "area", "Only this focus area."),
            Option("--page", "page", "Which page of a hundred.", number=True),
        ),
        columns=("code", "name", "statuses", "dates"),
    ),
}  # fmt: skip

WORK: Mapping[str, Mapping[str, Call]] = {
    "task": {
        "list": Call(
            "GET",
            "/tasks",
            "List the tasks that are to be done.",
            options=(
                Option("--state", "state", "How far they are.", choices=STATES),
                Option("--mine", "mine", "Only your own.", switch=True),
                Option("--owner", "owner", "Only of this person (name or identifier)."),
                Option("--activity", "activity", "Only of this activity (code)."),
                Option("--page", "page", "Which page of fifty.", number=True),
            ),
            columns=("id", "title", "activity", "owner", "dueOn", "state"),
            rows="items",
        ),
        "show": Call("GET", TASK, "Show one task with every change of it.", ("task",)),
        "give": Call(
            "POST",
            "/activities/{code}/tasks",
            "Give someone (by name or identifier) a task in an activity.",
            ("code", "title", "owner"),
            (
                DUE,
                Option("--milestone", "milestone", "The date (identifier) that it is for."),
                Option("--entry", "entry", "The intention (identifier) that it comes from."),
            ),
        ),
        "end": Call(
            "POST",
            f"{TASK}/ending",
            "Call a task done or dropped.",
            ("task",),
            (Option("--state", "state", "done or dropped.", choices=("done", "dropped")), NOTE),
        ),
        "give-on": Call(
            "POST",
            f"{TASK}/owner",
            "Give a task to someone else (by name or identifier), or another date.",
            ("task", "owner"),
            (DUE, NOTE),
        ),
        "remind": Call("POST", f"{TASK}/reminders", "Remind its owner; once a day.", ("task",)),
    },
    "waiting": {
        "show": Call("GET", "/waiting", "Show what waits for you, and what waits on others."),
        "reminders": Call(
            "GET", "/reminders", "List the reminders that were sent, newest first.",
            columns=("sentAt", "sentBy", "people", "task", "decision", "advice", "report", "activity"),
        ),
    },
    "notification": {
        "list": Call(
            "GET", "/notices", "List of what you are told.",
            columns=("kind", "subject", "at", "seen", "by", "activities", "title"),
        ),
        "seen": Call(
            "POST",
            "/notices/seen",
            "Note that you saw one notice, or all of them.",
            options=(
                Option("--kind", "kind", "Only of this kind."),
                Option("--subject", "subject", "Only what is about this record (identifier)."),
                Option("--since", "since", "Only what came from this moment on (2026-11-29T09:00:00Z)."),
                Option("--until", "until", "Only what came until this moment."),
            ),
        ),
        "digest": Call("GET", "/digest", "Show of what you are told by e-mail."),
        "choose-digest": Call(
            "POST",
            "/digest",
            "Choose how often you are told by e-mail: never, daily or weekly.",
            ("howOften",),
            (
                Option("--kind", "kinds", f"Of this: {KINDS}. Repeat it.", several=True),
                Option("--language", "language", "In which language.", choices=("nl", "en")),
            ),
        ),
    },
}  # fmt: skip
