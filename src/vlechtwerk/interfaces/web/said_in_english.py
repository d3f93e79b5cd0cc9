"""Say in English the short Dutch words that clauses and cases carry; what is not known here stays as it was written."""

import re
from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.translation import get_language

# How partners name their legal capacities.
CAPACITIES: Mapping[str, str] = {
    "Politietaak": "Police task",
    "Opsporing": "Investigation",
    "Toezicht": "Supervision",
    "Uitvoering belastingwet": "Carrying out tax law",
    "Strafvordering": "Prosecution",
    "Overige taken": "Other tasks",
}
# Who gives and who receives, as the directions of clauses name them; the longest first.
DIRECTIONS: Mapping[str, str] = {
    "buiten het politiedomein, eenmalig": "outside the police domain, once",
    "wie douanewetgeving uitvoert": "who carries out customs law",
    "Douane (toezicht)": "Customs (supervision)",
    "politiedomein": "police domain",
    "belastingwet": "tax law",
    "onderzoek": "research",
    "iedereen": "everyone",
    "anderen": "others",
    "politie": "police",
    "gever": "giver",
    "OM": "prosecution (OM)",
    "en": "and",
}
# Conditions, who decides, and exemptions.
OF_CLAUSES: Mapping[str, str] = {
    "De ontvanger is geautoriseerd en heeft ze nodig voor de taak; weigeren kan alleen op de gronden van Bpg 2:13.": (
        "The receiver is authorised and needs them for the task; refusing is possible only on the grounds of Bpg 2:13."
    ),
    "De wettelijke plicht is genoemd.": "The statutory duty is named.",
    "Doel op schrift en een DPIA die deze soort gegevens dekt.": (
        "The purpose in writing, and a DPIA that covers this kind of data."
    ),
    "Het doel voert douanewetgeving uit.": "The purpose carries out customs law.",
    (
        "Het doel voert douanewetgeving uit; voor gegevens uit onderzoek ook de instemming van gever en functionaris"
        " (Bpg 4:5)."
    ): (
        "The purpose carries out customs law; for data from an investigation also the consent of provider and officer"
        " (Bpg 4:5)."
    ),
    "Instemming van de functionaris die de gever aanwees (Bpg 2:10).": (
        "Consent of the officer whom the provider designated (Bpg 2:10)."
    ),
    "Instemming van de gever.": "Consent of the provider.",
    "Noodzaak op schrift en instemming van de gever.": "The necessity in writing, and consent of the provider.",
    "Noodzaak op schrift en instemming van het bevoegd gezag.": (
        "The necessity in writing, and agreement of the competent authority."
    ),
    "Noodzaak op schrift, instemming van het bevoegd gezag, van de gever en van de functionaris van Bpg 2:10.": (
        "The necessity in writing, agreement of the competent authority, and consent of the provider and of the officer"
        " of Bpg 2:10."
    ),
    "Noodzaak op schrift.": "The necessity in writing.",
    "Noodzaak op schrift; het OM beslist zelf.": "The necessity in writing; the prosecution decides itself.",
    "Noodzaak op schrift; instemming van de gever en van de functionaris van Bpg 2:10, twee verschillende mensen.": (
        "The necessity in writing; consent of the provider and of the officer of Bpg 2:10, two different people."
    ),
    "Schriftelijke toestemming per onderzoeker.": "Written permission for each researcher.",
    "Wetsvoorstel 36 668 is in werking; een jurist heeft dat vastgesteld.": (
        "Bill 36 668 is in force; a lawyer established that."
    ),
    "Wetsvoorstel 36 668 wil politie, KMar, FIU en FIOD toevoegen; of het geldt, gaat een jurist eerst na.": (
        "Bill 36 668 would add police, KMar, FIU and FIOD; whether it holds, a lawyer looks up first."
    ),
    "Gever en bevoegd functionaris": "Provider and authorised officer",
    "OM": "Prosecution (OM)",
    "Stuurgroep": "Steering group",
    "AWR artikel 67 lid 3: ontheffing van de Minister": "AWR article 67 paragraph 3: exemption by the Minister",
}
NAMES = frozenset({"Belastingdienst", "partners", "platform", "KMar", "FIOD"})
IN_DIRECTION = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, DIRECTIONS)) + r")(?!\w)")


def _is_dutch() -> bool:
    return (get_language() or "nl").startswith("nl")


def say_capacity(name: str) -> str:
    """Return the name of a legal capacity in the language of the page."""
    return name if _is_dutch() else CAPACITIES.get(name, name)


def say_direction(direction: str) -> str:
    """Return who gives and who receives in the language of the page."""
    return direction if _is_dutch() else IN_DIRECTION.sub(lambda found: DIRECTIONS[found[0]], direction)


def say_of_clause(words: str) -> str:
    """Return a condition, an exemption or who decides; what is known in Dutch only is marked as Dutch."""
    if _is_dutch() or not words or words in NAMES:
        return words
    return OF_CLAUSES.get(words) or format_html('<span lang="nl">{}</span>', words)
