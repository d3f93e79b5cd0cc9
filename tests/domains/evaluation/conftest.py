"""What tests of evaluations share: the evaluation of a case, read as its evaluator."""

from collections.abc import Iterator

import pytest

from vlechtwerk.domains.evaluation.models import Evaluation
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.partnership.queries import memberships_of
from vlechtwerk.foundation.database.reading import reading_as


@pytest.fixture
def of_case(request: pytest.FixtureRequest, db: None) -> Iterator[Evaluation]:
    """Return the evaluation of the case that a test names, while Dilara reads."""
    account = Account.objects.get(email="dilara@example.org")
    person = next(item.person_id for item in memberships_of(account) if item.project_code == request.param)
    with reading_as(person):
        yield Evaluation.objects.select_related("project").get()
