"""What can be asked and done from the command line: each command is one call of the programming interface."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option
from vlechtwerk.interfaces.cli.capacity_calls import CAPACITY
from vlechtwerk.interfaces.cli.day_calls import TICKS
from vlechtwerk.interfaces.cli.evaluation_calls import EVALUATION
from vlechtwerk.interfaces.cli.fieldwork_calls import FIELDWORK
from vlechtwerk.interfaces.cli.finding_calls import FINDING_CALLS
from vlechtwerk.interfaces.cli.framework_calls import FRAMEWORK_CALLS
from vlechtwerk.interfaces.cli.instrument_calls import INSTRUMENT_CALLS
from vlechtwerk.interfaces.cli.learning_calls import LEARNING
from vlechtwerk.interfaces.cli.map_calls import GOAL_CALLS, MAP_CALLS
from vlechtwerk.interfaces.cli.measure_calls import MEASURES
from vlechtwerk.interfaces.cli.mechanism_calls import MECHANISM_CALLS
from vlechtwerk.interfaces.cli.promise_calls import GROUNDS, PROMISES
from vlechtwerk.interfaces.cli.report_calls import REPORT
from vlechtwerk.interfaces.cli.result_calls import RESULTS
from vlechtwerk.interfaces.cli.round_calls import ROUNDS
from vlechtwerk.interfaces.cli.round_result_calls import ROUND_RESULTS
from vlechtwerk.interfaces.cli.sharing_calls import SHARING
from vlechtwerk.interfaces.cli.work_calls import IN_ACTIVITIES, WORK

STATUSES = ("planned", "running", "delayed", "closing", "completed", "dissolved")
STATES = ("asked", "taken", "withdrawn")
GOALS = ("yes", "partly", "no", "unknown")
AS_OF = Option("--as-of", "asOf", "The day asked, as 2023-08-31; without it the present day.")
NOTE = Option("--note", "note", "A short note.")
FIRST_DAY = "First day, as 2026-12-01."
SUBJECTS = (
    "planning",
    "capacity",
    "spending",
    "plan",
    "outcome_map",
    "progress_report",
    "covenant",
    "data_source",
    "products",
    "daily",
    "other",
)
WITHIN = ("yes", "no", "unknown")
ABOUT = Option("--about", "subjectKind", "What it is about.", choices=SUBJECTS)
SIZE = Option("--size", "size", "How many days, hours a week or euros.", number=True)
END = "Day on which it ends (not included)."

COMMANDS: Mapping[str, Mapping[str, Call]] = {
    **SHARING,
    **EVALUATION,
    **FIELDWORK,
    **FINDING_CALLS,
    **FRAMEWORK_CALLS,
    **MECHANISM_CALLS,
    "report": REPORT,
    **CAPACITY,
    **PROMISES,
    **RESULTS,
    **MEASURES,
    **LEARNING,
    **TICKS,
    **ROUNDS,
    **ROUND_RESULTS,
    **WORK,
    "activity": {
        **IN_ACTIVITIES,
        "list": Call(
            "GET",
            "/activities",
            "List the activities and how they stand.",
            options=(
                AS_OF,
                Option("--area", "area", "Only this focus area."),
                Option("--status", "status", "Only with this status.", choices=(*STATUSES, "unknown")),
                Option("--goal-reached", "goalReached", "Only with this answer.", choices=GOALS),
                Option("--name", "name", "Only with these words in the present or a former name."),
                Option("--page", "page", "Which page of fifty.", number=True),
            ),
            columns=("code", "name", "status", "goalReached", "mergedInto", "heldUpBy"),
            rows="items",
        ),
        "show": Call("GET", "/activities/{code}", "Show one activity.", ("code",), (AS_OF,)),
        "history": Call(
            "GET",
            "/activities/{code}/statuses",
            "List every change of status, newest first.",
            ("code",),
            columns=("occurredOn", "status", "goalReached", "reason", "recordedBy", "evidence"),
        ),
        "status": Call(
            "POST",
            "/activities/{code}/statuses",
            "Register that an activity got another status.",
            ("code", "status"),
            (
                Option("--on", "occurredOn", "Since when, as exactly as known: 2026-11-24, 2026-11, 2026.", True),
                Option("--reason", "reason", "Why.", required=True),
                Option("--goal-reached", "goalReached", "Whether the goal was reached: yes, partly, no, unknown."),
                Option("--merged-into", "mergedInto", "The activity in which a dissolved one goes on."),
                NOTE,
            ),
            takes_evidence=True,
        ),
        "assign": Call(
            "POST",
            "/activities/{code}/team",
            "Give someone (by identifier) a role in an activity.",
            ("code", "person"),
            (
                Option("--role", "role", "lead, member or adviser."),
                Option("--from", "activeFrom", FIRST_DAY, required=True),
                Option("--until", "activeUntil", END),
            ),
        ),
        "milestone": Call(
            "POST",
            "/activities/{code}/milestones",
            "Name something that it delivers, and plan its date.",
            ("code", "title", "date"),
            takes_evidence=True,
        ),
        "date": Call(
            "POST",
            "/activities/{code}/milestones/{milestone}/dates",
            "Plan a date, move it by a decision, or note or correct when it was reached.",
            ("code", "milestone", "date"),
            (
                Option("--basis", "basis", "planned or happened."),
                Option("--decision", "decision", "The decision (identifier) that moves it."),
                Option("--ground", "ground", "On which ground it moves.", choices=GROUNDS),
                Option("--reason", "reason", "Why; needed for a move and for a correction."),
            ),
            takes_evidence=True,
        ),
        "ask": Call(
            "POST",
            "/activities/{code}/decisions",
            "Put a question about an activity to a body.",
            ("code", "question"),
            (
                Option("--body", "body", "Which body must decide."),
                Option("--days", "agreedDays", "Within how many days, as agreed.", number=True),
                ABOUT,
                SIZE,
            ),
        ),
    },
    "precondition": {
        "list": Call(
            "GET",
            "/preconditions",
            "List the preconditions as they were judged.",
            options=(AS_OF,),
            columns=("code", "title", "verdict", "owner", "ownerBody", "dueOn", "dueNote", "holdsUp"),
        ),
        "show": Call(
            "GET",
            "/preconditions/{code}",
            "Show one with its grounds, its judgements and what it holds up.",
            ("code",),
            (AS_OF,),
        ),
        "history": Call(
            "GET",
            "/preconditions/{code}/judgements",
            "List the judgements on one, newest first.",
            ("code",),
            columns=("judgedOn", "verdict", "period", "note", "recordedBy", "evidence"),
        ),
        "judge": Call(
            "POST",
            "/preconditions/{code}/judgements",
            "Judge how far one was met: not_met, partly_met, divided, met or unknown.",
            ("code", "verdict"),
            (
                Option("--period", "period", "Over which period.", required=True),
                Option("--on", "judgedOn", "Date of the judgement.", required=True),
                NOTE,
            ),
            takes_evidence=True,
        ),
    },
    "source": {
        "list": Call(
            "GET", "/sources", "List the documents under everything.", columns=("code", "title", "kind", "datedOn")
        ),
        "resting": Call(
            "GET",
            "/sources/{code}/resting",
            "List what rests on one.",
            ("code",),
            columns=("holderKind", "code", "title", "detail", "locator"),
        ),
    },
    "plan": {"show": Call("GET", "/plan", "Show what the partnership wants.")},
    "map": MAP_CALLS,
    "goal": GOAL_CALLS,
    "instrument": INSTRUMENT_CALLS,
    "organisation": {
        "list": Call("GET", "/organisations", "List the organisations.", columns=("code", "name", "kind")),
    },
    "body": {
        "list": Call(
            "GET",
            "/bodies",
            "List the bodies.",
            options=(AS_OF,),
            columns=("code", "name", "level", "existsSince", "decides", "members"),
        ),
        "show": Call(
            "GET", "/bodies/{code}", "Show one with what it decides and who sits in it.", ("code",), (AS_OF,)
        ),
    },
    "department": {
        "list": Call("GET", "/departments", "List the departments.", columns=("code", "name", "evidence")),
    },
    "person": {
        "list": Call(
            "GET",
            "/people",
            "List who takes part.",
            options=(AS_OF,),
            columns=("id", "name", "appointments", "seats"),
        ),
        "show": Call("GET", "/people/{person}", "Show one person, by name or identifier.", ("person",)),
        "add": Call("POST", "/people", "Register someone who takes part.", ("name", "email")),
        "appoint": Call(
            "POST",
            "/people/{person}/appointments",
            "Give someone a function at an organisation.",
            ("person", "organisation", "function"),
            (
                Option("--from", "appointedFrom", FIRST_DAY, required=True),
                Option("--until", "appointedUntil", END),
                Option("--capacity", "capacity", "In which capacity of the organisation."),
                Option("--department", "department", "Code of the department."),
                Option("--title", "title", "How the function is called."),
                Option("--level", "level", "strategic, tactical, operational or advisory."),
                Option("--manager", "manager", "The responsible manager (identifier)."),
            ),
        ),
        "end-appointment": Call(
            "POST",
            "/appointments/{appointment}/ending",
            "End an appointment; seats end with the last one.",
            ("appointment",),
            (
                Option("--until", "until", END, required=True),
                Option("--reason-kind", "reasonKind", "end_of_term, other_work, uncertainty, recalled, other.", True),
                Option("--explanation", "explanation", "Only the responsible manager reads this."),
            ),
        ),
        "seat": Call(
            "POST",
            "/people/{person}/seats",
            "Give someone a seat in a body.",
            ("person", "body"),
            (
                Option("--role", "role", "chair, member, secretary or adviser."),
                Option("--from", "seatedFrom", FIRST_DAY, required=True),
                Option("--until", "seatedUntil", END),
            ),
        ),
        "end-seat": Call(
            "POST",
            "/seats/{seat}/ending",
            "End a seat.",
            ("seat",),
            (Option("--until", "until", END, required=True),),
        ),
    },
    "mandate": {
        "list": Call(
            "GET",
            "/mandates",
            "List who may decide what.",
            options=(AS_OF,),
            columns=("id", "subject", "subjectKinds", "limit", "limits", "body", "person"),
        ),
        "grant": Call(
            "POST",
            "/mandates",
            "Grant a mandate that rests on a decision.",
            ("subject",),
            (
                Option("--body", "body", "The body that holds it."),
                Option("--person", "person", "Or the person (identifier) who holds it."),
                Option("--granted-by", "grantedBy", "The decision (identifier) that grants it.", required=True),
                Option(
                    "--about", "subjectKinds", "Which kind it is about; more than once.", several=True, choices=SUBJECTS
                ),
                Option("--limit", "limit", "At most how much in one decision, of one kind.", number=True),
                Option("--limits", "limits", "Within which limits, in words."),
                Option("--from", "mandatedFrom", "First day."),
                Option("--until", "mandatedUntil", END),
            ),
        ),
        "answer": Call(
            "GET",
            "/mandate-answer",
            "Answer whether a body or person may decide about a kind of subject.",
            options=(
                Option("--about", "kind", "What it is about.", required=True, choices=SUBJECTS),
                SIZE,
                Option("--body", "body", "The body that would decide."),
                Option("--person", "person", "Or the person (identifier) who would."),
                AS_OF,
            ),
        ),
        "end": Call(
            "POST",
            "/mandates/{mandate}/ending",
            "End a mandate.",
            ("mandate",),
            (Option("--until", "until", END, required=True),),
        ),
    },
    "decision": {
        "list": Call(
            "GET",
            "/decisions",
            "List what was asked and decided.",
            options=(
                AS_OF,
                Option("--state", "state", "Only in this state.", choices=STATES),
                Option("--within", "withinMandate", "Only within the mandate, or not.", choices=WITHIN),
            ),
            columns=("id", "question", "state", "body", "askedOn", "decidedOn", "result", "withinMandate"),
        ),
        "ask": Call(
            "POST",
            "/decisions",
            "Put a question to a body.",
            ("question",),
            (
                Option("--body", "body", "Which body must decide."),
                Option("--days", "agreedDays", "Within how many days, as agreed.", number=True),
                ABOUT,
                SIZE,
            ),
        ),
        "take": Call(
            "POST",
            "/decisions/{decision}/taking",
            "Take a decision: yes, conditional or no.",
            ("decision", "result"),
            (
                Option("--on", "decidedOn", "The day of the decision.", required=True),
                Option("--mandate", "mandate", "The mandate (identifier) that it uses."),
                Option("--outcome", "outcome", "What exactly was decided."),
                Option("--reasons", "reasons", "Why."),
            ),
        ),
        "forward": Call(
            "POST", "/decisions/{decision}/forwarding", "Send a question on to another body.", ("decision", "body")
        ),
        "remind": Call(
            "POST", "/decisions/{decision}/reminders", "Remind those who decide; once a day.", ("decision",)
        ),
        "times": Call(
            "GET",
            "/lead-times",
            "List per body how long decisions take and what waits.",
            options=(AS_OF,),
            columns=("body", "taken", "waiting", "longerThanAgreed", "longestWait"),
        ),
        "withdraw": Call(
            "POST", "/decisions/{decision}/withdrawal", "Withdraw your own question.", ("decision",)
        ),
    },
}  # fmt: skip

SEARCH = Call(
    "POST", "/_search", "Find records by a name that they have or had, also mistyped, or by words in them.", ("words",),
    (Option("--kind", "kind", "Only of this kind: activity, goal, task, method, promise, outside_body and so on."),),
    columns=("kind", "code", "title", "foundAs", "detail"),
)  # fmt: skip
EXPORT = Call(
    "GET", "/export", "Write every record that you may read to FILE (or - for the screen).", ("file",), keeps_in="file"
)
