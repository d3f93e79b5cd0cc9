"""Words for what is wrong with a file of a survey, for what of it is not kept, and for where that stands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.sharing.words import NOT_TAKEN
from vlechtwerk.engines.documents.intake.not_taken import NotTakenCode
from vlechtwerk.engines.documents.outcome_map.signs import visible
from vlechtwerk.engines.surveys.answers import Completeness, Missing
from vlechtwerk.engines.surveys.mistakes import Mistake, NotKept, Place, Unreadable
from vlechtwerk.engines.surveys.wording import MISSING_WORDS
from vlechtwerk.foundation.refusal import Reason

MISTAKES: Mapping[str, Promise] = {
    "code_twice": _("The code “%(code)s” is there twice."),
    "no_code": _("“%(code)s” is no code: it begins with a letter, and holds letters, digits and _ only."),
    "code_reserved": _("The code “%(code)s” stands for something else in files of answers. Choose another."),
    "code_in_use": _("The code “%(code)s” is in use. Choose another."),
    "text_missing": _("A text is missing."),
    "dutch_missing": _("The Dutch text is missing."),
    "too_long": _("This is too long: at most %(most)s characters fit."),
    "too_many_statements": _("There are too many statements; at most %(most)s are asked."),
    "no_statements": _("There is no statement yet."),
    "unknown_scale": _("There is no answer scale “%(scale)s”."),
    "unknown_group": _("There is no group “%(group)s”."),
    "unknown_dimension": _("“%(word)s” is no dimension."),
    "unknown_place": _("There is no activity, precondition or node of the outcome map with the code “%(code)s”."),
    "scale_too_short": _("An answer scale has at least two answers; here there are fewer. Add the other answers."),
    "too_many_categories": _("There are too many answers; at most %(most)s fit on a scale."),
    "value_twice": _("The number %(value)s stands for two answers."),
    "value_out_of_range": _("The number %(value)s is too large: at most %(most)s."),
    "label_twice": _("“%(word)s” is there twice."),
    "unknown_side": _("“%(word)s” is no side of a scale; choose from %(known)s."),
    "unknown_kind": _("“%(word)s” is no kind; choose from %(known)s."),
    "no_flag": _("Yes or no is expected here, not “%(word)s”."),
    "no_number": _("“%(word)s” is no whole number."),
    "no_language": _("This names no language; write nl or en."),
    "missing_sheet": _("This sheet is missing; an instrument has the sheets %(known)s."),
    "missing_column": _("This column is missing. Add it."),
    "column_twice": _("This column is there twice. Leave one out, or name it otherwise."),
    "heading_missing": _("Something stands here in a column without a heading. Write one in the first row."),
    "no_heading": _("The row with headings is missing. Put it above the answers."),
    "no_rows": _("There are no rows below the headings."),
    "row_too_short": _(
        "This row breaks off: it has %(cells)s cells, the headings are %(most)s. Export the file again."
    ),
    "row_twice": _("This row has the number of row %(other)s: someone would be counted twice. Leave one out."),
    "too_many_rows": _("There are more than %(most)s rows. Take the file in in parts."),
    "too_many_columns": _("There are more than %(most)s columns. Leave out those that are not answers."),
    "too_many_cells": _("There are more than %(most)s cells. Take the file in in parts."),
    "merged_cells": _("Cells are merged from here on: their words stand in the first alone. Split them."),
    "wrong_encoding": _("Letters were damaged on their way (%(word)s). Save the file again, as CSV UTF-8 or .xlsx."),
    "no_such_column": _("The file has no such column that could tell groups; there are: %(known)s."),
    "column_chosen_twice": _("This column is chosen for two kinds of groups. Choose another."),
    "no_answers_found": _(
        "No column holds answers on a scale: a few words or numbers that come back. Of a workbook the sheet Answers is "
        "read, or else the first."
    ),
    "too_much_for_a_page": _("This is too much to confirm on a page. Take it in from the command line."),
    "formula": _("There is a formula here. Only texts are taken in: replace it by its value."),
    "error_cell": _("The cell holds an error (%(word)s). Replace it by its value."),
    "empty": _("The file is empty. Export it again."),
    "no_text": _("This is no text that can be read. Save the file again, as CSV UTF-8 or .xlsx."),
    "csv_broken": _("The file breaks off here: a quotation mark is not closed. Export it again."),
    "xml_broken": _("This is no sound XML. Export the survey again."),
    "xml_entities": _(
        "The file defines words of its own (entities); such a file is not read. Export the survey again, from "
        "LimeSurvey itself."
    ),
    "no_survey": _("This is no survey of LimeSurvey (found: %(found)s). Export the structure of the survey (.lss)."),
    "missing_table": _("This part of the survey is missing. Export the survey again, as a whole."),
    "no_workbook": _("This is no workbook that can be read. Save it again, as .xlsx."),
    "unknown_form": _("This kind of file is not taken in; known are: %(known)s."),
    "file_too_large": _("The file is larger than %(most)s MB."),
    "file_broken": _("The file can't be read. Save it again in its own program."),
    "too_slow": _("Reading the file takes too long. Take it in in parts."),
    "too_much_memory": _("The file takes more memory than there is for it. Take it in in parts."),
    "archive_of_limesurvey": _(
        "An archive of LimeSurvey is not taken in: it can hold who answered. Known are: %(known)s."
    ),
    "no_sav": _("This is no SPSS file. Save the data again, as .sav."),
    "sav_broken": _("The SPSS file can't be read. Save it again in its own program."),
    "no_statement_fits": _(
        "No column fits a statement of the instrument. The headings have to be the codes or the words."
    ),
    "statement_twice": _("Two columns fit the statement “%(code)s”: this one and %(other)s. Leave one out."),
    "answer_outside_scale": _("“%(answer)s” is no answer to this statement; write one of: %(known)s."),
    "answer_ambiguous": _("“%(answer)s” is one answer as a word and another as a number; write one of: %(known)s."),
    "unknown_completeness": _("“%(word)s” does not say how complete the form is; known are: %(known)s."),
    "neutral_twice": _("A scale has one answer in between at most."),
}
# What a sound file says and an instrument here has no place for.
NOT_KEPT: Mapping[str, Promise] = {
    "sheet": _("a sheet that an instrument does not have"),
    "column": _("a column that an instrument does not have"),
    "table": _("a part of the survey (%(count)s rows): settings of questions, quotas, conditions"),
    "settings": _("the settings of the survey: dates, mails, whether it is anonymous"),
    "welcome_and_end": _("the words of welcome and at the end"),
    "introduction": _("the text above the statements: “%(text)s”"),
    "help": _("the help text"),
    "condition": _("the condition on which it is asked; here everything is asked"),
    "check_of_answer": _("the check of the answer"),
    "expression": _("a part of the text that the survey fills in itself"),
    "question_type": _("a question of a kind that is no statement on a scale (type %(type)s)"),
    "no_subquestions": _("a question without statements"),
    "no_answers": _("a question without answers to choose from"),
    "too_many_categories": _("a question with %(count)s answers; at most %(most)s fit"),
    "scale_too_short": _("a question with fewer than two answers"),
    "no_code": _("a question whose code “%(code)s” can't stand in every kind of file"),
    "code_reserved": _("a question whose code “%(code)s” stands for something else in files of answers"),
    "text_missing": _("a question without a text"),
    "language": _("the texts in another language (%(language)s)"),
    "group_title": _("the group “%(title)s”: its statements stand under “Another dimension”"),
    "order_of_answers": _("the order of the answers: here they stand by their number"),
    "do_not_know_words": _("the words “%(words)s”: “don't know” has the same words in every round"),
    "identifies": _("a column that can tell who answered"),
    "moment": _("a column that tells when someone answered"),
    "technical": _("a column of the program that it came from"),
    "not_in_questionnaire": _("a column that is no statement of this instrument"),
    "group_not_chosen": _("a column that tells groups: results are told apart by it only when it is chosen"),
    "unknown_group": _("“%(word)s” (%(count)s rows): no such group has this name or code here"),
    "sheet_not_read": _("a sheet that is not read: answers stand on the sheet Answers, or else on the first"),
    "unknown_place": _("“%(code)s”: no activity, precondition or node of the outcome map has this code"),
    "short_too_long": _("the short text, which is longer than %(most)s characters"),
}

# Whether the form was sent in, as far as a file tells.
COMPLETENESS: Mapping[Completeness, Promise] = {
    Completeness.SUBMITTED: _("sent in"),
    Completeness.PARTIAL: _("not finished"),
    Completeness.UNKNOWN: _("not told"),
}


def words_of_answer(kept: str) -> str:
    """Say for what an answer in a file was taken: a label, or why there is none."""
    match MISSING_WORDS.get(kept):
        case Missing.DO_NOT_KNOW:
            return gettext("Don't know")
        case Missing.USER_MISSING:
            return gettext("No answer")
    return kept


def words_of_mistake(mistake: Mistake) -> str:
    """Say what is wrong, without its place."""
    details = {name: visible(words) for name, words in mistake.details.items()}
    try:
        if mistake.code == "not_taken":
            return str(NOT_TAKEN[NotTakenCode(details["why"])]) % details
        return str(MISTAKES[mistake.code]) % details
    except (KeyError, ValueError, TypeError):
        return gettext("This can't be read.")


def words_of_not_kept(left: NotKept) -> str:
    """Say what is not kept, without its place."""
    details = {name: visible(words) for name, words in left.details.items()}
    try:
        return str(NOT_KEPT[left.code]) % details
    except KeyError:
        return gettext("something that an instrument does not have")


def words_of_place(place: Place) -> str:
    """Say where in a file something stands; empty when that is the whole."""
    words = [visible(place.part)] if place.part else []
    words += [gettext("sheet %(sheet)s") % {"sheet": visible(place.sheet)}] if place.sheet else []
    words += [gettext("row %(row)s") % {"row": place.row}] if place.row else []
    words += [gettext("column %(column)s") % {"column": visible(place.column)}] if place.column else []
    return ", ".join(words)


def reason_of(mistake: Mistake) -> Reason:
    """Return a mistake as a reason, with its place before it."""
    where, words = words_of_place(mistake.place), words_of_mistake(mistake)
    return Reason(mistake.code, f"{where}: {words}" if where else words, gettext("What an instrument asks"))


def reasons_of(mistakes: Sequence[Mistake], most: int = 50) -> list[Reason]:
    """Return mistakes as reasons; of more than can be gone through at a time, how many there are."""
    return [reason_of(mistake) for mistake in mistakes[:most]] + _beyond(len(mistakes), most)


def reasons_of_file(error: Unreadable, name: str) -> list[Reason]:
    """Return why a file is not taken in, each with the name of the file before its place."""
    named = [replace(mistake, place=_in_file(name, mistake.place)) for mistake in error.mistakes]
    return [reason_of(mistake) for mistake in named] + _beyond(error.count, len(named))


def _in_file(name: str, place: Place) -> Place:
    return replace(place, part=", ".join(filter(None, (name, place.part))))


def _beyond(count: int, shown: int) -> list[Reason]:
    if count <= shown:
        return []
    words = gettext("There are %(count)s mistakes; these are the first %(shown)s.") % {"count": count, "shown": shown}
    return [Reason("more_mistakes", words)]
