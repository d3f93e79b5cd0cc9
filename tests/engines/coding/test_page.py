"""docs/reference/coding-files.md names every code that the engine can give."""

import re
from pathlib import Path

from django.utils.translation import override

import vlechtwerk.engines.coding as engine
from vlechtwerk.domains.evaluation.operations import coding_files
from vlechtwerk.domains.evaluation.queries import coding_losses
from vlechtwerk.domains.evaluation.words.coding_files import MISTAKES, NOT_KEPT, words_of_not_kept
from vlechtwerk.engines.coding import archive, conventions
from vlechtwerk.engines.coding.mistakes import NotKept, Place
from vlechtwerk.engines.coding.recordings import KINDS
from vlechtwerk.engines.documents.confined import asking

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "coding-files.md").read_text()
GIVEN = re.compile(
    r'\b(?:lose|add|wrong|unreadable|mistake|NotAnswered)\(\s*"(\w+)"|"(too_\w+)"|"(unknown_code|reference_to_\w+)"'
)


def given_by(*modules: Path) -> set[str]:
    """Return the codes that modules give."""
    sources = "".join(path.read_text() for path in modules)
    return {name for found in GIVEN.findall(sources) for name in found if name}


def test_page_names_every_code_and_no_other_and_each_has_its_words() -> None:
    kinds = {told for told, _ in KINDS.values()}
    given = given_by(*Path(str(engine.__file__)).parent.glob("*.py"), Path(asking.__file__)) | kinds
    given |= given_by(Path(coding_files.__file__), Path(coding_losses.__file__))
    of_kinds = {f"{kind}_{what}" for kind in kinds for what in ("selections", "codings")}
    assert given | of_kinds == MISTAKES.keys() | NOT_KEPT.keys()
    tables = PAGE.partition("## What is told")[2]
    first = "".join(re.findall(r"^\| (`[^|]*) \|", tables, re.MULTILINE)) + tables.rpartition("\n\n")[2]
    assert set(re.findall(r"`(\w+)`", first)) == given
    assert len(given) > 40


def test_page_tells_the_limits() -> None:
    megabytes = [size // archive.MEGABYTE for size in (archive.MOST_PROJECT, archive.MOST_TEXT, archive.MOST_TEXTS)]
    limits = f"{megabytes[0]} MB of project, {megabytes[1]} MB for a text, {megabytes[2]} MB for all texts"
    assert f"{archive.MOST_PARTS:,} files; {limits}, unpacked at most {archive.MOST_RATIO} times" in PAGE
    assert f"fewer than {conventions.LEAST_FIT:.0%} of the selections" in PAGE


def test_what_is_not_kept_is_said_with_how_often_and_where() -> None:
    place = Place("project.qde", "Graph", "", 3)
    with override("en"):
        said = [words_of_not_kept(NotKept("graph", place, count, {"name": "Kaart"})) for count in (1, 2)]
        once = words_of_not_kept(NotKept("cases", count=4))
    assert said == [
        "a drawing of connections (project.qde, line 3, Graph)",
        "2 × a drawing of connections (first: project.qde, line 3, Graph)",
    ]
    assert once.startswith("4 × cases")
