"""Read the text beside a PDF, a picture or a recording; the thing itself, and what is selected in it, is told."""

from dataclasses import replace

from vlechtwerk.engines.coding.archive import Archive
from vlechtwerk.engines.coding.elements import Element, Finding, local
from vlechtwerk.engines.coding.project import Made, Selection
from vlechtwerk.engines.coding.texts import (
    CountedSource,
    Parts,
    TakenFrom,
    codings_in,
    number_of,
    parts_of,
    selection_of,
    source_of,
)

# What the standard calls the source, what is told of it, and what its text stands for.
KINDS = {
    "PDFSource": ("pdf", TakenFrom.PDF),
    "PictureSource": ("picture", TakenFrom.PICTURE),
    "AudioSource": ("audio", TakenFrom.TRANSCRIPT),
    "VideoSource": ("video", TakenFrom.TRANSCRIPT),
}
_TEXTS = ("Representation", "TextDescription", "Transcript")
_SELECTIONS = ("PDFSelection", "PictureSelection", "AudioSelection", "VideoSelection")


def texts_of(finding: Finding, archive: Archive, element: Element) -> list[CountedSource]:
    """Return the texts beside a PDF, picture or recording; the first of them stands for all of it."""
    told, taken_from = KINDS[local(element)]
    finding.check(element)
    parts = parts_of(finding, element)
    finding.lose(told, element, 1, name=element.get("name", ""))
    archive.use(archive.find(element.get("path", "")))
    texts: list[CountedSource] = []
    selections = []
    for child in parts.other:
        if local(child) in _TEXTS:
            texts += _text_of(finding, archive, child, taken_from)
        elif local(child) in _SELECTIONS:
            selections.append(child)
            finding.leave(child)
        else:
            finding.unknown(child)
    finding.lose(f"{told}_selections", element, len(selections))
    finding.lose(f"{told}_codings", element, codings_in(selections))
    if texts:
        _stand_for(finding, texts[0], element, parts)
    else:
        finding.leave(element)
        finding.lose(f"{told}_codings", element, len(parts.codings))
        finding.lose("values", element, len(parts.values))
    return texts


def _text_of(finding: Finding, archive: Archive, element: Element, taken_from: TakenFrom) -> list[CountedSource]:
    parts = parts_of(finding, element)
    chosen = [one for one in parts.other if local(one) == "TranscriptSelection"]
    points = [one for one in parts.other if local(one) == "SyncPoint"]
    for other in parts.other:
        if other not in chosen and other not in points:
            finding.unknown(other)
    finding.lose("times", element, len(points))
    found = source_of(finding, archive, element, parts)
    if found is None:
        finding.lose("selections", element, len(chosen))
        finding.lose("codings", element, codings_in(chosen))
        return []
    found.taken_from = taken_from
    places = {
        finding.reference(point, "guid"): number_of(finding, point, "position")
        for point in points
        if "position" in point.attrib
    }
    for one in chosen:
        selection = _between(finding, one, places)
        if selection is not None:
            found.selections.append((selection, finding.place(one)))
    return [found]


def _between(finding: Finding, element: Element, places: dict[str, int]) -> Selection | None:
    """Return what is selected between two moments that have a place in the text."""
    start = places.get(finding.reference(element, "fromSyncPoint"))
    end = places.get(finding.reference(element, "toSyncPoint"))
    if start is None or end is None:
        finding.leave(element)
        finding.lose("selections", element)
        finding.lose("codings", element, codings_in([element]))
        return None
    return selection_of(finding, element, start, end)


def _stand_for(finding: Finding, text: CountedSource, whole: Element, parts: Parts) -> None:
    """Give a text the name, codings and values of the PDF, picture or recording that it stands for."""
    source = text.source
    guid = finding.reference(whole, "guid")
    if guid and guid != source.guid:
        guid = finding.own_guid(whole, "Source")
        finding.same[source.guid] = guid
    made = finding.made(whole)
    text.source = replace(
        source,
        guid=guid or source.guid,
        name=whole.get("name") or source.name,
        description=parts.description or source.description,
        notes=(*source.notes, *parts.notes),
        values=(*source.values, *parts.values),
        made=source.made if made == Made() else made,
    )
    text.codings += parts.codings
