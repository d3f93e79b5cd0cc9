"""The facts that a decision rests on: who reads, what is marked how, and in which situation."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class CapacityKind(StrEnum):
    """The kinds of legal capacity that the law tells apart (Wpg 1 and 46, AWR 67, ADW 1:33, Wjsg 39a)."""

    POLICE = "police"
    SPECIAL_INVESTIGATION = "special_investigation"
    CUSTOMS_INVESTIGATION = "customs_investigation"
    CUSTOMS_SUPERVISION = "customs_supervision"
    TAX = "tax"
    PROSECUTION = "prosecution"
    OTHER = "other"


class Category(StrEnum):
    """The categories of data. Data about informants (Wpg art. 12) have none: they are never on the platform."""

    POLICE_8 = "police-8"
    POLICE_9 = "police-9"
    POLICE_10A = "police-10a"
    POLICE_10C = "police-10c"
    FISCAL = "fiscal"
    CUSTOMS = "customs"
    CRIMINAL_JUSTICE = "criminal-justice"
    OPEN_SOURCE = "open-source"
    KNOWLEDGE = "knowledge"


class DataLevel(StrEnum):
    """How recognisable people are, from not at all to by name."""

    KNOWLEDGE = "knowledge"
    AGGREGATE = "aggregate"
    PSEUDONYMOUS = "pseudonymous"
    SUBJECT = "subject"


LEVELS = tuple(DataLevel)


class Handling(StrEnum):
    """How the provider wants its data to be used (Europol handling codes; Bpg art. 2:13)."""

    ASK_FIRST = "ask_first"
    NOT_IN_COURT = "not_in_court"
    NOT_ONWARD = "not_onward"
    EXISTENCE_HIDDEN = "existence_hidden"


class Given(StrEnum):
    """What can be obtained for a marking, a receiving capacity and a purpose."""

    PROVIDER_CONSENT = "provider_consent"
    AUTHORISED_OFFICER_CONSENT = "authorised_officer_consent"
    NECESSITY = "necessity"
    COMPETENT_AUTHORITY_AGREEMENT = "competent_authority_agreement"
    RESEARCH_PERMISSION = "research_permission"
    STATUTORY_DUTY = "statutory_duty"
    BILL_36668_IN_FORCE = "bill_36668_in_force"


class PurposeKind(StrEnum):
    """What a purpose serves."""

    ACTIVITY = "activity"
    STEERING = "steering"
    EVALUATION = "evaluation"
    SUPERVISION = "supervision"


class Act(StrEnum):
    """What someone wants to do with a marked item."""

    READ = "read"
    DOWNLOAD = "download"
    PROVIDE = "provide"


@dataclass(frozen=True, slots=True)
class Reader:
    """Someone in one capacity, and whether they are authorised in the purpose (Wpg art. 6)."""

    organisation: str
    capacity: str
    function: str
    authorised: bool = True

    def attributes(self) -> dict[str, Any]:
        """Return the facts as the schema names them."""
        return {
            "organisation": self.organisation,
            "capacity": self.capacity,
            "function": self.function,
            "authorised": self.authorised,
        }


@dataclass(frozen=True, slots=True)
class Marked:
    """What decides about an item: who gives it, in which capacity, and what kind of data it holds."""

    organisation: str
    capacity: str
    category: str
    level: str
    handling: frozenset[str] = frozenset()
    special: bool = False

    def attributes(self) -> dict[str, Any]:
        """Return the facts as the schema names them."""
        return {
            "organisation": self.organisation,
            "capacity": self.capacity,
            "category": self.category,
            "level": self.level,
            "handling": sorted(self.handling),
            "special": self.special,
        }


@dataclass(frozen=True, slots=True)
class Situation:
    """The purpose in which is read, and what was obtained for this marking, receiver and purpose.

    `days_open` counts days since the purpose was opened; it matters only while there is no statement.
    """

    purpose: str
    statement: bool = True
    days_open: int = 0
    dpia: bool = True
    customs_law: bool = False
    given: frozenset[str] = field(default_factory=frozenset)

    def attributes(self) -> dict[str, Any]:
        """Return the facts as the schema names them."""
        return {
            "purpose": self.purpose,
            "statement": self.statement,
            "days_open": self.days_open,
            "dpia": self.dpia,
            "customs_law": self.customs_law,
            "given": sorted(self.given),
        }
