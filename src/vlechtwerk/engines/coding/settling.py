"""Settle what was read: places into code points, and every reference to something that is there."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from vlechtwerk.engines.coding.conventions import (
    OURS,
    Convention,
    Fit,
    Ruler,
    chosen,
    fits,
    scores_everywhere,
)
from vlechtwerk.engines.coding.elements import Finding
from vlechtwerk.engines.coding.mistakes import Place
from vlechtwerk.engines.coding.project import (
    Coding,
    CodingProject,
    Link,
    Made,
    Selection,
    Source,
    Value,
    all_codings,
)
from vlechtwerk.engines.coding.texts import CountedSource, TakenFrom

# Tools select the end of the last line, which they then leave out of the file.
_PAST_THE_END = 2
# How many selections are shown to whoever is asked, and how many characters at either end of each.
SAMPLE, SHOWN = 5, 40


@dataclass(frozen=True, slots=True)
class SourceRead:
    """How a source was read: where its text stood, in which convention its places were counted, and how well it fits.

    `asks`: the places are doubtful; show `samples`, the words that each of `tried` selects in the first selections,
    and read again with the choice.
    `marked`: a byte order mark stood before the text. `file` is empty for a text inside the project itself.
    """

    guid: str
    file: str
    marked: bool
    taken_from: TakenFrom
    fit: Fit
    asks: bool
    tried: tuple[Fit, ...]
    samples: tuple[tuple[str, ...], ...] = ()


def read_places(counted: list[CountedSource], choices: Mapping[str, Convention], is_ours: bool) -> list[SourceRead]:
    """Return for each source in which convention it is read: chosen by the caller, ours, or the one that fits best."""
    traits = [one.traits for one in counted]
    tried = [
        fits(
            one.source.text,
            trait,
            [(selection.start, selection.end) for selection, _place in one.selections],
            OURS if is_ours else None,
        )
        for one, trait in zip(counted, traits, strict=True)
    ]
    everywhere = {} if is_ours else scores_everywhere(zip(traits, tried, strict=True))
    found = []
    for one, trait, ways in zip(counted, traits, tried, strict=True):
        wanted = choices.get(one.source.guid)
        if is_ours:
            fit, asks = ways[0], False
        elif wanted is None:
            fit, asks = chosen(trait, ways, everywhere)
        else:
            fit, asks = next(way for way in ways if way.convention == trait.plainest(wanted)), False
        samples = tuple(_sample(one, way) for way in ways) if asks else ()
        text = one.text
        found.append(
            SourceRead(one.source.guid, text.file, text.marked, one.taken_from, fit, asks, tuple(ways), samples)
        )
    return found


def _sample(counted: CountedSource, fit: Fit) -> tuple[str, ...]:
    """Return the words of the first selections in a convention; nothing for one outside the text."""
    ruler = Ruler(counted.traits, fit.convention)
    words = []
    for selection, _place in counted.selections[:SAMPLE]:
        start, end = ruler.place(selection.start), ruler.place(selection.end, is_end=True)
        is_there = start is not None and end is not None
        words.append(_shortened(counted.source.text[start:end]) if is_there else "")
    return tuple(words)


def _shortened(text: str) -> str:
    """Return the beginning and the end of a long text."""
    return text if len(text) <= 2 * SHOWN else f"{text[:SHOWN]} … {text[-SHOWN:]}"


def with_code_points(finding: Finding, counted: CountedSource, read: SourceRead) -> Source:
    """Return the source with its selections in code points.

    A selection that ends a little past the end is cut there, and told; one that holds nothing is left out, and told;
    one that begins or ends elsewhere is a mistake.
    """
    ruler = Ruler(counted.traits, read.fit.convention)
    length = len(counted.source.text)
    selections = []
    for selection, place in counted.selections:
        start, end = ruler.place(selection.start), ruler.place(selection.end, is_end=True)
        if end is None and start is not None and start < length and ruler.passes_by(selection.end) <= _PAST_THE_END:
            end = length
            finding.losses.add("past_the_end", place)
        if _is_wrong(finding, selection, start, end, place) or start is None or end is None:
            continue
        if start == end:
            finding.losses.add("empty_selection", place)
            finding.losses.add("codings", place, len(selection.codings))
            finding.left.add(selection.guid)
            continue
        selections.append(replace(selection, start=start, end=end))
    return replace(counted.source, selections=tuple(selections), codings=tuple(one for one, _ in counted.codings))


def _is_wrong(finding: Finding, selection: Selection, start: int | None, end: int | None, place: Place) -> bool:
    if selection.start > selection.end:
        finding.wrong("start_after_end", place, start=selection.start, end=selection.end)
    elif start is None or end is None:
        finding.wrong("outside_text", place, start=selection.start, end=selection.end)
    elif start > end:
        finding.wrong("start_after_end", place, start=selection.start, end=selection.end)
    else:
        return False
    return True


@dataclass
class References:
    """Keeps references to what is there, and tells of the others."""

    finding: Finding
    project: CodingProject
    kinds: Mapping[str, Collection[str]] = field(init=False)
    # What codings say of cases: which selections are about whom.
    of_cases: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        project = self.project
        selections = {one.guid for source in project.sources for one in source.selections}
        self.kinds = {
            "User": {one.guid for one in project.coders},
            "Code": {one.guid for one in project.codes},
            "Variable": {one.guid for one in project.variables},
            "Case": {one.guid for one in project.cases},
            "Source": {one.guid for one in project.sources},
            "Selection": selections,
            "Note": {one.guid for one in project.notes},
        }
        self.anything = frozenset().union(
            *self.kinds.values(),
            (one.guid for one in project.links),
            (one.guid for one in project.sets),
            (coding.guid for source in project.sources for coding in all_codings(source)),
        )

    def kept(self, guids: tuple[str, ...], kind: str, owner: str) -> tuple[str, ...]:
        """Return the references that point at something of a kind; tell of the others."""
        if not guids:
            return guids
        found = tuple(self.finding.same.get(guid, guid) for guid in guids)
        there = self.kinds[kind]
        for guid in found:
            if guid not in there:
                self.tell(guid, kind, owner)
        return tuple(dict.fromkeys(guid for guid in found if guid in there))

    def tell(self, guid: str, kind: str, owner: str) -> None:
        """Tell of a reference to what is not there, or was left out."""
        code = "reference_to_left_out" if guid in self.finding.left else "reference_to_nothing"
        self.finding.losses.add(code, Place(self.finding.file, owner), 1, kind=kind)

    def one(self, guid: str, kind: str, owner: str) -> str:
        """Return a reference when it points at something of a kind; else nothing, and told."""
        return "".join(self.kept((guid,), kind, owner)) if guid else ""

    def made(self, made: Made, owner: str) -> Made:
        """Return who made something, when these people are in the file."""
        if not made.by and not made.changed_by:
            return made
        return replace(made, by=self.one(made.by, "User", owner), changed_by=self.one(made.changed_by, "User", owner))

    def values(self, values: tuple[Value, ...], owner: str) -> tuple[Value, ...]:
        """Return the values of variables that are there."""
        return tuple(one for one in values if self.one(one.variable, "Variable", owner))

    def codings(self, codings: tuple[Coding, ...], selection: str, place: Place) -> tuple[Coding, ...]:
        """Return codings with a code that is there; an unknown one is a mistake, a case means that it is about it."""
        found = []
        for one in codings:
            if one.code in self.kinds["Code"]:
                found.append(
                    one
                    if one.coder in self.kinds["User"] and not one.notes
                    else replace(
                        one,
                        coder=self.one(one.coder, "User", "Coding"),
                        notes=self.kept(one.notes, "Note", "Coding"),
                    )
                )
            elif one.code in self.kinds["Case"] and selection:
                # Some tools code a text with the person who says it.
                self.of_cases.setdefault(one.code, []).append(selection)
            elif one.code:
                at = replace(place, element="Coding", guid=one.guid)
                self.finding.wrong("unknown_code", at, code=one.code)
        return tuple(found)


def with_references(finding: Finding, project: CodingProject, counted: list[CountedSource]) -> CodingProject:
    """Return the project with references to what is there alone."""
    keep = References(finding, project)
    places = {one.source.guid: {selection.guid: place for selection, place in one.selections} for one in counted}
    sources = tuple(_source(keep, one, places.get(one.guid, {})) for one in project.sources)
    return replace(
        project,
        codes=tuple(
            replace(one, notes=keep.kept(one.notes, "Note", "Code")) if one.notes else one for one in project.codes
        ),
        sources=sources,
        cases=tuple(
            replace(
                one,
                codes=keep.kept(one.codes, "Code", "Case"),
                values=keep.values(one.values, "Case"),
                sources=keep.kept(one.sources, "Source", "Case"),
                selections=keep.kept((*one.selections, *keep.of_cases.get(one.guid, ())), "Selection", "Case"),
            )
            for one in project.cases
        ),
        notes=tuple(replace(one, made=keep.made(one.made, "Note")) for one in project.notes),
        links=tuple(_links(keep)),
        sets=tuple(
            replace(
                one,
                codes=keep.kept(one.codes, "Code", "Set"),
                sources=keep.kept(one.sources, "Source", "Set"),
                notes=keep.kept(one.notes, "Note", "Set"),
            )
            for one in project.sets
        ),
        own_notes=keep.kept(project.own_notes, "Note", "Project"),
        made=keep.made(project.made, "Project"),
    )


def _source(keep: References, source: Source, places: Mapping[str, Place]) -> Source:
    whole = Place(keep.finding.file, "TextSource", source.guid)
    selections = tuple(
        replace(
            one,
            codings=keep.codings(one.codings, one.guid, places.get(one.guid, whole)),
            notes=keep.kept(one.notes, "Note", "PlainTextSelection"),
            made=keep.made(one.made, "PlainTextSelection"),
        )
        for one in source.selections
    )
    return replace(
        source,
        selections=selections,
        codings=keep.codings(source.codings, "", whole),
        notes=keep.kept(source.notes, "Note", "TextSource"),
        values=keep.values(source.values, "TextSource"),
        made=keep.made(source.made, "TextSource"),
    )


def _links(keep: References) -> Iterator[Link]:
    for one in keep.project.links:
        origin, target = (keep.finding.same.get(guid, guid) for guid in (one.origin, one.target))
        lost = [guid for guid in (origin, target) if guid and guid not in keep.anything]
        if lost:
            keep.tell(lost[0], "Link", "Link")
            continue
        yield replace(one, origin=origin, target=target, notes=keep.kept(one.notes, "Note", "Link"))
