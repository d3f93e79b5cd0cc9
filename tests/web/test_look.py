"""No style, script or colour stands where the content policy or the theme forbids it."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.safestring import mark_safe

from vlechtwerk.engines.documents.drawing import STATES
from vlechtwerk.interfaces.web.templatetags.components import judgement

WEB = Path(settings.PACKAGE) / "interfaces" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
STYLES = [
    file
    for file in sorted((WEB / "static" / "vlechtwerk").rglob("*.css"))
    if "vendored" not in file.parts and file.name != "theme.css"
]
# A script is a file of ours, or data that no browser runs.
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\s(?:hx-)?on[a-z:-]+\s*=|javascript:|<script\b(?![^>]*(?:\ssrc=|application/json))", re.I
)
COLOUR = re.compile(
    r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?=[\s;,)\"'])|\b(?:rgb|hsl|hwb|lab|lch|oklch)a?\(", re.I
)


def named(file: Path) -> str:
    return str(file.relative_to(WEB))


@pytest.mark.parametrize("template", TEMPLATES, ids=named)
def test_template_holds_no_style_or_script_of_its_own(template: Path) -> None:
    assert INLINE.findall(template.read_text()) == []


@pytest.mark.parametrize("file", [*TEMPLATES, *STYLES], ids=named)
def test_colour_is_named_and_stands_in_the_theme(file: Path) -> None:
    assert COLOUR.findall(file.read_text()) == [], "Name it in theme.css."


THEME = (WEB / "static" / "vlechtwerk" / "theme.css").read_text()
DRAWINGS = sorted((Path(settings.PACKAGE) / "engines" / "documents").rglob("*.py"))


def whole(colour: str) -> str:
    """Write a colour in six digits."""
    return colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])


def test_every_colour_of_a_drawing_stands_in_the_theme() -> None:
    drawn = {whole(colour) for file in DRAWINGS for colour in COLOUR.findall(file.read_text())}
    assert len(drawn) > 20
    assert drawn - {whole(colour) for colour in COLOUR.findall(THEME)} == set()


@pytest.mark.parametrize("status", STATES)
def test_a_status_has_the_same_colours_on_a_drawing_and_on_a_page(status: str) -> None:
    on_pages = dict(re.findall(rf"--vw-color-{status}-(text|ground|edge): (#\w+);", THEME))
    drawn = dict(zip(("text", "ground", "edge"), STATES[status], strict=False))
    if drawn["edge"] == drawn["ground"]:
        # Drawn without an edge.
        on_pages.pop("edge", None)
    assert on_pages == {part: drawn[part] for part in on_pages}
    assert "text" in on_pages


def test_mark_escapes_a_text_also_after_the_same_text_was_safe() -> None:
    safe, text = mark_safe("<b>x</b>"), "<b>x</b>"
    assert ("<b>x</b>" in judgement("met", safe), "<b>x</b>" in judgement("met", text)) == (True, False)
