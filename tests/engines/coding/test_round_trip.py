"""What is written as QDPX follows the schema of the standard, and comes back the same to the last character."""

import io
import zipfile
from datetime import UTC, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.coding.made import assert_follows_the_standard
from vlechtwerk.engines.coding.checking import mistakes_in
from vlechtwerk.engines.coding.project import (
    Case,
    Code,
    Coder,
    CodeSet,
    Coding,
    CodingProject,
    Direction,
    Link,
    Made,
    Note,
    Selection,
    Source,
    Value,
    Variable,
    VariableKind,
)
from vlechtwerk.engines.coding.qdpx import read_qdpx
from vlechtwerk.engines.coding.writing import write_qdpx

pytestmark = pytest.mark.slow

# Of XML: no control characters, no halves of characters.
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=12).map(
    lambda text: text.replace("x", "\n").replace("y", "\t").replace("z", "\r\n")
)
TEXTS = st.lists(
    st.sampled_from(["a", "é", "😀", "𝒳", "\r\n", "\n", "\r", " ", "\ufeff", "\x00", "e\u0301", "\u2028", "<&>"]),
    min_size=1,
    max_size=40,
).map("".join)
MOMENTS = st.none() | st.datetimes(
    timezones=st.sampled_from([None, UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-3, minutes=-30))])
)
COLOURS = st.sampled_from(["", "#00ff7F", "#abc"])
WRITTEN = {
    VariableKind.TEXT: WORDS,
    VariableKind.BOOLEAN: st.sampled_from(["true", "false"]),
    VariableKind.INTEGER: st.integers().map(str),
    VariableKind.FLOAT: st.decimals(-1000, 1000, places=3).map(lambda number: format(number, "f")),
    VariableKind.DATE: st.dates().map(str),
    VariableKind.MOMENT: st.datetimes().map(lambda at: at.isoformat()),
}


class Drawing:
    """Draws things that point at each other."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.count = 0
        self.guids: dict[str, list[str]] = {}

    def guid(self, kind: str) -> str:
        self.count += 1
        guid = f"{self.draw(st.integers(0, 0xFFFFFFFF)):08x}-0000-4000-8000-{self.count:012x}"
        self.guids.setdefault(kind, []).append(guid)
        return guid

    def some(self, kind: str, most: int = 2) -> tuple[str, ...]:
        there = self.guids.get(kind, [])
        return tuple(self.draw(st.lists(st.sampled_from(there), unique=True, max_size=most))) if there else ()

    def one(self, kind: str) -> str:
        return "".join(self.some(kind, 1))

    def words(self) -> str:
        return self.draw(WORDS)

    def many(self, most: int = 3) -> range:
        return range(self.draw(st.integers(0, most)))

    def made(self) -> Made:
        return Made(self.one("coder"), self.draw(MOMENTS), self.one("coder"), self.draw(MOMENTS))

    def codes(self, parent: str = "", depth: int = 0) -> list[Code]:
        found = []
        for _ in self.many(2):
            notes = self.some("note")
            code = Code(self.guid("code"), f"c{self.words()}", self.words(), self.draw(COLOURS), parent,
                        self.draw(st.booleans()), notes)  # fmt: skip
            found += [code, *(self.codes(code.guid, depth + 1) if depth < 3 else [])]
        return found

    def values(self) -> tuple[Value, ...]:
        found = []
        for variable in self.some("variable"):
            kind = self.draw(st.sampled_from(VariableKind))
            found.append(Value(variable, self.draw(WRITTEN[kind]), kind))
            found.append(Value(variable))
        return tuple(found)

    def codings(self) -> tuple[Coding, ...]:
        return tuple(
            Coding(self.guid("coding"), code, self.one("coder"), self.draw(MOMENTS), self.some("note"))
            for code in self.some("code")
        )

    def source(self) -> Source:
        text = self.draw(TEXTS)
        selections = []
        for _ in self.many(4):
            start = self.draw(st.integers(0, len(text) - 1))
            end = self.draw(st.integers(start + 1, len(text)))
            selections.append(
                Selection(self.guid("selection"), start, end, self.words(), self.words(), self.codings(),
                          self.some("note"), self.made())
            )  # fmt: skip
        return Source(self.guid("source"), self.words(), text, self.words(), tuple(selections), self.codings(),
                      self.some("note"), self.values(), self.made())  # fmt: skip


@st.composite
def projects(draw: Any) -> CodingProject:
    one = Drawing(draw)
    coders = tuple(Coder(one.guid("coder"), one.words(), one.words()) for _ in one.many())
    notes = tuple(Note(one.guid("note"), one.words(), draw(TEXTS), one.words(), one.made()) for _ in one.many())
    variables = tuple(
        Variable(one.guid("variable"), one.words(), draw(st.sampled_from(VariableKind)), one.words())
        for _ in one.many()
    )
    codes = tuple(one.codes())
    sources = tuple(one.source() for _ in one.many())
    cases = tuple(
        Case(one.guid("case"), one.words(), one.words(), one.some("code"), one.values(), one.some("source"),
             one.some("selection"))
        for _ in one.many()
    )  # fmt: skip
    sets = tuple(
        CodeSet(one.guid("set"), one.words(), one.words(), one.some("code"), one.some("source"), one.some("note"))
        for _ in one.many()
    )
    links = tuple(
        Link(one.guid("link"), one.words(), draw(st.none() | st.sampled_from(Direction)), draw(COLOURS),
             one.one("selection"), one.one("note"), one.some("note"))
        for _ in one.many()
    )  # fmt: skip
    return CodingProject(one.words(), coders, codes, variables, cases, sources, notes, links, sets, one.words(),
                         one.some("note"), one.made())  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(projects())
def test_a_project_comes_back_the_same(project: CodingProject) -> None:
    assert mistakes_in(project) == []
    file = io.BytesIO()
    write_qdpx(project, file)
    with zipfile.ZipFile(file) as archive:
        assert_follows_the_standard(archive.read("project.qde"))
    taken = read_qdpx(file)
    assert taken.project == project
    assert taken.not_kept == ()


def test_a_project_is_written_as_the_same_bytes_each_time() -> None:
    project = CodingProject("P", codes=(Code("c" * 8 + "-0000-4000-8000-000000000001", "Trust"),))
    first, second = io.BytesIO(), io.BytesIO()
    write_qdpx(project, first)
    write_qdpx(project, second)
    assert first.getvalue() == second.getvalue()
