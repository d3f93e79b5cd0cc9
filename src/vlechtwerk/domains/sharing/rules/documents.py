"""Whether a document may be given, added to and recalled."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.rules import (
    reasons_against_acting,
)
from vlechtwerk.domains.sharing.models import Document, Edition, Marking, Purpose
from vlechtwerk.domains.sharing.rules.purposes import reasons_against_new_data
from vlechtwerk.engines.policy.facts import LEVELS, DataLevel
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import says_something

MOST_OF_A_REASON = 300


def reasons_against_giving(
    purpose: Purpose, title: str, origin: str, nature: str, acquired: str, subject_kinds: Collection[str],
    marking: Marking, *, identifiers: Sequence[str] = (), by: Person, at: datetime,
) -> list[Reason]:  # fmt: skip
    """Return why a document can't be given: what a reader needs to weigh it is missing, or the purpose is shut."""
    reasons = reasons_against_acting(by, at)
    if not title.strip():
        reasons.append(Reason("title_missing", _("Write a title.")))
    if nature not in Document.Nature.values:
        reasons.append(Reason("nature_missing", _("Say whether it is a fact or a judgement."), _("Wpg article 4(3)")))
    if not origin.strip() or acquired not in Document.Acquired.values:
        reasons.append(
            Reason("origin_missing", _("Say where it comes from and how it was acquired."), _("Wpg article 3(5)"))
        )
    about_people = marking.level in (DataLevel.PSEUDONYMOUS, DataLevel.SUBJECT)
    if about_people and not subject_kinds:
        reasons.append(Reason("subject_kind_missing", _("Say which people it is about."), _("Wpg article 6b")))
    if len({normal_identifier(identifier) for identifier in identifiers}) < len(identifiers):
        reasons.append(Reason("subject_twice", _("Name each person whom it is about once.")))
    return reasons + reasons_against_new_data(purpose, marking.category, at=at)


def normal_identifier(identifier: str) -> str:
    """Return an identifier of a person as its pseudonym is made from: the same however it was typed."""
    return identifier.strip().upper()


def reasons_against_also_giving_for(
    purposes: Sequence[Purpose], category: str, authorised: Collection[Purpose], *, at: datetime
) -> list[Reason]:
    """Return why an item can't be given for further purposes: one gives in purposes that one is authorised in."""
    reasons = [
        Reason(
            "not_authorised",
            _("You are not authorised in the purpose %(name)s.") % {"name": purpose.name},
            _("Wpg article 6"),
        )
        for purpose in purposes
        if purpose not in authorised
    ]
    return reasons + [reason for one in purposes for reason in reasons_against_new_data(one, category, at=at)]


def reasons_of_recall(document: Document) -> list[Reason]:
    """Return why a document is not passed on any more: it was wrong, and was recalled (Wpg art. 4(4))."""
    if document.recalled_at is None:
        return []
    return [Reason("recalled", _("This document was recalled. Give a new one instead."), _("Wpg article 4(4)"))]


def reasons_against_adding_to(document: Document) -> list[Reason]:
    """Return why nothing is added to a document: it was recalled, or given once, as it was (Wpg art. 19)."""
    reasons = reasons_of_recall(document)
    if document.marking.closed_at is not None:
        words = _("The competent authority agreed to giving this once, as it was. Give what is new as a new document.")
        reasons.append(Reason("given_once", words, _("Wpg article 19")))
    return reasons


def reasons_against_changing(*, gives: bool) -> list[Reason]:
    """Return why someone can't change a document: that is for who gives it."""
    if gives:
        return []
    return [Reason("not_the_giver", _("Only the one who gives the document, or a colleague, can do this."))]


def reasons_against_naming_edition(fuller: Document, lower: Document) -> list[Reason]:
    """Return why a document can't be named as the less recognisable edition of another: there is one, or it is not."""
    reasons = []
    if LEVELS.index(DataLevel(lower.marking.level)) >= LEVELS.index(DataLevel(fuller.marking.level)):
        reasons.append(Reason("not_lower", _("The other edition is not less recognisable.")))
    if Edition.objects.filter(fuller=fuller).exists():
        reasons.append(Reason("edition_named", _("A less recognisable edition was named already.")))
    return reasons


def reasons_against_linking(document: Document, kind: str, code: str) -> list[Reason]:
    """Return why a document can't be linked to the programme: it is already."""
    if document.links.filter(kind=kind, code=code).exists():
        return [Reason("already_linked", _("The document is linked to this already."))]
    return []


def reasons_against_commenting(document: Document, text: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't comment."""
    reasons = reasons_against_acting(by, at) + reasons_against_adding_to(document)
    if not text.strip():
        reasons.append(Reason("comment_is_empty", _("Write the comment first.")))
    return reasons


def reasons_against_recalling(document: Document, because: str) -> list[Reason]:
    """Return why a document can't be recalled: it was already, or what was wrong is not written down in short."""
    rule = _("Wpg article 4(4)")
    if document.recalled_at is not None:
        return [Reason("recalled_already", _("This document was recalled already."), rule)]
    if not says_something(because):
        return [Reason("reason_missing", _("Write down what was wrong."), rule)]
    if len(because.strip()) > MOST_OF_A_REASON:
        words = _("Write down what was wrong in at most %(number)s characters.") % {"number": MOST_OF_A_REASON}
        return [Reason("reason_too_long", words, rule)]
    return []
