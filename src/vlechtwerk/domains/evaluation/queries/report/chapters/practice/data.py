"""How it goes in practice: what people answered and said, and how far the preconditions are met."""

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Dimension, PublishedClaim, PublishedFigure
from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.domains.evaluation.queries.report.pictures import bars_of
from vlechtwerk.domains.evaluation.queries.report.telling import (
    claims_told,
    preconditions_told,
    shares_told,
    statements_told,
)
from vlechtwerk.domains.programme.queries.preconditions import worst_first
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart, Tabled, Title
from vlechtwerk.engines.documents.report.contents import Block, Paragraph

OF_PRACTICE = (Dimension.DRIVE, Dimension.SUPPORT, Dimension.CAPABILITY)


def _shares(live: Live) -> LivePart:
    found: list[Block | Group | Title] = []
    for dimension in OF_PRACTICE:
        here = [one for one in live.shares if one.figure.dimension == dimension]
        if here:
            label = str(dimension.label)
            found += [Title(label, 3), bars_of(live, here, label), Group(tuple(shares_told(live, here)))]
    remarks = [one for one in live.figures if one.figure.kind == PublishedFigure.Kind.REMARK]
    if remarks:
        found += [Title(_("What people wrote by themselves"), 3), Group(tuple(shares_told(live, remarks)))]
    return tuple(found) or (Paragraph(_("No figure is registered."), quiet=True),)


def _rounds(live: Live) -> LivePart:
    found: list[Block | Group | Tabled | Title] = []
    for result in live.results:
        rows = statements_told(live, result)
        hidden = len(result.statements) - len(rows)
        found.append(Title(result.asked.name, 3))
        if rows:
            caption = _("How many agree with each statement: %(round)s") % {"round": result.asked.name}
            heads = (_("No."), _("Statement"), _("Agree"), _("Ground"))
            found.append(Tabled(caption, heads, tuple((one, (one.statement, one.value)) for one in rows)))
        if hidden:
            words = _("Not shown, as too few people answered: statements with fewer than the least number of answers.")
            found.append(Paragraph(words, quiet=True))
    return tuple(found) or (Paragraph(_("No round of our own was published."), quiet=True),)


def _preconditions(live: Live) -> LivePart:
    rows = preconditions_told(live, worst_first(live.preconditions))
    return (Group(tuple(rows)),) if rows else ()


def _claims(live: Live) -> LivePart:
    """Tell what sources say that people said, by where it was said."""
    found: list[Block | Group | Title] = []
    for said_in in PublishedClaim.SaidIn:
        for kind in PublishedClaim.Kind:
            here = [one for one in live.claims if one.said_in == said_in and one.kind == kind]
            if here:
                heading = str(said_in.label)
                if kind == PublishedClaim.Kind.STRENGTH:
                    heading = _("%(where)s: what to keep") % {"where": heading}
                found += [Title(heading, 3), Group(tuple(claims_told(live, here)))]
    return tuple(found) or (Paragraph(_("No claim of a source is registered."), quiet=True),)


PARTS = {
    ("aandelen", "shares"): _shares,
    ("rondes", "rounds"): _rounds,
    ("randvoorwaarden", "preconditions"): _preconditions,
    ("uitspraken", "claims"): _claims,
}
