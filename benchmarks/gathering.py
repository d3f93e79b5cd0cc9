"""Draft the report of four months in a project and print, as JSON, how many seconds each step of the job took."""

import json
import sys
import time
from datetime import UTC, date, datetime

import django


def main(code: str, first: date) -> None:
    """Draft and gather as Bram, in steps, as the job does."""
    django.setup()
    from vlechtwerk.domains.partnership.models import Account, Body, Person
    from vlechtwerk.domains.partnership.queries import memberships_of
    from vlechtwerk.domains.programme.models import ProgressReport
    from vlechtwerk.domains.programme.operations import reports
    from vlechtwerk.foundation.database.reading import reading_as

    at = datetime.now(UTC)
    (member,) = [
        item for item in memberships_of(Account.objects.get(email="bram@example.org")) if item.project_code == code
    ]
    taken: dict[str, float] = {}
    with reading_as(member.person_id):
        bram = Person.objects.select_related("project").get(id=member.person_id)
        body = Body.objects.filter(level="strategic").order_by("code")[0]
        report = reports.draft_progress_report(first, body, by=bram, at=at)
        reports.begin_gathering(report, by=bram, at=at)
    for step in reports.STEPS:
        begun = time.perf_counter()
        with reading_as(bram.id):
            reports.gather_facts(ProgressReport.objects.get(id=report.id), step, by=bram, at=at)
        taken[step] = time.perf_counter() - begun
    taken["all steps"] = sum(taken.values())
    with reading_as(bram.id):
        taken["facts"] = report.facts.count()
    print(json.dumps(taken))


if __name__ == "__main__":
    main(sys.argv[1], date.fromisoformat(sys.argv[2]))
