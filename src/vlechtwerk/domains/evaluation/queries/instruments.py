"""What can be read of instruments: which there are, their versions, and what statements can be about."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch

from vlechtwerk.domains.evaluation.models import Evaluation, Instrument, InstrumentVersion
from vlechtwerk.domains.evaluation.rules.instruments_compared import ComparedStatement, compared
from vlechtwerk.domains.evaluation.rules.questionnaire import questionnaire_of
from vlechtwerk.domains.programme.models import Activity, MapNode, Precondition

VERSIONS = InstrumentVersion.objects.select_related("instrument__evaluation", "made_by")


@dataclass(frozen=True, slots=True)
class MapPlace:
    """Something that a statement can be about: an activity, a precondition, or another node of the outcome map."""

    code: str
    title: str
    # “activity”, “precondition”, or the kind of the node.
    kind: str


def map_places() -> dict[str, MapPlace]:
    """Return all that statements and figures can be about by code, as the newest version of the map calls it.

    An activity or precondition goes before a node so called.
    """
    places = {
        node.code: MapPlace(node.code, node.title, node.kind)
        for node in MapNode.objects.order_by("version__order", "order").only("code", "title", "kind")
    }
    places |= {one.code: MapPlace(one.code, one.title, "precondition") for one in Precondition.objects.all()}
    return places | {one.code: MapPlace(one.code, one.name, "activity") for one in Activity.objects.all()}


def instruments(day: date | None = None) -> list[Instrument]:
    """Return the instruments of all evaluations with their versions; of a past day those that were fixed by then.

    Each version has `statement_count`. Instruments of which no version is shown are left out.
    """
    shown = VERSIONS.annotate(statement_count=Count("statements")).order_by("number")
    if day is not None:
        shown = shown.filter(fixed_at__date__lte=day)
    found = Instrument.objects.select_related("evaluation").prefetch_related(Prefetch("versions", shown))
    return [one for one in found.order_by("evaluation__code", "code") if one.versions.all()]


def find_instrument(evaluation: str, code: str) -> Instrument | None:
    """Return an instrument by the code of its evaluation and its own."""
    return Instrument.objects.select_related("evaluation").filter(evaluation__code=evaluation, code=code).first()


def find_version(evaluation: str, code: str, number: int) -> InstrumentVersion | None:
    """Return a version by the code of its evaluation, that of its instrument, and its number."""
    found = VERSIONS.filter(instrument__evaluation__code=evaluation, instrument__code=code, number=number)
    return found.first()


def versions_of(instrument: Instrument, day: date | None = None) -> list[InstrumentVersion]:
    """Return the versions of an instrument, oldest first; of a past day those that were fixed by then."""
    found = VERSIONS.filter(instrument=instrument).order_by("number")
    return list(found if day is None else found.filter(fixed_at__date__lte=day))


def side_by_side(before: InstrumentVersion, after: InstrumentVersion) -> list[ComparedStatement]:
    """Return every statement of two versions, and what became of it."""
    return compared(questionnaire_of(before), questionnaire_of(after))


def evaluations_by_code() -> list[Evaluation]:
    """Return the evaluations of the project."""
    return list(Evaluation.objects.order_by("code"))
