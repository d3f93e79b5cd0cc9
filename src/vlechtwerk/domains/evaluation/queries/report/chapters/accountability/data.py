"""How the report came about: what it was built from, and how anyone can look whether it still holds."""

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.domains.programme.queries.report_sources import say_when
from vlechtwerk.engines.documents.evaluation_report.told import LivePart
from vlechtwerk.engines.documents.report.contents import Paragraph, Table


def _documents(live: Live) -> LivePart:
    rows = tuple(
        (one.code, f"{one.title}, {one.publisher}" if one.publisher else one.title, say_when(one))
        for one in live.documents.values()
    )
    heads = (_("Code"), _("Document"), _("Date or version"))
    return (Table(_("Documents"), heads, rows),) if rows else (Paragraph(_("No document is registered."), quiet=True),)


PARTS = {("documenten", "documents"): _documents}
