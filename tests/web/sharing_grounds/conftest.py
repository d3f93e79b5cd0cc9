"""Pages about purposes, covenant and log, opened as one of the cast, with a purpose in which they read."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.domains.sharing.conftest import workspace
from tests.workspace import Workspace
from tests.world import World

__all__ = ["Workspace", "workspace"]

SHARING = "/test/sharing/"
Page = Callable[..., Any]


@pytest.fixture
def opens(world: World, client: Client) -> Page:
    """Open, or send, a page of sharing as someone of the cast."""

    def open_page(name: str, address: str = "", data: dict[str, Any] | None = None) -> Any:
        client.cookies["django_language"] = "en"
        client.force_login(world.people[name].account)  # type: ignore[arg-type]  # the cast has accounts
        if data is None:
            return client.get(SHARING + address)
        return client.post(SHARING + address, data)

    return open_page


def text_of(answer: Any) -> str:
    """Return the page as text."""
    return str(answer.content.decode())
