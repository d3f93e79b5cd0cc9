"""Templates get rows that are ready to print: no page of these tests may ask the database while it is rendered."""

from typing import Any, NoReturn

import pytest
from django.db import connection
from django.template.base import Template
from django.template.context import Context


def refuse(_execute: Any, statement: str, *_: Any) -> NoReturn:
    pytest.fail(f"A template asks the database: {statement[:200]}")


@pytest.fixture(autouse=True)
def templates_ask_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    # `_render` begins after the context processors, which may ask.
    render = Template._render

    def render_without_database(self: Template, context: Context) -> str:
        with connection.execute_wrapper(refuse):
            return str(render(self, context))

    monkeypatch.setattr(Template, "_render", render_without_database)
