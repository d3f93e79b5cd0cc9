"""Figures, dates and words for an amount that were typed in a sentence of a finding, Dutch and English."""

import re
from collections.abc import Iterable, Iterator, Sequence

from vlechtwerk.engines.documents.amounts import amount_words_in, dates_in, figures_in
from vlechtwerk.engines.documents.findings.said import PEOPLE, Words

# Words for an amount of people that a finding can't type, beside those that `amounts` finds anywhere.
_PARTIES = (
    r"teams?|partijen|partners|organisaties|diensten|groepen|afdelingen|gemeenten|parties|organisations|services|groups"
    r"|departments"
)
_ALMOST = r"(?:vrijwel|bijna|nagenoeg|zowat|praktisch|nearly|almost|virtually|practically|hardly|scarcely)"
# How often, which beside people tells how many: “respondenten vinden meestal”, “respondents generally find”.
_OFTEN = (
    r"meestal|doorgaans|over het algemeen|in het algemeen|veelal|merendeels|massaal|eensgezind|eenstemmig|breed"
    r"|generally|usually|typically|mainly|on the whole|in general|by and large|widely|overwhelmingly|commonly"
)
_OF_PEOPLE = re.compile(
    rf"\b(?:(?:{PEOPLE}|{_PARTIES}) (?:[\w-]+ ){{0,2}}?(?:{_OFTEN})|(?:{_OFTEN}),? (?:[\w-]+ ){{0,3}}?(?:{PEOPLE})"
    rf"|(?:beide|both|allebei)(?: of)?(?: \w+)?(?= (?:[\w-]+ ){{0,1}}(?:{PEOPLE}|{_PARTIES})\b)"
    rf"|(?:{_ALMOST}|zo goed als) (?:alle|allen|elke?|iedere?|iedereen|niemand|geen|every|each|all"
    r"|any(?:one|body)?|no one|nobody|everyone|everybody)|nauwelijks iemand"
    r"|op (?:een enkeling|enkelen|een enkele|één|een paar) na|(?:bijna )?zonder uitzondering"
    r"|(?:almost )?without exception|all but|menigeen|next to no"
    rf"|(?:elke?|iedere?|every|each)(?= (?:[\w-]+ )?(?:{PEOPLE}|{_PARTIES})\b)|het (?:overgrote|grootste) deel"
    rf"|(?:geen|no)(?: enkele?)?(?= (?:[\w-]+ )?(?:{PEOPLE}|{_PARTIES})\b)|geen (?:van hen|van allen|mens)|none of them"
    r"|talrijke|talloze|legio|numerous|countless|innumerable|(?:een|a) (?:heel )?(?:grote|kleine|large|small|big)"
    r" (?:groep|schare|group)|stuk voor stuk|one and all|to the last|(?:lots|scores|loads|masses|heaps|tons|a lot"
    r"|a majority) of|hele volksstammen|een hoop|tal van|scharen|iedereen|ieder van hen|each of them|allemaal"
    r"|het leeuwendeel|the lion['’]s share|a (?:great|good) (?:many|deal|number)(?: of)?|to a (?:man|person)|unisono"
    r"|en bloc|overwegend|grotendeels|hoofdzakelijk|predominantly|mostly|largely|in overgrote mate|nogal wat|het gros"
    r"|unaniem|unanimous(?:ly)?|(?:een|a) (?:handvol|handful)|a couple(?: of)?|plenty(?: of)?|the (?:\w+ )?bulk(?: of)?"
    r"|(?:bijna|vrijwel|nearly|almost) (?:de|het|the) (?:hele|gehele|whole) \w+"
    r"|(?:veel|vele|weinig|enkele|een enkele|sommige|meerdere|diverse|verschillende|verscheidene|een (?:groot |klein )?"
    r"(?:aantal|deel)(?: van de)?|een paar|één|one|several|some|most|many|few|a few|a number of|various|multiple)"
    rf"(?= (?:[\w-]+ ){{0,2}}(?:{PEOPLE})\b)|velen|sommigen|enkelen|enkelingen?|een enkeling|weinigen)\b",
    re.IGNORECASE,
)
# “II” to “XXXIX”, in capitals only; a single one is a letter.
_ROMAN = re.compile(r"\b(?=[XVI]{2})X{0,3}(?:IX|IV|V?I{0,3})\b")


def figures_typed(text: str) -> list[Words]:
    """Return the figures and dates in a text; of overlapping ones the longest."""
    found = [at for at, _parts in dates_in(text)] + [said.at for said in figures_in(text)]
    return list(_apart(text, [*found, *(one[0] for one in _ROMAN.finditer(text))]))


def amounts_typed(text: str, scale_words: Sequence[str]) -> list[Words]:
    """Return the words for amounts in a text, those of a scale among them; of overlapping ones the longest."""
    amounts = [said.at for said in amount_words_in(text)] + [found[0] for found in _OF_PEOPLE.finditer(text)]
    for word in scale_words:
        amounts += [found[0] for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)]
    return list(_apart(text, amounts))


def _apart(text: str, words: Iterable[str]) -> Iterator[Words]:
    reach = 0
    places = {(place.start(), at) for at in set(words) for place in re.finditer(rf"(?<!\w){re.escape(at)}(?!\w)", text)}
    for start, at in sorted(places, key=lambda place: (place[0], -len(place[1]))):
        if start >= reach:
            yield Words(at, start)
            reach = start + len(at)
