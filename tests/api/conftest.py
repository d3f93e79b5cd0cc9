"""A purpose in which the cast reads, and calls made as one of them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.workspace import Workspace, open_workspace
from tests.world import World
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.partnership.operations.accounts import make_access_token
from vlechtwerk.domains.sharing.models import (
    Comment,
    Document,
    DocumentLink,
    DocumentSubject,
    DocumentVersion,
    Marking,
)

# What a giver tells of a document, as the form has it.
TOLD = {
    "title": "Waarnemingen", "nature": "fact", "origin": "eigen waarneming", "acquired": "own_work",
    "subjectKinds": ["suspect"], "category": "police-8", "level": "subject",
}  # fmt: skip


@dataclass
class Caller:
    """Someone who calls with a personal token, in one purpose."""

    client: Client
    headers: dict[str, str]
    purpose: str = "smokkel"

    def get(self, path: str, **headers: str) -> Any:
        """Ask in the project."""
        return self.client.get(f"/api/v1/projects/test{path}", headers=self.headers | headers)

    def post(self, path: str, body: dict[str, Any] | None = None, **headers: str) -> Any:
        """Do in the project."""
        return self.client.post(
            f"/api/v1/projects/test{path}",
            json.dumps(body or {}),
            content_type="application/json",
            headers=self.headers | headers,
        )

    def here(self, path: str = "/documents") -> str:
        """Return an address in the purpose."""
        return f"/purposes/{self.purpose}{path}"

    def sends(self, path: str, name: str, content: bytes, **fields: object) -> Any:
        """Send a file with the fields of its form."""
        file = SimpleUploadedFile(name, content)
        # Django's own client would take the folder away; a hostile one sends it.
        file._name = name  # type: ignore[attr-defined]  # see above
        return self.client.post(
            f"/api/v1/projects/test{path}", {"file": file, **fields}, headers=self.headers
        )  # fmt: skip

    def gives(
        self, name: str = "verslag.txt", content: bytes = b"De container stond in de haven.", **more: object
    ) -> Any:
        """Give a document in the purpose."""
        return self.sends(self.here(), name, content, **(TOLD | more))


@pytest.fixture
def workspace(world: World, tmp_path: Path) -> Workspace:
    """Return a purpose in which all partners read, inside the transaction of the test."""
    return open_workspace(world, tmp_path)


class Callers:
    """The cast, each with a token."""

    def __init__(self) -> None:
        self.client = Client(raise_request_exception=False)

    def __getattr__(self, name: str) -> Caller:
        """Return someone who calls."""
        account = Account.objects.filter(email=f"{name}@example.org").first()
        if account is None:
            raise AttributeError(name)
        _token, secret = make_access_token(account, "test", days=1, at=timezone.now())
        caller = Caller(self.client, {"Authorization": f"Bearer {secret}"})
        setattr(self, name, caller)
        return caller


@pytest.fixture
def calls(workspace: Workspace) -> Callers:
    """Return the cast of a workspace."""
    return Callers()


def kept(workspace: Workspace) -> dict[str, int]:
    """Count what is kept of documents, as their giver sees it: without a clearance there would be nothing to count."""
    models = (Marking, Document, DocumentVersion, DocumentSubject, DocumentLink, Comment)
    with workspace.reading("anna"):
        found = {model.__name__: model._default_manager.count() for model in models}
    return {name: number for name, number in found.items() if number}


def codes(answer: Any) -> list[str]:
    """Return the codes of the reasons in a problem."""
    assert answer["Content-Type"] == "application/problem+json", answer.content
    return [reason["code"] for reason in answer.json()["reasons"]]
