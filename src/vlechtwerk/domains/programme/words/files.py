"""Words for what is wrong with a file of lines."""

from django.utils.translation import gettext as _


def words_of_file_mistakes() -> dict[str, str]:
    """Return what can be wrong with a file of lines whatever they tell, by the code of the mistake."""
    return {
        "empty": _("There are no lines in this file."),
        "not_utf8": _("This is no UTF-8 text from here on. Save the file as CSV UTF-8, or as a workbook."),
        "not_text": _("Here stands a character that no text may hold."),
        "too_many_rows": _("There are more than %(value)s lines. Split the file."),
        "column_unknown": _("“%(value)s” is no column. The columns are: %(columns)s."),
        "column_missing": _("This column is missing."),
        "column_twice": _("This column stands here twice."),
        "cell_without_column": _("“%(value)s” stands beyond the last column."),
        "month_unknown": _("“%(value)s” is no month. Write it as 2026-01."),
    }
