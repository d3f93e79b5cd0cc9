"""Whether a sentence of a finding says no more than its evidence carries: what fills its holes, and what to write."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from vlechtwerk.domains.evaluation.evidence import FINDING, FRAGMENT
from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.evaluation.rules.yardsticks import Yardstick
from vlechtwerk.domains.evaluation.words import findings as words_of
from vlechtwerk.domains.evaluation.words.findings import HOLE_NAMES, say_in_hole
from vlechtwerk.engines.documents.findings import judging
from vlechtwerk.engines.documents.findings.holes import Form, Hole, holes_in
from vlechtwerk.engines.documents.findings.judging import Objected, Objection, judge
from vlechtwerk.engines.statistics.amount_scale import AmountScale
from vlechtwerk.foundation.evidence.address import (
    Base,
    ContributionChain,
    Evidence,
    Ground,
    ResolvedEvidence,
    Stance,
    checksum_of,
)
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.foundation.evidence.registry import resolve

Key = TypeVar("Key", bound=Hashable)
# Sentences that are proposed in the place of a refused one, at most.
MOST_PROPOSED = 3
# Objections to a hole itself, whatever the sentence around it.
ABOUT_HOLES = frozenset(
    {
        Objection.FORM_NOT_CARRIED, Objection.SUPPRESSED, Objection.TOO_FEW_PEOPLE, Objection.SHARE_OF_INTERVIEWS,
        Objection.COUNT_OF_PUBLISHED, Objection.SOURCE_MISSING,
    }
)  # fmt: skip
# Forms that tell how many, by what evidence is asked first.
_HOW_MANY = (Form.FIGURE, Form.SHARE, Form.WORD, Form.QUOTE)


@dataclass(frozen=True, slots=True)
class Material:
    """What a piece of evidence is at this moment: as it resolves, with the ground and base on which it is told."""

    kind: str
    identifier: str
    resolved: ResolvedEvidence
    ground: Ground
    base: Base
    stance: Stance = Stance.SUPPORTS

    @property
    def is_spoken(self) -> bool:
        """Tell whether its words are of one person who was heard."""
        return self.kind == FRAGMENT and self.resolved.ground == Ground.OPINION

    def for_judging(self) -> judging.Evidence:
        """Return it as the engine judges it."""
        told = self.resolved.telling
        tells = {
            Form.STATUS: bool(told.status),
            Form.DATE: told.day is not None,
            Form.LEAD_TIME: told.days is not None,
            Form.DECISION: bool(told.decision),
            Form.TIME: bool(told.time),
            Form.CHANGE: bool(told.change),
            Form.STEP: bool(told.step),
        }
        return judging.Evidence(
            self.ground,
            self.base,
            part=told.part,
            whole=told.whole,
            organisations=told.organisations,
            quoted=told.quoted,
            figure=told.figure,
            asked=told.asked,
            source=told.source,
            about=told.about,
            spoken=self.is_spoken,
            tells=frozenset(form for form, it_does in tells.items() if it_does),
        )


@dataclass(frozen=True, slots=True)
class WordsAtFault:
    """Words of a sentence that its evidence does not carry: where, why, and on which grounds they could stand."""

    code: str
    at: str
    start: int
    end: int
    why: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a filled sentence: text, or what fills a hole, with the number of its evidence and its form."""

    text: str
    hole: int | None = None
    form: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a sentence: filled, with the words at fault and what could be written instead (with holes)."""

    sentence: str
    pieces: Sequence[Piece]
    objections: Sequence[WordsAtFault]
    suggestions: Sequence[str]

    @property
    def allowed(self) -> bool:
        """Whether the sentence may be worded so."""
        return not self.objections

    @property
    def filled(self) -> str:
        """Return the sentence with its holes filled; nothing while it is refused."""
        return "".join(piece.text for piece in self.pieces) if self.allowed else ""


class Worded(Protocol):
    """What is judged: a finding, or what is told of one."""

    @property
    def sentence(self) -> str:
        """Return the sentence with its holes."""

    @property
    def ground(self) -> str:
        """Return on which ground it is known."""

    @property
    def base(self) -> str:
        """Return whether its figures are our own."""

    @property
    def language(self) -> str:
        """Return in which language its holes are filled."""


def material_of(
    project_id: UUID, numbered: Iterable[tuple[Key, EvidenceLink | Evidence]], language: str
) -> dict[Key, Material]:
    """Return what evidence is now, by number, in a language; what leads nowhere is left out.

    The number of queries grows with the kinds of evidence, not with the evidence.
    """
    asked = [(number, *_address(one), one) for number, one in numbered]
    kinds: dict[str, set[str]] = {}
    for _number, kind, identifier, _one in asked:
        kinds.setdefault(kind, set()).add(identifier)
    with override(language):
        found = {kind: resolve(project_id, kind, sorted(wanted)) for kind, wanted in kinds.items()}
    return {
        number: Material(
            kind,
            identifier,
            resolved,
            Ground(one.ground) if resolved.ground is None else resolved.ground,
            resolved.base_as(one.base),
            Stance(one.stance),
        )
        for number, kind, identifier, one in asked
        if (resolved := found[kind].get(identifier)) is not None
    }


def _address(one: EvidenceLink | Evidence) -> tuple[str, str]:
    if isinstance(one, EvidenceLink):
        return one.kind, one.identifier
    return one.address.kind, one.address.identifier


class Judging:
    """Judge a sentence, and others like it, on the same evidence."""

    def __init__(self, yardstick: Yardstick, wording: Worded, material: Mapping[int, Material]) -> None:
        self.scale = yardstick.scale(wording.language)
        self.names = yardstick.names
        self.material = material
        self.evidence = {number: one.for_judging() for number, one in material.items()}
        self.wording = wording

    def verdict(self, sentence: str) -> judging.Verdict:
        """Return what the engine says of a sentence."""
        return judge(
            sentence,
            self.evidence,
            ground=Ground(self.wording.ground),
            base=Base(self.wording.base),
            names=self.names,
            # “Geen” says no to anything; of people the engine knows it.
            scale_words=[word for word in self.scale.words if word != self.scale.none],
            chain=self.chain(),
        )

    def chain(self) -> ContributionChain | None:
        """Return the weakest chain that speaks for it: a sentence claims no more than each of them carries."""
        chains = [
            one.resolved.telling.chain
            for one in self.material.values()
            if one.resolved.telling.chain is not None and one.stance is Stance.SUPPORTS
        ]
        return min(chains, key=lambda chain: (chain.is_complete, chain.design_level), default=None)

    def judged(self) -> Judged:
        """Return what is said of the sentence, with what could be written instead."""
        verdict = self.verdict(self.wording.sentence)
        return Judged(
            verdict.sentence,
            pieces_of(verdict.sentence, verdict.holes, self.material, self.scale, self.wording.language),
            [self._at_fault(one) for one in verdict.objections],
            [] if verdict.allowed else self.suggestions(verdict),
        )

    def suggestions(self, verdict: judging.Verdict) -> list[str]:
        """Return sentences that the evidence does carry: typed amounts filled, and what people answered or said."""
        filled = self._with_holes(verdict)
        proposed = dict.fromkeys((filled, *self._as_said()))
        allowed = [one for one in proposed if one != verdict.sentence and self.verdict(one).allowed]
        return allowed[:MOST_PROPOSED]

    def _with_holes(self, verdict: judging.Verdict) -> str:
        """Return a sentence in which what was typed is a hole, where the evidence tells just that."""
        text = verdict.sentence
        typed = [one for one in verdict.objections if one.objection in (Objection.TYPED_FIGURE, Objection.TYPED_AMOUNT)]
        for one in sorted(typed, key=lambda one: one.start, reverse=True):
            hole = next((hole for hole, says in self._tellable() if one.at.lower() in says), None)
            if hole is not None:
                text = f"{text[: one.start]}{{{hole}}}{text[one.end :]}"
        return text

    def _tellable(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each hole that evidence can fill, with how its words may have been typed."""
        names = HOLE_NAMES[self.wording.language]
        for number, one in self.material.items():
            for form in (Form.FIGURE, Form.SHARE, Form.WORD, Form.COUNT, Form.DATE):
                (told,) = says(one, [form], self.scale, self.wording.language)
                if told:
                    yield f"{names[form]} {number}", (told.lower(), told.lower().partition(" (")[0])

    def _as_said(self) -> Iterator[str]:
        """Yield what those who were asked agree with, or say, in the words of the statement and in theirs."""
        language = self.wording.language
        for number, one in self.material.items():
            if one.resolved.telling.agree:
                said = self._hole(Form.STATEMENT, number)
                for form in _HOW_MANY[:3]:
                    yield words_of.AGREE[language].format(hole=self._hole(form, number), said=said)
            elif one.resolved.telling.about:
                said = self._hole(Form.CODE, number)
                for form, words in words_of.MENTION[language].items():
                    yield words.format(hole=self._hole(form, number), said=said)
            elif one.resolved.telling.time:
                yield words_of.TIME[language].format(hole=self._hole(Form.TIME, number))
            elif one.is_spoken:
                yield words_of.SAYS[language].format(said=self._hole(Form.QUOTE, number))

    def _hole(self, form: Form, number: int) -> str:
        return f"{{{HOLE_NAMES[self.wording.language][form]} {number}}}"

    def _at_fault(self, one: Objected) -> WordsAtFault:
        why = str(words_of.WHY[one.objection])
        if one.objection not in words_of.OF_THE_WHOLE:
            why = f"“{one.at}” {why}"
        if one.evidence in self.material:
            why = f"{why} {self._instead(one)}".rstrip()
        needs = tuple(ground.value for ground in words_of.NEEDS.get(one.objection, ()))
        return WordsAtFault(one.objection.value, one.at, one.start, one.end, why, needs)

    def _instead(self, one: Objected) -> str:
        """Say what evidence does tell, and by which hole."""
        material = self.material[one.evidence]
        if one.objection in (Objection.COUNT_MISSING, Objection.HOLE_MISSING):
            return self._fill_in(one.evidence, material)
        quoted = {
            Objection.OTHER_THAN_CODED: (material.resolved.telling.about, Form.CODE),
            Objection.OTHER_THAN_ASKED: (material.resolved.telling.asked.removesuffix("."), Form.STATEMENT),
        }
        said, form = quoted.get(one.objection, ("", Form.CODE))
        words = {"number": one.evidence, "statement": said, "hole": self._hole(form, one.evidence)}
        return _("Evidence %(number)s is about “%(statement)s”. Quote that: %(hole)s.") % words if said else ""

    def _fill_in(self, number: int, material: Material) -> str:
        """Say by which hole the evidence tells what it does; nothing when it has none."""
        forms = (*_HOW_MANY, Form.COUNT, Form.TIME)
        told = zip(forms, says(material, forms, self.scale, self.wording.language), strict=True)
        form = next((form for form, words in told if words), None)
        return "" if form is None else _("Fill it in: %(hole)s.") % {"hole": self._hole(form, number)}


