"""Guard the report: chapters and buildings are for the evaluators, what is frozen and what sources state is open."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.domains.evaluation.migrations._references import within_evaluation
from vlechtwerk.foundation.database.guards import (
    Guard,
    GuardByAct,
    MarkChanges,
    SameProject,
    application_role,
)

REPORTS = files("vlechtwerk.domains.evaluation").joinpath("reports.sql").read_text()
MINE = "evaluation_id = any ((select reading_evaluations())::uuid[])"
FOR_THE_OWNER = "forget_repeated(uuid, integer[]), keep_frozen_evaluation_report()"
NOTED = "noted_evaluation_report(uuid)"
# A file is no more open than its report.
OF_A_REPORT = "exists (select from evaluation_evaluationreport report where report.id = report_id)"
BACK = (
    f"drop function {NOTED}, {FOR_THE_OWNER} cascade; "
    "alter function forget_repeated_beside_reports(uuid, integer[]) rename to forget_repeated"
)
REFERENCES = (
    ("chapterversion", "evaluation_id", "evaluation_evaluation"),
    ("chapterversion", "written_by_id", "partnership_person"),
    ("evaluationreport", "evaluation_id", "evaluation_evaluation"),
    ("evaluationreport", "asked_by_id", "partnership_person"),
    ("evaluationreport", "frozen_by_id", "partnership_person"),
    ("evaluationreportfile", "evaluation_id", "evaluation_evaluation"),
    ("evaluationreportfile", "report_id", "evaluation_evaluationreport"),
    ("reporttemplate", "evaluation_id", "evaluation_evaluation"),
    ("reporttemplate", "given_by_id", "partnership_person"),
    ("sourcesentence", "evaluation_id", "evaluation_evaluation"),
    ("sourcesentence", "question_id", "evaluation_evaluationquestion"),
    ("sourcesentence", "recorded_by_id", "partnership_person"),
)


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0021_reports"), ("journal", "0001_initial")]

    operations = [
        GuardByAct("evaluation_chapterversion", reading=MINE, adding=MINE),
        GuardByAct(
            "evaluation_evaluationreport", reading=f"(state = 'frozen' or {MINE})", adding=MINE, changing=MINE
        ),
        GuardByAct("evaluation_evaluationreportfile", reading=OF_A_REPORT, adding=MINE),
        # Every member makes a file of a report again, and so reads by which template.
        GuardByAct("evaluation_reporttemplate", reading="true", adding=MINE),
        Guard("evaluation_sourcesentence", "open", append_only=True),
        migrations.RunSQL(REPORTS, BACK),
        migrations.RunSQL(
            [
                f"revoke execute on function {FOR_THE_OWNER}, {NOTED} from public",
                f"revoke execute on function {FOR_THE_OWNER} from {application_role()}",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "create trigger keeps_frozen before update on evaluation_evaluationreport "
            "for each row execute function keep_frozen_evaluation_report()",
            "drop trigger keeps_frozen on evaluation_evaluationreport",
        ),
        *(SameProject(f"evaluation_{table}", column, target) for table, column, target in REFERENCES),
        within_evaluation("evaluationreportfile", "report_id", "evaluationreport"),
        within_evaluation("sourcesentence", "question_id", "evaluationquestion"),
        MarkChanges("evaluation_sourcesentence"),
    ]
