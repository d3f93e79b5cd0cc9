"""Sentences about evaluations and their instruments, for any world of the tests."""

from tests.world import World, now
from vlechtwerk.domains.evaluation.models import Evaluation, Instrument, InstrumentVersion
from vlechtwerk.domains.evaluation.operations import instruments
from vlechtwerk.domains.evaluation.operations.evaluations import begin_evaluation
from vlechtwerk.domains.evaluation.operations.instrument_drafts import put_statement
from vlechtwerk.domains.evaluation.queries.standard_instrument import standard_questionnaire
from vlechtwerk.domains.evaluation.rules.questionnaire import AskedStatement

NAME = {"nl": "Procesthermometer", "en": "Process thermometer"}


def evaluation(world: World, code: str = "EV1") -> Evaluation:
    """Let Dilara begin an evaluation."""
    return begin_evaluation(code, f"Evaluatie {code}", by=world.dilara, at=now())


def standard(world: World, of: Evaluation | None = None, code: str = "T1") -> InstrumentVersion:
    """Let Dilara begin an instrument from the standard one."""
    whose = of or evaluation(world)
    return instruments.begin_instrument(whose, code, NAME, content=standard_questionnaire(), by=world.dilara, at=now())


def empty(world: World, of: Evaluation | None = None, code: str = "T1") -> InstrumentVersion:
    """Let Dilara begin an instrument that asks nothing yet."""
    return instruments.begin_instrument(of or evaluation(world), code, NAME, by=world.dilara, at=now())


def fixed(world: World, version: InstrumentVersion) -> InstrumentVersion:
    """Let Dilara fix a version."""
    return instruments.fix_version(version, by=world.dilara, at=now())


def next_version(world: World, instrument: Instrument, reason: str = "Scherper gevraagd") -> InstrumentVersion:
    """Let Dilara begin the next version."""
    return instruments.start_version(instrument, reason, by=world.dilara, at=now())


def statement(code: str = "X1", nl: str = "De huisvesting voldoet.", **more: object) -> AskedStatement:
    """Return a statement as it is put."""
    parts = {"text": {"nl": nl}, "short": {}, "dimension": "capability", "scale": "agree5"}
    return AskedStatement(code, **{**parts, "negative": False, "double_barrelled": False, "about": (), **more})  # type: ignore[arg-type]  # parts of a statement


def put(world: World, version: InstrumentVersion, code: str = "X1", nl: str = "De huisvesting voldoet.") -> None:
    """Let Dilara put a statement in a version."""
    put_statement(version, statement(code, nl), by=world.dilara, at=now())
