"""What is shared while one case is loaded: who loads, when, and what was registered under which code."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import DataError, IntegrityError

from vlechtwerk.cases.reading import Block, CaseError
from vlechtwerk.domains.evaluation.evidence import PUBLISHED_CLAIM, PUBLISHED_FIGURE
from vlechtwerk.domains.evaluation.models import Evaluation, PublishedFigure
from vlechtwerk.domains.partnership.models import (
    Advice,
    Body,
    Decision,
    Department,
    LegalCapacity,
    Mandate,
    Organisation,
    Person,
    Promise,
)
from vlechtwerk.domains.programme.evidence import DOCUMENT
from vlechtwerk.domains.programme.models import Activity, FocusArea, Precondition, Source
from vlechtwerk.foundation.evidence.address import Base, Evidence, EvidenceAddress, Ground, LocatorKind, Stance
from vlechtwerk.foundation.evidence.links import reasons_against_place
from vlechtwerk.foundation.refusal import Refused


@dataclass
class Loading:
    """One case being loaded."""

    by: Person
    at: datetime
    default_base: Base
    sources: dict[str, Source] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    capacities: dict[str, dict[str, LegalCapacity]] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    mandates: dict[str, Mandate] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    advice: dict[str, Advice] = field(default_factory=dict)
    promises: dict[str, Promise] = field(default_factory=dict)
    focus_areas: dict[str, FocusArea] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    preconditions: dict[str, Precondition] = field(default_factory=dict)
    # What is judged of preconditions, to be loaded when all that it may rest on is there.
    judgements: list[tuple[Precondition, Block]] = field(default_factory=list)
    evaluations: dict[str, Evaluation] = field(default_factory=dict)
    # By “EV1,D1”: the codes of its evaluation and its own.
    figures: dict[str, PublishedFigure] = field(default_factory=dict)

    def evidence(self, block: Block, key: str = "evidence") -> list[Evidence]:
        """Read the evidence of a fact: a source with its place, a published figure or a claim, and what it is worth."""
        return [self.evidence_in(item) for item in block.blocks(key)]

    def evidence_in(self, item: Block) -> Evidence:
        """Read one piece of evidence."""
        if item.has("claim"):
            claim = EvidenceAddress(PUBLISHED_CLAIM, item.text("claim"))
            item.finish()
            return Evidence(claim, ground=Ground.OPINION, base=Base.PUBLISHED)
        source, figure = item.one_of("source", self.sources), item.one_of("figure", self.figures)
        if (source is None) == (figure is None):
            raise item.wrong("source", "Evidence names its source, or a published figure.")
        places = [
            (kind, item.optional_text(kind.value)) for kind in LocatorKind if kind and item.optional_text(kind.value)
        ]
        if len(places) > 1:
            raise item.wrong("source", "Evidence names one place: a page, a line or a footnote.")
        kind, place = places[0] if places else (LocatorKind.NONE, "")
        if source is not None:
            address = EvidenceAddress(DOCUMENT, source.code, source.version, kind, place)
        else:
            address = EvidenceAddress(PUBLISHED_FIGURE, item.text("figure"), "", kind, place)
        for reason in reasons_against_place(address):
            raise item.wrong(kind.value, reason.text)
        evidence = Evidence(
            address,
            text=item.optional_text("text"),
            stance=Stance(item.choice("stance", Stance, Stance.SUPPORTS)),
            ground=Ground(item.choice("ground", Ground)),
            base=Base(item.choice("base", Base, self.default_base)),
        )
        item.finish()
        return evidence


@contextmanager
def place_of(block: Block) -> Iterator[None]:
    """Turn a refusal by an operation or by the database into a mistake at the place of the block."""
    try:
        yield
    except Refused as refused:
        raise CaseError(block.file, block.line, str(refused)) from None
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        sentence = (getattr(diagnosis, "constraint_name", None) or "a rule of the database").replace("_", " ")
        raise CaseError(block.file, block.line, f"This breaks a rule: {sentence}.") from None
    except DataError as error:
        raise CaseError(block.file, block.line, f"A value here does not fit: {error}".strip()) from None
