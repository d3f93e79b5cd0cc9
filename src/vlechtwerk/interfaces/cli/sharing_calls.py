"""What can be asked and done about sharing from the command line: purposes, documents, consents and the covenant."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

HERE = "/purposes/{purpose}"
DOCUMENTS = f"{HERE}/documents"
ONE = f"{DOCUMENTS}/{{document}}"
CONSENT = f"{HERE}/consents/{{consent}}"
FIRST_DAY, END = "First day, as 2026-12-01.", "Day on which it ends (not included)."
NARROWED = (
    Option("--from", "organisation", "Only of this organisation (code). Repeat it.", several=True),
    Option("--category", "category", "Only of this category, as police-8. Repeat it.", several=True),
    Option("--level", "level", "Only at this level: knowledge, aggregate, pseudonymous, subject.", several=True),
    Option("--period", "period", "Only changed in the last week, month or year.", choices=("week", "month", "year")),
    Option("--page", "page", "Which page of twenty-five.", number=True),
)
HITS = ("id", "title", "marking", "pages", "givenBy", "changedAt")
MARKED = (
    Option("--category", "category", "The category, as police-8, fiscal or knowledge.", required=True),
    Option("--level", "level", "How recognisable people are: knowledge, aggregate, pseudonymous, subject.", True),
    Option(
        "--handling", "handling", "ask_first, not_in_court, not_onward or existence_hidden. Repeat it.", several=True
    ),
    Option("--special", "special", "It holds special categories of personal data.", switch=True),
    Option("--grade", "grade", "Grade of the source, as A1."),
    Option("--also-for", "purposes", "Another purpose (code) in which it may be read. Repeat it.", several=True),
    Option(
        "--keep-to",
        "keptTo",
        "Only for you and this person (identifier; empty for nobody). Repeat it.",
        several=True,
    ),
)
TOLD = (
    Option("--title", "title", "The title.", required=True),
    Option("--nature", "nature", "fact or judgement.", required=True),
    Option("--origin", "origin", "Where it comes from.", required=True),
    Option("--acquired", "acquired", "own_work, received, open_source, demand or declaration.", required=True),
    Option("--about", "subjectKinds", "suspect, victim, third or convicted. Repeat it.", several=True),
    Option("--subject", "subjects", "Someone it is about, as suspect:identifier; kept as a pseudonym.", several=True),
    Option("--folder", "folder", "The folder (identifier)."),
    Option("--keep-metadata", "keepsMetadata", "Leave in the file who made it.", switch=True),
)
CAN_SEE = ("name", "organisation", "capacity", "allowed", "clauses", "highest")

SHARING: Mapping[str, Mapping[str, Call]] = {
    "purpose": {
        "list": Call(
            "GET", "/purposes", "List the purposes, and in which you are authorised.",
            columns=("code", "name", "kind", "statedOn", "endsOn", "authorised"),
        ),
        "show": Call("GET", HERE, "Show one purpose with who is authorised in it.", ("purpose",)),
        "open": Call(
            "POST", "/purposes", "Open a purpose; lay it down in writing within a week.", ("code", "name"),
            (
                Option("--kind", "kind", "activity, steering, evaluation or supervision.", required=True),
                Option("--from", "openedOn", FIRST_DAY, required=True),
                Option("--customs-law", "servesCustomsLaw", "It carries out customs law.", switch=True),
            ),
        ),
        "state": Call(
            "POST", f"{HERE}/statement", "Lay a purpose down in writing (Wpg article 13).", ("purpose",),
            (
                Option("--aim", "aim", "What the data are needed for.", required=True),
                Option("--persons", "persons", "About which kinds of persons.", required=True),
                Option("--data", "data", "Which kinds of data.", required=True),
                Option("--until", "endsOn", END, required=True),
            ),
        ),
        "dpia": Call(
            "POST", f"{HERE}/dpia", "Record the impact assessment.", ("purpose", "reference"),
            (
                Option("--on", "datedOn", "Its day.", required=True),
                Option("--category", "categories", "A category that it covers. Repeat it.", True, several=True),
            ),
        ),
        "overtake-dpia": Call(
            "POST", f"{HERE}/dpia/overtaking", "Note that the impact assessment is overtaken.", ("purpose",)
        ),
        "authorise": Call(
            "POST", f"{HERE}/authorisations", "Authorise someone, in an appointment (identifier).",
            ("purpose", "appointment"),
            (
                Option("--role", "role", "reader, officer or authorised_officer."),
                Option("--from", "authorisedFrom", FIRST_DAY, required=True),
                Option("--until", "authorisedUntil", END),
            ),
        ),
        "end-authorisation": Call(
            "POST", "/authorisations/{authorisation}/ending", "End an authorisation.", ("authorisation",),
            (Option("--until", "until", END, required=True),),
        ),
        "suspend": Call(
            "POST", "/people/{person}/suspension", "Suspend someone in every purpose, at once.", ("person",),
            (Option("--because", "because", "Why.", required=True),),
        ),
        "end-suspension": Call(
            "POST", "/people/{person}/suspension/ending", "Let someone read again.", ("person",)
        ),
    },
    "covenant": {
        "show": Call(
            "GET", "/covenants", "Show the covenants with their six facts, the one in force first.",
            columns=(
                "id", "name", "inForceFrom", "inForceUntil", "interest", "partnership", "aim", "data", "conditions",
                "recipients",
            ),
        ),
        "grounds": Call(
            "GET", "/grounds", "List the clauses in force, of the law and of the covenant.",
            options=(Option("--as-of", "asOf", "The moment asked, as 2026-11-25T12:00:00Z; without it now."),),
            columns=("id", "permits", "article", "direction", "nl"),
            rows="clauses",
        ),
        "adopt": Call(
            "POST", "/covenants", "Put a covenant in force by a decision (identifier) of the steering body.",
            ("name", "decision"),
            (
                Option("--clauses", "clauses", "The file with its clauses in Cedar.", True, text_file=True),
                *(
                    Option(f"--{fact}", fact, f"The decision records: {words}.", required=True)
                    for fact, words in (
                        ("interest", "the weighty public interest"), ("partnership", "the partnership"),
                        ("aim", "its purpose"), ("data", "which data"), ("conditions", "under which conditions"),
                        ("recipients", "to whom"),
                    )
                ),
                Option("--exemption", "exemption", "The Minister's exemption from tax secrecy."),
                Option("--exemption-on", "exemptionOn", "Its day."),
            ),
        ),
        "end": Call("POST", "/covenants/{covenant}/ending", "End the covenant; only the law holds.", ("covenant",)),
    },
    "document": {
        "list": Call("GET", DOCUMENTS, "List what you may read.", options=NARROWED, columns=HITS, rows="items"),
        "search": Call(
            "POST", f"{DOCUMENTS}/_search", "Find documents by words in title or text.", ("words",), NARROWED, HITS,
            "items",
        ),
        "show": Call("GET", ONE, "Open a document, or say why not and what would open it.", ("document",)),
        "acknowledge": Call(
            "POST", f"{ONE}/acknowledgements", "Say that you know that these data are secret.", ("document",)
        ),
        "give": Call(
            "POST", DOCUMENTS, "Give a document with its marking.", ("file",), (*TOLD, *MARKED), sends_file="file"
        ),
        "version": Call(
            "POST", f"{ONE}/versions", "Add a version of your own document.", ("document", "file"),
            (Option("--note", "note", "What changed."),), sends_file="file",
        ),
        "take": Call(
            "POST", f"{ONE}/files/{{number}}/_download", "Take a version of the file along, marked, as FILE.",
            ("document", "number", "file"), keeps_in="file",
        ),
        "comment": Call(
            "POST", f"{ONE}/comments", "Comment on a document.", ("document", "text"),
            (Option("--mention", "mentioned", "Ask this person (identifier) to look. Repeat it.", several=True),),
        ),
        "comments": Call(
            "GET", f"{ONE}/comments", "List the comments.", ("document",), columns=("writtenAt", "writtenBy", "text")
        ),
        "who": Call(
            "GET", f"{ONE}/audience", "Say who can see your document, and on which ground.", ("document",),
            (Option("--as-of", "asOf", "The moment asked, as 2026-11-25T12:00:00Z; without it now."),),
            columns=CAN_SEE, rows="people",
        ),
        "preview": Call(
            "POST", f"{HERE}/audience/_preview", "Say who would see a document with this marking.", (), MARKED,
            CAN_SEE, "people",
        ),
        "send": Call(
            "POST", f"{ONE}/sendings", "Send it to a colleague (identifier).", ("document", "person"),
            (Option("--anyway", "anyway", "Also when they may only know of it yet.", switch=True),),
        ),
        "recall": Call(
            "POST", f"{ONE}/recall", "Recall your document that was wrong, and tell who read it.", ("document",),
            (Option("--because", "because", "What was wrong.", required=True),),
        ),
        "ask": Call(
            "POST", f"{HERE}/consents", "Ask for what would open a document that you may know of.", ("document",),
            (
                Option("--need", "needs", "What is asked, as `document show` names it. Repeat it.", True, several=True),
                Option("--necessity", "necessity", "Why it is necessary.", required=True),
            ),
            columns=("id", "kind", "state", "provider"),
        ),
    },
    "consent": {
        "list": Call(
            "GET", f"{HERE}/consents", "List what is asked of your organisation, and what it asked.",
            columns=("id", "kind", "state", "marking", "receiver", "necessity", "askedBy", "givenUntil"),
        ),
        "give": Call(
            "POST", f"{CONSENT}/answer", "Give what was asked.", ("consent",),
            (Option("--until", "until", END), Option("--answer", "answer", "A word with it.")), fixed={"give": True},
        ),
        "refuse": Call(
            "POST", f"{CONSENT}/answer", "Refuse what was asked.", ("consent",),
            (Option("--answer", "answer", "Why."),), fixed={"give": False},
        ),
        "withdraw": Call("POST", f"{CONSENT}/withdrawal", "Take a consent back, at once.", ("consent",)),
    },
    "notice": {
        "list": Call(
            "GET", f"{HERE}/notices", "List what waits for you in a purpose.",
            columns=("sentAt", "kind", "sentBy", "document", "consent", "seenAt"),
        ),
        "recalls": Call(
            "GET", f"{HERE}/recalls", "List documents that you read and that were wrong.",
            columns=("recalledAt", "organisation", "purpose", "title", "reason", "readOn"),
        ),
        "seen": Call("POST", f"{HERE}/notices/seeing", "Mark your notices and recalls as seen."),
    },
}  # fmt: skip
