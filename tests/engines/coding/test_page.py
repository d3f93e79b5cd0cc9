"""docs/reference/coding-files.md names every code that the engine can give."""

import re
from pathlib import Path

import vlechtwerk.engines.coding as engine
from vlechtwerk.engines.coding import archive, conventions
from vlechtwerk.engines.coding.recordings import KINDS
from vlechtwerk.engines.documents.confined import asking

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "coding-files.md").read_text()
GIVEN = re.compile(
    r'\b(?:lose|add|wrong|unreadable|mistake|NotAnswered)\(\s*"(\w+)"|"(too_\w+)"|"(unknown_code|reference_to_\w+)"'
)


def test_page_names_every_code_and_no_other() -> None:
    modules = [*Path(str(engine.__file__)).parent.glob("*.py"), Path(asking.__file__)]
    sources = "".join(path.read_text() for path in modules)
    given = {name for found in GIVEN.findall(sources) for name in found if name} | {told for told, _ in KINDS.values()}
    tables = PAGE.partition("## What is told")[2]
    first = "".join(re.findall(r"^\| (`[^|]*) \|", tables, re.MULTILINE)) + tables.rpartition("\n\n")[2]
    assert set(re.findall(r"`(\w+)`", first)) == given
    assert len(given) > 40


def test_page_tells_the_limits() -> None:
    megabytes = [size // archive.MEGABYTE for size in (archive.MOST_PROJECT, archive.MOST_TEXT, archive.MOST_TEXTS)]
    limits = f"{megabytes[0]} MB of project, {megabytes[1]} MB for a text, {megabytes[2]} MB for all texts"
    assert f"{archive.MOST_PARTS:,} files; {limits}, unpacked at most {archive.MOST_RATIO} times" in PAGE
    assert f"fewer than {conventions.LEAST_FIT:.0%} of the selections" in PAGE
