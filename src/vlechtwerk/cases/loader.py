"""Load a case: all of its files through the platform's own operations, or nothing."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from uuid import UUID

from django.db import transaction

from vlechtwerk.cases.capacity_facts import load_capacity
from vlechtwerk.cases.document_files import Files, sums_of, taking_in
from vlechtwerk.cases.evaluation_facts import load_evaluations, load_published
from vlechtwerk.cases.evaluation_report_facts import load_evaluation_report
from vlechtwerk.cases.fieldwork_facts import load_fieldwork
from vlechtwerk.cases.finding_facts import load_findings
from vlechtwerk.cases.framework_facts import load_framework
from vlechtwerk.cases.goal_facts import load_goals
from vlechtwerk.cases.learning_facts import load_claims, load_learning
from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.map_facts import load_maps
from vlechtwerk.cases.measure_facts import load_measures
from vlechtwerk.cases.mechanism_facts import load_mechanisms
from vlechtwerk.cases.partnership_facts import (
    load_advice,
    load_bodies,
    load_decisions,
    load_organisations,
    load_people,
    load_promises,
)
from vlechtwerk.cases.programme_facts import (
    link_advice_and_promises,
    link_decisions,
    load_activities,
    load_judgements,
    load_plan,
    load_preconditions,
    load_roles,
    load_sources,
)
from vlechtwerk.cases.reading import Block, CaseError, read_file
from vlechtwerk.cases.report_facts import load_reports
from vlechtwerk.cases.result_facts import load_results
from vlechtwerk.cases.round_facts import load_rounds
from vlechtwerk.cases.sharing_facts import Shared, load_sharing
from vlechtwerk.cases.surroundings_facts import load_surroundings
from vlechtwerk.cases.tick_facts import load_ticks
from vlechtwerk.cases.value_facts import load_added_value
from vlechtwerk.cases.work_facts import load_work
from vlechtwerk.domains.partnership.models import Project
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.domains.partnership.operations.projects import open_project
from vlechtwerk.domains.programme.models.status import Status
from vlechtwerk.domains.sharing.operations import store
from vlechtwerk.foundation.evidence.address import Base
from vlechtwerk.foundation.evidence.links import attach

SINGLE_FILES = (
    "project",
    "sources",
    "organisations",
    "bodies",
    "people",
    "programme",
    "preconditions",
    "decisions",
    "maps",
)
# What a case may lack: nothing was published, say, about what the first partnership shares.
OPTIONAL_FILES = (
    "added_value",
    "capacity",
    "claims",
    "evaluation",
    "evaluation_report",
    "fieldwork",
    "findings",
    "framework",
    "goals",
    "learning",
    "mechanisms",
    "reports",
    "results",
    "measures",
    "rounds",
    "sharing",
    "surroundings",
    "thermometer",
    "ticks",
    "work",
)

Progress = Callable[[str], None]
# How each file is loaded that a case may lack.
Loaders = dict[str, Callable[[Block, Loading], None]]


def _silent(_line: str) -> None:
    """Say nothing."""


def built_in_case(name: str) -> Traversable:
    """Return the folder of a case that comes with the package; raise `CaseError` when there is none."""
    folder = files("vlechtwerk.cases").joinpath(name)
    if not name.isidentifier() or not folder.joinpath("project.yaml").is_file():
        raise CaseError(name, 0, "There is no case of this name.")
    return folder


def load_case(folder: Traversable, *, at: datetime, progress: Progress = _silent) -> Project | None:
    """Load a case; return its project, or nothing when exactly these files were loaded before.

    Runs as the role that owns the tables. Raises `CaseError` with file, line and reason; then nothing was saved.
    """
    texts = texts_of(folder)
    parts = texts | sums_of(folder)
    checksum = hashlib.sha256("\x1f".join(f"{name}\x1e{text}" for name, text in parts.items()).encode()).hexdigest()
    blocks = {name: read_file(f"{folder.name}/{name}.yaml", text) for name, text in texts.items()}
    project_block = blocks["project"].block("project")
    if project_block is None:
        raise blocks["project"].wrong("project", "“project” is missing.")
    known = Project.objects.filter(code=project_block.text("code")).first()
    if known is not None and known.loaded_checksum == checksum:
        return None
    if known is not None:
        raise project_block.wrong(
            "code",
            f"Project “{known.code}” is there already, loaded from other files. Load into an empty database; for the"
            " demo, `make fresh` empties it.",
        )
    kept: list[UUID] = []
    with taking_in(blocks.get("sharing"), folder) as documents:
        try:
            with transaction.atomic():
                return _load(blocks, project_block, checksum, at, progress, documents, kept)
        except BaseException:
            for stored_as in kept:
                store.discard(stored_as)
            raise


def texts_of(folder: Traversable) -> dict[str, str]:
    """Read every file of a case; raise `CaseError` when one is missing that each case has."""
    texts = {}
    for name in SINGLE_FILES:
        file = folder.joinpath(f"{name}.yaml")
        if not file.is_file():
            raise CaseError(f"{folder.name}/{name}.yaml", 0, "The file is missing.")
        texts[name] = _text_of(folder.name, file)
    for name in OPTIONAL_FILES:
        if (file := folder.joinpath(f"{name}.yaml")).is_file():
            texts[name] = _text_of(folder.name, file)
    activities = folder.joinpath("activities")
    for file in sorted(activities.iterdir(), key=lambda item: item.name) if activities.is_dir() else ():
        if file.name.endswith(".yaml"):
            texts[f"activities/{file.name.removesuffix('.yaml')}"] = _text_of(f"{folder.name}/activities", file)
    return texts


def _text_of(place: str, file: Traversable) -> str:
    content = file.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CaseError(f"{place}/{file.name}", line, "This is no UTF-8 text; save the file as UTF-8.") from None


def _status_colours(project_block: Block) -> dict[str, str]:
    legend = project_block.block("status_colours")
    if legend is None:
        return {}
    colours = {status: colour for status in Status.values if (colour := legend.optional_text(status))}
    legend.finish()
    return colours


def _load(
    blocks: dict[str, Block],
    project_block: Block,
    checksum: str,
    at: datetime,
    progress: Progress,
    documents: Files,
    kept: list[UUID],
) -> Project:
    project, loading = _open(project_block, checksum, at)
    steps = _steps(blocks, loading, Shared(loading, documents, kept))
    for number, (name, load) in enumerate(steps, 1):
        progress(f"{project.name}: {name} ({number}/{len(steps)})")
        load()
    attach(project, loading.evidence(project_block))
    for block in (project_block, *blocks.values()):
        block.finish()
    return project


def _open(project_block: Block, checksum: str, at: datetime) -> tuple[Project, Loading]:
    """Open the project, and who loads it."""
    origin = project_block.choice("origin", Origin)
    with place_of(project_block):
        project, loader = open_project(
            project_block.text("code"),
            project_block.text("name"),
            project_block.text("full_name"),
            origin,
            about=project_block.optional_text("about"),
            described_on=project_block.day("described_on"),
            status_colours=_status_colours(project_block),
            loaded_checksum=checksum,
            at=at,
        )
    base = Base.PUBLISHED if origin == Origin.PUBLISHED else Base.OWN
    return project, Loading(by=loader, at=at, default_base=base)


def _steps(blocks: dict[str, Block], loading: Loading, shared: Shared) -> list[tuple[str, Callable[[], None]]]:
    """Return what is loaded, in an order in which each step finds what it points at."""
    before: Loaders = {
        "evaluation": load_evaluations,
        "thermometer": load_published,
        "claims": load_claims,
        "rounds": load_rounds,
        "ticks": load_ticks,
        "fieldwork": load_fieldwork,
    }
    after: Loaders = {
        "capacity": load_capacity,
        "goals": load_goals,
        "work": load_work,
        "sharing": lambda file, _loading: load_sharing(file, shared),
        "results": load_results,
        "measures": load_measures,
        "added_value": load_added_value,
        "surroundings": load_surroundings,
        "reports": load_reports,
        "learning": load_learning,
        "mechanisms": load_mechanisms,
        "findings": load_findings,
        "framework": load_framework,
        "evaluation_report": load_evaluation_report,
    }
    return [
        *_of_every_case(blocks, loading),
        *_of_optional_files(before, blocks, loading),
        # They may rest on what was published of a thermometer.
        ("judgements", lambda: load_judgements(loading)),
        *_of_optional_files(after, blocks, loading),
    ]


def _of_every_case(blocks: dict[str, Block], loading: Loading) -> list[tuple[str, Callable[[], None]]]:
    activities = [block for name, block in blocks.items() if name.startswith("activities/")]
    return [
        ("sources", lambda: load_sources(blocks["sources"], loading)),
        ("organisations", lambda: load_organisations(blocks["organisations"], loading)),
        ("bodies", lambda: load_bodies(blocks["bodies"], loading)),
        ("people", lambda: load_people(blocks["people"], loading)),
        ("programme", lambda: load_plan(blocks["programme"], loading)),
        ("preconditions", lambda: load_preconditions(blocks["preconditions"], loading)),
        ("decisions", lambda: load_decisions(blocks["decisions"], loading)),
        ("activities", lambda: load_activities(activities, loading)),
        ("roles", lambda: load_roles(blocks["people"], loading)),
        ("decisions about activities", lambda: link_decisions(blocks["decisions"], loading)),
        ("advice", lambda: load_advice(blocks["decisions"], loading)),
        ("promises", lambda: load_promises(blocks["decisions"], loading)),
        ("what those are about", lambda: link_advice_and_promises(blocks["decisions"], loading)),
        ("maps", lambda: load_maps(blocks["maps"], loading)),
    ]


def _of_optional_files(
    loaders: Loaders, blocks: dict[str, Block], loading: Loading
) -> list[tuple[str, Callable[[], None]]]:
    there = [(name, load) for name, load in loaders.items() if name in blocks]
    return [(name.replace("_", " "), partial(load, blocks[name], loading)) for name, load in there]