def pieces_of(
    sentence: str, holes: Sequence[Hole], material: Mapping[int, Material], scale: AmountScale, language: str
) -> list[Piece]:
    """Return a sentence in parts, its holes filled; a hole that nothing fills stands as it is."""
    found, place = [], 0
    for hole in holes:
        one = material.get(hole.evidence)
        words = (says(one, [hole.form], scale, language)[0] if one is not None else "") or hole.at
        words = words[:1].upper() + words[1:] if hole.start == 0 else words
        found += [Piece(sentence[place : hole.start]), Piece(words, hole.evidence, hole.form.value)]
        place = hole.end
    return [piece for piece in (*found, Piece(sentence[place:])) if piece.text]


def filled(wording: Worded, material: Mapping[int, Material], scale: AmountScale) -> str:
    """Return a sentence with its holes filled, also where it would be refused."""
    holes = holes_in(wording.sentence)[0]
    return "".join(one.text for one in pieces_of(wording.sentence, holes, material, scale, wording.language))


def judged(
    evaluation: Evaluation, wording: Worded, material: Mapping[int, Material], yardstick: Yardstick | None = None
) -> Judged:
    """Return what is said of a sentence on its evidence."""
    return Judging(yardstick or Yardstick(evaluation), wording, material).judged()


def judged_as_told(evaluation: Evaluation, wording: Worded, evidence: Sequence[Evidence]) -> Judged:
    """Return what is said of the sentence of a new finding, on evidence numbered from one in its order."""
    material = material_of(evaluation.project_id, enumerate(evidence, 1), wording.language)
    return judged(evaluation, wording, material)


