"""The questions about a marking, ready to print: what can be chosen, in plain words, and the usual choice first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.sharing.models.markings import HANDLINGS
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.engines.policy.facts import CapacityKind, Category, DataLevel, Handling
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.audience_rows import place_words
from vlechtwerk.interfaces.web.sharing.marks import LEVEL_WORDS, SHORT_CATEGORIES, Words
from vlechtwerk.interfaces.web.words import say_capacity

CATEGORY_WORDS: Mapping[str, tuple[Words, Words]] = {
    Category.POLICE_8: (gettext_lazy("Daily work"), gettext_lazy("a year free to use")),
    Category.POLICE_9: (gettext_lazy("Investigation"), gettext_lazy("purpose in writing, onward with consent")),
    Category.POLICE_10A: (gettext_lazy("Serious crime"), gettext_lazy("a closed circle of people")),
    Category.POLICE_10C: (gettext_lazy("Public order"), gettext_lazy("a closed circle of people")),
    Category.FISCAL: (gettext_lazy("Tax data"), gettext_lazy("tax secrecy goes along")),
    Category.CUSTOMS: (gettext_lazy("Customs supervision"), gettext_lazy("only for carrying out customs law")),
    Category.CRIMINAL_JUSTICE: (gettext_lazy("Criminal cases"), gettext_lazy("from a criminal file")),
    Category.OPEN_SOURCE: (gettext_lazy("Open source"), gettext_lazy("what anyone can find")),
    Category.KNOWLEDGE: (gettext_lazy("Knowledge"), gettext_lazy("way of working, law, picture; nothing about anyone")),
}
LEVEL_BELOW: Mapping[str, Words] = {
    DataLevel.KNOWLEDGE: gettext_lazy("nobody is in it"),
    DataLevel.AGGREGATE: gettext_lazy("only counts; small numbers hidden"),
    DataLevel.PSEUDONYMOUS: gettext_lazy("keys in place of names, can be joined"),
    DataLevel.SUBJECT: gettext_lazy("names, or something by which someone is recognised"),
}
HANDLING_BELOW: Mapping[str, Words] = {
    Handling.ASK_FIRST: gettext_lazy("nobody else reads it before you consent"),
    Handling.NOT_IN_COURT: gettext_lazy("it is no evidence; ask before it goes into a file"),
    Handling.NOT_ONWARD: gettext_lazy("it can be read here, and not downloaded"),
    Handling.EXISTENCE_HIDDEN: gettext_lazy("nobody else reads it or knows of it"),
}
# What someone in a capacity gives most.
USUAL: Mapping[str, Category] = {
    CapacityKind.POLICE: Category.POLICE_8,
    CapacityKind.SPECIAL_INVESTIGATION: Category.POLICE_9,
    CapacityKind.CUSTOMS_INVESTIGATION: Category.POLICE_9,
    CapacityKind.CUSTOMS_SUPERVISION: Category.CUSTOMS,
    CapacityKind.TAX: Category.FISCAL,
    CapacityKind.PROSECUTION: Category.CRIMINAL_JUSTICE,
}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question."""

    id: str
    value: str
    label: Words
    below: str
    chosen: bool
    level: bool = False


def usual_choice(reading: Reading, possible: Sequence[Category]) -> dict[str, str]:
    """Return the marking that is filled in: the usual kind of this capacity, and the safest level."""
    usual = USUAL.get(CapacityKind(reading.actor.capacity), Category.KNOWLEDGE)
    category = usual if usual in possible else Category.KNOWLEDGE
    level = DataLevel.KNOWLEDGE if category == Category.KNOWLEDGE else DataLevel.SUBJECT
    return {"category": category.value, "level": level.value}


def options(bound: BoundField, words: Mapping[str, tuple[Words, str]], *, level: bool = False) -> list[Option]:
    """Return the answers to a question in the order of its choices."""
    value = bound.value()
    chosen = {value} if isinstance(value, str) else {str(one) for one in value or ()}
    return [
        Option(f"{bound.html_name}-{key}", key, *words[key], key in chosen, level)
        for key, _label in bound.field.choices  # type: ignore[attr-defined]  # a choice field
    ]


def questions(choice_form: Any) -> dict[str, Any]:
    """Return the answers to the second and third question, and the agreements that can be added."""
    categories = {key: (label, _category_below(key)) for key, (label, _below) in CATEGORY_WORDS.items()}
    levels = {key: (LEVEL_WORDS[key], str(below)) for key, below in LEVEL_BELOW.items()}
    handlings = {key: (label, str(HANDLING_BELOW[key])) for key, label in HANDLINGS}
    return {
        "categories": options(choice_form["category"], categories),
        "levels": options(choice_form["level"], levels, level=True),
        "handlings": options(choice_form["handling"], handlings),
    }


def _category_below(category: str) -> str:
    short, below = SHORT_CATEGORIES[category], CATEGORY_WORDS[category][1]
    return f"{short} · {below}" if short and category != Category.OPEN_SOURCE else str(below)


def giver(request: PageRequest) -> dict[str, Any]:
    """Return who gives it: the organisation, in the capacity in which the reader acts now."""
    appointment = request.reading.appointment
    others = [one for one in request.actor.appointments if one.id != appointment.id and one.capacity]
    return {
        "organisation": appointment.organisation.name,
        "capacity": say_capacity(appointment.capacity.name).lower() if appointment.capacity else "",
        "others": ", ".join(place_words(one.organisation.name, one.capacity.name) for one in others if one.capacity),
        "note": _(
            "You mark only on behalf of your own organisation. What comes from a partner keeps that partner's marking."
        ),
    }
