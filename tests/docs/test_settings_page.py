"""docs/reference/settings.md names every environment variable, and the code reads no other."""

import re
from pathlib import Path

from django.conf import settings

from scripts.settings_reference import FILE, written
from vlechtwerk.settings.environment import VARIABLES

NAME = re.compile(r"environ(?:\.\w+)?[\[(]\s*\"(\w+)\"|getenv\(\"(\w+)\"")
# The system's own, passed on to the programs of PostgreSQL.
# Of other programs: the path, and what is said to a library before it is loaded.
OF_THE_SYSTEM = {"PATH", "OPENBLAS_NUM_THREADS"}


def test_page_names_every_setting() -> None:
    assert FILE.read_text() == written(), "Run `make api-schema`."


def test_code_reads_no_variable_that_is_not_declared() -> None:
    read = {
        first or second
        for file in Path(settings.PACKAGE).rglob("*.py")
        for first, second in NAME.findall(file.read_text())
    }
    assert "DJANGO_SETTINGS_MODULE" in read
    assert read - {variable.name for variable in VARIABLES} - OF_THE_SYSTEM == set()
