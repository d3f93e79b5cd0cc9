"""The one stylesheet that pages link holds what it lists: nothing more is asked for but what it refers to."""

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders

from vlechtwerk.interfaces.web import stylesheet

SERVED = "vlechtwerk/look.css"
SOURCES = Path("src/vlechtwerk/interfaces/web/static/vlechtwerk")


def served() -> str:
    found = finders.find(SERVED)
    assert found
    return Path(found).read_text()


def test_stylesheets_that_are_listed_stand_in_it_in_their_order_and_their_layer() -> None:
    text, listed = served(), (SOURCES / "look.css").read_text()
    assert "@import" not in text
    places = re.findall(r'"(.+\.css)"\) layer\((\w+)\)', listed)
    assert len(places) > 50
    at = text.index("@layer vendored, theme, base, components, print;")
    for path, layer in places:
        # What stands before the first reference stands there to the letter.
        begin = (SOURCES / path).read_text().partition("url(")[0]
        at = text.index(f"@layer {layer} {{\n{begin}", at)


def test_references_are_seen_from_where_the_one_stylesheet_stands() -> None:
    fonts = re.findall(r'url\("?([^")]+\.woff2)"?\)', served())
    assert len(fonts) == 4
    for font in fonts:
        assert finders.find(f"vlechtwerk/{font}"), font


def test_what_is_changed_in_a_stylesheet_that_is_listed_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    sources = tmp_path / "static"
    shutil.copytree(SOURCES, sources / "vlechtwerk")
    monkeypatch.setattr(stylesheet, "SOURCES", sources)
    settings.STYLESHEET_ROOT = tmp_path / "written"
    assert "--vw-made-up" not in served()
    (sources / "vlechtwerk" / "base.css").write_text(":root { --vw-made-up: 1px; }")
    assert "--vw-made-up" in served()
    # Whoever runs the site is not always who installed it.
    assert (tmp_path / "written" / SERVED).stat().st_mode & 0o777 == 0o644
