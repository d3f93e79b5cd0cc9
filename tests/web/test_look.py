"""No style, script or colour stands where the content policy or the theme forbids it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

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
