"""Build the report of the evaluation of a project and print, as JSON, how many seconds each step took."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django


def main(code: str) -> None:
    """Build, print and verify as Dilara, in the steps of the job."""
    django.setup()
    import pypdfium2
    from django.utils import timezone

    from vlechtwerk.domains.evaluation.models import Evaluation, EvaluationReport
    from vlechtwerk.domains.evaluation.operations import reports
    from vlechtwerk.domains.evaluation.queries.report.files import file_of
    from vlechtwerk.domains.evaluation.queries.report.making import build_now, make_report
    from vlechtwerk.domains.evaluation.queries.report.verification import verify_evaluation_report
    from vlechtwerk.domains.partnership.models import Account, Person
    from vlechtwerk.domains.partnership.queries import memberships_of
    from vlechtwerk.engines.documents.evaluation_report.manifest import report_from
    from vlechtwerk.engines.documents.report.manifest import as_text
    from vlechtwerk.foundation.database.reading import reading_as

    account = Account.objects.get(email="dilara@example.org")
    person = next(one.person_id for one in memberships_of(account) if one.project_code == code)
    taken: dict[str, float] = {}

    def timed(name: str, act: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        with reading_as(person):
            done = act()
        taken[name] = time.perf_counter() - begun
        return done

    with reading_as(person):
        by = Person.objects.get(id=person)
        evaluation = Evaluation.objects.select_related("project").get()
        asked = reports.ask_for_report(evaluation, "nl", by=by, at=timezone.now())
    built = timed("built", lambda: build_now(evaluation, "nl", at=timezone.now()))
    assert not built.refused, built.refused
    text = as_text(dict(built.manifest))
    for form, kind in (("full", "pdf"), ("full", "docx")):
        report = report_from(built.manifest["forms"][form], text)
        timed(f"{form} {kind}", lambda: file_of(report, kind, built.manifest))  # noqa: B023  # called at once
    taken["built, PDF and Word"] = sum(taken.values())
    made = timed("made with all its files", lambda: make_report(asked, at=timezone.now()))
    report = timed("kept", lambda: reports.keep_built_report(asked, made, by=by, at=timezone.now(), again=False))
    assert report.state == EvaluationReport.State.BUILT, report.refused
    taken["all of it, as a job"] = taken["made with all its files"] + taken["kept"]
    pdf = made.files["full", "pdf"]
    looked = timed("verified", lambda: verify_evaluation_report(evaluation.project_id, pdf))
    assert not looked.findings, looked.findings
    taken["pages"] = len(pypdfium2.PdfDocument(pdf))
    taken["sentences and figures"] = looked.items
    print(json.dumps(taken))


if __name__ == "__main__":
    main(sys.argv[1])
