"""The shapes of the surroundings: themes, outside bodies, agreements and positions."""

from datetime import date, datetime
from uuid import UUID

from pydantic import field_validator

from vlechtwerk.domains.partnership.models import (
    Agreement,
    Organisation,
    OutsideBody,
    OutsidePosition,
    OutsideRole,
    Reach,
    Theme,
)
from vlechtwerk.interfaces.api.schemas import CamelSchema, DateOut, EvidenceIn, EvidenceOut, Line, kept, read_date


def _optional_date(value: object) -> str:
    return read_date(value) if value else ""


class ThemeOut(CamelSchema):
    """A theme, and what of ours works on it."""

    code: str
    name: str
    focus_areas: list[str]
    activities: list[str]


class ThemeIn(CamelSchema):
    """A theme by which it is told who does what."""

    code: str = kept(Theme, "code")
    name: str = kept(Theme, "name")


class OwnThemeIn(CamelSchema):
    """Which focus area or activity of ours works on a theme."""

    focus_area: Line | None = None
    activity: Line | None = None


class OutsideRoleOut(CamelSchema):
    """What a body does on a theme."""

    theme: str
    what: str
    reach: str
    region: str
    since: DateOut | None
    until: DateOut | None
    evidence: list[EvidenceOut]


class PositionOut(CamelSchema):
    """How we relate to a body, as said once."""

    position: str
    explanation: str
    said_on: DateOut | None
    recorded_at: datetime
    evidence: list[EvidenceOut]


class OutsideBodyOut(CamelSchema):
    """An outside body: what it does, with which activities, under which agreements, and how we relate to it."""

    code: str
    name: str
    kind: str
    reach: str
    region: str
    contact_function: str
    roles: list[OutsideRoleOut]
    activities: list[str]
    agreements: list[str]
    # Newest first: the first one holds.
    positions: list[PositionOut]


class OutsideBodyIn(CamelSchema):
    """A body that is not known yet."""

    code: str = kept(Organisation, "code")
    name: str = kept(Organisation, "name")
    kind: OutsideBody.Kind
    role: Line = ""
    reach: Reach = Reach.NOT_STATED
    region: str = kept(OutsideBody, "region", "")
    contact_function: str = kept(OutsideBody, "contact_function", "")
    evidence: list[EvidenceIn] = []


class OutsideRoleIn(CamelSchema):
    """What a body does on a theme."""

    theme: Line
    what: str = kept(OutsideRole, "what")
    reach: Reach | None = None
    region: str = kept(OutsideRole, "region", "")
    since: Line = ""
    until: Line = ""
    evidence: list[EvidenceIn] = []

    _dates = field_validator("since", "until")(_optional_date)


class PositionIn(CamelSchema):
    """How we relate to a body."""

    position: OutsidePosition.Position
    explanation: str = kept(OutsidePosition, "explanation")
    said_on: Line = ""
    evidence: list[EvidenceIn] = []

    _said_on = field_validator("said_on")(_optional_date)


class AgreementOut(CamelSchema):
    """What was agreed, with whom, and which activities work under it."""

    id: UUID
    title: str
    kind: str
    about: str
    agreed_from: DateOut | None
    agreed_until: DateOut | None
    document_address: str
    bodies: list[str]
    activities: list[str]
    evidence: list[EvidenceOut]


class AgreementIn(CamelSchema):
    """What was agreed, and with whom."""

    title: str = kept(Agreement, "title")
    kind: Agreement.Kind
    bodies: list[Line]
    about: str = kept(Agreement, "about", "")
    agreed_from: Line = ""
    agreed_until: Line = ""
    document_address: str = kept(Agreement, "document_address", "")
    evidence: list[EvidenceIn] = []

    _dates = field_validator("agreed_from", "agreed_until")(_optional_date)


class ActivityAgreementIn(CamelSchema):
    """Which activity works under an agreement."""

    activity: Line


class SurroundingsQuery(CamelSchema):
    """How the surroundings are narrowed."""

    as_of: date | None = None
    theme: Line = ""
    reach: Reach | None = None
    region: Line = ""
    kind: OutsideBody.Kind | None = None
    position: OutsidePosition.Position | None = None
    words: Line = ""
