"""Read the rules a second time, slowly and plainly: who may read what, for which purpose, with what was obtained.

Written from the text of the rules and of the scenarios; it shares no code with the product, so that a mistake in one of
the two shows as a difference between them.
"""

from dataclasses import dataclass, field, replace

ALLOWED, KNOWN, ABSENT = "allowed", "known", "absent"
LAW, COVENANT = "law", "covenant"

POLICE_DOMAIN = ("police", "special_investigation", "customs_investigation")
PARTNERS = (*POLICE_DOMAIN, "customs_supervision", "tax", "prosecution")
INVESTIGATION = ("police-9", "police-10a", "police-10c")
POLICE_DATA = ("police-8", *INVESTIGATION)
ABOUT_PEOPLE = ("pseudonymous", "subject")
DAYS_TO_WRITE_DOWN = 7
# All that a provider, an officer, an authority or the keeper of the purpose can give; a change of law is not among it.
OBTAINABLE = frozenset({
    "provider_consent", "authorised_officer_consent", "necessity", "competent_authority_agreement",
    "research_permission",
})  # fmt: skip


@dataclass(frozen=True)
class Someone:
    """A reader: one person in one capacity, with the function they have there."""

    organisation: str
    capacity: str
    function: str
    authorised: bool = True


@dataclass(frozen=True)
class Item:
    """What an item's marking says."""

    organisation: str
    capacity: str
    category: str
    level: str
    handling: frozenset[str] = frozenset()
    special: bool = False


@dataclass(frozen=True)
class Circumstances:
    """The purpose, as far as it matters for one item, and what was obtained for that item."""

    kind: str
    written_down: bool = True
    days_open: int = 0
    assessed: bool = True
    customs_law: bool = False
    given: frozenset[str] = field(default_factory=frozenset)


def verdict(law: str, reader: Someone, item: Item, around: Circumstances) -> str:
    """Say whether the reader reads the item, only knows that there is something, or finds nothing there."""
    if may_read(law, reader, item, around):
        return ALLOWED
    best = replace(around, written_down=True, assessed=True, given=around.given | OBTAINABLE)
    return KNOWN if may_read(law, reader, item, best) else ABSENT


def may_read(law: str, reader: Someone, item: Item, around: Circumstances) -> bool:
    """Say whether the reader reads the item."""
    if not reader.authorised:
        # Wpg 6: only who is authorised in the purpose reads anything.
        return False
    if is_own(reader, item):
        # Supervision by itself gives no content, not even one's own (the strict reading).
        return _level_fits(item, around) and (is_knowledge(item) or around.kind != "supervision")
    if "existence_hidden" in item.handling:
        # Bpg 2:11(d): nobody else notices that it is there, and no consent changes that.
        return False
    if is_knowledge(item):
        return True
    if around.kind == "supervision":
        # Wpg 34, 36: supervision by itself gives no content.
        return False
    if "ask_first" in item.handling and "provider_consent" not in around.given:
        return False
    if item.special and not _special_is_open(reader, around):
        return False
    if not _level_fits(item, around):
        return False
    return _law_opens(reader, item, around) or (law == COVENANT and _covenant_opens(reader, item, around))


def is_own(reader: Someone, item: Item) -> bool:
    """Say whether the reader reads what their own organisation gave, in the same capacity."""
    return reader.organisation == item.organisation and reader.capacity == item.capacity


def is_knowledge(item: Item) -> bool:
    """Say whether the item holds no personal data at all."""
    return "knowledge" in (item.category, item.level)


def may_give(organisation_capacity: str, category: str) -> bool:
    """Say whether someone in a capacity has data of a category to give."""
    if category in POLICE_DATA:
        return organisation_capacity in POLICE_DOMAIN
    only = {"fiscal": "tax", "customs": "customs_supervision", "criminal-justice": "prosecution"}
    return category not in only or only[category] == organisation_capacity


def may_take_along(reader: Someone, item: Item, given: frozenset[str]) -> bool:
    """Say whether the file of an item that is read may leave: the provider's word “not onward” keeps it here."""
    return is_own(reader, item) or "not_onward" not in item.handling or "provider_consent" in given


def _level_fits(item: Item, around: Circumstances) -> bool:
    """Wpg 3, 4c, 9(2), 13: people are recognisable only in an activity, written down, with an assessment.

    The week in which it may still be written down is that of an investigation (Wpg 9).
    """
    if is_knowledge(item) or item.level not in ABOUT_PEOPLE:
        return True
    first_week = item.category == "police-9" and around.days_open <= DAYS_TO_WRITE_DOWN
    in_time = around.written_down or first_week
    return around.kind == "activity" and in_time and around.assessed


