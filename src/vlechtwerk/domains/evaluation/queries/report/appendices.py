"""The appendices: what carries each number, what contradicts and was not used, and what a source words too strongly."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.evidence import CLOSED_KINDS, FINDING, PUBLISHED_CLAIM, PUBLISHED_FIGURE
from vlechtwerk.domains.evaluation.models import (
    ApprovedFinding,
    CheckedJudgement,
    CriterionJudgement,
    Finding,
    Mechanism,
    OtherExplanation,
    SourceSentence,
)
from vlechtwerk.domains.evaluation.queries.report.chapters import CHAPTERS
from vlechtwerk.domains.evaluation.queries.report.live import Carried, Live
from vlechtwerk.domains.evaluation.queries.report.telling import claims_told, shares_told
from vlechtwerk.domains.evaluation.words.findings import WHY
from vlechtwerk.domains.evaluation.words.reports import say_ground, say_ground_and_base, say_resting
from vlechtwerk.domains.partnership.words import quoted
from vlechtwerk.domains.programme.evidence import DOCUMENT
from vlechtwerk.domains.programme.models import PreconditionJudgement
from vlechtwerk.domains.programme.queries.sources import Resting, resting_by
from vlechtwerk.engines.documents.evaluation_report.composing import Composed, Item
from vlechtwerk.engines.documents.evaluation_report.told import Told
from vlechtwerk.engines.documents.findings.judging import Objection, judge
from vlechtwerk.engines.documents.report.contents import Block, Entries, Entry, Paragraph, Section, Table
from vlechtwerk.foundation.evidence.address import Base, Ground, Stance
from vlechtwerk.foundation.evidence.links import evidence_of, holder_kind, resolved_links
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.texts import shortened

# What is wrong with a sentence by its form alone; its amounts are those of its source.
BY_FORM = (
    Objection.NOT_WORDED_AS_SAID,
    Objection.RESULT_TOLD_AS_FACT,
    Objection.SPEAKER_MISSING,
    Objection.EFFECT_CLAIMED,
)
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Of what evidence speaks against so much is told.
LONGEST_HELD = 220
STRONGLY, UNUSED = "worded_more_strongly", "unused_contradiction"


def evidence_sections(composed: Composed) -> Iterator[Section]:
    """Yield what carries each number, by chapter."""
    items = [item for item in composed.items.values() if item.number]
    words = _(
        "The numbers are those in the margin. At each stands on what the sentence rests, and what speaks against it."
    )
    yield Section(_("A Evidence"), 1, (Paragraph(words), _on_which_ground(items)))
    for folder in CHAPTERS:
        here = [_entry(item) for item in items if item.chapter == folder.code]
        if here:
            yield Section(_("Evidence with “%(chapter)s”") % {"chapter": folder.title}, 2, (Entries(tuple(here)),))


def _on_which_ground(items: Sequence[Item]) -> Block:
    counted = Counter(say_resting(item.told) for item in items)
    rows = tuple((words, str(number)) for words, number in counted.most_common())
    return Table(_("On which ground how many sentences rest"), (_("Ground and base"), _("Sentences")), rows, 1)


def _entry(item: Item) -> Entry:
    told = item.told
    lines = told.details or tuple((_("Source"), source.label or source.identifier) for source in told.sources)
    title = f"{told.title}. {told.words}" if told.kind == FINDING else told.title or told.words
    return Entry(item.number, title, say_resting(told), (*lines, *_address(told)))


def _address(told: Told) -> tuple[tuple[str, str], ...]:
    if not told.sources:
        return ()
    first = told.sources[0]
    return ((_("Address"), f"{first.kind} {first.identifier} · {first.checksum[:4]} … {first.checksum[-4:]}"),)


def unused_contradictions(live: Live, composed: Composed) -> list[tuple[Told, Entry]]:
    """Return the evidence that speaks against something, where the report itself does not tell that it does.

    A place that carries one sentence, or speaks against one thing that is told, may speak against another thing that is
    not, and then is returned with that.
    """
    used = {
        (source.held_by, source.kind, source.identifier, source.label)
        for item in composed.items.values()
        if item.number
        for source in item.told.sources
        if source.contradicts
    }
    open_ones = _open_to_all(live)
    carried = live.carried_by({link.id: [link] for link in open_ones})
    resolved = resolved_links(live.evaluation.project_id, open_ones)
    held, own = {one.link.holder_id: one for one in resting_by(open_ones)}, _own_words(live)
    found: dict[str, tuple[Told, list[str]]] = {}
    for link in open_ones:
        (source,) = carried[link.id].sources
        leads = resolved.get((link.kind, link.identifier))
        if leads is None or (source.held_by, source.kind, source.identifier, source.label) in used:
            continue
        title = link.text or leads.title
        key = f"{UNUSED}:{link.kind}:{link.identifier}:{link.locator}:{title}"
        ground = Ground(link.ground)
        told = Told(key, UNUSED, title, ground, Base(link.base), title=title, sources=(source,))
        against = own.get(link.holder_id) or (_say_held(held[link.holder_id], live) if link.holder_id in held else "")
        if key in found:
            found[key][1].append(against)
            continue
        found[key] = (told, [against])
    return [_against(told, against) for told, against in found.values()]


def _against(told: Told, against: Sequence[str]) -> tuple[Told, Entry]:
    """Return evidence that speaks against something, with what that is; the manifest tells it too."""
    words = "; ".join(dict.fromkeys(filter(None, against))) or _("something that not every reader is told")
    (source,) = told.sources
    lines = ((_("Speaks against"), words), (_("Source"), source.label))
    return replace(told, statement=words), Entry("", told.title, say_ground_and_base(told.ground, told.base), lines)


def _own_words(live: Live) -> dict[UUID, str]:
    """Return the findings, judgements, figures and claims of the evaluation, each with its code and what it says."""
    told = [(one.approved.id, one.approved.code, one.approved.sentence) for one in live.approved.values()]
    told += [(one.figure.id, one.figure.code, f"{one.figure.text} {one.figure.percentage}%") for one in live.figures]
    told += [(one.id, one.code, one.text) for one in live.claims]
    told += [(one.id, one.code, one.text) for one in live.source_sentences]
    for one in live.framework.criteria:
        told.append((one.criterion.id, one.printed, one.now.question))
        if one.checked is not None:
            level = one.checked.get_level_display()
            told.append((one.checked.id, one.printed, f"{one.now.question} {level}"))
    return {holder: shortened(f"{code}. {words}", LONGEST_HELD) for holder, code, words in told}


def _say_held(one: Resting, live: Live) -> str:
    """Say what evidence is attached to: its code and in short what it says."""
    # Evidence on a precondition speaks for or against that itself, whatever was judged of it.
    detail = "" if one.holder_kind == holder_kind(PreconditionJudgement) else one.detail
    # That it is of this evaluation goes without saying; and what has no code of people is told without.
    named = [part for part in (one.code, one.title, detail) if part and part != live.evaluation.code]
    return shortened(": ".join(dict.fromkeys(part for part in named if not _ID.fullmatch(part))), LONGEST_HELD)


# Of these only what hangs on one that stands is for every member; the first two are drafts always.
_CLOSED_HOLDERS = (Finding, CriterionJudgement, ApprovedFinding, CheckedJudgement, Mechanism, OtherExplanation)


def _open_to_all(live: Live) -> list[EvidenceLink]:
    """Return the evidence against something that every member reads, whoever builds: none of drafts or fieldwork."""
    links = EvidenceLink.objects.filter(project_id=live.evaluation.project_id, stance=Stance.CONTRADICTS)
    checked = CheckedJudgement.objects.filter(evaluation=live.evaluation, ended_at__isnull=True)
    standing = {
        *(one.approved.id for one in live.approved.values()),
        *checked.values_list("id", flat=True),
        *(link.holder_id for one in live.mechanisms for link, _resolved in one.all_evidence),
    }
    closed = {holder_kind(model) for model in _CLOSED_HOLDERS}
    found = links.exclude(kind__in=CLOSED_KINDS).order_by("kind", "identifier", "locator", "text")
    return [one for one in found if one.holder_kind not in closed or one.holder_id in standing]


def worded_more_strongly(live: Live, names: Sequence[str]) -> list[tuple[Told, Entry]]:
    """Return the sentences of sources of which the form says more than what they rest on: in our words."""
    # An answer is told as what its source answers.
    told_by_sources = [one for one in live.source_sentences if one.kind != SourceSentence.Kind.ANSWER]
    wrong = {one: why for one in told_by_sources if (why := _why_too_strong(one, names))}
    links = evidence_of([one.id for one in wrong])
    carried = live.carried_by(links)
    could = _could_be_said(live, links)
    found = []
    for one, why in wrong.items():
        held = carried.get(one.id, Carried())
        told = Told(
            f"{STRONGLY}:{live.evaluation.code},{one.code}",
            STRONGLY,
            one.text,
            Ground(one.ground),
            Base.PUBLISHED,
            statement=one.text,
            title=one.code,
            sources=held.sources,
        )
        lines = [
            (_("Place"), _places(held)),
            (_("Why it is too strong"), " ".join(dict.fromkeys(why))),
            (_("Rests on"), _("%(ground)s, as far as its source tells") % {"ground": say_ground(one.ground)}),
        ]
        lines += [(_("Could be said"), words) for words in could.get(one.id, ())]
        ground = say_ground_and_base(Ground(one.ground), Base.PUBLISHED)
        found.append((told, Entry("", f"{one.code}. {one.text}", ground, tuple(lines))))
    return found


def _why_too_strong(one: SourceSentence, names: Sequence[str]) -> list[str]:
    """Return why the form of a sentence says more than its ground allows; nothing where it does not."""
    verdict = judge(one.text, {}, ground=Ground(one.ground), base=Base.PUBLISHED, names=names)
    return [
        str(WHY[found.objection]) if found.objection in _WHOLE else f"{quoted(found.at)} {WHY[found.objection]}"
        for found in verdict.objections
        if found.objection in BY_FORM
    ]


_WHOLE = frozenset({Objection.NOT_WORDED_AS_SAID, Objection.SPEAKER_MISSING})


def _places(held: Carried) -> str:
    return "; ".join(dict.fromkeys(one.label for one in held.sources if one.kind == DOCUMENT))


def _could_be_said(live: Live, links: Mapping[UUID, Sequence[EvidenceLink]]) -> dict[UUID, list[str]]:
    """Return what the figures and claims behind each sentence do carry: the platform words it by itself."""
    named = {(link.kind, link.identifier) for held in links.values() for link in held}
    own = live.evaluation.code
    figures = [one for one in live.figures if (PUBLISHED_FIGURE, f"{own},{one.figure.code}") in named]
    claims = [one for one in live.claims if (PUBLISHED_CLAIM, f"{own},{one.code}") in named]
    said = {
        f"{own},{one.figure.code}": told.words for one, told in zip(figures, shares_told(live, figures), strict=True)
    }
    said |= {f"{own},{one.code}": told.words for one, told in zip(claims, claims_told(live, claims), strict=True)}
    return {
        record: [said[link.identifier] for link in held if link.identifier in said] for record, held in links.items()
    }


def appendix_of(title: str, about: str, nothing: str, entries: Sequence[tuple[Told, Entry]]) -> Section:
    """Return an appendix of entries without a number, or what stands there when there are none."""
    blocks: tuple[Block, ...] = (Paragraph(about), Paragraph(nothing))
    if entries:
        blocks = (Paragraph(about), Entries(tuple(entry for _told, entry in entries)))
    return Section(title, 1, blocks)
