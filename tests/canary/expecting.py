"""Which tokens the second reading of the rules lets someone see, page by page of a purpose and outside all purposes."""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from tests.canary import oracle
from tests.canary.oracle import Circumstances
from tests.canary.world import PURPOSES, Asked, Planted, Planting, Reader
from vlechtwerk.domains.sharing.models import Consent

FACTS = {code: facts for code, *facts in PURPOSES}
# What stands with a document itself; the words of an earlier version leave only with its file.
SHOWN = ("id", "title")
AFTER_THE_NOTICE = ("origin", "comment", "file_name")
AUTHORITY = "competent_authority_agreement"
WORDS = ("find", "text", "number")


def verdict(made: Planting, reader: Reader, purpose: str, planted: Planted) -> str:
    """Say what an item is to a reader in a purpose."""
    if purpose not in planted.purposes:
        return oracle.ABSENT
    found = oracle.verdict(made.law, reader.someone, planted.item, around(made, reader, purpose, planted))
    own = oracle.is_own(reader.someone, planted.item)
    if planted.kept_to is not None and reader.name not in planted.kept_to:
        return oracle.ABSENT
    return oracle.ABSENT if planted.recalled and not own else found


def around(made: Planting, reader: Reader, purpose: str, planted: Planted) -> Circumstances:
    """Return the circumstances of an item for a reader in a purpose."""
    kind, _opened, in_writing, customs_law, assessed = FACTS[purpose]
    receiver = (reader.someone.organisation, reader.someone.capacity)
    given = {
        what
        for one in made.asked
        if (one.marking, one.purpose, one.receiver) == (planted.marking, purpose, receiver)
        and one.state == Consent.State.GIVEN
        for what in (one.kind, "necessity")
    }
    days = (timezone.localdate() - made.purposes[purpose].opened_on).days
    return Circumstances(kind, in_writing, days, planted.item.category in assessed, customs_law, frozenset(given))


def allowed_in(made: Planting, reader: Reader, purpose: str, opened: Collection[UUID] | None = None) -> set[str]:
    """Return all tokens that someone sees in a purpose who looks at the lists, and opens all documents or these."""
    seen = set(made.shared.get(purpose, ()))
    for planted in made.items:
        found = verdict(made, reader, purpose, planted)
        if found == oracle.ALLOWED:
            if opened is None or planted.identifier in opened:
                seen |= _of_an_item(planted, takes=takes_along(made, reader, purpose, planted))
            else:
                seen |= {planted.tokens[slot] for slot in SHOWN}
        elif found == oracle.KNOWN and planted.kept_to is None and not planted.recalled:
            seen.add(planted.tokens["id"])
    return seen | {token for one in made.asked for token in one.tokens if sees_request(made, reader, purpose, one)}


def undecided_in(made: Planting, reader: Reader, purpose: str) -> set[str]:
    """Return the tokens about which text and policies differ until the keepers of the rules decide."""
    return {
        token
        for planted in made.items
        if purpose in planted.purposes
        and oracle.open_question(made.law, reader.someone, planted.item, around(made, reader, purpose, planted))
        and _both_answers(made, reader, purpose, planted)
        for token in planted.tokens.values()
    }


def _both_answers(made: Planting, reader: Reader, purpose: str, planted: Planted) -> bool:
    """Whether anything was obtained that could make the difference, or the question is about counts."""
    return bool(around(made, reader, purpose, planted).given) or planted.item.level == "aggregate"


def takes_along(made: Planting, reader: Reader, purpose: str, planted: Planted) -> bool:
    """Say whether the file of an item that is read leaves with the reader."""
    given = around(made, reader, purpose, planted).given
    return oracle.may_take_along(reader.someone, planted.item, given)


def _of_an_item(planted: Planted, *, takes: bool) -> set[str]:
    # What was recalled stands in the list of its giver, and in no other: to everyone else it is absent.
    slots = [
        *SHOWN,
        *AFTER_THE_NOTICE,
        *(WORDS if planted.versions == 1 else ("note", "text_2", "file_name_2")),
    ]
    if takes and planted.versions > 1:
        slots += WORDS
    return {planted.tokens[slot] for slot in slots}


def before_the_notice(made: Planting, reader: Reader) -> set[str]:
    """Return the tokens that stay away until someone has read that these data are secret (Wpg 7, Bpg 4:8)."""
    return {
        token
        for planted in made.items
        if planted.item.level != "knowledge"
        and not oracle.is_own(reader.someone, planted.item)
        and (reader.name, planted.marking) not in made.acknowledged
        for slot, token in planted.tokens.items()
        if slot not in SHOWN
    }


def sees_request(made: Planting, reader: Reader, purpose: str, asked: Asked) -> bool:
    """Say whether someone sees a request for consent: who asks and who is asked, each in that capacity.

    A prosecutor is asked for the agreement of the competent authority (Wpg 19): whoever has to weigh it reads why it is
    asked, also about what they do not read.
    """
    if asked.purpose == purpose and asked.kind == AUTHORITY and reader.someone.function == "prosecutor":
        return True
    carrying = next(planted.item for planted in made.items if planted.marking == asked.marking)
    parties = ((asked.provider, carrying.capacity), asked.receiver)
    if asked.purpose != purpose or (reader.someone.organisation, reader.someone.capacity) not in parties:
        return False
    return any(
        oracle.is_own(reader.someone, planted.item)
        or oracle.verdict(made.law, reader.someone, planted.item, around(made, reader, purpose, planted))
        != oracle.ABSENT
        for planted in made.items
        if planted.marking == asked.marking
    )