def _special_is_open(reader: Someone, around: Circumstances) -> bool:
    """Wpg 5."""
    needed = {"necessity", "provider_consent"} <= around.given
    return needed and reader.capacity in (*POLICE_DOMAIN, "prosecution")


def _two_officers(around: Circumstances) -> bool:
    """Bpg 4:5: necessity in writing, and the word of two officers."""
    return {"necessity", "provider_consent", "authorised_officer_consent"} <= around.given


def _law_opens(reader: Someone, item: Item, around: Circumstances) -> bool:
    if item.category in POLICE_DATA and item.capacity in POLICE_DOMAIN and _police_law_opens(reader, item, around):
        return True
    if item.category == "criminal-justice" and item.capacity == "prosecution":
        if reader.capacity in POLICE_DOMAIN and "necessity" in around.given:
            return True  # Wjsg 39e
        if {"necessity", "provider_consent"} <= around.given:
            return True  # Wjsg 39f
    if item.category == "fiscal" and item.capacity == "tax":
        if "statutory_duty" in around.given:
            return True  # AWR 67(2)(a)
        if reader.capacity == "tax":
            return True  # AWR 67(1): needed for carrying out tax law; FIOD in that capacity reads tax data directly
        if reader.capacity == "customs_supervision" and around.customs_law:
            return True  # ADW 1:33(1)
    if item.category == "customs" and item.capacity == "customs_supervision":
        if around.customs_law and reader.capacity in ("tax", "customs_investigation"):
            return True  # ADW 1:33(3): for customs law, and a police task is none
        if reader.capacity in ("police", "special_investigation") and "bill_36668_in_force" in around.given:
            return True
    return False


def _police_law_opens(reader: Someone, item: Item, around: Circumstances) -> bool:
    investigation = item.category in INVESTIGATION and item.level in ABOUT_PEOPLE
    if reader.capacity in POLICE_DOMAIN:  # Wpg 15, 46(2)
        if not investigation:
            return True
        officers = {"authorised_officer_consent"} | ({"provider_consent"} if item.category == "police-9" else set())
        return bool(officers & around.given)  # Wpg 9(3): either officer; 10(5): the authorised one
    if reader.capacity == "prosecution":
        return True  # Wpg 16(1)(a)
    research = around.kind == "evaluation" and "research_permission" in around.given
    if research and item.level not in ABOUT_PEOPLE and reader.function in ("evaluator", "scientist"):
        return True  # Wpg 22
    # Wpg 19, for a partner: none of its four purposes is that of a ministry or an evaluator (the strict reading).
    one_time = {"necessity", "competent_authority_agreement"} <= around.given and reader.capacity in PARTNERS
    customs_duty = reader.capacity == "customs_supervision" and around.customs_law  # ADW 1:33(1)
    if one_time or customs_duty:
        return not investigation or _two_officers(around)
    return False


def _covenant_opens(reader: Someone, item: Item, around: Circumstances) -> bool:
    if reader.capacity not in PARTNERS:
        return False
    people = item.level in ABOUT_PEOPLE
    ready = around.kind == "activity" and around.written_down and around.assessed
    if item.category in POLICE_DATA and item.capacity in POLICE_DOMAIN and ready:
        if item.category == "police-8":  # clause 1
            return reader.capacity in ("tax", "customs_supervision", "prosecution")
        if reader.capacity in ("tax", "customs_supervision"):  # clause 2
            return not people or _two_officers(around)
    if item.category == "criminal-justice" and item.capacity == "prosecution":  # clause 3
        return not people or {"necessity", "provider_consent"} <= around.given
    if item.category == "fiscal" and item.capacity == "tax":  # clause 4
        receives = reader.capacity in (*POLICE_DOMAIN, "prosecution")
        return receives and (not people or "provider_consent" in around.given)
    if item.category == "customs" and item.capacity == "customs_supervision":  # clause 5
        return not people
    return item.category == "open-source" and ready  # clause 7


def open_question(law: str, reader: Someone, item: Item, around: Circumstances) -> str:
    """Name the place where the policies answer differently from the text, until its keepers decide; else nothing."""
    if item.category not in INVESTIGATION or item.capacity not in POLICE_DOMAIN or is_knowledge(item):
        return ""
    if law == COVENANT and item.level == "aggregate" and reader.capacity in ("tax", "customs_supervision"):
        return "clause 2: are counts open only in an activity, written down and assessed?"
    people = item.level in ABOUT_PEOPLE
    if people and item.category != "police-9" and reader.capacity in POLICE_DOMAIN:
        return "Wpg 10(5): is the provider's consent enough, without the authorised officer?"
    if people and around.customs_law and reader.capacity == "customs_supervision":
        return "Bpg 4:5 for a duty to Customs: are two consents enough, without the necessity?"
    return ""
