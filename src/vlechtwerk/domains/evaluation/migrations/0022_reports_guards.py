"""Guard the report: chapters and buildings are for the evaluators, what is frozen and what sources state is open."""

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

REPORTS = files("vlechtwerk.domains.evaluation").joinpath("reports.sql").read_text()
MINE = "evaluation_id = any ((select reading_evaluations())::uuid[])"
FOR_THE_OWNER = "keep_frozen_evaluation_report()"
NOTED = "noted_evaluation_report(uuid)"
# Of a frozen report every member reads the files that were made since.
OF_A_REPORT = (
    f"exists (select from evaluation_evaluationreport report where report.id = report_id) and (is_frozen or {MINE})"
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
            "evaluation_evaluationreport",
            reading=f"(state in ('frozen', 'taken_back') or {MINE})",
            adding=MINE,
            changing=MINE,
        ),
        GuardByAct("evaluation_evaluationreportfile", reading=OF_A_REPORT, adding=MINE),
        StandsOnAct(
            "evaluation_evaluationreport",
            "ask_for_evaluation_report",
            "build_evaluation_report",
            "end_building_evaluation_report",
            "make_evaluation_report_files",
            "freeze_evaluation_report",
            "withdraw_study_consent",
        ),
        StandsOnAct("evaluation_evaluationreportfile", "make_evaluation_report_files", "withdraw_study_consent"),
        # Every member makes a file of a report again, and so reads by which template.
        GuardByAct("evaluation_reporttemplate", reading="true", adding=MINE),
        GuardByAct("evaluation_sourcesentence", reading="true", adding=MINE),
        # Only words that go take a frozen report back (words_that_go.sql).
        migrations.RunSQL(
            "create policy only_words_take_back on evaluation_evaluationreport as restrictive "
            f"for update to {application_role()} using (true) with check (state <> 'taken_back')",
            "drop policy only_words_take_back on evaluation_evaluationreport",
        ),
        migrations.RunSQL(REPORTS, f"drop function {NOTED}, {FOR_THE_OWNER} cascade"),
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
        MarkChanges("evaluation_reporttemplate"),
    ]
