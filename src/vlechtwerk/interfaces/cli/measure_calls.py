"""What can be asked and done about registered counts from the command line."""

from collections.abc import Mapping

from vlechtwerk.interfaces.cli.call import Call, Option

AS_OF = Option("--as-of", "asOf", "The day asked, as 2023-08-31; without it the present day.")
DIRECTIONS = ("more", "fewer", "none")
DEFINITION = (
    Option("--text", "text", "What is counted, exactly.", required=True),
    Option("--unit", "unit", "In which unit.", required=True),
    Option("--from", "holdsFrom", "The month from which this holds, as 2026-01.", required=True),
    Option("--on", "definedOn", "The day on which it was laid down.", required=True),
    Option("--people", "countsPeople", "These are people.", switch=True),
)
MADE = (
    Option("--on", "drawnOn", "The day of the draw.", required=True),
    Option("--by", "drawnBy", "Who drew it: a function, not a name.", required=True),
    Option("--source", "source", "From which register.", required=True),
    Option("--query", "query", "A file with the query.", text_file=True),
    Option("--corrects", "corrects", "The number of the draw that it corrects.", number=True),
    Option("--reason", "reason", "What was wrong."),
)

MEASURES: Mapping[str, Mapping[str, Call]] = {
    "measure": {
        "list": Call(
            "GET", "/measures", "List what registers count.", options=(AS_OF,),
            columns=("code", "name", "holder", "activity", "node", "unit", "direction"),
        ),
        "show": Call("GET", "/measures/{code}", "Show one with its definitions and draws.", ("code",), (AS_OF,)),
        "months": Call(
            "GET", "/measures/{code}", "List its counts by month.", ("code",), (AS_OF,),
            columns=("month", "count", "state", "definition", "draw"), rows="months",
        ),
        "add": Call(
            "POST", "/measures", "Add a measure with its first definition.", ("code", "name", "holder"),
            (
                *DEFINITION,
                Option("--activity", "activity", "Of which activity it is a measure."),
                Option("--node", "node", "Or of which place on the map (code)."),
                Option("--direction", "direction", "What is wanted.", required=True, choices=DIRECTIONS),
            ),
        ),
        "define": Call(
            "POST", "/measures/{code}/definitions", "Define it anew; the series breaks there.", ("code",),
            (*DEFINITION, Option("--reason", "reason", "What is counted otherwise, and why.", required=True)),
        ),
        "draw": Call(
            "POST", "/measures/{code}/draw-files",
            "Take in a draw from FILE (CSV or XLSX with the columns month and count).", ("code", "file"), MADE,
            sends_file="file",
        ),
        "beside": Call(
            "POST", "/measures/{code}/comparison-series",
            "Say why the series of measure BESIDE can stand beside it where something began.",
            ("code", "beside", "reason"),
        ),
        "compare": Call(
            "GET", "/measures/{code}/comparison", "Tell whether it rose or fell between two periods.",
            ("code", "firstFrom", "firstUntil", "secondFrom", "secondUntil"), (AS_OF,),
        ),
        "interrupted": Call(
            "GET", "/measures/{code}/interruption", "Tell what it did where something began.", ("code", "start"),
            (
                Option("--season", "season", "Something returns each year.", switch=True),
                Option("--beside", "beside", "Code of a comparable measure in which nothing began."),
                AS_OF,
            ),
        ),
    },
}  # fmt: skip
