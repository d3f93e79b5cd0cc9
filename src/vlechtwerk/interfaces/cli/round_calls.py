"""What can be asked and done about measurement rounds from the command line."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import LEVELS, Call, Option

ROUNDS_OF_ONE = "/evaluations/{evaluation}/rounds"
ROUND = f"{ROUNDS_OF_ONE}/{{code}}"
OF = ("evaluation", "code")
THRESHOLD = Option("--threshold", "threshold", "The smallest group shown, 3 to 10.", number=True)
PLAN = (
    Option("--name", "name", "The name, as respondents read it.", required=True),
    Option("--instrument", "instrument", "Code of the instrument.", required=True),
    Option("--version", "version", "Number of its fixed version.", required=True, number=True),
    Option("--measurement", "measurement", "Number of the measurement.", number=True),
    Option("--promise", "promise", "What is promised.", choices=("anonymous", "confidential")),
    THRESHOLD,
    Option(
        "--told-apart",
        "breakdowns",
        "By what results are told apart; repeat it.",
        several=True,
        choices=("level", "organisation", "body"),
    ),
    Option("--partial-from", "partialFrom", "Partial from this share of the statements, in per cent.", number=True),
    Option("--complete-above", "completeAbove", "Complete above this share, in per cent.", number=True),
    Option("--invitation", "invitation", "Own words in the invitation."),
    Option("--language", "language", "Language of the mail.", choices=("nl", "en")),
    Option("--closes-on", "closesOn", "The last day to answer."),
)
GROUPS = (
    Option("--body", "body", "Of this body."),
    Option("--level", "level", "Of this level.", choices=LEVELS),
    Option("--organisation", "organisation", "Of this organisation."),
)

ROUNDS: Mapping[str, Mapping[str, Call]] = {
    "round": {
        "list": Call(
            "GET", "/rounds", "List the rounds with their dates and promise.",
            columns=("evaluation", "code", "name", "promise", "state", "closesOn"),
        ),
        "show": Call("GET", ROUND, "Show one.", OF),
        "prepare": Call("POST", ROUNDS_OF_ONE, "Prepare a round of an evaluation.", OF, PLAN),
        "change": Call("POST", f"{ROUND}/plan", "Change a round before it opens.", OF, PLAN),
        "ask": Call(
            "POST", f"{ROUND}/people", "Ask people of the project: of a body, level or organisation, or by name.", OF,
            (*GROUPS, Option("--who", "people", "This one; repeat it.", several=True)),
            columns=("id", "name", "level", "organisation", "body"),
        ),
        "ask-outside": Call(
            "POST", f"{ROUND}/outsiders", "Ask someone without an account.", (*OF, "name", "email"), GROUPS
        ),
        "people": Call(
            "GET", f"{ROUND}/respondents", "List whom a round asks, and who answered.", OF,
            columns=("id", "name", "email", "level", "organisation", "body", "answered", "noted"),
        ),
        "remove": Call(
            "POST", f"{ROUND}/respondents/{{respondent}}/removal", "Take someone out, before the round opens.",
            (*OF, "respondent"),
        ),
        "note": Call(
            "POST", f"{ROUND}/respondents/{{respondent}}/note", "Note why someone does not answer.",
            (*OF, "respondent"),
            (Option("--as", "noted", "Why.", choices=("refused", "other", "unknown", "not_eligible")),),
        ),
        "open": Call("POST", f"{ROUND}/opening", "Open a round: what it promises and asks is fixed.", OF),
        "invite": Call("POST", f"{ROUND}/invitations", "Send an invitation to everyone who has none yet.", OF),
        "remind": Call("POST", f"{ROUND}/reminders", "Remind everyone who has not answered; once a day.", OF),
        "response": Call("GET", f"{ROUND}/response", "Show how the response stands.", OF),
        "prolong": Call("POST", f"{ROUND}/last-day", "Let people answer until a later day.", (*OF, "closesOn")),
        "close": Call(
            "POST", f"{ROUND}/closing", "Close a round: its answers are read and counted.", OF,
            (
                Option("--early", "early", "Close it before the last day that people were told.", switch=True),
                Option(
                    "--without-answers", "withoutAnswers",
                    "Close without the answers that can't be read: their key is lost, or they are damaged.",
                    switch=True,
                ),
            ),
        ),
    },
}  # fmt: skip
