"""Commands about progress reports: each is one call of the programming interface."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

CODE = ("code",)
ONE = "/progress-reports/{code}"

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
    "verify": Call(
        "POST",
        "/progress-reports/_verify",
        "Compute a report again from one of its files, and name what no longer holds.",
        ("file",),
        sends_file="file",
    ),
}
