"""What can be asked and done about mechanisms and claims of an effect from the command line."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

ONE = "/evaluations/{evaluation}"
MECHANISMS = f"{ONE}/mechanisms"
MECHANISM = f"{MECHANISMS}/{{code}}"
CHAINS = f"{ONE}/chains"
OF = ("evaluation", "code")
EXPECTED = ("expectedBy", "link", "text")
WEIGHED = (
    Option("--weight", "weight", "What it explains, beside the mechanism.",
           choices=("not_weighed", "excluded", "less", "as_much", "more")),
    Option("--why", "why", "Why it weighs so."),
)  # fmt: skip
VERDICTS = ("convincing", "plausible", "not_to_be_told", "unlikely")
CLAIMED = (
    Option("--mechanism", "mechanisms", "Number of a mechanism that it passes. Repeat it, in order.", several=True,
           required=True, number=True),
    Option("--verdict", "verdict", "The verdict on the whole.", choices=VERDICTS),
    Option("--why", "text", "Why it is judged so."),
)  # fmt: skip

MECHANISM_CALLS: Mapping[str, Mapping[str, Call]] = {
    "mechanism": {
        "list": Call("GET", MECHANISMS, "List what is expected to work, and how far it is.", ("evaluation",),
                     columns=("code", "state", "carries")),
        "show": Call("GET", MECHANISM, "Show a mechanism with its evidence, explanations and verdicts.", OF),
        "add": Call("POST", MECHANISMS, "Tell what should work on a link of the map (K1,A1,E2), and who expects it: "
                    "literature, makers, both or evaluators.", ("evaluation", *EXPECTED), takes_evidence=True),
        "change": Call("POST", f"{MECHANISM}/words", "Word a mechanism otherwise, with why.",
                       (*OF, *EXPECTED, "reason"), takes_evidence=True),
        "evidence": Call("POST", f"{MECHANISM}/evidence", "Add what speaks for or against a mechanism.", OF,
                         takes_evidence=True),
        "explain": Call("POST", f"{MECHANISM}/explanations", "Note what else could explain it.", (*OF, "text"), WEIGHED,
                        takes_evidence=True),
        "weigh": Call("POST", f"{MECHANISM}/explanations/{{number}}",
                      "Weigh another explanation, or tell it otherwise.",
                      (*OF, "number", "text"), WEIGHED, takes_evidence=True),
        "judge": Call("POST", f"{MECHANISM}/verdicts", "Judge a mechanism: whether it is there (present, partly, "
                      "absent, not_known), what it explains, and why.", (*OF, "presence", "verdict", "text"),
                      (Option("--design-level", "designLevel", "Level of the Maryland scale, 1 to 5.", number=True),)),
        "check": Call("POST", f"{MECHANISM}/verdicts/{{number}}/check",
                      "Say that a verdict of another is what its evidence carries.", (*OF, "number")),
    },
    "chain": {
        "list": Call("GET", CHAINS, "List claims of an effect, and what they let a finding say.", ("evaluation",),
                     columns=("code", "complete", "designLevel", "verb")),
        "show": Call("GET", f"{CHAINS}/{{code}}", "Show a claim with what carries its links.", OF),
        "add": Call("POST", CHAINS, "Claim that something contributed to an effect.", ("evaluation", "claim"),
                    CLAIMED),
        "change": Call("POST", f"{CHAINS}/{{code}}/versions", "Tell or judge a claim otherwise.", (*OF, "claim"),
                       CLAIMED),
    },
}  # fmt: skip
