"""Sentences of tests about progress reports: drafted, gathered, submitted, frozen, and with files."""

from datetime import date

from tests.world import World, now
from vlechtwerk.domains.partnership.models import Mandate
from vlechtwerk.domains.programme.models import FrozenReport, ProgressReport
from vlechtwerk.domains.programme.operations import report_files, reports
from vlechtwerk.foundation.database.reading import reading_as

MAY = date(2026, 5, 1)


def drafted(world: World, first: date = MAY) -> ProgressReport:
    """Draft a report for the steering group and gather its facts."""
    report = reports.draft_progress_report(first, world.bodies["SG"], by=world.bram, at=now())
    return gathered(world, report)


def gathered(world: World, report: ProgressReport) -> ProgressReport:
    """Gather the facts of a report, step by step."""
    with reading_as(world.bram.id):
        reports.begin_gathering(report, by=world.bram, at=now())
        for step in reports.STEPS:
            report = reports.gather_facts(report, step, by=world.bram, at=now())
    return report


def submitted(world: World) -> ProgressReport:
    """Draft, gather and submit a report."""
    return reports.submit_progress_report(drafted(world), by=world.bram, at=now())


def frozen(world: World, mandate: Mandate, report: ProgressReport | None = None) -> FrozenReport:
    """Let Farid approve a report that was submitted."""
    report = report or submitted(world)
    with reading_as(world.farid.id):
        return reports.approve_progress_report(report, mandate, by=world.farid, at=now())


def with_files(world: World, made: FrozenReport) -> dict[tuple[str, str], bytes]:
    """Make the files of a frozen report, and return each by its form and kind."""
    report_files.make_report_files(made, by=world.karin, at=now())
    return {(file.form, file.kind): bytes(file.content) for file in made.files.all()}
