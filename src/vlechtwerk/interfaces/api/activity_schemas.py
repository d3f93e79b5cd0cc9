"""The shape of one activity with all that is told about it."""

from vlechtwerk.interfaces.api.partnership_schemas import DecisionOut
from vlechtwerk.interfaces.api.promise_schemas import AdviceOut, PromiseOut
from vlechtwerk.interfaces.api.schemas import (
    ActivityOut,
    EntryOut,
    EvidenceOut,
    HindranceOut,
    MilestoneOut,
    PartnerOut,
    StatusOut,
    StepOut,
    TeamRoleOut,
)


class ActivityDetailOut(ActivityOut):
    """An activity with what is told about it, in lists that never mix."""

    plan_name: str
    data_used: str
    follow_up: str
    evidence: list[EvidenceOut]
    last_status: StatusOut | None
    done: list[EntryOut]
    self_reported: list[EntryOut]
    prepared: list[EntryOut]
    opinions: list[EntryOut]
    steps: list[StepOut]
    milestones: list[MilestoneOut]
    hindrances: list[HindranceOut]
    decisions: list[DecisionOut]
    # Asked about it, or for one of these decisions.
    advice: list[AdviceOut]
    promises: list[PromiseOut]
    partners: list[PartnerOut]
    team: list[TeamRoleOut]
    parts: list[str]
    absorbed: list[str]
