"""What can be asked and done about capacity from the command line: hours, recruitment and departures."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

AS_OF = Option("--as-of", "asOf", "The day asked, as 2023-08-31; without it today.")
ORGANISATION = Option("--organisation", "organisation", "Code of the organisation.")
PROFILE = Option("--profile", "profile", "Code of the profile.")
ACTIVITY = Option("--activity", "activity", "Code of the activity; without it the partnership as a whole.")
PLACE = Option("--place", "place", "inside or home.", choices=("inside", "home"))
FIRST = Option("--from", "first", "First month, as 2026-01.", required=True)
UNTIL = Option("--until", "until", "Month that is no longer counted, as 2026-04; without it one month.")
NARROWED = (
    ORGANISATION,
    PROFILE,
    Option("--activity", "activity", "Code of the activity; “whole” for the partnership as a whole."),
    PLACE,
    Option("--from", "first", "First month, as 2026-01."),
    Option("--until", "until", "Month that is no longer counted, as 2026-04."),
    AS_OF,
)
PARTS = (
    Option("--tasks", "tasks", "Which tasks."),
    Option("--level", "level", "At which level."),
    Option("--hours", "hours", "How many hours."),
    Option("--screening", "screening", "Which screening."),
    Option("--begins", "begins", "From when."),
)
LINES = ("recordedAt", "recordedBy", "kind", "organisation", "profile", "activity", "month", "hours")
REQUESTS = ("id", "code", "organisation", "profile", "askedOn", "publishedOn", "differs", "steps")

CAPACITY: Mapping[str, Mapping[str, Call]] = {
    "capacity": {
        "show": Call("GET", "/capacity", "Show hours asked, pledged, delivered, and the gap.", options=NARROWED),
        "cells": Call(
            "GET", "/capacity", "List the hours per organisation, profile, activity, place and month.",
            options=NARROWED,
            columns=("organisation", "profile", "activity", "place", "month", "asked", "pledged", "delivered"),
            rows="cells",
        ),
        "lines": Call(
            "GET", "/capacity/lines", "List every line that was recorded, newest first.", options=NARROWED,
            columns=LINES,
        ),
        "profiles": Call("GET", "/capacity/profiles", "List the profiles.", columns=("code", "name")),
        "add-profile": Call("POST", "/capacity/profiles", "Add a profile.", ("code", "name")),
        "ask": Call(
            "POST", "/capacity/asked", "Ask an organisation for hours a month.", ("organisation", "profile", "hours"),
            (FIRST, UNTIL, ACTIVITY, PLACE), LINES, takes_evidence=True,
        ),
        "pledge": Call(
            "POST", "/capacity/pledged", "Pledge hours a month of your organisation.",
            ("organisation", "profile", "hours"),
            (FIRST, UNTIL, ACTIVITY, PLACE, Option("--decision", "decision", "The decision (identifier) behind it.")),
            LINES, takes_evidence=True,
        ),
        "confirm": Call(
            "POST", "/capacity/delivered", "Confirm the hours that your organisation delivered in a month.",
            ("organisation", "profile", "hours"),
            (Option("--month", "month", "The month, as 2026-01.", required=True), ACTIVITY, PLACE), LINES,
        ),
        "import": Call(
            "POST", "/capacity/files", "Read hours from FILE (CSV or XLSX); with --save add all or none.", ("file",),
            (Option("--save", "save", "Save what was understood.", switch=True),), sends_file="file",
        ),
    },
    "recruitment": {
        "list": Call("GET", "/recruitment", "List what was asked and published.", options=(AS_OF,), columns=REQUESTS),
        "show": Call("GET", "/recruitment/{identifier}", "Show one request (identifier).", ("identifier",)),
        "times": Call(
            "GET", "/recruitment/times", "List how long each step takes.", options=(AS_OF,),
            columns=("earlier", "later", "days"),
        ),
        "ask": Call(
            "POST", "/recruitment", "Ask an organisation to recruit someone.",
            ("code", "organisation", "profile", "profileText"),
            (Option("--on", "askedOn", "Day of asking.", required=True), ACTIVITY, *PARTS),
        ),
        "vacancy": Call(
            "POST", "/recruitment/{identifier}/vacancies", "Copy what the vacancy says.", ("identifier",),
            (
                Option("--on", "publishedOn", "Day of publishing.", required=True),
                Option("--profile-text", "profileText", "Which profile."),
                *PARTS,
            ),
        ),
        "judge": Call(
            "POST", "/recruitment/{identifier}/differences", "Judge a part: same, changed or left_out.",
            ("identifier", "part", "verdict"), (Option("--remark", "remark", "What differs."),),
        ),
        "candidate": Call(
            "POST", "/recruitment/{identifier}/candidates", "Name a candidate; only you read the name.",
            ("identifier", "name"), (Option("--on", "foundOn", "Day of finding.", required=True),),
        ),
        "step": Call(
            "POST", "/candidates/{candidate}/steps",
            "Note a step: screened, trained, started, withdrawn or rejected.", ("candidate", "kind"),
            (Option("--on", "occurredOn", "The day.", required=True),),
        ),
    },
    "departure": {
        "counts": Call(
            "GET", "/departures", "List who left and why, as counts.", columns=("year", "total", "together", "reasons")
        ),
    },
}  # fmt: skip