def holes_for(number: int, material: Material, language: str) -> list[str]:
    """Return the holes that a piece of evidence can fill, as they are written in a sentence."""
    written = [f"{{{name} {number}}}" for name in HOLE_NAMES[language].values()]
    return [hole for hole in written if not _objected(hole, number, material)]


def _objected(hole: str, number: int, material: Material) -> bool:
    found = judge(hole, {number: material.for_judging()}, ground=material.ground, base=material.base)
    return any(one.objection in ABOUT_HOLES for one in found.objections)


def forms_in(sentence: str) -> dict[int, list[Form]]:
    """Return what of each piece of evidence a sentence tells."""
    found: dict[int, list[Form]] = {}
    for hole in holes_in(sentence)[0]:
        found.setdefault(hole.evidence, []).append(hole.form)
    return found


def says(one: Material, forms: Iterable[Form], scale: AmountScale, language: str) -> list[str]:
    """Return what evidence tells in these forms, in words."""
    with override(language):
        return [say_in_hole(form, one.resolved.telling, scale) for form in forms]


def sum_of(one: Material, forms: Iterable[Form], scale: AmountScale, language: str) -> str:
    """Return the sum of evidence with all that a sentence tells of it, also by the words for amounts."""
    return checksum_of(
        one.resolved.checksum, one.resolved.version, one.ground, one.base, *says(one, forms, scale, language)
    )


def kept_of(wording: Worded, material: Mapping[int, Material], scale: AmountScale) -> dict[str, dict[str, Any]]:
    """Return what is kept of evidence when it is approved, by number: its sum and forms, its title and what it says.

    Words of a fragment stand in the text and in the approved sentence only, where they can be removed.
    """
    forms = forms_in(wording.sentence)
    found: dict[str, dict[str, Any]] = {}
    for number, one in material.items():
        told = forms.get(number, [])
        closed = one.kind in (FRAGMENT, FINDING)
        found[str(number)] = {
            "sum": sum_of(one, told, scale, wording.language),
            "forms": [form.value for form in told],
            "title": one.identifier if closed else one.resolved.title,
            "says": "" if closed else ", ".join(says(one, told, scale, wording.language)) or one.resolved.figure,
        }
    return found
