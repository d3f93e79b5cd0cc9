"""A refusal, ready to print: what may be at which level, why not, and each way up with who can give it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.words import join_and
from vlechtwerk.domains.sharing.models import Consent
from vlechtwerk.domains.sharing.queries.consents import waiting_requests_of, who_answers
from vlechtwerk.domains.sharing.queries.deciding import gathered_facts
from vlechtwerk.domains.sharing.queries.documents import Announced
from vlechtwerk.domains.sharing.rules import ASKED_FOR, requests_for
from vlechtwerk.domains.sharing.words import NEEDS, words_of_reach
from vlechtwerk.engines.policy.deciding import decide
from vlechtwerk.engines.policy.explaining import DPIA, LEGAL, STATEMENT, Explanation, WayUp, explain
from vlechtwerk.engines.policy.facts import LEVELS, DataLevel, Given, Marked, Reader, Situation
from vlechtwerk.engines.policy.grounds import Grounds
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.sharing.audience_rows import clause_row, join_or, needs_words
from vlechtwerk.interfaces.web.sharing.marks import LEVEL_WORDS, Words, marking_row
from vlechtwerk.interfaces.web.sharing.tabs import CONSENTS, address
from vlechtwerk.interfaces.web.words import say_article, say_capacity, say_day

# What a document is at each level, as the object of a sentence; and the level that is open instead.
WHAT_IT_IS: Mapping[str, Words] = {
    DataLevel.KNOWLEDGE: gettext_lazy("a document with general knowledge"),
    DataLevel.AGGREGATE: gettext_lazy("a document with counts"),
    DataLevel.PSEUDONYMOUS: gettext_lazy("a document with pseudonyms in place of names"),
    DataLevel.SUBJECT: gettext_lazy("a document about recognisable people"),
}
OPEN_AS: Mapping[str, Words] = {
    DataLevel.KNOWLEDGE: gettext_lazy("as knowledge"),
    DataLevel.AGGREGATE: gettext_lazy("as counts"),
    DataLevel.PSEUDONYMOUS: gettext_lazy("with pseudonyms in place of names"),
    DataLevel.SUBJECT: gettext_lazy("with recognisable people"),
}
LOOK_AT: Mapping[str, Words] = {
    DataLevel.KNOWLEDGE: gettext_lazy("Look at the knowledge"),
    DataLevel.AGGREGATE: gettext_lazy("Look at the counts"),
    DataLevel.PSEUDONYMOUS: gettext_lazy("Look at the pseudonyms"),
}
LEVEL_EXAMPLES: Mapping[str, Words] = {
    DataLevel.KNOWLEDGE: gettext_lazy("ways of working and pictures without people"),
    DataLevel.AGGREGATE: gettext_lazy("counts per place and month; small numbers hidden"),
    DataLevel.PSEUDONYMOUS: gettext_lazy("keys in place of names"),
    DataLevel.SUBJECT: gettext_lazy("names, or something by which someone is recognised"),
}
KEPT_BY_KEEPERS = (STATEMENT, DPIA)


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of the ladder: allowed or not, and why, in a few words."""

    level: str
    word: Words
    example: Words
    allowed: bool
    highest: bool
    asked: bool
    article: str


@dataclass(frozen=True, slots=True)
class WayRow:
    """One way up: what has to be obtained, who can give it, and whether it can be asked here."""

    title: str
    clauses: Sequence[str]
    articles: str
    who: Sequence[str]
    reach: str
    needs: str
    askable: bool
    # Since when the reader's own request waits, and for whom; empty when they asked nothing that waits.
    waits: str = ""


def heading(level: str, highest: str | None) -> str:
    """Return the answer to the reader in a sentence: no at this level, yes at that one."""
    if highest is None:
        words = _("You may not see %(what)s here, and not at another level either.")
    else:
        words = _("You may not see %(what)s here; %(instead)s you may.")
    return _capital(words % _no_and_yes(level, highest))


def heading_about(name: str, level: str, highest: str | None) -> str:
    """Return the answer about someone else, as the reader reads it."""
    if highest is None:
        words = _("%(name)s may not see %(what)s here, and not at another level either.")
    else:
        words = _("%(name)s may not see %(what)s here; %(instead)s that is allowed.")
    return words % ({"name": name} | _no_and_yes(level, highest))


def _no_and_yes(level: str, highest: str | None) -> dict[str, str]:
    return {"what": str(WHAT_IT_IS[level]), "instead": str(OPEN_AS.get(highest or "", ""))}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def ladder(grounds: Grounds, reader: Reader, marked: Marked, situation: Situation) -> list[Rung]:
    """Return the four levels, from not at all to fully recognisable, with what decides about each."""
    questions = [(replace(marked, level=level.value), situation) for level in LEVELS]
    decided = decide(grounds, reader, questions)
    allowed = [level.value for level, answer in zip(LEVELS, decided, strict=True) if answer.allowed]
    return [
        Rung(
            level.value,
            LEVEL_WORDS[level],
            LEVEL_EXAMPLES[level],
            answer.allowed,
            bool(allowed) and level.value == allowed[-1],
            level.value == marked.level,
            join_and(say_article(clause.article) for clause in answer.clauses),
        )
        for level, answer in zip(LEVELS, decided, strict=True)
    ]


