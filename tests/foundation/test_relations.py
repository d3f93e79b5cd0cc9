"""Relations between records go the way that imports go; a relation written as a string is seen here only."""

from configparser import ConfigParser
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model

from vlechtwerk.foundation.database.checks import HOUSE

RELATIONS = [
    (model, field)
    for model in apps.get_models(include_auto_created=True)
    for field in model._meta.get_fields()
    if isinstance(field, Field) and field.related_model and field.related_model.__module__.startswith(HOUSE)
]


def floors() -> list[str]:
    """Return the rooms from the lowest to the highest, in the order that the import contracts hold."""
    contracts = ConfigParser()
    contracts.read(Path(settings.REPOSITORY) / ".importlinter")
    domains = contracts["importlinter:contract:story"]["layers"].split()
    return ["foundation", *(f"domains.{name}" for name in reversed(domains)), "interfaces"]


def floor_of(model: type[Model]) -> int:
    place = model.__module__.removeprefix(HOUSE)
    return next(number for number, room in enumerate(floors()) if place.startswith(f"{room}."))


@pytest.mark.parametrize(("model", "field"), [pytest.param(*each, id=str(each[1])) for each in RELATIONS])
def test_relation_leads_to_the_same_domain_or_a_lower_one(model: type[Model], field: Field) -> None:
    target = field.related_model
    # A record of another part (a second factor, an audit trail) may point at ours.
    assert not model.__module__.startswith(HOUSE) or floor_of(model) >= floor_of(target)
