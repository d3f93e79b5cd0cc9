"""Put a report together: number what it tells, and lay prose and live parts out in sections that are ready to print."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vlechtwerk.engines.documents.evaluation_report.judging import Fills
from vlechtwerk.engines.documents.evaluation_report.prose import Heading, Hole, Part, Prose
from vlechtwerk.engines.documents.evaluation_report.prose import Paragraph as ProseParagraph
from vlechtwerk.engines.documents.evaluation_report.prose import Sentence as ProseSentence
from vlechtwerk.engines.documents.evaluation_report.told import Group, LivePart, Source, Tabled, Title, Told
from vlechtwerk.engines.documents.findings.holes import AMOUNTS
from vlechtwerk.engines.documents.report.contents import Block, NumberedTable, Paragraph, Section, Sentence, Sentences
from vlechtwerk.foundation.evidence.address import Base, Ground, checksum_of

# A sentence in which something was filled, and one that nobody but its writer answers for.
SENTENCE, PROSE = "sentence", "prose"
_WRITTEN = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its title, its prose, with what holes in it are filled, and its live parts by name."""

    code: str
    title: str
    prose: Prose
    fills: Fills
    parts: Mapping[str, LivePart]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is told, with its number and where it stands first."""

    told: Told
    number: str
    chapter: str


@dataclass(slots=True)
class Composed:
    """A report in sections, with all that it tells."""

    sections: list[Section] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)


class Composing:
    """Compose chapters one by one; `say_ground` says the ground and base of something as they are printed."""

    def __init__(self, say_ground: Callable[[Told], str]) -> None:
        self.say_ground = say_ground
        self.composed = Composed()
        self._last = 0

    def add(self, chapter: Chapter, number: str) -> None:
        """Add a chapter behind the others, with its number or letter."""
        title, blocks, level, count = f"{number} {chapter.title}", list[Block](), 1, 0
        for line in self._lines(chapter):
            if isinstance(line, Title):
                self.composed.sections.append(Section(title, level, tuple(_merged(blocks))))
                # Of a heading under no other, no level is left out.
                level, blocks = (2 if line.level == 2 or level == 1 else 3), []
                count += level == 2
                title = f"{number}.{count} {line.words}" if level == 2 else line.words
            elif isinstance(line, Group):
                blocks.append(Sentences(tuple(self.numbered(told, chapter.code) for told in line.rows)))
            elif isinstance(line, Tabled):
                blocks.append(self._tabled(line, chapter.code))
            else:
                blocks.append(line)
        self.composed.sections.append(Section(title, level, tuple(_merged(blocks))))

    def _tabled(self, table: Tabled, chapter: str) -> NumberedTable:
        told = [(self.numbered(row, chapter), cells) for row, cells in table.rows]
        rows = tuple((one.number, *cells, one.ground) for one, cells in told)
        return NumberedTable(table.caption, table.heads, rows)

    def _lines(self, chapter: Chapter) -> Iterator[Block | Group | Tabled | Title]:
        """Yield what a chapter consists of: its prose, and in its place each live part."""
        for line in chapter.prose.lines:
            if isinstance(line, Heading):
                yield Title(self.filled(line.sentence, chapter.fills), line.level)
            elif isinstance(line, Part):
                yield from chapter.parts.get(line.name, ())
            else:
                yield from self._paragraph(line, chapter)

    def numbered(self, told: Told, chapter: str) -> Sentence:
        """Return something that is told with its number; told before, it keeps the number that it had."""
        item = self.composed.items.get(told.key)
        if item is None:
            self._last += 1
            item = self.composed.items[told.key] = Item(told, str(self._last), chapter)
        return Sentence(item.number, told.words, self.say_ground(told))

    def _paragraph(self, line: ProseParagraph, chapter: Chapter) -> Iterator[Block | Group]:
        for sentence in line.sentences:
            told = _told_in(sentence, chapter, self.filled(sentence, chapter.fills))
            if told.ground:
                yield Group((told,))
            else:
                self.composed.items[told.key] = Item(told, "", chapter.code)
                yield Paragraph(told.words)

    @staticmethod
    def filled(sentence: ProseSentence, fills: Fills) -> str:
        """Return a sentence with its holes filled; one that nothing fills stays as it was written."""
        text, place = "", 0
        for hole in sentence.holes:
            start = hole.start - sentence.start
            words = _words(hole, fills)
            text += sentence.text[place:start] + (words[:1].upper() + words[1:] if start == 0 else words)
            place = start + len(hole.at)
        return text + sentence.text[place:]


def _words(hole: Hole, fills: Fills) -> str:
    fill = fills.get((hole.kind, hole.code)) if hole.kind is not None else None
    return fill.words if fill else hole.at


def _told_in(sentence: ProseSentence, chapter: Chapter, words: str) -> Told:
    """Return what a sentence of the prose tells: what stands in it as a whole, or its own words, filled."""
    standing = sentence.standing
    fill = chapter.fills.get((standing.kind, standing.code)) if standing and standing.kind else None
    if fill is not None and fill.told is not None:
        return fill.told
    filled = [fill for hole in sentence.holes if hole.kind and (fill := chapter.fills.get((hole.kind, hole.code)))]
    amounts = [fill for hole, fill in zip(sentence.holes, filled, strict=False) if hole.kind in AMOUNTS]
    sources = tuple(dict.fromkeys(source for fill in filled for source in fill.sources))
    evidence = next((fill.evidence for fill in amounts if fill.evidence), None)
    key = f"{SENTENCE if sources else PROSE}:{chapter.code}:{checksum_of(sentence.text)[:12]}"
    if not sources:
        return Told(key, PROSE, words)
    return Told(
        key,
        SENTENCE,
        words,
        evidence.ground if evidence else Ground.REGISTER,
        evidence.base if evidence else Base.OWN,
        value="; ".join(dict.fromkeys(fill.words for fill in amounts)),
        title=_WRITTEN.sub("…", sentence.text),
        sources=sources,
    )


def _merged(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, with sentences that follow each other in one, and so with prose."""
    waiting: Block | None = None
    for block in blocks:
        if isinstance(waiting, Sentences) and isinstance(block, Sentences):
            waiting = Sentences((*waiting.rows, *block.rows))
        elif isinstance(waiting, Paragraph) and isinstance(block, Paragraph) and not (waiting.quiet or block.quiet):
            waiting = Paragraph(f"{waiting.text} {block.text}")
        else:
            if waiting is not None:
                yield waiting
            waiting = block
    if waiting is not None:
        yield waiting


def sources_of(items: Sequence[Item]) -> list[Source]:
    """Return all that carries what is told, each once."""
    return list(dict.fromkeys(source for item in items for source in item.told.sources))
