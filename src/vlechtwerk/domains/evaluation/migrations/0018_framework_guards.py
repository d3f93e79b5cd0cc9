"""Guard frameworks: every member reads them, what is judged is for the evaluators till another has checked it."""

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

FRAMEWORK = files("vlechtwerk.domains.evaluation").joinpath("framework.sql").read_text()
MINE = "evaluation_id = any ((select reading_evaluations())::uuid[])"
ASKED = "reading_judgements(), reading_checked_judgements()"
# What an evaluator writes for every member: only added to.
OPEN = ("criterion", "criterionwording", "criterionsource", "criterionnorm", "criterionbaseline", "rubric")
JUDGED = ("criterionjudgement", "checkedjudgement")
EVERY = ("criterialist", *OPEN, *JUDGED)
WITHIN = (
    ("criterion", "criteria_list_id", "criterialist"),
    *(
        (table, "criterion_id", "criterion")
        for table in ("criterionwording", "criterionsource", "criterionnorm", "criterionbaseline", *JUDGED)
    ),
    *((table, "norm_id", "criterionnorm") for table in JUDGED),
    *((table, "rubric_id", "rubric") for table in JUDGED),
)
PEOPLE = (
    ("criterialist", "added_by_id"),
    ("criterionwording", "worded_by_id"),
    ("criterionsource", "bound_by_id"),
    ("criterionnorm", "fixed_by_id"),
    ("criterionbaseline", "noted_by_id"),
    ("rubric", "set_by_id"),
    ("criterionjudgement", "judged_by_id"),
    ("checkedjudgement", "judged_by_id"),
    ("checkedjudgement", "checked_by_id"),
)
# Evidence of a judgement is no more open than the judgement that it hangs on. What every member reads names nothing that
# only evaluators do.
OF_WHAT_IS_READ = (
    "(holder_kind <> 'criterion_judgement' or holder_id = any ((select reading_judgements())::uuid[])) and "
    "(holder_kind <> 'checked_judgement' or holder_id = any ((select reading_checked_judgements())::uuid[])) and "
    "(holder_kind not in ('criterion', 'criterion_baseline') "
    "or kind not in ('fragment', 'fragments_of_code', 'capacity_line'))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0017_framework"),
    ]

    operations = [
        migrations.RunSQL(
            [
                FRAMEWORK,
                f"revoke execute on function {ASKED} from public",
            ],
            [f"drop function {ASKED}"],
        ),
        GuardByAct("evaluation_criterialist", reading="true", adding=MINE, changing=MINE),
        *(GuardByAct(f"evaluation_{table}", reading="true", adding=MINE) for table in OPEN),
        GuardByAct("evaluation_criterionjudgement", reading=MINE, adding=MINE),
        GuardByAct("evaluation_checkedjudgement", reading=f"(ended_at is null or {MINE})", adding=MINE, changing=MINE),
        StandsOnAct("evaluation_checkedjudgement", "check_judgement", "end_judgement", "withdraw_study_consent"),
        migrations.RunSQL(
            "create policy evidence_of_judgements on evidence_evidencelink as restrictive "
            f"to {application_role()} using ({OF_WHAT_IS_READ}) with check ({OF_WHAT_IS_READ})",
            "drop policy evidence_of_judgements on evidence_evidencelink",
        ),
        *(SameProject(f"evaluation_{table}", "evaluation_id", "evaluation_evaluation") for table in EVERY),
        *(SameProject(f"evaluation_{table}", column, "partnership_person") for table, column in PEOPLE),
        *(SameProject(f"evaluation_{table}", column, f"evaluation_{target}") for table, column, target in WITHIN),
        *(within_evaluation(table, column, target) for table, column, target in WITHIN),
        *(MarkChanges(f"evaluation_{table}") for table in EVERY if table != "criterionjudgement"),
    ]
