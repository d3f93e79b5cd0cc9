"""Why an act was refused, for tests to compare."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from vlechtwerk.foundation.refusal import Refused


def refused_codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    """Return the codes of all reasons."""
    return {reason.code for reason in refused.value.reasons}


@contextmanager
def refusal(*codes: str) -> Iterator[None]:
    """Hold that what is done here is refused for these reasons and no others."""
    with pytest.raises(Refused) as refused:
        yield
    assert refused_codes(refused) == set(codes)


def why_refused(act: Callable[[], object]) -> list[str]:
    """Return the codes of the reasons for which an act is refused, in their order; it is."""
    with pytest.raises(Refused) as refused:
        act()
    return [reason.code for reason in refused.value.reasons]
