"""The amounts and the dates that a text tells, in digits and in words, Dutch and English."""

import re
from dataclasses import dataclass

# Digits, and signs that are a number by themselves: “½”, “②”, “Ⅻ”.
FIGURE = re.compile(r"\d+(?:[.,]\d+)*|[\u00bc-\u00be\u2150-\u2188\u2460-\u249b\u2776-\u2793]")
# A figure of which the thousands are parted.
GROUPED = re.compile(r"[1-9]\d{0,2}([.,])\d{3}(?:\1\d{3})*")
YEAR = r"(?:19|20)\d\d"
_MONTHS = (
    "januari|january|jan", "februari|february|feb", "maart|march|mrt|mar", "april|apr", "mei|may", "juni|june|jun",
    "juli|july|jul", "augustus|august|aug", "september|sept|sep", "oktober|october|okt|oct", "november|nov",
    "december|dec",
)  # fmt: skip
_MONTH = rf"(?:{'|'.join(_MONTHS)})\b\.?"
_JOINED = r"(?:\s*(?:-|–|/|,|t/m|tot en met|tot|en|of|and|or|to|until)\s*)"
# No row is longer than a month has days: a row without an end is read anew from each place in it, and 2,500 signs of
# “1-1-1-…” then took seconds.
_MORE = "{0,30}"
_DAY = r"(?<![\d.,])(?:[12]\d|3[01]|0?[1-9])(?:e|ste|de|st|nd|rd|th)?\b"
# Words before which a year is a year, unless what is counted stands behind it: “in 2026 zaken is”, “van 2026 mensen”.
_BEFORE_YEAR = (
    r"in|tot|tot en met|t/m|sinds|vanaf|eind|einde|begin|medio|half|halverwege|jaar|voorjaar|najaar|zomer|herfst"
    r"|winter|lente|kwartaal|tertaal|until|since|before|after|during|early|mid|late|end of|year|spring|summer|autumn"
    r"|quarter"
)
_ALSO_BEFORE_YEAR = "na|voor|over|van|uit|per|rond|from|by|of|for|around"
_BE = r"(?:is|zijn|was|waren|werd|werden|heeft|hebben|wordt|worden|are|were|has|have|had)\b"
_NOT_COUNTED = rf"(?!\s+\w+(?:en|s)\s+{_BE})"
_NOTHING_COUNTED = rf"(?!\s+(?!{_BE})\w+(?:en|s)\b)"
_DATES = re.compile(
    rf"(?P<iso>\b{YEAR}-[01]\d-[0-3]\d\b)|(?P<typed>\b\d{{1,2}}[-/]\d{{1,2}}[-/]{YEAR}\b)"
    rf"|(?P<days>{_DAY}(?:{_JOINED}{_DAY}){_MORE})\s+(?:of\s+)?(?P<month>{_MONTH})(?:\s+(?P<year>{YEAR})\b)?"
    rf"|\b(?P<english>{_MONTH})\s+(?P<after>{_DAY})(?!\s+[a-z])(?:,?\s+(?P<of>{YEAR})\b)?"
    rf"|\b(?P<alone>{_MONTH})\s+(?P<whole>{YEAR})\b"
    rf"|\b(?:{_BEFORE_YEAR})\s+(?P<years>{YEAR}(?:{_JOINED}{YEAR}){_MORE})\b(?![.,]?\d|\s*%){_NOT_COUNTED}"
    rf"|\b(?:{_ALSO_BEFORE_YEAR})\s+(?P<also>{YEAR}(?:{_JOINED}{YEAR}){_MORE})\b(?![.,]?\d|\s*%){_NOTHING_COUNTED}"
    rf"|\((?P<bare>{YEAR})\)|^\s*(?P<first>{YEAR})(?=\s+(?:was|is|werd|wordt|begon|became|began)\b)",
    re.IGNORECASE,
)

