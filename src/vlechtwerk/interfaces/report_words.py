"""What no longer holds of a frozen report, in words: the same on pages, in the interface and for commands."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.programme.queries.report_manifest import Mistake, Verified

# What says that a file is no report of this project, so that nothing was looked at.
NOT_OURS = frozenset({Mistake.NOT_A_MANIFEST, Mistake.UNKNOWN_REPORT})
WORDS_OF_MISTAKES: Mapping[Mistake, str | Promise] = {
    Mistake.NOT_A_MANIFEST: _("This file carries no manifest of a progress report."),
    Mistake.UNKNOWN_REPORT: _("No report of this project was frozen under this code."),
    Mistake.NOT_AS_FROZEN: _("This is not as it was frozen."),
    Mistake.FIGURE_DIFFERS: _("Computed again, this figure is another one."),
    Mistake.SOURCE_CHANGED: _("A record that carries this was changed after the report was frozen."),
    Mistake.SOURCE_GONE: _("A record that carries this can no longer be found."),
    Mistake.FILE_CHANGED: _(
        "This file is none of those that were made of the report: someone changed it since. "
        "Take the file from the page of the report again."
    ),
}


def is_ours(verified: Verified) -> bool:
    """Whether a file is a report of this project, so that it was looked at."""
    return not {item.mistake for item in verified.findings} & NOT_OURS


def remark_on(verified: Verified) -> str:
    """Return what is said beside what was found: what the reader could not compare."""
    if verified.rows_compared or not is_ours(verified):
        return ""
    return gettext("The records behind it were not compared: you do not read the draft of this report.")