def why_not(explanation: Explanation) -> dict[str, Any]:
    """Return what closes it: clauses of law, or that nothing opens it."""
    return {
        "clauses": [clause_row(clause) for clause in explanation.forbidding],
        "closed_by": say_article(explanation.closed_by),
    }


def ways_up(
    explanation: Explanation, answers: Mapping[str, Sequence[Person]], waiting: Sequence[Consent] = ()
) -> list[WayRow]:
    """Return each way up, with who can give what it takes; or, in place of asking, what waits of the reader's own."""
    return [_way(way, answers, waiting) for way in explanation.ways_up]


def _way(way: WayUp, answers: Mapping[str, Sequence[Person]], waiting: Sequence[Consent]) -> WayRow:
    title = needs_words(way)
    return WayRow(
        title=_capital(title),
        clauses=[clause_row(clause).words for clause in way.clauses],
        articles=join_and(say_article(clause.article) for clause in way.clauses),
        who=[_who(need, answers) for need in way.needs if need != Given.NECESSITY],
        reach=_("A yes holds for: %(documents)s.") % {"documents": words_of_reach(way.needs)},
        needs=",".join(way.needs),
        askable=all(need in ASKED_FOR or need == Given.NECESSITY for need in way.needs),
        waits=waiting_words([consent for consent in waiting if consent.kind in requests_for(way.needs)], answers),
    )


def waiting_words(waiting: Sequence[Consent], answers: Mapping[str, Sequence[Person]]) -> str:
    """Say since when requests of the reader wait, and for whom; nothing when none does."""
    if not waiting:
        return ""
    day = say_day(timezone.localtime(min(consent.asked_at for consent in waiting)).date())
    # Of each request one answer is enough; what was asked together waits for all of them.
    for_each = [
        join_or(person.name for person in answers.get(one.kind, ()) if person.id != one.asked_by_id) for one in waiting
    ]
    words = {"day": day, "names": join_and(names for names in for_each if names)}
    if all(for_each):
        return _("You asked this on %(day)s. It waits for an answer of %(names)s.") % words
    if not any(for_each):
        return _("You asked this on %(day)s. Nobody is named to answer yet; who keeps this purpose can.") % words
    return (
        _(
            "You asked this on %(day)s. It waits for an answer of %(names)s. For what else you asked nobody is named"
            " yet; who keeps this purpose can."
        )
        % words
    )


def _who(need: str, answers: Mapping[str, Sequence[Person]]) -> str:
    what = {"need": str(NEEDS[need])}
    if need in KEPT_BY_KEEPERS:
        return _("%(need)s: who keeps this purpose (director, team manager, lawyer or privacy officer)") % what
    if need in LEGAL:
        return _("%(need)s: a lawyer; it can't be recorded here yet, so this stays shut") % what
    names = join_and(person.name for person in answers.get(need, ()))
    if not names:
        return _("%(need)s: nobody is named for this in this purpose yet; who keeps the purpose can") % what
    return _("%(need)s: %(names)s") % (what | {"names": names})


def refusal(request: PageRequest, item: Announced) -> dict[str, Any]:
    """Return the page of something that the reader may know of and not read."""
    reading, marking = request.reading, item.marking
    facts = gathered_facts(reading.purpose)[0]
    (marked, situation), grounds = facts.question(marking.id), facts.grounds()
    explanation = explain(grounds, facts.reader, marked, situation)
    answers = who_answers(reading.purpose, marking, timezone.now())
    waiting = waiting_requests_of(reading, marking)
    ways = ways_up(explanation, answers, waiting)
    appointment = reading.appointment
    capacity = [say_capacity(appointment.capacity.name).lower()] if appointment.capacity else []
    return {
        "heading": heading(marked.level, explanation.highest),
        "marking": marking_row(marking),
        "reader": ", ".join([appointment.organisation.name, *capacity]),
        "may_lower": explanation.highest is not None,
        "lower_url": address(request, "document", item.lower_id) if item.lower_id else "",
        "lower_words": LOOK_AT.get(explanation.highest or "", _("Look at the other edition")),
        "why": why_not(explanation),
        "ladder": ladder(grounds, facts.reader, marked, situation),
        "ways": ways,
        "waits": waiting_words(waiting, answers),
        "requests_url": address(request, CONSENTS),
        "ask_url": address(request, "ask_consent", item.document_id),
        "logged": timezone.localtime(),
    }
