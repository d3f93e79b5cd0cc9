"""Whether people may be told of a document, and whether it may be sent to one of them."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.sharing.models import Document
from vlechtwerk.domains.sharing.rules.documents import reasons_of_recall
from vlechtwerk.domains.sharing.words import reasons_of
from vlechtwerk.engines.policy.explaining import Explanation
from vlechtwerk.foundation.refusal import Reason

# What whoever sends may do about it differs by these.
KEPT_TO_OTHERS = "kept_to_others"
NOT_OPEN_TO_THEM = "not_open_to_them"


def reasons_against_telling(
    document: Document, people: Sequence[Person], may_know_of_it: Collection[UUID]
) -> list[Reason]:
    """Return why people can't be told of a document: a notice would tell them that it is there (Bpg art. 2:13).

    `may_know_of_it`: those of them who may read items of its marking, or know that they are there.
    """
    reasons = []
    for person in people:
        if document.kept_to is not None and person.id not in document.kept_to:
            reasons.append(Reason(KEPT_TO_OTHERS, _("This document is kept to other people."), _("Wpg article 6")))
        elif person.id not in may_know_of_it:
            words = _("%(name)s may not know of this document, and was not told.") % {"name": person.name}
            reasons.append(Reason("may_not_know", words, _("Wpg article 6")))
    return reasons


def reasons_against_sending(
    document: Document, to: Person, may_know_of_it: Collection[UUID], explanation: Explanation | None, *, anyway: bool
) -> list[Reason]:
    """Return why a document can't be sent to a colleague: what closes it to them, and whether they may know of it.

    `explanation` is of whether they can read it, and nothing for who is not authorised in the purpose.
    """
    if recalled := reasons_of_recall(document):
        return recalled
    telling = reasons_against_telling(document, [to], may_know_of_it)
    if any(reason.code == KEPT_TO_OTHERS for reason in telling):
        return telling
    if explanation is None or explanation.decided.allowed or (anyway and not telling):
        return telling
    words = _("They may know of it and not read it yet; send it anyway, and they see how to get it.")
    return [*reasons_of(explanation), *(telling or [Reason(NOT_OPEN_TO_THEM, words)])]
