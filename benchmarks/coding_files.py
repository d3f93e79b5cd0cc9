"""How long coding files of a large evaluation take: 500 interviews of 10,000 words with 50,000 codings, in and out.

python -m benchmarks.coding_files

The file is read in this process and in the confined one; as a file of this platform, and as one of a tool that counts
UTF-16 units, so that the way of counting has to be found.
"""

import io
import os
import platform
import random
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from lxml import etree

from vlechtwerk.engines.coding.intake import take_in_project
from vlechtwerk.engines.coding.project import Code, Coder, Coding, CodingProject, Selection, Source
from vlechtwerk.engines.coding.qdpx import read_qdpx
from vlechtwerk.engines.coding.writing import write_qdpx

SOURCES, WORDS, CODINGS, CODES, CODERS = 500, 10_000, 50_000, 200, 4
SECONDS = 60
RESULTS = Path(__file__).resolve().parent / "results" / "coding_files.md"
Made = TypeVar("Made")


def guid(number: int) -> str:
    """Return a GUID that is the same on every run."""
    return str(UUID(int=number + (4 << 76) + (8 << 60)))


def made_up(interviews: int = SOURCES) -> CodingProject:
    """Return the project: words of one to twelve letters in lines of some twenty, now and then a sign beyond."""
    chance = random.Random(7)
    vocabulary = ["".join(chance.choices("abcdefghijklmnoprstuvwzéë", k=chance.randint(1, 12))) for _ in range(5_000)]
    vocabulary += ["😀", "👩‍👧"]
    coders = tuple(Coder(guid(number), f"coder {number}") for number in range(CODERS))
    codes = tuple(
        Code(guid(1_000 + number), f"code {number}", parent=guid(1_000 + number // 10) if number > 9 else "")
        for number in range(CODES)
    )
    # In the order in which they stand in the file: each below the one above it.
    below: dict[str, list[Code]] = {}
    for code in codes:
        below.setdefault(code.parent, []).append(code)
    ordered: list[Code] = []

    def follow(parent: str) -> None:
        for code in below.get(parent, ()):
            ordered.append(code)
            follow(code.guid)

    follow("")
    sources = tuple(_source(chance, vocabulary, number, coders, codes) for number in range(interviews))
    return CodingProject("Benchmark", coders, tuple(ordered), sources=sources)


def _source(
    chance: random.Random, vocabulary: list[str], number: int, coders: tuple[Coder, ...], codes: tuple[Code, ...]
) -> Source:
    words = chance.choices(vocabulary, k=WORDS)
    text = "\r\n".join(" ".join(words[at : at + 20]) for at in range(0, WORDS, 20))
    selections = []
    each = CODINGS // SOURCES
    for one in range(each):
        start = text.index(" ", chance.randrange(len(text) - 2_000)) + 1
        end = text.index(" ", start + chance.randint(20, 800))
        identifier = 100_000 + number * each + one
        coding = Coding(guid(identifier), chance.choice(codes).guid, chance.choice(coders).guid)
        selections.append(Selection(guid(10_000_000 + identifier), start, end, codings=(coding,)))
    return Source(guid(50_000 + number), f"Interview {number}", text, selections=tuple(selections))


def as_counted_by_another(project: CodingProject) -> bytes:
    """Return the file as a tool writes it that counts UTF-16 units."""
    sources = []
    for source in project.sources:
        wide = [0]
        for sign in source.text:
            wide.append(wide[-1] + (2 if sign > "\uffff" else 1))
        moved = tuple(replace(one, start=wide[one.start], end=wide[one.end]) for one in source.selections)
        # Long enough to hold these places; the file itself gets the text as it was.
        sources.append(replace(source, selections=moved, text=source.text + "😀" * (wide[-1] - len(source.text))))
    file = io.BytesIO()
    write_qdpx(replace(project, sources=tuple(sources)), file)
    other = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "project.qde":
                content = content.replace(b'origin="Vlechtwerk"', b'origin="Other"')
            new.writestr(name, content.decode().rstrip("😀") if name.startswith("sources/") else content)
    return other.getvalue()


def bare(content: bytes) -> int:
    """Read as plainly as can be, and check nothing: the XML as a tree by lxml, the texts as they are."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        etree.parse(archive.open("project.qde"))
        return sum(len(archive.read(name).decode()) for name in archive.namelist() if name.startswith("sources/"))


def measured(rows: list[str], what: str, act: Callable[[], Made]) -> Made:
    """Do something and keep how long it took."""
    before = time.perf_counter()
    found = act()
    rows.append(f"| {what} | {time.perf_counter() - before:.1f} |")
    return found


def main() -> None:
    """Measure, and hold what is read to what was written."""
    project = made_up()
    size = sum(len(source.text.encode()) for source in project.sources) / 1_000_000
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    rows: list[str] = []
    file = io.BytesIO()
    measured(rows, "written", lambda: write_qdpx(project, file))
    assert measured(rows, "read in one process", lambda: read_qdpx(file)).project == project
    other = as_counted_by_another(project)
    taken = measured(rows, "read, counted in UTF-16 units", lambda: read_qdpx(io.BytesIO(other)))
    assert taken.project == project
    measured(rows, "the alternative: its XML by lxml and its texts, with no check at all", lambda: bare(other))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.qdpx"
        path.write_bytes(other)
        taken = measured(rows, "the same through the confined process", lambda: take_in_project(path))
    assert taken.project == project
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = [
        "# Files with codings: seconds",
        "",
        f"`python -m benchmarks.coding_files`, {datetime.now(UTC).date()}, {os.cpu_count()} cores, one of them used, "
        f"Python {platform.python_version()}; each once. Others used the machine too: its load was {load}.",
        f"{SOURCES} interviews of {WORDS:,} words ({size:.0f} MB), {CODINGS:,} codings, {CODES} codes; at most "
        f"{most} MB of memory, the measuring itself included.",
        "",
        f"| step (each to be at most {SECONDS}) | seconds |",
        "|---|--:|",
        *rows,
    ]
    RESULTS.write_text("\n".join(lines) + "\n")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
