"""The records of sharing."""

from vlechtwerk.domains.sharing.models.covenants import Covenant
from vlechtwerk.domains.sharing.models.documents import (
    Comment,
    Document,
    DocumentLink,
    DocumentSubject,
    DocumentVersion,
    Edition,
    Folder,
)
from vlechtwerk.domains.sharing.models.log import LogLine
from vlechtwerk.domains.sharing.models.markings import Acknowledgement, Consent, Marking, MarkingPurpose
from vlechtwerk.domains.sharing.models.notices import Notice, Recall
from vlechtwerk.domains.sharing.models.purposes import Authorisation, PastPurpose, PastSuspension, Purpose

__all__ = [
    "Acknowledgement",
    "Authorisation",
    "Comment",
    "Consent",
    "Covenant",
    "Document",
    "DocumentLink",
    "DocumentSubject",
    "DocumentVersion",
    "Edition",
    "Folder",
    "LogLine",
    "Marking",
    "MarkingPurpose",
    "Notice",
    "PastPurpose",
    "PastSuspension",
    "Purpose",
    "Recall",
]
