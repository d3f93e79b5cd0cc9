"""Two who write in an instrument at the same moment: one is first, and nobody is written over."""

import pytest
from django.db import transaction

from tests.at_once import second_of
from tests.instruments import NAME, evaluation, next_version, standard, statement
from tests.instruments import fixed as fix
from tests.world import find_world, now
from vlechtwerk.domains.evaluation.models import Instrument, InstrumentVersion, Statement
from vlechtwerk.domains.evaluation.operations import instrument_drafts as drafts
from vlechtwerk.domains.evaluation.operations import instruments
from vlechtwerk.domains.evaluation.rules.instruments import NEW
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_of_two_that_make_the_same_one_is_refused() -> None:
    with find_world() as world:
        by = world.dilara
        with reading_as(by.id), transaction.atomic():
            whose = evaluation(world)
            version = standard(world, whose)
        assert second_of(by, lambda: instruments.begin_instrument(whose, "T2", NAME, by=by, at=now())) == {
            "code_in_use"
        }
        assert second_of(by, lambda: drafts.put_statement(version, statement("X1"), seen=NEW, by=by, at=now())) == {
            "code_in_use"
        }
        assert second_of(by, lambda: instruments.fix_version(version, by=by, at=now())) == {"version_is_fixed"}
        assert second_of(by, lambda: next_version(world, version.instrument)) == {"draft_exists"}
        with reading_as(by.id):
            assert Instrument.objects.filter(code="T2").count() == 1
            assert Statement.objects.filter(version=version, code="X1").count() == 1
            assert InstrumentVersion.objects.filter(instrument=version.instrument).count() == 2


def test_statement_is_not_put_in_a_version_that_is_being_fixed() -> None:
    with find_world() as world:
        by = world.dilara
        with reading_as(by.id), transaction.atomic():
            version = standard(world)
        refused = second_of(
            by,
            lambda: drafts.put_statement(version, statement("X1"), seen=NEW, by=by, at=now()),
            lambda: fix(world, version),
        )
        with reading_as(by.id):
            assert not Statement.objects.filter(code="X1").exists()
    assert refused == {"version_is_fixed"}
