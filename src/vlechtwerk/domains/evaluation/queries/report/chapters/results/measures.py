"""What registers count: by which definition, how it was drawn, and what became of it where that may be said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.domains.partnership.words import say_day, say_long_month
from vlechtwerk.domains.programme.evidence import COUNT_COMPARISON, REGISTERED_COUNT
from vlechtwerk.domains.programme.models import MeasureDraw
from vlechtwerk.domains.programme.queries.evidence_of_measures import last_addresses
from vlechtwerk.domains.programme.queries.measures import MeasureAsRead, compared_periods, last_periods
from vlechtwerk.domains.programme.words.designs import say_design
from vlechtwerk.domains.programme.words.measures import reasons_not_comparable, say_change, say_period
from vlechtwerk.domains.programme.words.telling import say_number
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart, Source, Title, Told
from vlechtwerk.engines.documents.report.contents import Block, Paragraph
from vlechtwerk.engines.statistics.design_level import DesignLevel
from vlechtwerk.engines.statistics.monthly_series import Comparison, Period, latest_comparable, total
from vlechtwerk.foundation.evidence.address import Ground, ResolvedEvidence, checksum_of
from vlechtwerk.foundation.evidence.registry import resolve

MEASURE, COUNT, CHANGE = "measure", "measure_count", "measure_change"


def measures_told(live: Live) -> LivePart:
    """Return per measure what is counted, how many were in the last months, and what became of that in a year."""
    found: list[Block | Group | Title] = []
    for one in _with_sources(live):
        found += [Title(one.read.measure.name, 3), Group((*one.definitions(), one.count(), one.change()))]
    return tuple(found) or (Paragraph(_("No register is counted from."), quiet=True),)


def _with_sources(live: Live) -> list["_Counted"]:
    """Return the measures, with their sources as these stand now: so that a later correction is found."""
    asked: dict[str, list[str]] = {REGISTERED_COUNT: [], COUNT_COMPARISON: []}
    for read in live.measures:
        for kind, identifier in last_addresses(read):
            asked[kind].append(identifier)
    project = live.evaluation.project_id
    resolved = {kind: resolve(project, kind, identifiers) for kind, identifiers in asked.items()}
    return [_Counted(read, resolved) for read in live.measures]


@dataclass(frozen=True)
class _Counted:
    """A measure as it was known on the day; resolved: its sources as they stand now, by kind and identifier."""

    read: MeasureAsRead
    resolved: Mapping[str, Mapping[str, ResolvedEvidence]] = field(default_factory=dict)

    def definitions(self) -> Iterator[Told]:
        """Yield what is counted, and each break: another definition from a month on."""
        for one in self.read.definitions:
            words = {
                "text": one.text.rstrip("."),
                "unit": one.unit,
                "month": say_long_month(one.holds_from),
                "day": say_day(one.defined_on),
                "holder": self.read.measure.holder.name,
                "reason": one.reason.rstrip("."),
            }
            said = _("Counted are (%(unit)s): %(text)s. The register is kept by %(holder)s.")
            if one.number > 1:
                said = _("From %(month)s on the definition is another (%(unit)s): %(text)s. Why: %(reason)s.")
            checksum = checksum_of(one.text, one.unit, str(one.holds_from), one.reason)
            source = Source(MEASURE, self.read.measure.code, checksum, _("register of %(holder)s") % words)
            details = [(_("Definition"), _("from %(month)s on, laid down on %(day)s") % words)]
            yield self._told(MEASURE, said % words, "", details, source, f":{one.number}")

    def count(self) -> Told:
        """Return how many were counted in the last months, and how they were drawn."""
        periods = last_periods(self.read)
        if not periods:
            return self._told(COUNT, _("Nothing was drawn from this register that can be told."), "", [])
        period = periods[-1]
        unit = next(one.definition.unit for one in self.read.months if one.month == period.first)
        figure = f"{say_number(total(self.read.series, period) or 0)} {unit}"
        draws = [_say_draw(one) for one in self._draws(period)]
        words = _("%(period)s: %(figure)s. %(draw)s") % {
            "period": say_period(period), "figure": figure, "draw": draws[-1],
        }  # fmt: skip
        details = [(_("Drawn"), one) for one in draws]
        return self._told(COUNT, words, figure, details, self._source(REGISTERED_COUNT))

    def change(self) -> Told:
        """Return what became of the count in a year, no stronger than before and after alone allow; or why not."""
        found = latest_comparable(self.read.series)
        if isinstance(found, list):
            why = " ".join(reason.text for reason in reasons_not_comparable(found))
            return self._told(CHANGE, _("Whether it rose in a year can't be told. %(why)s") % {"why": why}, "", [])
        compared = compared_periods(self.read, *found)
        assert isinstance(compared, Comparison)
        before, after = (say_period(one) for one in found)
        change, design = say_change(compared), say_design(DesignLevel.CORRELATION)
        said = {"measure": self.read.measure.name, "change": change, "before": before, "after": after}
        words = _(
            "%(measure)s %(change)s (%(before)s, and %(after)s). What brought that about, the counts do not tell."
        )
        source = self._source(COUNT_COMPARISON)
        return self._told(CHANGE, words % said, change, [(_("Design"), design)], source)

    def _told(
        self, kind: str, words: str, value: str, details: Sequence[tuple[str, str]], source: Source | None = None,
        more: str = "",
    ) -> Told:  # fmt: skip
        measure = self.read.measure
        return Told(
            f"{kind}:{measure.code}{more}", kind, words[:1].upper() + words[1:], Ground.REGISTER, value=value,
            statement=measure.name, title=f"{measure.code}. {measure.name}", sources=(source,) if source else (),
            details=(*details, *([(_("Source"), source.label)] if source else [])),
        )  # fmt: skip

    def _source(self, kind: str) -> Source:
        identifier = dict(last_addresses(self.read))[kind]
        resolved = self.resolved.get(kind, {}).get(identifier)
        if resolved is None:
            return Source(kind, identifier, "", identifier)
        return Source(kind, identifier, resolved.checksum, resolved.short_title)

    def _draws(self, period: Period) -> list[MeasureDraw]:
        """Return the draws from which the months of a period stand, in their order."""
        months = set(period.months())
        numbers = {one.stands.draw.number for one in self.read.months if one.month in months}
        return [one for one in self.read.draws if one.number in numbers]


def _say_draw(draw: MeasureDraw) -> str:
    """Say when, by whom (a function), and from what a draw was made, and what it corrects."""
    words = {"day": say_day(draw.drawn_on), "by": draw.drawn_by, "source": draw.source}
    said = _("Drawn on %(day)s by %(by)s from %(source)s.") % words
    if draw.corrects is None:
        return said
    corrects = {"number": draw.corrects.number, "reason": draw.reason.rstrip(".")}
    return f"{said} " + _("It corrects draw %(number)s: %(reason)s.") % corrects
