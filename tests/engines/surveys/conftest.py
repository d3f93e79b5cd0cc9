"""Reading in this very process, for the many tests that are not about the confined one: it takes half a second each."""

import json
from collections.abc import Sequence
from typing import IO, Any

import pytest

from vlechtwerk.engines.surveys import intake
from vlechtwerk.engines.surveys.reading import take


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(module: str, arguments: Sequence[str], file: IO[bytes], *, seconds: float, megabytes: int) -> Any:
        return json.loads(json.dumps(take(file, list(arguments))))  # type: ignore[arg-type]  # a file opened for bytes

    monkeypatch.setattr(intake, "run_confined", run)
