"""What can be asked and done about where the day goes from the command line."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

DAY = "/where-the-day-goes"
AMOUNTS = ("none", "little", "half", "most")

TICKS: Mapping[str, Mapping[str, Call]] = {
    "day": {
        "list": Call("GET", DAY, "List the months that are over: where staff say that their time went.",
                     columns=("month", "department", "peopleFrom", "peopleUntil", "gathering", "agreeing", "exchanging",
                              "work", "evidence")),
        "me": Call("GET", f"{DAY}/me", "Show whether staff are asked, and whether you were this week."),
        "tick": Call(
            "POST", f"{DAY}/ticks", "Tick where your past seven days went, once a week; it is sealed and anonymous.",
            options=(
                Option("--gathering", "gathering", "Gathering information.", choices=AMOUNTS),
                Option("--agreeing", "agreeing", "Making agreements.", choices=AMOUNTS),
                Option("--exchanging", "exchanging", "Sending and asking for documents.", choices=AMOUNTS),
                Option("--work", "work", "The work itself.", choices=AMOUNTS),
            ),
        ),
        "skip": Call("POST", f"{DAY}/not-this-week", "Do not be asked again this week."),
        "ask-me": Call("POST", f"{DAY}/asking", "Be asked on your home page, once a week.",
                       fixed={"wantsToBeAsked": True}),
        "leave-me": Call("POST", f"{DAY}/asking", "Do not be asked on your home page any more; only you know it.",
                         fixed={"wantsToBeAsked": False}),
        "on": Call(
            "POST", f"{DAY}/switch", "Ask staff where their day goes; for evaluators.",
            options=(Option("--smallest-group", "smallestGroup", "Of fewer people nothing is shown.", number=True),),
            fixed={"isOn": True},
        ),
        "off": Call("POST", f"{DAY}/switch", "Stop asking where the day goes; for evaluators.", fixed={"isOn": False}),
    },
}  # fmt: skip
