"""What no longer holds of a frozen report, in words: the same on pages, in the interface and for commands."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.programme.queries.report_manifest import Mistake

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
