"""Tables of pages as files: every table that a page shows leaves as CSV and as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from vlechtwerk.engines.documents.handing_out.table import as_csv, as_xlsx
from vlechtwerk.interfaces.web.frame import shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.origins import words_of_origin

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is ready to print: its name, the heads of its columns, and its rows."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


def export_links(request: PageRequest, route: str, *parts: str) -> list[dict[str, str]]:
    """Return where a table leaves as a file, narrowed as the page is."""
    query = request.GET.copy()
    query.pop("page", None)
    tail = f"?{query.urlencode()}" if query else ""
    code = request.actor.project.code
    return [
        {"label": label, "url": reverse(route, args=[code, *parts, form]) + tail}
        for label, form in (("CSV", "csv"), ("Excel", "xlsx"))
    ]


def table_file(request: PageRequest, table: Table, form: str) -> HttpResponse:
    """Give a table as a file (`csv` or `xlsx`); its last row says where the data come from, and of which day."""
    if form not in FORMS:
        raise Http404
    project, day = request.actor.project, shown_day(request).day.isoformat()
    origin = words_of_origin(project)
    last = [f"{project.name}: {origin.label}", _("as of"), day]
    rows = [*table.rows, [*last, *[""] * (len(table.heads) - len(last))]]
    name = f"{origin.file_prefix}{project.code}-{table.name.lower().replace(' ', '-')}-{day}.{form}"
    body = as_csv(table.heads, rows) if form == "csv" else as_xlsx(table.name, table.heads, rows)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=FORMS[form], headers=headers)
