"""Commands about reports, of progress and of evaluations: each is one call of the programming interface."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

CODE = ("code",)
ONE = "/progress-reports/{code}"
CHAPTERS = "/evaluations/{evaluation}/report-chapters"
BUILT = "/evaluations/{evaluation}/reports"
TEMPLATE = "/evaluations/{evaluation}/report-template"
LANGUAGE = Option("--language", "language", "Language of the report.", choices=("nl", "en"))

REPORT: Mapping[str, Call] = {
    "list": Call(
        "GET",
        "/progress-reports",
        "List the progress reports, newest period first.",
        columns=("code", "title", "state", "approvingBody", "gatheredAt"),
    ),
    "show": Call("GET", ONE, "Show what you may read of a report.", CODE),
    "draft": Call(
        "POST",
        "/progress-reports",
        "Draft a report over the four months from a day (2026-05-01).",
        ("periodFrom", "approvingBody"),
        (Option("--language", "language", "Language of the report.", choices=("nl", "en")),),
    ),
    "gather": Call("POST", f"{ONE}/facts", "Let a job gather the facts of a report anew.", CODE),
    "words": Call(
        "POST",
        f"{ONE}/words",
        "Write the words at an activity, or at the whole.",
        CODE,
        (
            Option("--activity", "activity", "Code of the activity; without it the whole."),
            Option("--text", "text", "File with the words; - reads what is typed.", True, text_file=True),
            Option("--seen", "seen", "The version of the words that you had before you.", number=True),
        ),
    ),
    "remind": Call(
        "POST",
        f"{ONE}/reminders",
        "Remind who writes at an activity of the words that are awaited; once a day.",
        ("code", "activity"),
    ),
    "submit": Call("POST", f"{ONE}/submission", "Put a report to the body that is to approve it.", CODE),
    "approve": Call(
        "POST",
        f"{ONE}/approval",
        "Approve a report within a mandate, and freeze it.",
        CODE,
        (Option("--mandate", "mandate", "Identifier of the mandate."),),
    ),
    "return": Call(
        "POST",
        f"{ONE}/return",
        "Return a report to its writers.",
        CODE,
        (
            Option("--reasons", "reasons", "What has to be mended.", True),
            Option("--mandate", "mandate", "Identifier of the mandate."),
        ),
    ),
    "file": Call(
        "GET",
        f"{ONE}/files/{{form}}/{{kind}}",
        "Keep a file of a frozen report: full, partners or parliament; html, pdf or docx.",
        ("code", "form", "kind", "file"),
        keeps_in="file",
    ),
    "manifest": Call(
        "GET", f"{ONE}/manifest", "Keep the manifest of a frozen report.", ("code", "file"), keeps_in="file"
    ),
    "chapters": Call(
        "GET",
        CHAPTERS,
        "List the chapters of the report of an evaluation; for evaluators.",
        ("evaluation",),
        (LANGUAGE,),
        columns=("chapter", "version", "title", "parts"),
    ),
    "write": Call(
        "POST",
        f"{CHAPTERS}/{{chapter}}",
        "Write the words of a chapter of the report of an evaluation.",
        ("evaluation", "chapter"),
        (
            LANGUAGE,
            Option("--text", "text", "File with the words; - reads what is typed.", True, text_file=True),
            Option("--seen", "seen", "The version of the words that you had before you.", number=True),
        ),
    ),
    "judge": Call(
        "POST",
        f"{CHAPTERS}/{{chapter}}/_judge",
        "Say what is wrong with the words of a chapter; nothing is kept.",
        ("evaluation", "chapter"),
        (LANGUAGE, Option("--text", "text", "File with the words; - reads what is typed.", True, text_file=True)),
        columns=("number", "code", "at", "reason"),
    ),
    "template": Call(
        "POST",
        TEMPLATE,
        "Give a Word document by whose styles, margins, headers and footers reports are made from now on.",
        ("evaluation", "file"),
        sends_file="file",
    ),
    "no-template": Call(
        "POST", f"{TEMPLATE}/removal", "Make reports as the platform does, from now on.", ("evaluation",)
    ),
    "built": Call(
        "GET",
        BUILT,
        "List the buildings of the report of an evaluation, newest first.",
        ("evaluation",),
        columns=("number", "state", "language", "share", "askedAt", "frozenAt"),
    ),
    "freeze": Call(
        "POST",
        f"{BUILT}/{{number}}/freezing",
        "Freeze a report of an evaluation that another built.",
        ("evaluation", "number"),
    ),
    "download": Call(
        "GET",
        f"{BUILT}/{{number}}/files/{{form}}/{{kind}}",
        "Keep a file of the report of an evaluation: full or reading; html, pdf or docx.",
        ("evaluation", "number", "form", "kind", "file"),
        keeps_in="file",
    ),
}
# Asked of a site, or on this machine of a case.
VERIFY = Call(
    "POST",
    "/reports/_verify",
    "Compute a report again from one of its files.",
    ("file",),
    sends_file="file",
    must_be="holds",
)
