"""One stylesheet of the many: a browser asks for one file, where `look.css` lists sixty."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

LOOK = Path("vlechtwerk", "look.css")
SOURCES = Path(__file__).parent / "static"
LISTED = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')
# What a stylesheet refers to as seen from where it stands: not what it holds itself, nor a mark within a drawing.
REFERENCE = re.compile(r'url\((["\']?)(?!data:|https?:|[#/])([^)"\']+)\1\)')


def written_out() -> str:
    """Return `look.css` with each stylesheet that it lists written out in its layer."""
    source = SOURCES / LOOK

    def layer(listed: re.Match[str]) -> str:
        path, name = listed.groups()
        text = (source.parent / path).read_text(encoding="utf-8")
        text = REFERENCE.sub(lambda reference: f'url("{Path(path).parent / reference[2]}")', text)
        return f"@layer {name} {{\n{text}}}"

    return LISTED.sub(layer, source.read_text(encoding="utf-8"))


class OneStylesheet(BaseFinder):
    """Find `look.css` written out; it is written anew when what it lists has changed."""

    def find(self, path: str, find_all: bool = False) -> Any:
        """Return where the file stands, as Django's finders do: an empty list when it is another."""
        if Path(path) != LOOK:
            return []
        there = str(self._write())
        return [there] if find_all else there

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Yield the file and where it is kept, for `collectstatic`."""
        self._write()
        yield str(LOOK), FileSystemStorage(location=settings.STYLESHEET_ROOT)

    def _write(self) -> Path:
        file, text = Path(settings.STYLESHEET_ROOT) / LOOK, written_out()
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            # Whole or not at all: another may be reading it.
            with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as begun:
                begun.write(text)
            made = Path(begun.name)
            # Like the other files of the package: whoever runs the site is not always who installed it.
            made.chmod(0o644)
            made.replace(file)
        return file
