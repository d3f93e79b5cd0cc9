"""docs/glossary.md names every kind of record and every list of choices, in the words that readers see."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import override

from vlechtwerk.foundation.database.checks import HOUSE

PAGE = (Path(settings.REPOSITORY) / "docs" / "glossary.md").read_text()
ROWS = {
    cells[0].strip("`"): cells
    for line in PAGE.splitlines()
    if line.startswith("| `") and (cells := [cell.strip() for cell in line.strip("|").split("|")])
}


def choices(base: type[TextChoices] = TextChoices) -> Iterator[type[TextChoices]]:
    for found in base.__subclasses__():
        if found.__module__.startswith(HOUSE):
            yield found
        yield from choices(found)


def named_in_code() -> set[str]:
    models = {model.__name__ for model in apps.get_models() if model.__module__.startswith(HOUSE)}
    return models | {found.__qualname__ for found in choices()}


def test_every_record_and_list_of_choices_has_its_row_and_no_row_is_left_over() -> None:
    assert named_in_code() - set(ROWS) == set(), "These lack a row in docs/glossary.md."
    assert set(ROWS) - named_in_code() == set(), "These rows name nothing in the code."


def test_every_row_has_a_dutch_word_and_a_meaning() -> None:
    assert [name for name, cells in ROWS.items() if not (cells[1] and cells[2])] == []


def test_the_dutch_of_each_choice_is_what_readers_see() -> None:
    with override("nl"):
        for found in choices():
            said = dict(re.findall(r"`([^`]+)` ([^;]+)", ROWS[found.__qualname__][3]))
            assert said == {value: str(label).replace(";", ",") for value, label in found.choices if value}, (
                found.__qualname__
            )
