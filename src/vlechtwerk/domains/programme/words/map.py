"""Words for an outcome map: its title, its lines, what is wrong with it, and where that stands in a file."""

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.words import say_day
from vlechtwerk.domains.programme.models import MapVersion
from vlechtwerk.domains.sharing.words import NOT_TAKEN
from vlechtwerk.engines.documents.intake.not_taken import NotTakenCode
from vlechtwerk.engines.documents.outcome_map.checking import Mistake, Place
from vlechtwerk.engines.documents.outcome_map.signs import visible
from vlechtwerk.foundation.refusal import Reason

MISTAKES: Mapping[str, Promise] = {
    "code_missing": _("A code is missing."),
    "code_twice": _("The code “%(code)s” is there twice."),
    "codes_alike": _(
        "The codes “%(code)s” and “%(other)s” differ only in capitals, so people mix them up. Change one of them."
    ),
    "codes_look_alike": _(
        "The codes “%(code)s” and “%(other)s” look the same, but hold other letters. Type one of them again."
    ),
    "no_code": _("“%(code)s” is no code: a code is one word without commas or slashes."),
    "named_twice": _("“%(code)s” is named twice."),
    "text_missing": _("A text is missing."),
    "too_long": _("This is too long: %(length)s characters, at most %(most)s fit."),
    "odd_character": _("There is a character that no text may hold."),
    "lost_letter": _(
        "In “%(text)s” a letter was lost: the replacement sign (U+FFFD) stands there. Type the letter again, or"
        " save the file as UTF-8 from the program in which it is still whole."
    ),
    "mixed_encoding": _(
        "In “%(text)s”, “%(word)s” is a letter that was read in the wrong encoding. Type the letter itself, or save the"
        " file as UTF-8 from the program in which it is still whole."
    ),
    "unseen_sign": _("In “%(text)s” stands a sign that nobody sees (%(sign)s). Delete it, or type the text again."),
    "unknown_kind": _("“%(word)s” is no kind; choose from %(known)s."),
    "unknown_node": _("There is no node “%(code)s” on this map."),
    "link_to_itself": _("A link from “%(code)s” to itself says nothing."),
    "link_twice": _("The link from “%(start)s” to “%(end)s” is there twice."),
    "no_such_link": _("There is no link from “%(start)s” to “%(end)s”."),
    "circle_of_links": _("These lead in a circle: %(way)s. What contributes to what has an end."),
    "circle_of_needs": _("These need each other in a circle: %(way)s. None of them could ever begin."),
    "circle_of_parents": _("These stand below each other in a circle: %(way)s."),
    "too_few_parts": _("Splitting gives at least two parts."),
    "too_few_merged": _("Merging takes at least two nodes."),
    "unknown_activity": _("There is no activity “%(code)s” in this project."),
    "unknown_area": _("There is no focus area “%(code)s” in this project."),
    "unknown_precondition": _("There is no precondition “%(code)s” in this project."),
    "unknown_former_node": _("The version that this builds on has no node “%(code)s”."),
    "unknown_former": _("There is no version “%(code)s” to build on."),
    "comes_from_nothing": _("A node can't come from another: this map builds on no version."),
    "not_utf8": _("This is no UTF-8 text; save the file as UTF-8."),
    "no_json": _("This is no valid JSON."),
    "key_twice": _("“%(key)s” is there twice."),
    "key_missing": _("This part is missing."),
    "wrong_shape": _("A value of another kind is expected here."),
    "no_flag": _("Yes or no is expected here."),
    "unknown_key": _("This name is not known here; known are: %(known)s."),
    "no_map_file": _("This is no outcome map: “format” is not “%(word)s”."),
    "too_many_rows": _("There are too many rows (%(count)s); a map has at most %(most)s nodes and as many links."),
    "no_workbook": _("This is no workbook that can be read."),
    "missing_sheet": _("This sheet is missing; a map has the sheets %(known)s."),
    "unknown_sheet": _("This sheet does not belong here; a map has the sheets %(known)s."),
    "missing_column": _("This column is missing; this sheet has the columns %(known)s."),
    "unknown_column": _("This column is not known; this sheet has the columns %(known)s."),
    "column_twice": _("This column is there twice."),
    "no_heading": _(
        "Something stands here in a column without a heading, so it would be lost. Empty this column, or move it to"
        " one of the columns %(known)s."
    ),
    "formula": _("There is a formula here. Only texts are taken in: replace it by its value."),
    "error_cell": _("The cell holds an error (%(word)s)."),
    "unknown_form": _("An outcome map comes as %(known)s."),
    "file_too_large": _("The file is larger than %(most)s MB, which no map is."),
    "file_broken": _("The file can't be read. Save it again in its own program."),
}


def words_of_mistake(mistake: Mistake) -> str:
    """Say what is wrong with a map, without its place."""
    if mistake.code == "not_taken":
        return _words_of_not_taken(mistake)
    return (
        gettext("This can't be read.")
        if mistake.code not in MISTAKES
        else str(MISTAKES[mistake.code]) % {name: visible(words) for name, words in mistake.details.items()}
    )


def _words_of_not_taken(mistake: Mistake) -> str:
    try:
        return str(NOT_TAKEN[NotTakenCode(mistake.details["why"])]) % dict(mistake.details)
    except (ValueError, KeyError, TypeError):
        return str(MISTAKES["file_broken"])


def words_of_place(place: Place) -> str:
    """Say where in a file something stands; empty when it stands in none."""
    if place.path:
        return visible(place.path)
    words = [gettext("line %(line)s") % {"line": place.line}] if place.line else []
    words += [gettext("sheet %(sheet)s") % {"sheet": visible(place.sheet)}] if place.sheet else []
    words += [gettext("row %(row)s") % {"row": place.row}] if place.row else []
    words += [gettext("column %(column)s") % {"column": visible(place.column)}] if place.column else []
    return ", ".join(words)


def reason_of(mistake: Mistake) -> Reason:
    """Return a mistake as a reason, with its place before it."""
    where, words = words_of_place(mistake.place), words_of_mistake(mistake)
    return Reason(f"map_{mistake.code}", f"{where}: {words}" if where else words, str(_("What an outcome map holds")))


def say_map_title(version: MapVersion, day: date) -> str:
    """Name a drawing by its version and, where statuses stand on it, by the day of those."""
    if not version.shows_status:
        return gettext("Outcome map: %(version)s") % {"version": version.name}
    words = {"version": version.name, "day": say_day(day)}
    return gettext("Outcome map: %(version)s, statuses as of %(day)s") % words


def say_lines() -> str:
    """Say what the lines of a drawing mean."""
    return gettext(
        "Lines: an arrow should contribute to, a red bar holds up, a dotted bow went on in. "
        "A dashed edge is inferred by us, not a node in the source."
    )
