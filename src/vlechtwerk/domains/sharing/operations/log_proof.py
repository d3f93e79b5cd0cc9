"""Seal the log and look what is wrong with it, and note that it was read: at the server, not on a page."""

from getpass import getuser

from vlechtwerk.domains.sharing.models import LogLine, Purpose
from vlechtwerk.domains.sharing.models.log import ALLOWED, READ, Event
from vlechtwerk.domains.sharing.operations import log
from vlechtwerk.domains.sharing.operations.documents import pseudonym_in
from vlechtwerk.domains.sharing.queries.log_proof import Mistake, mistakes
from vlechtwerk.domains.sharing.queries.reader import Trace
from vlechtwerk.domains.sharing.rules import reasons_against_using_log
from vlechtwerk.foundation.refusal import refuse_if


def seal_and_check(kept_head: str = "") -> list[Mistake]:
    """Seal what waits, and return what is wrong; with a head that was kept elsewhere also whether it is still there."""
    while log.seal():
        pass
    return mistakes(kept_head)


def pseudonyms_of(purpose_code: str, identifier: str) -> list[str]:
    """Return the pseudonyms of an identifier in the purposes of a code: one per project that has such a purpose."""
    found = Purpose.objects.filter(code=purpose_code).values_list("project_id", flat=True)
    return [pseudonym_in(purpose_code, project, identifier) for project in found]


def note_reading_of_log(ground: str, reason: str, what: str) -> None:
    """Log that the log was read at the server: by which account, on which ground, why, and what (Wpg art. 32a(2)).

    Refused without a ground and a reason in words, as on the page.
    """
    refuse_if(reasons_against_using_log(ground, reason))
    trace = Trace(origin="server")
    details = {"ground": ground, "reason": reason.strip(), "what": what, "account": getuser()}
    for project in LogLine.objects.order_by().values_list("project_id", flat=True).distinct():
        log.note(log.AtServer(project), trace, Event.LOG_READ, READ, ALLOWED, details=details)
