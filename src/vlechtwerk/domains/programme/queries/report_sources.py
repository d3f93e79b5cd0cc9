"""What the facts of a report rest on: the documents that they name, and what each ground means."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.words import say_date
from vlechtwerk.domains.programme.evidence import resolve_documents
from vlechtwerk.domains.programme.models import ReportFact, Source
from vlechtwerk.domains.programme.models.reports import ReportPart
from vlechtwerk.domains.programme.models.sources import DOCUMENT
from vlechtwerk.engines.documents.report.contents import Block, Paragraph, Section, Table
from vlechtwerk.foundation.evidence.address import Base, Ground
from vlechtwerk.foundation.evidence.models import GROUNDS

WORDS_OF_GROUNDS = dict(GROUNDS)


def sources_of(project_id: UUID, facts: Iterable[ReportFact]) -> tuple[Source, ...]:
    """Return the documents that some facts name, by their code."""
    return tuple(Source.objects.filter(project_id=project_id, code__in=_named(facts)).order_by("code"))


def _named(facts: Iterable[ReportFact]) -> set[str]:
    return {source["identifier"] for fact in facts for source in fact.sources if source["kind"] == DOCUMENT}


def word_of_ground(part: str, ground: str) -> str:
    """Return on what a fact rests, in one word; a decision and a date were noted in the register, not counted."""
    if ground == Ground.REGISTER and part in (ReportPart.DECISION, ReportPart.DATE):
        return _("registered")
    return str(WORDS_OF_GROUNDS.get(ground, "")).lower()


def say_ground(part: str, ground: str, base: str) -> str:
    """Return on what a fact rests, and whether that stands in a published source."""
    words = word_of_ground(part, ground)
    if base == Base.PUBLISHED:
        words = f"{words}, {_('published')}".removeprefix(", ")
    return words


def say_sources(sources: Sequence[Mapping[str, str]]) -> str:
    """Return the places that a fact rests on, each once; without any, that it stands in the register."""
    labels = dict.fromkeys(source["label"] for source in sources if source["label"])
    return "; ".join(unbroken(label) for label in labels) or _("register")


def unbroken(label: str) -> str:
    """Return a place in a source such that “V3 · p. 10” stays on one line."""
    name, dot, place = label.rpartition(" · ")
    return "\xa0·\xa0".join((name, place.replace(" ", "\xa0"))) if dot else label


def say_when(source: Source) -> str:
    """Return of when a document is and which version it is."""
    when, version = say_date(source.dated_on), source.version
    # Some documents have their date as version.
    is_date = len(version) > 3 and when.lower().endswith(version.lower())
    told = [when, _("version %(version)s") % {"version": version} if version and not is_date else ""]
    return ", ".join(part for part in told if part) or _("not in the source")


def appendix(sources: Sequence[Source], facts: Sequence[ReportFact]) -> list[Section]:
    """Return what the codes and grounds in a form stand for: the last chapter of each."""
    named = _named(facts)
    rows = tuple((source.code, _titled(source), say_when(source)) for source in sources if source.code in named)
    blocks: list[Block] = []
    if rows:
        heads = (_("Code"), _("Document"), _("Date or version"))
        blocks.append(Table(_("Documents that the facts name"), heads, rows))
    else:
        blocks.append(Paragraph(_("None of these facts names a document.")))
    words = _("“%(register)s” as a source: it was registered in this programme, and no document is named with it.")
    blocks.append(Paragraph(words % {"register": _("register")}))
    if grounds := _grounds(facts):
        blocks.append(Table(_("What the grounds mean"), (_("Ground"), _("Meaning")), grounds))
    return [Section(_("Sources"), 1, tuple(blocks))]


def _titled(source: Source) -> str:
    return f"{source.title}, {source.publisher}" if source.publisher else source.title


def _grounds(facts: Sequence[ReportFact]) -> tuple[tuple[str, str], ...]:
    meanings = {
        Ground.OPINION: _("what someone who was questioned finds"),
        Ground.SELF_REPORT: _("what the organisation or the team says of itself; nobody else looked at it"),
        Ground.REGISTER: _("what was counted or recorded as it happened, as in minutes and registers"),
        Ground.MEASURED_EFFECT: _("what was measured by comparing: before and after, or with and without"),
    }
    used = {word_of_ground(fact.part, fact.ground) for fact in facts}
    told = {word_of_ground("", ground): words for ground, words in meanings.items()}
    told[_("registered")] = _("what was noted in this programme when it was asked, decided or planned")
    rows = [(word, words) for word, words in told.items() if word in used]
    if any(fact.base == Base.PUBLISHED for fact in facts):
        rows.append((_("published"), _("it stands so in a published document, which does not say over how many")))
    return tuple(rows)


def plain_sources(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """Return the documents as they go into what is frozen: enough to find the same one again."""
    if not sources:
        return []
    found = resolve_documents(sources[0].project_id, [source.code for source in sources])
    return [
        {
            "code": source.code,
            "title": source.title,
            "publisher": source.publisher,
            "dated_on": str(source.dated_on or ""),
            "version": source.version,
            "checksum": found[source.code].checksum,
        }
        for source in sources
    ]
