"""The shapes of mechanisms and of chains of contribution."""

from datetime import datetime
from typing import Annotated

from ninja import Field

from vlechtwerk.domains.evaluation.models import (
    ChainVersion,
    MechanismVerdict,
    MechanismWording,
    OtherExplanation,
    Weight,
)
from vlechtwerk.domains.evaluation.rules.mechanisms import MOST_EVIDENCE, MOST_LINKS
from vlechtwerk.interfaces.api.schemas import CamelSchema, EvidenceIn, EvidenceOut, kept

# No evaluation has so many; a number that is larger does not fit.
MOST_MECHANISMS = 32_000


class MechanismIn(CamelSchema):
    """What is expected to work on a link of the map, by the codes of the map and of both steps (“K1,A1,E2”)."""

    text: str = kept(MechanismWording, "text")
    expected_by: str = kept(MechanismWording, "expected_by")
    link: str = kept(MechanismWording, "link")
    # Where the literature or the plan expects it.
    evidence: list[EvidenceIn] = Field(default=[], max_length=MOST_EVIDENCE)


class ChangedMechanismIn(MechanismIn):
    """A mechanism worded otherwise, and why."""

    reason: str = kept(MechanismWording, "reason")


class MechanismEvidenceIn(CamelSchema):
    """What speaks for or against a mechanism."""

    evidence: list[EvidenceIn] = Field(min_length=1, max_length=MOST_EVIDENCE)


class ExplanationIn(CamelSchema):
    """What else could explain it, how much beside the mechanism, and what speaks for and against that."""

    text: str = kept(OtherExplanation, "text")
    weight: str = kept(OtherExplanation, "weight", Weight.NOT_WEIGHED.value)
    why: str = kept(OtherExplanation, "why", "")
    evidence: list[EvidenceIn] = Field(default=[], max_length=MOST_EVIDENCE)


class VerdictIn(CamelSchema):
    """What is judged of a mechanism; design level: 1 to 5 of the Maryland scale, nothing where nothing was compared.

    It is no higher than what speaks for it carries (`levelCarried`).
    """

    presence: str = kept(MechanismVerdict, "presence")
    verdict: str = kept(MechanismVerdict, "verdict")
    text: str = kept(MechanismVerdict, "text")
    design_level: int | None = Field(default=None, ge=1, le=5)


class ChainIn(CamelSchema):
    """A claim with the numbers of the mechanisms that it passes, in order; its verdict once there is one."""

    claim: str = kept(ChainVersion, "claim")
    mechanisms: list[Annotated[int, Field(ge=1, le=MOST_MECHANISMS)]] = Field(min_length=1, max_length=MOST_LINKS)
    verdict: str = kept(ChainVersion, "verdict", "")
    text: str = kept(ChainVersion, "text", "")


class MechanismWordingOut(CamelSchema):
    """How it was worded since a moment."""

    text: str
    expected_by: str
    link: str
    reason: str
    worded_by: str
    worded_at: datetime


class ExplanationVersionOut(CamelSchema):
    """Another explanation as it was told at a moment."""

    text: str
    weight: str
    why: str
    noted_by: str
    noted_at: datetime


class ExplanationOut(CamelSchema):
    """Another explanation: its versions, the latest last, and its evidence."""

    number: int
    versions: list[ExplanationVersionOut]
    evidence: list[EvidenceOut]


class VerdictOut(CamelSchema):
    """A verdict, and the strongest verb that its design allows: goes_with, is_plausible or led_to."""

    number: int
    presence: str
    verdict: str
    design_level: int | None
    verb: str
    text: str
    supports: int
    contradicts: int
    judged_by: str
    judged_at: datetime
    checked_by: str
    checked_at: datetime | None


class MechanismOut(CamelSchema):
    """A mechanism; state: not_judged, judged, checked, or changed since it was judged."""

    evaluation: str
    code: str
    number: int
    state: str
    # Whether an effect may pass its link.
    carries: bool
    # The highest design level that what speaks for it carries; nothing: none of it compares anything. A verdict that it
    # works tells no higher one, with one of these verbs.
    level_carried: int | None
    verbs: list[str]
    wordings: list[MechanismWordingOut]
    # Where its present words are expected; what speaks for and against it follows.
    expected_in: list[EvidenceOut]
    evidence: list[EvidenceOut]
    explanations: list[ExplanationOut]
    verdicts: list[VerdictOut]


class ChainVersionOut(CamelSchema):
    """A chain as it was told at a moment."""

    claim: str
    mechanisms: list[int]
    verdict: str
    text: str
    told_by: str
    told_at: datetime


class ChainOut(CamelSchema):
    """A chain; complete: a finding can tell a measured effect by it, no stronger than its verb."""

    evaluation: str
    code: str
    # By what it is named as evidence, of kind “contribution”.
    identifier: str
    complete: bool
    evidence_per_link: list[int]
    design_level: int | None
    verb: str
    versions: list[ChainVersionOut]
