"""What came of it: products, counts, what should work, and what people answered about first results."""

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.report.chapters.practice.data import OF_PRACTICE
from vlechtwerk.domains.evaluation.queries.report.chapters.results.measures import measures_told
from vlechtwerk.domains.evaluation.queries.report.chapters.results.mechanisms import mechanisms_told
from vlechtwerk.domains.evaluation.queries.report.live import Carried, Live
from vlechtwerk.domains.evaluation.queries.report.pictures import bars_of
from vlechtwerk.domains.evaluation.queries.report.telling import record_told, shares_told
from vlechtwerk.domains.programme.models import ActionCount
from vlechtwerk.domains.programme.queries.results import products_by, standing_counts
from vlechtwerk.domains.programme.words.telling import tell_count, tell_product
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart
from vlechtwerk.engines.documents.report.contents import Paragraph
from vlechtwerk.foundation.evidence.address import Ground


def _shares(live: Live) -> LivePart:
    here = [one for one in live.shares if one.figure.dimension not in OF_PRACTICE]
    return (bars_of(live, here, _("First results")), Group(tuple(shares_told(live, here)))) if here else _nothing()


def _nothing() -> LivePart:
    return (Paragraph(_("No figure is registered."), quiet=True),)


def _products(live: Live) -> LivePart:
    products = products_by(live.day)
    carried = live.carried(products, Ground.SELF_REPORT)
    rows = [
        record_told(
            f"product:{one.activity.code}:{one.title}",
            f"{one.activity.name}: {tell_product(one)}",
            one.title,
            carried.get(one.id, Carried(ground=Ground.SELF_REPORT)),
        )
        for one in products
    ]
    return (Group(tuple(rows)),) if rows else (Paragraph(_("No product is registered."), quiet=True),)


def _counts(live: Live) -> LivePart:
    counts = ActionCount.objects.filter(project_id=live.evaluation.project_id).select_related("action__activity")
    standing = standing_counts(counts.order_by("action__activity__order", "definition", "counted_from"))
    carried = live.carried(standing)
    rows = [
        record_told(
            f"count:{one.action.activity.code}:{one.definition}:{one.counted_from or ''}",
            f"{one.action.activity.name}: {tell_count(one)}",
            one.definition,
            Carried(held.sources, Ground(one.ground), held.base),
        )
        for one in standing
        for held in (carried.get(one.id, Carried()),)
    ]
    return (Group(tuple(rows)),) if rows else (Paragraph(_("Nothing was counted."), quiet=True),)


PARTS = {
    ("aandelen", "shares"): _shares,
    ("producten", "products"): _products,
    ("tellingen", "counts"): _counts,
    ("registertellingen", "registered-counts"): measures_told,
    ("mechanismen", "mechanisms"): mechanisms_told,
}
