"""Words for what the engines answer with a code."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.sharing.models.markings import GIVENS
from vlechtwerk.engines.documents.intake.not_taken import NotTaken, NotTakenCode
from vlechtwerk.engines.policy.explaining import DPIA, STATEMENT, Explanation
from vlechtwerk.engines.policy.facts import Given
from vlechtwerk.engines.policy.grounds import Clause
from vlechtwerk.foundation.refusal import Reason

Words = str | Promise

# What can be obtained, as what one asks for.
NEEDS: Mapping[str, Words] = {
    STATEMENT: _("a purpose laid down in writing"),
    DPIA: _("an impact assessment (DPIA) that covers these data"),
    **dict(GIVENS),
    Given.NECESSITY: _("the necessity in writing"),
    Given.STATUTORY_DUTY: _("a law that commands it, named by a lawyer"),
    Given.BILL_36668_IN_FORCE: _("bill 36 668 in force, established by a lawyer"),
}

# Why a file is not taken in, and what to do.
NOT_TAKEN: Mapping[NotTakenCode, Words] = {
    NotTakenCode.EMPTY: _("The file is empty. Choose the file again; it may still have been saving."),
    NotTakenCode.UNKNOWN_TYPE: _("This kind of file is not taken in. Save it as %(taken)s, and try again."),
    NotTakenCode.TYPE_DIFFERS: _(
        "The name says %(expected)s, but the contents do not. Open it in its own program and save it again."
    ),
    NotTakenCode.ENCRYPTED: _("The file is locked with a password. Remove the password and try again."),
    NotTakenCode.MACROS: _(
        "The file holds macros, which can run by themselves. Save it without macros (.docx or .xlsx)."
    ),
    NotTakenCode.TOO_LARGE: _("The file is larger than %(most_megabytes)d MB. Split it or make its pictures smaller."),
    NotTakenCode.ZIP_BOMB: _(
        "The file unpacks to far more than it should. Open it in its own program, save it under a new name, try again."
    ),
    NotTakenCode.PATH_TRICKS: _(
        "Parts inside the file have names that point outside it. Do not open it; ask the sender for a new copy."
    ),
    NotTakenCode.XML_ENTITIES: _(
        "The file defines its own entities, which can fetch other files. Save it anew in its own program."
    ),
    NotTakenCode.EXTERNAL_REFERENCE: _(
        "The file fetches something from elsewhere when it opens, such as a template or a linked "
        "picture. Break the links in its own program and try again."
    ),
    NotTakenCode.NESTED_TOO_DEEP: _(
        "Files are packed within files too deeply. Take out the inner ones and add them one by one."
    ),
    NotTakenCode.BROKEN: _(
        "The file is damaged or incomplete. Open it in its own program, save it again, and try again."
    ),
    NotTakenCode.TOO_SLOW: _("Reading the file takes too long. Split it into smaller files."),
    NotTakenCode.TOO_MUCH_MEMORY: _("Reading the file takes too much memory. Split it into smaller files."),
}


def words_of_reach(kinds: Iterable[str]) -> str:
    """Return for which documents a yes to these requests holds: an agreement of Wpg art. 19 is for once."""
    if Given.COMPETENT_AUTHORITY_AGREEMENT in kinds:
        return gettext("all documents with exactly this marking that were given by then, and none given later")
    return gettext("all documents with exactly this marking, also those given later")


def words_of_not_taken(error: NotTaken) -> str:
    """Say why a file is not taken in, and what to do."""
    return str(NOT_TAKEN[error.code]) % error.details


def reasons_of_clauses(clauses: Iterable[Clause]) -> list[Reason]:
    """Return clauses as reasons against something: each in words, with its article."""
    language = get_language() or "nl"
    return [Reason(clause.id, clause.words(language), clause.article) for clause in clauses]


def reasons_of(explanation: Explanation) -> list[Reason]:
    """Return what closes something: the clauses of law that forbid it, or the rule that nothing opens."""
    return reasons_of_clauses(explanation.forbidding) or [
        Reason("no_ground", gettext("No ground in force opens this."), explanation.closed_by)
    ]
