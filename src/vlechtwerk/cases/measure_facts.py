"""Load what registers count: measures with their definitions, and each draw month by month."""

from datetime import date

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.programme.models import Measure, MeasureDraw
from vlechtwerk.domains.programme.operations import measures
from vlechtwerk.domains.programme.queries.measures_file import read_count
from vlechtwerk.domains.programme.rules.measures import DefinitionTold, DrawTold, MeasureTold, MonthTold
from vlechtwerk.engines.statistics.monthly_series import month_after


def load_measures(file: Block, loading: Loading) -> None:
    """Load measures, each with its definitions and draws in their order."""
    for block in file.blocks("measures"):
        measure = _measure(block, loading)
        for item in block.blocks("later_definitions"):
            with place_of(item):
                reason = item.text("reason")
                measures.define_measure(measure, _definition(item), reason, by=loading.by, at=loading.at)
            item.finish()
        draws: list[MeasureDraw] = []
        for item in block.blocks("draws"):
            with place_of(item):
                draws.append(_draw(item, measure, draws, loading))
            item.finish()
        block.finish()
    for block in file.blocks("beside"):
        with place_of(block):
            measure, beside = (_named(block, key, loading) for key in ("measure", "beside"))
            measures.set_beside(measure, beside, block.text("reason"), by=loading.by, at=loading.at)
        block.finish()


def _named(block: Block, key: str, loading: Loading) -> Measure:
    found = Measure.objects.filter(project=loading.by.project_id, code=block.text(key)).first()
    if found is None:
        raise block.wrong(key, "There is no measure with this code.")
    return found


def _measure(block: Block, loading: Loading) -> Measure:
    holder = block.one_of("holder", loading.organisations)
    definition = block.block("definition")
    if holder is None or definition is None:
        raise block.wrong("holder", "A measure has a holder, and a definition.")
    with place_of(block):
        told = MeasureTold(
            block.text("code"),
            block.text("name"),
            holder,
            block.choice("direction", Measure.Direction),
            activity=block.one_of("activity", loading.activities),
            node=block.optional_text("node"),
        )
        made = measures.add_measure(told, _definition(definition), by=loading.by, at=loading.at)
    definition.finish()
    return made


def _definition(block: Block) -> DefinitionTold:
    return DefinitionTold(
        block.text("text"),
        block.text("unit"),
        _month(block, "from"),
        _day(block, "on"),
        counts_people=block.flag("people"),
    )


def _month(block: Block, key: str) -> date:
    month = block.moment(key)
    if month is None:
        raise block.wrong(key, f"“{key}” is missing.")
    return month.earliest


def _day(block: Block, key: str) -> date:
    day = block.day(key)
    if day is None:
        raise block.wrong(key, f"“{key}” is missing.")
    return day


def _draw(block: Block, measure: Measure, draws: list[MeasureDraw], loading: Loading) -> MeasureDraw:
    corrects = block.number("corrects")
    if corrects is not None and not 1 <= corrects <= len(draws):
        raise block.wrong("corrects", "A draw corrects one before it, by its number.")
    told = DrawTold(
        _day(block, "on"),
        block.text("by"),
        block.text("source"),
        block.text("query"),
        corrects=draws[corrects - 1] if corrects else None,
        reason=block.optional_text("reason"),
    )
    first = _month(block, "from")
    months = []
    for step, text in enumerate(block.texts("counts")):
        if (read := read_count(text)) is None:
            raise block.wrong("counts", f"“{text}” is no count; write a number, “not registered” or “<5”.")
        months.append(MonthTold(month_after(first, step), *read))
    return measures.take_in_draw(measure, told, months, by=loading.by, at=loading.at)
