"""Every test runs as the application's role, in a database copied from one template that the owner filled."""

import gc
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from django.test import TransactionTestCase
from django.test import client as test_client
from django.utils import translation
from xdist.scheduler import LoadGroupScheduling

from tests.databases import TEMPLATE, alone, application_address, make_copy, make_empty, owner_address
from tests.shared_connections import share_connections
from vlechtwerk.engines.documents.confined.running import run_confined
from vlechtwerk.engines.documents.intake import types as intake_types
from vlechtwerk.engines.documents.intake.reading import take
from vlechtwerk.engines.documents.intake.types import MediaType
from vlechtwerk.foundation.database import roles
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.settings import environment

# How long an example takes says how busy the machine is: speed is measured in benchmarks/.
hypothesis.settings.register_profile("ours", deadline=None)
hypothesis.settings.load_profile("ours")
# Whoever makes a live server may use the ORM beside Playwright's event loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
share_connections()
# What a test asks for that can't do without the template.
NEED_DATABASE = {"db", "transactional_db", "live_server", "django_db_setup"}
READERS_ARE_TESTED = Path(__file__).parent / "engines"


def _fill_template(run: str) -> None:
    """Make the template once per run: roles, tables as the owner, the world and the cases."""
    marker = Path(settings.HOME) / "tests.template"
    if marker.exists() and marker.read_text() == run:
        return
    # What former runs encrypted belongs to databases that are gone.
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    if settings.USES_EMBEDDED_SERVER:
        settings.EMBEDDED_SERVER.start()
        roles.ensure_roles(settings.EMBEDDED_SERVER.address("postgres", "postgres"))
    make_empty(TEMPLATE)
    filled = subprocess.run(
        [sys.executable, "-m", "tests.template"],
        env=os.environ
        | {
            "VLECHTWERK_RUN_AS_OWNER": "1",
            "DATABASE_URL": application_address(TEMPLATE),
            "DATABASE_OWNER_URL": owner_address(TEMPLATE),
            "DJANGO_SETTINGS_MODULE": "vlechtwerk.settings.test",
        },
        cwd=settings.REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    if filled.returncode != 0:
        pytest.exit(f"The template of the tests could not be filled:\n{filled.stdout}{filled.stderr}", 1)
    marker.write_text(run)


@pytest.fixture(autouse=True)
def _language_of_the_installation() -> None:
    """Begin each test in the installation's language: a page that a former test read in English leaves its own."""
    translation.deactivate()


def pytest_configure(config: pytest.Config) -> None:
    """Let the template be made while the workers are still reading the tests."""
    if hasattr(config, "workerinput") or not getattr(config.option, "tx", None) or config.option.collectonly:
        return
    config.option.testrunuid = run = config.option.testrunuid or uuid.uuid4().hex
    threading.Thread(target=_fill_ahead, args=[run]).start()


def _fill_ahead(run: str) -> None:
    try:
        with alone():
            _fill_template(run)
    except pytest.exit.Exception as failed:
        # The workers try again, but what one says as it ends is lost.
        print(failed, file=sys.__stderr__)


class GroupedByModule(LoadGroupScheduling):
    """Give a module that is marked as a group to one worker whole.

    xdist says the group in the name of a test, which pytest 9.2 no longer lets it change.
    """

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return module if _is_group(module) else nodeid


@cache
def _is_group(module: str) -> bool:
    return "xdist_group(" in (settings.REPOSITORY / module).read_text()


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> GroupedByModule:
    """Keep together what shares an expensive world."""
    return GroupedByModule(config, log)


@receiver(connection_created)
def _plan_once(connection: Any, **_: object) -> None:
    # With the policies of its tables, planning a statement costs more than its few rows do. All pages together ask
    # some thousands of different ones; psycopg keeps a hundred.
    connection.connection.prepare_threshold = 1
    connection.connection.prepared_max = 4_000
    connection.connection.execute("set plan_cache_mode = force_generic_plan")


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Give this worker its own copy of the template, and connect to it as the application's role."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone-{os.getpid()}")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    database = f"vlechtwerk_test_{worker}"
    with alone():
        _fill_template(run)
    make_copy(database)
    address = environment.DatabaseAddress.read(application_address(database))
    connections["default"].settings_dict.update(
        NAME=address.name, USER=address.role, PASSWORD=address.password, HOST=address.host, PORT=address.port
    )
    settings.DATABASES["default"].update(NAME=address.name)
    with django_db_blocker.unblock():
        yield
        connections.close_all()


def _start_anew(self: TransactionTestCase) -> None:
    """Undo what a test committed: the application's role may not truncate, so the copy is made again."""
    connections.close_all()
    make_copy(connections["default"].settings_dict["NAME"])


TransactionTestCase._fixture_teardown = _start_anew  # type: ignore[method-assign]  # pytest-django offers no other place


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the server of the tests when the last worker is done."""
    if not hasattr(session.config, "workerinput") and settings.USES_EMBEDDED_SERVER:
        settings.EMBEDDED_SERVER.stop()
        if settings.IN_MEMORY:
            shutil.rmtree(settings.EMBEDDED_SERVER.home, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what tests tell of how much they looked at."""
    reports = [one for outcome in ("passed", "failed") for one in terminalreporter.stats.get(outcome, ())]
    for name, words in (pair for report in reports if report.when == "call" for pair in report.user_properties):
        if name == "told":
            terminalreporter.write_line(words)


_READ: dict[tuple[object, ...], str] = {}
PLAIN = (MediaType.TEXT.mime, MediaType.CSV.mime)


def _read_once(module: str, arguments: Sequence[str], file: IO[bytes], **limits: float) -> dict[str, Any]:
    """Read plain text here, where no parser is in danger; start a confined process once for any other file."""
    if arguments[1] in PLAIN:
        return take(file, list(arguments))  # type: ignore[arg-type]  # a real file
    asked = (module, *arguments, *limits.values(), hashlib.file_digest(file, "sha256").digest())  # type: ignore[arg-type]  # as above
    file.seek(0)
    if asked not in _READ:
        _READ[asked] = json.dumps(run_confined(module, arguments, file, **limits))  # type: ignore[arg-type]  # as given
    return dict(json.loads(_READ[asked]))


@pytest.fixture(scope="session", autouse=True)
def answers_are_bare() -> Iterator[None]:
    """Keep no copy of what each template was given: that costs as much as making the page, and no test asks for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(test_client, "store_rendered_templates", lambda *_, **_more: None)
        yield


@pytest.fixture(autouse=True)
def files_are_read_cheaply(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no process for plain text, and one for each other file, except where it is the reader that is tested."""
    if not request.path.is_relative_to(READERS_ARE_TESTED):
        monkeypatch.setattr(intake_types, "run_confined", _read_once)


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    """Begin each test without what an earlier one made for all members, perhaps under other settings."""
    caches["kept"].clear()


@pytest.fixture
def world(db: None) -> Iterator[Any]:
    """Return the world of the tests, read and written as Karin, the director."""
    from tests.world import find_world

    with find_world() as found, reading_as(found.karin.id):
        yield found


@pytest.fixture
def as_dilara(world: Any) -> Iterator[None]:
    """Read and write as Dilara, the evaluator."""
    with reading_as(world.dilara.id):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive Debian's Chromium, which asks nothing of the network: where it is, the one that draws no windows."""
    drawn = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    return browser_type_launch_args | {
        "executable_path": environment.CHROMIUM.text() or drawn,
        "args": [
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run",
            "--disable-quic",
        ],
    }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that opens a page in a browser, and put all of them in the order that keeps two workers busy."""
    for item in items:
        if {"browser", "context", "page"} & _fixtures_of(item):
            item.add_marker(pytest.mark.browser)
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """Return when a test comes: while the template is made what needs none, then what takes long, at the end the rest.

    A long test that came last would let one worker wait for the other.
    """
    takes_long = [item.get_closest_marker(name) is not None for name in ("slow", "browser")]
    if not any(takes_long):
        return 0 if not _needs_database(item) else 4
    if item.get_closest_marker("xdist_group") is not None:
        return 1
    return 2 if takes_long[1] and takes_long[0] else 3


def _needs_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(NEED_DATABASE & _fixtures_of(item))


def _fixtures_of(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def pytest_collection_finish() -> None:
    """Look no more for what could be thrown away among all that was read to begin with."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Read the pages in Dutch."""
    return browser_context_args | {"locale": "nl-NL"}
