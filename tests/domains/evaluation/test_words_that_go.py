"""Words that go with a withdrawal go from judgements, verdicts, chapters and reports too, a frozen one as well."""

import pytest
from django.db import DatabaseError, transaction

from tests.evaluation_reports import built, frozen
from tests.evaluation_reports import file as file_of
from tests.fieldwork import evaluated, interviewed
from tests.findings import approved, of
from tests.frameworks import checked, criterion, judged, rubric
from tests.mechanisms import carried, expected, mapped
from tests.world import World, days_from_now, now
from vlechtwerk.domains.evaluation.models import (
    ChapterVersion,
    CheckedJudgement,
    CriterionJudgement,
    Evaluation,
    EvaluationReport,
    EvaluationReportFile,
    MechanismVerdict,
)
from vlechtwerk.domains.evaluation.operations import mechanisms, reports, transcripts
from vlechtwerk.domains.evaluation.queries.report.verification import verify_evaluation_report
from vlechtwerk.domains.evaluation.rules.fieldwork import State, Use
from vlechtwerk.domains.evaluation.rules.mechanisms import VerdictTold
from vlechtwerk.engines.documents.evaluation_report.manifest import Mistake
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.usefixtures("as_dilara")
SAID = "Wij bellen elkaar elke maandag over de schepen die binnenkomen."
SHORT = "Minder lijsten graag."
# From the first sign of what is quoted to its last.
PLACE = f"{len(SAID) + 1}-{len(SAID) + 1 + len(SHORT)}"
Built = EvaluationReport.State


def typed_before(world: World, evaluation: Evaluation) -> None:
    """Type what someone said, before their text is there: in a judgement, in a verdict and in a chapter."""
    rubric(world, evaluation)
    checked(world, judged(world, criterion(world, evaluation), "met", of("document", "T1"), text=SAID))
    mapped(world)
    mechanism = carried(world, expected(world, evaluation))
    told = VerdictTold("present", "plausible", SAID, 3)
    mechanisms.judge_mechanism(mechanism, told, by=world.dilara, at=now())
    written(world, evaluation, f"In 2026 {SAID}", 0)


def written(world: World, evaluation: Evaluation, text: str, seen: int) -> EvaluationReport:
    """Let Dilara write a chapter, and build the report with it."""
    by = {"by": world.dilara, "at": now()}
    reports.write_chapter(evaluation, "practice", "nl", text, seen, **by)  # type: ignore[arg-type]  # by and at
    return built(world, evaluation)


@pytest.mark.slow
def test_a_withdrawal_takes_the_words_from_all_that_was_judged_written_built_and_frozen(world: World) -> None:
    evaluation, mila = evaluated(world), world.people["mila"]
    world.source()
    typed_before(world, evaluation)
    (part,) = interviewed(world, evaluation, words=f"{SAID}\n{SHORT}\n").session.parts.all()
    transcripts.note_consent(part, Use.QUOTES, State.GIVEN, days_from_now(0), by=world.dilara, at=now())
    sentence = "Een geïnterviewde zegt over de samenwerking: {citaat 1}"
    approved(world, evaluation, sentence, of("fragment", f"EV1,I1,{PLACE}"))
    quoting = written(world, evaluation, "Er zijn gesprekken gevoerd.\n\n{bevinding F1}", 1)
    with reading_as(mila.id):
        file = file_of(frozen(quoting, mila), "html")
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            EvaluationReport.objects.update(state=Built.TAKEN_BACK, manifest="")
    assert SHORT in file.decode()
    refused = EvaluationReport.objects.get(number=1)
    assert SAID in str(refused.refused)
    transcripts.withdraw_consent(part, days_from_now(0), by=world.dilara, at=now())
    assert {one.text for one in CriterionJudgement.objects.all()} == {"[…]"}
    assert not CheckedJudgement.objects.filter(ended_at__isnull=True).exists()
    assert [one.text for one in MechanismVerdict.objects.order_by("judged_at")][-1] == "[…]"
    assert ChapterVersion.objects.get(version=1).text == "[…]"
    kept = [(one.number, one.state, one.manifest, one.refused) for one in EvaluationReport.objects.order_by("number")]
    assert kept == [(refused.number, Built.FAILED, "", []), (quoting.number, Built.TAKEN_BACK, "", [])]
    assert not EvaluationReportFile.objects.exists()
    with reading_as(world.karin.id):
        # Everyone who has a copy can learn that it may not be kept.
        assert [one.number for one in EvaluationReport.objects.all()] == [quoting.number]
        looked = verify_evaluation_report(evaluation.project_id, file)
        assert [one.mistake for one in looked.findings] == [Mistake.TAKEN_BACK]