_NL_UNITS = {"twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9}
_NL_TEENS = {
    "tien": 10, "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16,
    "zeventien": 17, "achttien": 18, "negentien": 19,
}  # fmt: skip
_NL_TENS = {
    "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80,
    "negentig": 90,
}  # fmt: skip
_EN_UNITS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_EN_TEENS = {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_EN_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip


def _below_hundred() -> dict[str, int]:
    """Return every number from two to ninety-nine in words, in both languages."""
    found = _NL_UNITS | _NL_TEENS | _NL_TENS | _EN_UNITS | _EN_TEENS | _EN_TENS
    for word, tens in _NL_TENS.items():
        for unit, number in ({"een": 1, "één": 1} | _NL_UNITS).items():
            found[f"{unit}{'ën' if unit.endswith('e') else 'en'}{word}"] = tens + number
    for word, tens in _EN_TENS.items():
        for unit, number in ({"one": 1} | _EN_UNITS).items():
            found[f"{word}-{unit}"] = found[f"{word} {unit}"] = tens + number
    return found


_BELOW = _below_hundred()
_SCALE = {"honderd": 100, "hundred": 100, "duizend": 1000, "thousand": 1000, "miljoen": 10**6, "million": 10**6}
_SMALL = "|".join(sorted(map(re.escape, _BELOW), key=len, reverse=True))
# A number in words: “twaalf”, “driehonderdvijftig”, “two thousand”, “drietal”, “viermaal”; and één with its accents.
_NUMBER = re.compile(
    rf"\b(?:(?P<accented>[eé]én)|(?P<nought>nul|zero)"
    rf"|(?P<times>{_SMALL})?\s?(?P<scale>{'|'.join(_SCALE)})(?:\s?(?:en\s?|and )?(?P<rest>{_SMALL}))?"
    rf"|(?P<small>{_SMALL})(?:tal|maal|voudig?e?|fold)?)\b",
    re.IGNORECASE,
)
# Where such a word is no number: “acht” and “ten” mean something else as well.
_NO_NUMBER = re.compile(
    r"\b(?:in acht\s+(?:te )?(?:nemen|neemt|nam|namen|genomen)|acht\s+(?:het|dit|dat|de|zich|zij|hij|wij|men)"
    r"|(?:men|zij|hij|wij|stuurgroep)\s+acht"
    r"|ten\s+(?:behoeve|eerste|tweede|derde|vierde|opzichte|aanzien|gevolge|slotte|minste|hoogste|tijde|koste|einde|goede"
    r"|laatste|onrechte|onder|name|dele|zeerste|gunste|laste|grondslag|overstaan|noorden|zuiden|oosten|westen|uitvoer)"
    r"|nul op het|op één lijn|één voor één|één-op-één)\b",
    re.IGNORECASE,
)

_DEGREES = (
    r"fors|forse|sterk|sterke|flink|flinke|aanzienlijk|aanzienlijke|scherp|scherpe|enorm|enorme|drastisch|drastische"
    r"|explosief|spectaculair|sharply|sharp|strongly|strong|considerably|considerable|significantly|substantially"
    r"|markedly|greatly|steeply|dramatically"
)
# A word or more between the two parts of a verb: “neemt verder toe”; people also take interviews (“nemen … af”).
_BETWEEN = r"(?:\w+ ){0,3}"
_HOW = rf"(?:(?:{_DEGREES}|verder|weer|iets|licht|niet|ook|nog|langzaam|gestaag|wel) ){{0,2}}"
_NOT_ASKED = r"(?<!interviews )(?<!interview )(?<!vragenlijsten )(?<!vragenlijst )(?<!enquêtes )(?<!enquête )"
# Words that say that an amount rose, and that it fell; not where they say something else: “declined the invitation”.
UP = (
    r"stijg(?:t|en|ing|ingen|end|ende)|steeg|stegen|gestegen|toe(?:neemt|nemen|nam|namen|genomen|name|nemend|nemende)"
    rf"|(?:neemt|nemen|nam|namen) {_BETWEEN}toe|(?:gaat|gaan|ging|gingen) {_HOW}omhoog|vermeerder(?:t|d|de|den|en|ing)"
    r"|increase[sd]?|increasing|rose|risen|rises|rising|rise(?! to\b)|climb(?:s|ed|ing)|surge[sd]?|soared"
    rf"|(?:go|goes|going|gone|went) {_HOW}up"
)
DOWN = (
    r"daal(?:t|de|den)|dalen|dalend|dalende|daling|dalingen|gedaald"
    rf"|{_NOT_ASKED}af(?:neemt|nemen|nam|namen|genomen|name|nemend|nemende)|(?:neemt|nemen|nam|namen) {_HOW}af"
    rf"|(?:gaat|gaan|ging|gingen) {_HOW}omlaag|(?:loopt|lopen|liep|liepen) {_HOW}terug|teruggelopen|terugloop"
    r"|krimp(?:t|en|end|ende)?|kromp(?:en)?|gekrompen|slink(?:t|en)|slonk(?:en)?|geslonken|verminder(?:t|d|de|den|en|ing)"
    r"|decrease[sd]?|decreasing|(?:fell|fallen|falls|falling|(?<!in the )(?<!this )fall)"
    r"(?! (?:under|within|outside|upon|through|in love)\b)|(?:dropped|drops?|dropping)(?! (?:in on|out|off|by)\b)"
    r"|decline[sd]?(?! (?:to|the|an?|this|that|its|his|her|their)\b)|declining|shrank|shrunk|shrinks?|shrinking"
    rf"|diminish(?:es|ed|ing)?|plunged|plummeted|reduce[sd]?|reduction|(?:go|goes|going|gone|went) {_HOW}down"
)
# Words of a change for the better, which tell of no amount unless a word of degree stands beside them.
BETTER = (
    r"verbeter(?:t|d|de|den|en|ing)|vergroot|versterkt|versneld|verkort|improved|improvement|strengthened|accelerated"
)
# So does what grew: a picture and a team do so as well.
_GREW = r"groei(?:t|de|den|en)?|gegroeid|grew|grown|growth"
_CHANGE = rf"{UP}|{DOWN}|{BETTER}|{_GREW}"
# Each family of words for an amount: a sentence may use it when a fact that it points at uses one of the same family.
FAMILIES: dict[str, str] = {
    "nearly_all": r"(?:vrijwel|bijna|nagenoeg) (?:alle|allen|ieder|iedereen)"
    r"|(?:nearly|almost) (?:all|everyone|everybody)",
    "most": r"de meesten?|het merendeel|merendeels|(?:ruime |grote )?meerderheid|most of|majority",
    "minority": r"minderheid|minority",
    "more": r"veel meer|steeds meer|much more|many more|more and more",
    "less": r"veel minder|steeds minder|much less|far fewer",
    "above_half": r"(?:ruim|meer dan) (?:de )?helft|(?:more than|over) half(?= (?:of|the)\b)",
    "below_half": r"(?:bijna|krap|minder dan) (?:de )?helft|(?:nearly|almost|less than) half(?= (?:of|the)\b)",
    "half": r"(?<!eerste )(?<!tweede )(?<!laatste )(?<!andere )helft"
    r"|(?<!first )(?<!second )(?<!last )(?<!other )half of(?= )|about half|half the",
    "three_quarters": r"drie ?kwart|three[- ]quarters",
    "quarter": r"een kwart(?! over)|a quarter of(?! (?:a|the|an) (?:year|hour))|one quarter of",
    "third": r"(?:een|één|twee)[ -]?derde(?=\s+(?:van|deel|minder|meer|lager|hoger)\b)|(?:a|one)[- ]third(?= of\b)"
    r"|two[- ]thirds|tweederde|twee derde",
    "fifth": r"(?:een|één|twee|drie|vier) (?:vierde|vijfde|tiende)(?=\s+(?:van|deel|minder|meer)\b)"
    r"|(?:a|one|two|three|four) (?:fifths?|tenths?)(?= of\b)",
    "halved": r"halveer(?:t|de|den)|halveren|gehalveerd|halvering|halved|halves|halving",
    "doubled": r"verdubbel(?:t|d|de|den|en|ing)|(?:dubbel|twee keer|tweemaal) zo\w*|doubled|doubles|doubling|twice as"
    r"|half as (?:many|much)",
    "tripled": r"verdrievoudig(?:t|d|de|den|en|ing)|tripled|trebled|tripling|three times as",
    "multiplied": r"verviervoudig(?:t|d|de)|vertienvoudig(?:t|d|de)|vermenigvuldigd|quadrupled|tenfold|multiplied",
    "dozens": r"tientallen|honderden|duizenden|miljoenen|dozijn(?:en)?|dozens?|tens of|hundreds|thousands|millions",
    "none": r"geen (?:enkele?|van de|partners?|organisaties?)|niemand|none of|nobody",
    "all": r"alle(?! (?:kanten|fronten|opzichten|hoeken|zeilen)\b)(?=(?: (?:\w+e|\w+en|\w+ig|\d+))? "
    rf"(?!{_BE}|(?:tussen|binnen|samen|sinds)\b)\w+(?:en|s)\b)|iedereen"
    r"|elke?(?= (?:partner|organisatie|partij|deelnemer|team|gemeente|dienst)\b)"
    r"|every(?= (?:partner|organisation|party|participant|team|municipality|service)\b)"
    r"|(?<!above )(?<!after )(?<!at )(?<!in )all(?! (?:over|sorts|kinds|sides|times)\b)(?=(?: \w+)? "
    rf"(?!{_BE}|(?:this|its|as|us)\b)\w+s\b)"
    r"|everyone|everybody",
    "degree": rf"(?:{_DEGREES})(?= (?:\w+ )?(?:{_CHANGE})\b)|(?:(?<=\b)(?:{_CHANGE})(?: \w+)? (?:{_DEGREES}))",
}
# The same families as the writer reads them, by what they tell; each is found by the rule above.
LISTED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("half", ("de helft", "half of them")),
    ("above_half", ("ruim de helft", "meer dan de helft", "more than half of them")),
    ("below_half", ("bijna de helft", "minder dan de helft", "less than half of them")),
    ("third", ("een derde van", "twee derde van", "a third of", "two thirds of")),
    ("quarter", ("een kwart", "a quarter of")),
    ("three_quarters", ("drie kwart", "driekwart", "three quarters")),
    ("fifth", ("een vijfde van", "a fifth of")),
    ("halved", ("gehalveerd", "halvering", "halved")),
    ("doubled", ("verdubbeld", "twee keer zo veel", "doubled", "twice as many")),
    ("tripled", ("verdrievoudigd", "tripled")),
    ("multiplied", ("vermenigvuldigd", "multiplied")),
    ("dozens", ("tientallen", "honderden", "duizenden", "dozens", "hundreds", "thousands")),
    ("all", ("alle partners", "elke partner", "iedereen", "all partners", "every partner", "everyone")),
    ("nearly_all", ("vrijwel alle", "bijna alle", "nearly all")),
    ("most", ("de meeste", "meerderheid", "most of", "majority")),
    ("minority", ("minderheid", "minority")),
    ("none", ("geen enkele", "geen van de", "niemand", "none of", "nobody")),
    ("more", ("veel meer", "steeds meer", "much more")),
    ("less", ("veel minder", "steeds minder", "much less")),
    ("degree", ("fors gedaald", "sterk gestegen", "daalde flink", "fell sharply", "strongly increased")),
)
_AMOUNT_WORDS = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{name}>{words})' for name, words in FAMILIES.items())})(?!\w)", re.IGNORECASE
)
_UP_OR_DOWN = re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of an amount: at which words, and what that stands for; the words beside a year-like number."""

    at: str
    value: str
    beside: frozenset[str] = frozenset()


def ungrouped(figure: str) -> str:
    """Return a figure without what parts its thousands: 1.240 and 1240 are the same."""
    return re.sub(r"[.,]", "", figure) if GROUPED.fullmatch(figure) else figure


def dates_in(text: str) -> list[tuple[str, set[str]]]:
    """Return the dates of a text that hold a digit, each with its parts as year-month-day; “*” is a part not told.

    >>> dates_in("op 3 mei 2026 en in 2025")
    [('3 mei 2026', {'2026-5-3'}), ('in 2025', {'2025-*-*'})]
    """
    return [(found[0].strip(), _parts_of(found)) for found in _DATES.finditer(text)]


def _parts_of(found: re.Match[str]) -> set[str]:
    if found["iso"]:
        year, month, day = found["iso"].split("-")
        return {f"{year}-{int(month)}-{int(day)}"}
    if found["typed"]:
        day, month, year = re.split(r"[-/]", found["typed"])
        return {f"{year}-{int(month)}-{int(day)}"}
    if found["days"]:
        month, year = _number_of_month(found["month"]), found["year"] or "*"
        return {f"{year}-{month}-{int(day)}" for day in re.findall(r"\d+", found["days"])}
    if found["english"]:
        day = re.findall(r"\d+", found["after"])[0]
        return {f"{found['of'] or '*'}-{_number_of_month(found['english'])}-{int(day)}"}
    if found["alone"]:
        return {f"{found['whole']}-{_number_of_month(found['alone'])}-*"}
    years = found["years"] or found["also"] or found["bare"] or found["first"] or ""
    return {f"{year}-*-*" for year in re.findall(YEAR, years)}


def _number_of_month(word: str) -> int:
    bare = word.rstrip(".").lower()
    return next(number for number, names in enumerate(_MONTHS, 1) if bare in names.split("|"))


def is_dated(parts: str, told: set[str]) -> bool:
    """Tell whether one of the dates that facts tell holds every part of a date that a sentence tells."""
    wanted = parts.split("-")
    return any(all(part in ("*", own) for part, own in zip(wanted, one.split("-"), strict=True)) for one in told)


def figures_in(text: str) -> list[Said]:
    """Return the amounts in digits and in words of a text, without its dates.

    A number that could be a year has the words that stand beside it: only with one of those a fact carries it.

    >>> [said.value for said in figures_in("op 3 mei 2026 twaalf containers en 1.200 kilo")]
    ['12', '1200']
    """
    bare = _DATES.sub(lambda found: "\n" * len(found[0]), text)
    bare = _NO_NUMBER.sub(lambda found: "\n" * len(found[0]), bare)
    found = [(match.start(), _figure(match, bare)) for match in FIGURE.finditer(bare)]
    found += [(match.start(), Said(match[0].strip(), _value(match))) for match in _NUMBER.finditer(bare)]
    return [said for _place, said in sorted(found, key=lambda pair: pair[0])]


def _figure(match: re.Match[str], text: str) -> Said:
    value = ungrouped(match[0])
    if not re.fullmatch(YEAR, value):
        return Said(match[0], value)
    # The word before is read backwards: sought from the front it is sought from every place.
    before = re.match(r"\s*(\w+)", text[: match.start()][::-1])
    after = re.match(r"\s*(\w+)", text[match.end() :])
    beside = {f"{before[1][::-1].lower()} before"} if before else set()
    beside |= {f"{after[1].lower()} after"} if after else set()
    return Said(match[0], value, frozenset(beside))


def _value(match: re.Match[str]) -> str:
    if match["accented"]:
        return "1"
    if match["nought"]:
        return "0"
    if match["small"]:
        return str(_BELOW[match["small"].lower()])
    times, rest = match["times"], match["rest"]
    scale = _SCALE[match["scale"].lower()]
    return str((_BELOW[times.lower()] if times else 1) * scale + (_BELOW[rest.lower()] if rest else 0))


def carries_figure(said: Said, told: list[Said]) -> bool:
    """Tell whether one of the amounts that facts tell is the same; what could be a year, with a word beside it."""
    return any(
        said.value == own.value and (not own.beside or own.at != own.value or bool(said.beside & own.beside))
        for own in told
    )


def amount_words_in(text: str) -> list[Said]:
    """Return the words for an amount in a text, each with its family.

    >>> [(said.at, said.value) for said in amount_words_in("Ruim de helft deed mee, en het aantal daalde fors.")]
    [('Ruim de helft', 'above_half'), ('daalde fors', 'degree')]
    """
    return [Said(found[0], str(found.lastgroup)) for found in _AMOUNT_WORDS.finditer(text)]


def changes_in(text: str) -> list[Said]:
    """Return the words that tell that an amount went up or down, each with which of the two."""
    return [Said(found[0], str(found.lastgroup)) for found in _UP_OR_DOWN.finditer(text)]
