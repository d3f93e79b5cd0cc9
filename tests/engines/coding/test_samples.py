"""Real files that no one here wrote: what is read of them is what a plain script finds in them too."""

import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tests.engines.coding.made import assert_follows_the_standard, words
from tests.samples import SAMPLES, real
from vlechtwerk.engines.coding.intake import take_in_project
from vlechtwerk.engines.coding.qdpx import read_qdpx
from vlechtwerk.engines.coding.writing import write_qdpx

pytestmark = real
QC, NVIVO = SAMPLES / "qc132_demo.qdpx", SAMPLES / "nvivo_mac15_project.qdpx"


def parts(path: Path) -> tuple[str, dict[str, str]]:
    """Read the XML and the texts as plainly as can be."""
    with zipfile.ZipFile(path) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".txt")}
        return archive.read("project.qde").decode(), texts


def test_the_selected_words_are_those_that_a_script_cuts_out() -> None:
    xml, texts = parts(QC)
    piece = xml[xml.index("<TextSource") : xml.index("</TextSource>")]
    text = texts["sources/" + re.findall('plainTextPath="([^"]+)"', piece)[0]]
    places = re.findall('startPosition="([0-9]+)" endPosition="([0-9]+)"', piece)
    expected = [text[int(start) : int(end)] for start, end in places]
    taken = take_in_project(QC)
    assert len(expected) == 158
    assert words(taken.project) == expected
    # This tool codes line by line: that no one can select by chance.
    lines = Counter(line for line in text.split("\n"))
    assert all(lines[one.strip("\n")] for one in expected)
    assert not taken.sources[0].asks
    assert taken.sources[0].fit.fitting == 158
    assert taken.project.sources[0].text == text


def test_codes_and_codings_are_those_that_a_script_counts() -> None:
    xml, _texts = parts(QC)
    project = take_in_project(QC).project
    names = dict(re.findall('<Code name="([^"]*)" guid="([^"]*)"', xml))
    assert Counter(code.name for code in project.codes) == Counter(re.findall('<Code name="([^"]*)"', xml))
    codes = {code.guid: code.name for code in project.codes}
    given = Counter(codes[coding.code] for one in project.sources[0].selections for coding in one.codings)
    by_guid = {guid: name for name, guid in re.findall('<Code name="([^"]*)" guid="([^"]*)"', xml)}
    assert given == Counter(by_guid[guid] for guid in re.findall('<CodeRef targetGUID="([^"]*)"', xml))
    assert given.total() == 205
    assert {coding.coder for one in project.sources[0].selections for coding in one.codings} == {project.coders[0].guid}
    assert len(names) <= len(codes) == 262


def test_the_tree_of_codes_of_another_tool_is_kept_and_its_styled_texts_are_told() -> None:
    xml, _texts = parts(NVIVO)
    taken = take_in_project(NVIVO)
    depth, depths = 0, Counter[int]()
    for ends, itself in re.findall(r"<(/?)Code [^>]*?(/?)>|</Code>", xml.replace("</Code>", "</Code >")):
        if ends:
            depth -= 1
        else:
            depths[depth] += 1
            depth += not itself
    above = {code.guid: code.parent for code in taken.project.codes}

    def deep(guid: str) -> int:
        return 1 + deep(above[guid]) if above[guid] else 0

    assert Counter(deep(guid) for guid in above) == depths
    assert (len(above), len(taken.project.coders)) == (262, 2)
    assert [(one.code, one.count) for one in taken.not_kept] == [("rich_text", 2)]
    assert taken.origin.startswith("NVivo")


@pytest.mark.parametrize("path", [QC, NVIVO], ids=["qc", "nvivo"])
def test_a_real_project_is_written_by_the_standard_and_comes_back_the_same(path: Path) -> None:
    with path.open("rb") as file:
        project = read_qdpx(file).project
    written = io.BytesIO()
    write_qdpx(project, written)
    with zipfile.ZipFile(written) as archive:
        assert_follows_the_standard(archive.read("project.qde"))
        texts = {archive.read(name) for name in archive.namelist() if name.startswith("sources/")}
    assert texts == {text.encode() for text in parts(path)[1].values()}
    again = read_qdpx(written)
    assert again.project == project
    assert again.not_kept == ()
