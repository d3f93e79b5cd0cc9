"""Reading in this very process, for the many tests that are not about the confined one: it takes half a second each."""

import json
from collections.abc import Sequence
from importlib import import_module
from typing import IO, Any

import pytest

from vlechtwerk.engines.documents.confined import asking


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(module: str, arguments: Sequence[str], file: IO[bytes], *, seconds: float, megabytes: int) -> Any:
        return json.loads(json.dumps(import_module(module).take(file, list(arguments))))

    monkeypatch.setattr(asking, "run_confined", run)
