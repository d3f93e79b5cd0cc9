"""The added value: of each element what supports it, what is hoped, what speaks against it and on which condition."""

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.report.live import Carried, Live
from vlechtwerk.domains.evaluation.queries.report.telling import record_told
from vlechtwerk.domains.programme.models import ValuePoint
from vlechtwerk.domains.programme.queries.added_value import ElementAsItStands
from vlechtwerk.domains.programme.queries.public_words import words_of_worth
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart, Title, Told
from vlechtwerk.engines.documents.report.contents import Block, Framed, Paragraph


def _elements(live: Live) -> LivePart:
    carried = live.carried_by({key: links for one in live.elements for key, links in one.links.items()})
    found: list[Block | Group | Title] = []
    for one in live.elements:
        found += [Title(one.wording.name, 2), Paragraph(one.wording.explanation)]
        for kind in ValuePoint.Kind:
            rows = tuple(_point(one, point, carried.get(point.id, Carried())) for point in one.of_kind(kind))
            if rows:
                found += [Title(str(kind.label), 3), Group(rows)]
        found.append(Framed(_("What this is: %(words)s.") % {"words": words_of_worth(one.worth)}))
    return tuple(found) or (Paragraph(_("Nothing is told of the added value."), quiet=True),)


def _point(of: ElementAsItStands, point: ValuePoint, carried: Carried) -> Told:
    said_by = f" ({point.said_by})" if point.said_by else ""
    title = f"{of.wording.name}: {point.get_kind_display()}"
    return record_told(f"value:{of.element.code}:{point.kind}:{point.order}", f"{point.text}{said_by}", title, carried)


PARTS = {("elementen", "elements"): _elements}
