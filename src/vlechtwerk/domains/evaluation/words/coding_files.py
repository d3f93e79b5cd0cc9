"""Words for what is wrong with a file of coded texts, for what of it is not kept, and for how its places are read."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vlechtwerk.engines.coding.conventions import ALL, Convention, LineEnds, Unit
from vlechtwerk.engines.coding.mistakes import Mistake, NotKept, Place, Unreadable
from vlechtwerk.engines.documents.outcome_map.signs import visible
from vlechtwerk.foundation.refusal import Reason

MISTAKES: Mapping[str, Promise] = {
    "circle": _("This code stands under itself."),
    "code_missing": _("A coding without a code."),
    "colour": _("“%(colour)s” is no colour."),
    "empty": _("The file is empty. Export it again."),
    "encrypted": _("The file is locked with a password. Export it without one."),
    "file_broken": _("The file can't be read. Export it again."),
    "file_too_large": _("This is larger than %(most)s MB."),
    "file_twice": _("The file holds a part with this name twice."),
    "guid_broken": _("Its identifier is none."),
    "guid_missing": _("Its identifier is missing."),
    "guid_twice": _("Its identifier is used twice."),
    "name_missing": _("It has no name."),
    "no_project": _("The file holds no project (a part that ends in .qde)."),
    "no_unicode": _("The text holds signs that are none."),
    "not_in_xml": _("This holds a sign that no such file can hold: “%(text)s”."),
    "not_zip": _("This is no QDPX file: it can't be opened."),
    "other_root": _("This is another kind of file (found: %(found)s, expected: %(expected)s)."),
    "outside_text": _("The selection %(start)s to %(end)s lies outside the text."),
    "parent_missing": _("The code above it is not in the file."),
    "path_tricks": _("The file holds a part whose name leads out of it. Such a file is not read."),
    "position_broken": _("“%(found)s” is no place in a text."),
    "reference_to_nothing": _("It points at something that is not in the file."),
    "source_file_missing": _("The text “%(path)s” is not in the file."),
    "start_after_end": _("The selection %(start)s to %(end)s ends before it begins."),
    "too_many_files": _("The file holds more than %(most)s parts."),
    "too_much": _("The file holds more than can be taken in at once."),
    "too_much_memory": _("The file takes more memory than there is for it."),
    "too_slow": _("Reading the file takes too long."),
    "two_projects": _("The file holds two projects: %(names)s."),
    "unknown_code": _("The code that was given is not in the file."),
    "xml_broken": _("This is no sound XML: %(said)s"),
    "xml_entities": _("The file defines words of its own (entities). Such a file is not read."),
    "zip_bomb": _("A part of the file becomes more than %(most)s times as large when it is unpacked."),
}
NOT_KEPT: Mapping[str, Promise] = {
    "codings": _("codings of something that is not kept"),
    "colour": _("a colour that is none"),
    "empty_selection": _("a selection without words"),
    "empty_text": _("a text without words, or one that is too long or no text"),
    "file_not_used": _("a part of the file that nothing points at"),
    "guid_replaced": _("an identifier that is none; another one took its place"),
    "guid_twice": _("an identifier that was used twice; another one took its place"),
    "members_of_set": _("members of a group"),
    "moment": _("a moment that is none"),
    "notes_of_code": _("memos about codes"),
    "past_the_end": _("the line end behind the text, which a selection held"),
    "reference_to_nothing": _("a reference to something that is not there"),
    "unknown_attribute": _("something that is said of it (%(name)s)"),
    "unknown_element": _("a part that is not known here (%(name)s)"),
    "cases": _("cases: who takes part is written here, with their consent"),
    "variables": _("variables of cases and texts"),
    "sets": _("groups of codes and texts"),
    "links": _("links between things"),
    "project_notes": _("memos about the project as a whole"),
    "selection_words": _("names, descriptions and memos of selections"),
    "not_codable": _("that a code can't be given itself"),
    "already_coded": _("codings that are here already"),
    "removed": _("codings of words for which consent was withdrawn"),
}
UNITS: Mapping[Unit, Promise] = {
    Unit.CODE_POINT: _("signs (code points), as the standard has it"),
    Unit.UTF_16: _("units of UTF-16, in which some signs count for two"),
}
LINE_ENDS: Mapping[LineEnds, Promise] = {
    LineEnds.AS_WRITTEN: _("line ends as they are written"),
    LineEnds.ONE: _("each line end for one"),
    LineEnds.TWO: _("each line end for two"),
}


def words_of_mistake(mistake: Mistake) -> str:
    """Say what is wrong, with its place before it."""
    return _placed(mistake.place, _said(MISTAKES.get(mistake.code), mistake.details, gettext("This can't be read.")))


def words_of_not_kept(left: NotKept) -> str:
    """Say what is not kept, with how often."""
    words = _said(NOT_KEPT.get(left.code), left.details, gettext("something that has no place here"))
    return f"{left.count} × {words}" if left.count > 1 else words


def words_of_place(place: Place) -> str:
    """Say where in a file something stands; empty when that is the whole."""
    words = [visible(place.file)] if place.file else []
    words += [gettext("line %(line)s") % {"line": place.line}] if place.line else []
    words += [" ".join(filter(None, (visible(place.element), place.guid)))] if place.element else []
    return ", ".join(words)


def words_of_convention(one: Convention) -> str:
    """Say how the places of a text are counted."""
    words = [str(UNITS[one.unit]), str(LINE_ENDS[one.line_ends])]
    words += [gettext("with the byte order mark")] if one.counts_mark else []
    words += [gettext("with the last sign in the selection")] if one.includes_end else []
    return ", ".join(words)


def number_of_convention(one: Convention) -> int:
    """Return by which number a way of counting is chosen."""
    return ALL.index(one)


def convention_of(number: int) -> Convention:
    """Return the way of counting with a number."""
    return ALL[number]


def choices_of(told: Mapping[str, str]) -> dict[str, Convention]:
    """Return in which way each source (by its GUID) is to be counted; what names no way is left out."""
    return {
        guid: ALL[int(number)]
        for guid, number in told.items()
        if number.isdecimal() and len(number) <= 3 and int(number) < len(ALL)
    }


def reasons_of_file(error: Unreadable) -> list[Reason]:
    """Return why a file is not taken in, each with its place."""
    reasons = [Reason(one.code, words_of_mistake(one)) for one in error.mistakes]
    if error.count > len(reasons):
        words = gettext("There are %(count)s mistakes; these are the first %(shown)s.")
        reasons.append(Reason("more_mistakes", words % {"count": error.count, "shown": len(reasons)}))
    return reasons


def _said(words: Promise | None, details: Mapping[str, str], otherwise: str) -> str:
    try:
        return str(words) % {name: visible(said) for name, said in details.items()} if words else otherwise
    except (KeyError, ValueError, TypeError):
        return otherwise


def _placed(place: Place, words: str) -> str:
    where = words_of_place(place)
    return f"{where}: {words}" if where else words
