"""Guard the evaluation: its design is open to members, its research records are for its evaluators only."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.foundation.database.guards import Guard, GuardByAct, MarkChanges, SameProject, StandsOnAct

ANSWERING = files("vlechtwerk.domains.evaluation").joinpath("answering.sql").read_text()
# Part of the design of an evaluation, or of what a round asks: every member reads it.
OPEN = (
    "evaluation",
    "evaluationaim",
    "evaluationquestion",
    "measurement",
    "evaluationgroup",
    "plannedmethod",
    "plannedpart",
    "methodquestion",
    "instrument",
    "instrumentversion",
    "answerscale",
    "answercategory",
    "statement",
    "openquestion",
)
MINE = "evaluation_id = any ((select reading_evaluations())::uuid[])"
OF_MY_ROUNDS = "round_id = any ((select reading_rounds())::uuid[])"
OF_A_RESPONDENT = "(select true from evaluation_respondent where evaluation_respondent.id = respondent_id)"
FIXED = ("instrumentversion", "answerscale", "answercategory", "statement", "openquestion")
REFERENCES = (
    ("evaluatorrole", "evaluation_id", "evaluation_evaluation"),
    ("evaluatorrole", "person_id", "partnership_person"),
    ("evaluatorrole", "recorded_by_id", "partnership_person"),
    ("evaluationaim", "evaluation_id", "evaluation_evaluation"),
    ("evaluationquestion", "evaluation_id", "evaluation_evaluation"),
    ("measurement", "evaluation_id", "evaluation_evaluation"),
    ("evaluationgroup", "evaluation_id", "evaluation_evaluation"),
    ("plannedmethod", "measurement_id", "evaluation_measurement"),
    ("plannedpart", "method_id", "evaluation_plannedmethod"),
    ("plannedpart", "group_id", "evaluation_evaluationgroup"),
    ("methodquestion", "method_id", "evaluation_plannedmethod"),
    ("methodquestion", "question_id", "evaluation_evaluationquestion"),
    ("instrument", "evaluation_id", "evaluation_evaluation"),
    ("instrumentversion", "instrument_id", "evaluation_instrument"),
    ("instrumentversion", "made_by_id", "partnership_person"),
    ("answerscale", "version_id", "evaluation_instrumentversion"),
    ("answercategory", "scale_id", "evaluation_answerscale"),
    ("statement", "version_id", "evaluation_instrumentversion"),
    ("statement", "scale_id", "evaluation_answerscale"),
    ("openquestion", "version_id", "evaluation_instrumentversion"),
    ("evaluationround", "evaluation_id", "evaluation_evaluation"),
    ("evaluationround", "measurement_id", "evaluation_measurement"),
    ("evaluationround", "version_id", "evaluation_instrumentversion"),
    ("evaluationround", "made_by_id", "partnership_person"),
    ("respondent", "round_id", "evaluation_evaluationround"),
    ("respondent", "person_id", "partnership_person"),
    ("respondent", "body_id", "partnership_body"),
    ("respondent", "organisation_id", "partnership_organisation"),
    ("roundmail", "respondent_id", "evaluation_respondent"),
    ("sealedanswer", "round_id", "evaluation_evaluationround"),
    ("savedanswers", "respondent_id", "evaluation_respondent"),
    ("answersheet", "round_id", "evaluation_evaluationround"),
    ("roundremark", "round_id", "evaluation_evaluationround"),
    ("shownremark", "round_id", "evaluation_evaluationround"),
    ("roundresult", "round_id", "evaluation_evaluationround"),
    ("publishedresult", "round_id", "evaluation_evaluationround"),
    ("publishedresult", "published_by_id", "partnership_person"),
    ("publishedfigure", "evaluation_id", "evaluation_evaluation"),
    ("publishedfigure", "measurement_id", "evaluation_measurement"),
    ("publishedfigure", "recorded_by_id", "partnership_person"),
)


def _trigger(name: str, function: str, table: str, *, acts: str = "update") -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create trigger {name} before {acts} on evaluation_{table} for each row execute function {function}()",
        f"drop trigger {name} on evaluation_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("database", "0004_acts"), ("evaluation", "0001_initial")]

    operations = [
        migrations.RunSQL(ANSWERING, migrations.RunSQL.noop),
        *(Guard(f"evaluation_{table}", "open") for table in OPEN),
        Guard("evaluation_publishedfigure", "open", append_only=True),
        # Who is evaluator of an evaluation reads its research records.
        GuardByAct("evaluation_evaluatorrole", reading="true", adding="true", changing="true"),
        StandsOnAct("evaluation_evaluatorrole", "begin_evaluation", "add_evaluator", "end_evaluator_role"),
        GuardByAct("evaluation_evaluationround", reading="true", adding=MINE, changing=MINE),
        GuardByAct("evaluation_respondent", reading=OF_MY_ROUNDS, adding=OF_MY_ROUNDS, changing=OF_MY_ROUNDS),
        GuardByAct("evaluation_roundmail", reading=OF_A_RESPONDENT, adding=OF_A_RESPONDENT, changing=OF_A_RESPONDENT),
        # Only functions of the owner touch what is sealed, and what someone is filling in.
        GuardByAct("evaluation_sealedanswer", reading="false"),
        GuardByAct("evaluation_savedanswers", reading="false"),
        GuardByAct("evaluation_answersheet", reading=OF_MY_ROUNDS, adding=OF_MY_ROUNDS),
        GuardByAct("evaluation_roundremark", reading=OF_MY_ROUNDS, adding=OF_MY_ROUNDS, changing=OF_MY_ROUNDS),
        GuardByAct("evaluation_roundresult", reading=OF_MY_ROUNDS, adding=OF_MY_ROUNDS),
        # Nothing is in these two before an evaluator publishes.
        GuardByAct("evaluation_publishedresult", reading="true", adding=OF_MY_ROUNDS),
        StandsOnAct("evaluation_publishedresult", "publish_result"),
        GuardByAct("evaluation_shownremark", reading="true", adding=OF_MY_ROUNDS),
        StandsOnAct("evaluation_shownremark", "publish_result"),
        _trigger("keeps_round", "keep_round", "evaluationround"),
        _trigger("keeps_result", "keep_published_result", "publishedresult", acts="insert"),
        *(_trigger("keeps_fixed", "keep_fixed_version", table, acts="insert or update or delete")
          for table in FIXED[1:]),
        _trigger("keeps_fixed", "keep_fixed_version", "instrumentversion", acts="update or delete"),
        *(SameProject(f"evaluation_{table}", column, target) for table, column, target in REFERENCES),
        *(MarkChanges(f"evaluation_{table}") for table in (
            *OPEN, "publishedfigure", "evaluatorrole", "evaluationround", "publishedresult", "shownremark",
        )),
    ]
