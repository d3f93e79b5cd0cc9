"""Read the parts of a REFI-QDA file that hold no text: people, codes, groups, variables, cases and links."""

from collections.abc import Iterator

from vlechtwerk.engines.coding.checking import is_written_as
from vlechtwerk.engines.coding.elements import Element, Finding, local
from vlechtwerk.engines.coding.project import (
    Case,
    Code,
    Coder,
    CodeSet,
    Coding,
    Direction,
    Link,
    Value,
    Variable,
    VariableKind,
)

_KIND_OF_VALUE = {f"{kind}Value": kind for kind in VariableKind}


def coder_of(finding: Finding, element: Element) -> Coder:
    """Return a person who codes."""
    finding.check(element)
    for child in element:
        finding.unknown(child)
    return Coder(finding.own_guid(element, "User"), element.get("name", ""), element.get("id", ""))


def codes_of(finding: Finding, elements: Iterator[Element] | list[Element]) -> Iterator[Code]:
    """Yield each code and those below it, the one above first."""
    waiting = [(element, "") for element in reversed(list(elements))]
    while waiting:
        element, parent = waiting.pop()
        if local(element) != "Code":
            finding.unknown(element)
            continue
        code, below = _code(finding, element, parent)
        yield code
        waiting += ((one, code.guid) for one in reversed(below))


def _code(finding: Finding, element: Element, parent: str) -> tuple[Code, list[Element]]:
    finding.check(element)
    description, notes, below = "", [], []
    for child in element:
        match local(child):
            case "Description":
                description = child.text or ""
            case "NoteRef":
                notes.append(finding.reference(child))
            case "Code":
                below.append(child)
            case _:
                finding.unknown(child)
    if not element.get("name", "").strip():
        finding.wrong("name_missing", finding.place(element))
    code = Code(
        finding.own_guid(element, "Code"),
        element.get("name", ""),
        description,
        finding.colour(element),
        parent,
        # Required by the standard; a tool that leaves it out means a code that can be used.
        element.get("isCodable", "true").strip() not in ("false", "0"),
        tuple(notes),
    )
    return code, below


def coding_of(finding: Finding, element: Element) -> Coding:
    """Return one coding; a mistake when it names no code."""
    finding.check(element)
    code, notes = "", []
    for child in element:
        match local(child):
            case "CodeRef" if not code:
                code = finding.reference(child)
            case "NoteRef":
                notes.append(finding.reference(child))
            case _:
                finding.unknown(child)
    if not code:
        finding.wrong("code_missing", finding.place(element))
    return Coding(
        finding.own_guid(element, "Coding", is_pointed_at=False),
        code,
        finding.reference(element, "creatingUser"),
        finding.moment(element, "creationDateTime"),
        tuple(notes),
    )


def variable_of(finding: Finding, element: Element) -> Variable:
    """Return a variable; one of a kind that is not known is taken for text."""
    finding.check(element)
    description = ""
    for child in element:
        if local(child) == "Description":
            description = child.text or ""
        else:
            finding.unknown(child)
    try:
        kind = VariableKind(element.get("typeOfVariable", "").strip())
    except ValueError:
        kind = VariableKind.TEXT
        finding.lose("kind_of_variable", element, 1, kind=element.get("typeOfVariable", ""))
    return Variable(finding.own_guid(element, "Variable"), element.get("name", ""), kind, description)


def value_of(finding: Finding, element: Element) -> Value:
    """Return the value of a variable, as it is written."""
    variable, text, kind = "", None, VariableKind.TEXT
    for child in element:
        name = local(child)
        if name == "VariableRef":
            variable = finding.reference(child)
        elif name in _KIND_OF_VALUE and text is None:
            text, kind = child.text or "", _KIND_OF_VALUE[name]
            if not is_written_as(text, kind):
                finding.lose("kind_of_value", child, 1, value=text)
                kind = VariableKind.TEXT
        else:
            finding.unknown(child)
    return Value(variable, text, kind)


def case_of(finding: Finding, element: Element) -> Case:
    """Return a case with its values and what belongs to it."""
    finding.check(element)
    description, values = "", []
    references: dict[str, list[str]] = {"CodeRef": [], "SourceRef": [], "SelectionRef": []}
    for child in element:
        name = local(child)
        if name == "Description":
            description = child.text or ""
        elif name == "VariableValue":
            values.append(value_of(finding, child))
        elif name in references:
            references[name].append(finding.reference(child))
        else:
            finding.unknown(child)
    return Case(
        finding.own_guid(element, "Case"),
        element.get("name", ""),
        description,
        tuple(references["CodeRef"]),
        tuple(values),
        tuple(references["SourceRef"]),
        tuple(references["SelectionRef"]),
    )


def set_of(finding: Finding, element: Element) -> CodeSet:
    """Return a group of codes, sources and notes; in a codebook its members carry `guid`, in a project `targetGUID`."""
    finding.check(element)
    description = ""
    members: dict[str, list[str]] = {"MemberCode": [], "MemberSource": [], "MemberNote": []}
    for child in element:
        name = local(child)
        if name == "Description":
            description = child.text or ""
        elif name in members:
            members[name].append(finding.reference(child) or finding.reference(child, "guid"))
        else:
            finding.unknown(child)
    return CodeSet(
        finding.own_guid(element, "Set"),
        element.get("name", ""),
        description,
        tuple(members["MemberCode"]),
        tuple(members["MemberSource"]),
        tuple(members["MemberNote"]),
    )


def link_of(finding: Finding, element: Element) -> Link:
    """Return a connection between two things."""
    finding.check(element)
    notes = []
    for child in element:
        if local(child) == "NoteRef":
            notes.append(finding.reference(child))
        else:
            finding.unknown(child)
    direction = None
    if said := element.get("direction", "").strip():
        try:
            direction = Direction(said)
        except ValueError:
            finding.lose("direction", element, 1, direction=said)
    return Link(
        finding.own_guid(element, "Link"),
        element.get("name", ""),
        direction,
        finding.colour(element),
        finding.reference(element, "originGUID"),
        finding.reference(element, "targetGUID"),
        tuple(notes),
    )
