"""Guard fieldwork: all of it is research, and for the evaluators of its evaluation only."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.domains.evaluation.migrations._references import within_evaluation
from vlechtwerk.foundation.database.guards import GuardByAct, SameProject

FIELDWORK = files("vlechtwerk.domains.evaluation").joinpath("fieldwork.sql").read_text()
MINE = "evaluation_id = any ((select reading_evaluations())::uuid[])"
MY_KEY = "evaluation_id = any ((select reading_keys())::uuid[])"
# What is only added to, and what changes too.
ADDED = (
    "keyholder", "participantconsent", "sessionpart", "transcript", "passage", "settling", "settledplace",
)  # fmt: skip
CHANGED = (
    "fieldworksession", "sessionquestion", "participant", "coder", "code", "coding", "memo", "codingstep",
)  # fmt: skip
# References that stay within an evaluation: the column, and the table of this domain that it leads to.
WITHIN = (
    ("fieldworksession", "measurement_id", "measurement"),
    ("sessionquestion", "session_id", "fieldworksession"),
    ("sessionquestion", "question_id", "evaluationquestion"),
    ("participantidentity", "participant_id", "participant"),
    ("sessionpart", "session_id", "fieldworksession"),
    ("sessionpart", "participant_id", "participant"),
    ("participantconsent", "part_id", "sessionpart"),
    ("transcript", "session_id", "fieldworksession"),
    ("passage", "transcript_id", "transcript"),
    ("passage", "speaker_id", "participant"),
    ("code", "parent_id", "code"),
    ("coding", "transcript_id", "transcript"),
    ("coding", "coder_id", "coder"),
    ("coding", "code_id", "code"),
    ("coding", "speaker_id", "participant"),
    ("memo", "transcript_id", "transcript"),
    ("memo", "written_by_id", "coder"),
    ("codingstep", "coder_id", "coder"),
    ("codingstep", "undone_by_id", "codingstep"),
    ("settling", "transcript_id", "transcript"),
    ("settledplace", "settling_id", "settling"),
)
ELSEWHERE = (
    ("keyholder", "person_id", "partnership_person"),
    ("keyholder", "recorded_by_id", "partnership_person"),
    ("fieldworksession", "begun_by_id", "partnership_person"),
    ("participant", "organisation_id", "partnership_organisation"),
    ("participant", "body_id", "partnership_body"),
    ("participantidentity", "person_id", "partnership_person"),
    ("participantconsent", "recorded_by_id", "partnership_person"),
    ("transcript", "taken_in_by_id", "partnership_person"),
    ("coder", "person_id", "partnership_person"),
    ("settling", "begun_by_id", "partnership_person"),
    ("settledplace", "settled_by_id", "partnership_person"),
)


class Migration(migrations.Migration):
    dependencies = [("database", "0004_acts"), ("evaluation", "0003_fieldwork")]

    operations = [
        migrations.RunSQL(
            "alter table evaluation_passage add column vector tsvector "
            "generated always as (to_tsvector('dutch', text)) stored; "
            "create index words_of_passages on evaluation_passage using gin (vector)",
            "alter table evaluation_passage drop column vector",
        ),
        migrations.RunSQL(
            FIELDWORK,
            "drop function reading_keys(), search_passages(uuid, text, integer), "
            "remove_from_text(uuid, integer[], date, text), take_words_from(uuid, integer[], date) cascade",
        ),
        *(GuardByAct(f"evaluation_{table}", reading=MINE, adding=MINE) for table in ADDED),
        *(GuardByAct(f"evaluation_{table}", reading=MINE, adding=MINE, changing=MINE) for table in CHANGED),
        # Who holds interviews adds who someone is; who holds the key reads it.
        GuardByAct("evaluation_participantidentity", reading=MY_KEY, adding=MINE, changing=MY_KEY),
        *(
            SameProject(f"evaluation_{table}", "evaluation_id", "evaluation_evaluation")
            for table in (*ADDED, *CHANGED, "participantidentity")
        ),
        *(SameProject(f"evaluation_{table}", column, target) for table, column, target in ELSEWHERE),
        *(SameProject(f"evaluation_{table}", column, f"evaluation_{target}") for table, column, target in WITHIN),
        *(within_evaluation(table, column, target) for table, column, target in WITHIN),
    ]
