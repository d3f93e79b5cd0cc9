"""Words for what is wrong with a file of coded texts, for what of it is not kept, and for how its places are read."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.models import CodingFile, Evaluation
from vlechtwerk.engines.coding.conventions import Convention, LineEnds, Unit
from vlechtwerk.engines.coding.mistakes import Mistake, NotKept, Place, Unreadable
from vlechtwerk.engines.coding.transport import from_data
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
    "not_utf8": _("This text is not written as UTF-8 (byte %(byte)s). Save it as UTF-8, and pack the file again."),
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
    "audio": _("a sound recording; only a transcript is kept"),
    "audio_codings": _("codings in a sound recording, outside its transcript"),
    "audio_selections": _("what is selected in a sound recording, outside its transcript"),
    "base_path": _("the name of a folder on the computer where the file was made"),
    "codings": _("codings of something that is not kept"),
    "colour": _("a colour that is none"),
    "direction": _("in which way a link points: “%(direction)s” is no such way"),
    "empty_selection": _("a selection without words"),
    "empty_text": _("a text without words, or one that is too long or no text"),
    "external_file": _("a text that lies outside the file (%(path)s)"),
    "file_not_used": _("a part of the file that nothing points at"),
    "graph": _("a drawing of connections"),
    "guid_replaced": _("an identifier that is none; another one took its place"),
    "guid_twice": _("an identifier that was used twice; another one took its place"),
    "kind_of_value": _("a value that is not of its kind: “%(value)s”"),
    "kind_of_variable": _("a kind of variable that is not known: “%(kind)s”"),
    "members_of_set": _("members of a group"),
    "moment": _("a moment that is none"),
    "notes_of_code": _("memos about codes"),
    "notes_of_note": _("memos about memos"),
    "past_the_end": _("the line end behind the text, which a selection held"),
    "pdf": _("a PDF; only a text beside it is kept"),
    "pdf_codings": _("codings in a PDF, outside its text"),
    "pdf_selections": _("what is selected in a PDF, outside its text"),
    "picture": _("a picture; only a description beside it is kept"),
    "picture_codings": _("codings in a picture, outside its description"),
    "picture_selections": _("what is selected in a picture, outside its description"),
    "reference_to_left_out": _("a reference to something that is not kept"),
    "reference_to_nothing": _("a reference to something that is not there"),
    "rich_text": _("the styling of a text; the plain text is kept"),
    "second_text": _("a second text inside the project, which differs from the file beside it"),
    "selections": _("selections in something that is not kept"),
    "source_without_text": _("a source that names no text"),
    "times": _("at which moment of a recording something is said"),
    "unknown_attribute": _("something that is said of it (%(name)s)"),
    "unknown_element": _("a part that is not known here (%(name)s)"),
    "values": _("values of variables of something that is not kept"),
    "video": _("a video; only a transcript is kept"),
    "video_codings": _("codings in a video, outside its transcript"),
    "video_selections": _("what is selected in a video, outside its transcript"),
    # What a file of coding can hold, and this platform has no place for.
    "cases": _("cases: who takes part is written here, with their consent"),
    "variables": _("variables of cases and texts"),
    "sets": _("groups of codes and texts"),
    "links": _("links between things"),
    "project_notes": _("memos about the project as a whole"),
    "selection_words": _("names, descriptions and memos of selections"),
    "not_codable": _("that a code can't be given itself"),
    "same_code": _("a code with the name of another one at the same place: they became one"),
    "code_words": _("another name or description of a code that is here already; what is here stays"),
    "known_memo": _("a memo about a code, text or coding that is here already"),
    "cut": _("the end of a name, description or memo that is too long"),
    "text_words": _("the description of a text"),
    "already_coded": _("codings that are here already"),
    "removed": _("codings of words for which consent was withdrawn"),
}
UNITS: Mapping[Unit, Promise] = {
    Unit.CODE_POINT: _("signs (code points), as the standard has it"),
    Unit.UTF_16: _("units of UTF-16, in which some signs count for two"),
    Unit.UTF_8: _("bytes of UTF-8, in which a letter with an accent counts for two"),
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
    """Say what is not kept, with how often, and where in the file first."""
    words = _said(NOT_KEPT.get(left.code), left.details, gettext("something that has no place here"))
    where = words_of_place(left.place)
    if left.count == 1:
        return f"{words} ({where})" if where else words
    words = f"{left.count} × {words}"
    return gettext("%(words)s (first: %(place)s)") % {"words": words, "place": where} if where else words


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
    words += [gettext("counted from 1")] if one.begins_at_one else []
    return ", ".join(words)


def reasons_of_file(error: Unreadable) -> list[Reason]:
    """Return why a file is not taken in, each with its place."""
    reasons = [Reason(one.code, words_of_mistake(one)) for one in error.mistakes]
    if error.count > len(reasons):
        words = gettext("There are %(count)s mistakes; these are the first %(shown)s.")
        reasons.append(Reason("more_mistakes", words % {"count": error.count, "shown": len(reasons)}))
    return reasons


def reasons_of_state(file: CodingFile) -> list[Reason]:
    """Return why a file was not taken in or written, each mistake at its place; nothing of one that was not refused."""
    if file.state != CodingFile.State.REFUSED:
        return []
    told = file.told
    if "mistakes" in told:
        return reasons_of_file(Unreadable([from_data(Mistake, one) for one in told["mistakes"]], told["count"]))
    refused = [Reason(code, text) for code, text in told.get("reasons", ())]
    return refused or [Reason("broke_off", gettext("The work broke off, and nothing was changed. Try again."))]


def not_kept_of(file: CodingFile) -> list[str]:
    """Say what of a file has no place here: of one that was taken in what was left out, else what would be."""
    left = file.told.get("left", file.told.get("not_kept", ()))
    return [words_of_not_kept(from_data(NotKept, one)) for one in left]


def name_of_file(evaluation: Evaluation, ending: str) -> str:
    """Return how a file of an evaluation is called; of invented data it says so."""
    invented = f"-{gettext('invented data').replace(' ', '-')}" if evaluation.project.origin == "invented" else ""
    return f"{evaluation.code}{invented}.{ending}"


def _said(words: Promise | None, details: Mapping[str, str], otherwise: str) -> str:
    try:
        return str(words) % {name: visible(said) for name, said in details.items()} if words else otherwise
    except (KeyError, ValueError, TypeError):
        return otherwise


def _placed(place: Place, words: str) -> str:
    where = words_of_place(place)
    return f"{where}: {words}" if where else words
