"""Guard findings: drafts with their evidence are for the evaluators, what is approved and stands is open to members."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.domains.evaluation.migrations._references import within_evaluation
from vlechtwerk.foundation.database.guards import (
    GuardByAct,
    MarkChanges,
    SameProject,
    StandsOnAct,
    application_role,
)

FINDINGS = files("vlechtwerk.domains.evaluation").joinpath("findings.sql").read_text()
MINE = "evaluation_id = any ((select reading_evaluations())::uuid[])"
FOR_THE_OWNER = "links_to_removed(uuid), forget_again(uuid, boolean)"
CLOSED = ("finding", "findingquestion")
# What an evaluator writes for every member: only added to.
OPEN = ("amountwords", "knowledgegap")
WITHIN = (
    ("findingquestion", "finding_id", "finding"),
    ("findingquestion", "question_id", "evaluationquestion"),
    ("findingstep", "finding_id", "finding"),
    ("knowledgegap", "question_id", "evaluationquestion"),
)
PEOPLE = (
    ("finding", "written_by_id"),
    ("finding", "checked_by_id"),
    ("finding", "approved_by_id"),
    ("findingstep", "taken_by_id"),
    ("approvedfinding", "approved_by_id"),
    ("amountwords", "set_by_id"),
    ("knowledgegap", "noted_by_id"),
)
# Evidence of a finding is no more open than the finding that it hangs on.
OF_WHAT_IS_READ = (
    "(holder_kind <> 'finding' or holder_id = any ((select reading_findings())::uuid[])) and "
    "(holder_kind <> 'approved_finding' or holder_id = any ((select reading_approvals())::uuid[]))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("database", "0004_acts"),
        ("evidence", "0002_mark_changes"),
        ("evaluation", "0009_findings"),
    ]

    operations = [
        migrations.RunSQL(
            FINDINGS,
            "drop function reading_findings(), reading_approvals(), forget_removed_fragments(uuid, text), "
            f"{FOR_THE_OWNER}",
        ),
        # What the owner of the tables does: as part of a withdrawal, and when a backup is restored.
        migrations.RunSQL(
            f"revoke execute on function {FOR_THE_OWNER} from {application_role()}", migrations.RunSQL.noop
        ),
        *(GuardByAct(f"evaluation_{table}", reading=MINE, adding=MINE, changing=MINE) for table in CLOSED),
        GuardByAct("evaluation_findingstep", reading=MINE, adding=MINE),
        GuardByAct("evaluation_approvedfinding", reading=f"(ended_at is null or {MINE})", adding=MINE, changing=MINE),
        StandsOnAct(
            "evaluation_approvedfinding",
            "approve_finding",
            "reopen_finding",
            "forget_approved_words",
        ),
        *(GuardByAct(f"evaluation_{table}", reading="true", adding=MINE) for table in OPEN),
        migrations.RunSQL(
            "create policy evidence_of_findings on evidence_evidencelink as restrictive "
            f"to {application_role()} using ({OF_WHAT_IS_READ}) with check ({OF_WHAT_IS_READ})",
            "drop policy evidence_of_findings on evidence_evidencelink",
        ),
        *(
            SameProject(f"evaluation_{table}", "evaluation_id", "evaluation_evaluation")
            for table in (*CLOSED, "findingstep", "approvedfinding", *OPEN)
        ),
        *(SameProject(f"evaluation_{table}", column, "partnership_person") for table, column in PEOPLE),
        *(SameProject(f"evaluation_{table}", column, f"evaluation_{target}") for table, column, target in WITHIN),
        *(within_evaluation(table, column, target) for table, column, target in WITHIN),
        *(MarkChanges(f"evaluation_{table}") for table in ("approvedfinding", *OPEN)),
    ]
