"""The records of the partnership."""

from vlechtwerk.domains.partnership.models.accounts import (
    AccessToken,
    Account,
)
from vlechtwerk.domains.partnership.models.advice import (
    Advice,
    Promise,
    PromiseStep,
)
from vlechtwerk.domains.partnership.models.decisions import (
    BodyNote,
    Decision,
    DecisionForwarding,
    DecisionSubject,
    Mandate,
)
from vlechtwerk.domains.partnership.models.organisations import (
    Body,
    Department,
    LegalCapacity,
    Organisation,
)
from vlechtwerk.domains.partnership.models.people import (
    Appointment,
    Departure,
    Person,
    Seat,
)
from vlechtwerk.domains.partnership.models.projects import (
    Level,
    Project,
    ProjectRecord,
)
from vlechtwerk.domains.partnership.models.surroundings import (
    Agreement,
    AgreementParty,
    OutsideBody,
    OutsidePosition,
    OutsideRole,
    Reach,
    Theme,
)

__all__ = [
    "AccessToken",
    "Account",
    "Advice",
    "Agreement",
    "AgreementParty",
    "Appointment",
    "Body",
    "BodyNote",
    "Decision",
    "DecisionForwarding",
    "DecisionSubject",
    "Department",
    "Departure",
    "LegalCapacity",
    "Level",
    "Mandate",
    "Organisation",
    "OutsideBody",
    "OutsidePosition",
    "OutsideRole",
    "Person",
    "Project",
    "ProjectRecord",
    "Promise",
    "PromiseStep",
    "Reach",
    "Seat",
    "Theme",
]
