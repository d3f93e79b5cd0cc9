"""A purpose in which the cast reads and gives through the pages."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.workspace import Workspace, open_workspace
from tests.world import World, now
from vlechtwerk.domains.sharing.models import Document
from vlechtwerk.domains.sharing.operations import consents

TOLD = {"nature": "fact", "origin": "eigen waarneming", "acquired": "own_work", "subject_kinds": ["suspect"]}
MARKING = {"category": "police-8", "level": "subject"}


@dataclass
class Pages:
    """The pages of one purpose, as someone of the cast sees them."""

    client: Client
    workspace: Workspace

    def sign_in(self, name: str) -> "Pages":
        """Go on as someone."""
        self.client.force_login(self.workspace.world.people[name].account)  # type: ignore[arg-type]  # the cast has accounts
        return self

    def address(self, path: str) -> str:
        """Return the address of a page in the purpose."""
        return f"/test/sharing/in/{self.workspace.purpose.code}/{path}"

    def get(self, path: str, **more: Any) -> HttpResponse:
        """Ask for a page."""
        return self.client.get(self.address(path), **more)  # type: ignore[return-value]  # a page is no stream

    def post(self, path: str, **fields: Any) -> HttpResponse:
        """Send a form."""
        return self.client.post(self.address(path), fields)  # type: ignore[return-value]  # as above

    def text(self, path: str) -> str:
        """Return a page as text."""
        return self.get(path).content.decode()

    def add(self, *files: SimpleUploadedFile, **fields: Any) -> HttpResponse:
        """Upload files with a marking and what a reader must know."""
        return self.post("documents/add/", **(TOLD | MARKING | {"chosen": list(files)} | fields))


@pytest.fixture
def workspace(world: World, tmp_path: Path) -> Workspace:
    """Return a stated purpose with a DPIA, in which all partners read."""
    return open_workspace(world, tmp_path)


@pytest.fixture
def pages(client: Client, workspace: Workspace) -> Pages:
    """Return the pages of the purpose."""
    return Pages(client, workspace)


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> None:
    """Keep the files of a test apart, so that it can look at what is left of them."""
    settings.MEDIA_ROOT = tmp_path / "store"


def kept_files() -> list[Path]:
    """Return every file in the store."""
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def text_file(name: str = "waarnemingen.txt", words: str = "De container stond in de haven.") -> SimpleUploadedFile:
    """Return a text file to upload."""
    return SimpleUploadedFile(name, words.encode())


def acknowledged(workspace: Workspace, name: str, document: Document) -> None:
    """Let someone read first that the data are secret."""
    with workspace.reading(name) as reading:
        consents.acknowledge_notice(reading, document.marking, at=now())
