"""Guard the learning agenda: what is adopted is open to members, drafts and sessions are for the evaluators."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.foundation.database.guards import (
    Guard,
    GuardByAct,
    MarkChanges,
    SameProject,
    application_role,
)

LEARNING = files("vlechtwerk.domains.evaluation").joinpath("learning.sql").read_text()
MINE = "evaluation_id = any ((select reading_evaluations())::uuid[])"
OF_MY_SESSIONS = "session_id = any ((select reading_sessions())::uuid[])"
# Of a version that the reader sees, and may write: one that is not adopted is for its evaluators.
OF_A_VERSION = "exists (select from evaluation_agendaversion version where version.id = version_id)"
OF_MY_VERSION = (
    "exists (select from evaluation_agendaversion version where version.id = version_id "
    "and version.evaluation_id = any ((select reading_evaluations())::uuid[]))"
)
OF_A_QUESTION = "exists (select from evaluation_learningquestion question where question.id = to_question_id)"
OF_MY_QUESTION = (
    "exists (select from evaluation_learningquestion question "
    "join evaluation_agendaversion version on version.id = question.version_id where question.id = to_question_id "
    "and version.evaluation_id = any ((select reading_evaluations())::uuid[]))"
)
OPEN = ("learningpoint", "insight", "trial", "listedpoint")
APPEND_ONLY = ("triallook", "pointjudgement", "publishedclaim")
REFERENCES = (
    ("learningpoint", "evaluation_id", "evaluation_evaluation"),
    ("learningsession", "evaluation_id", "evaluation_evaluation"),
    ("learningsession", "measurement_id", "evaluation_measurement"),
    ("learningsession", "made_by_id", "partnership_person"),
    ("agendaversion", "evaluation_id", "evaluation_evaluation"),
    ("agendaversion", "session_id", "evaluation_learningsession"),
    ("agendaversion", "begun_by_id", "partnership_person"),
    ("agendaversion", "adopted_by_id", "partnership_person"),
    ("learningquestion", "version_id", "evaluation_agendaversion"),
    ("learningquestion", "point_id", "evaluation_learningpoint"),
    ("learningquestion", "owner_id", "partnership_person"),
    ("questionlineage", "from_question_id", "evaluation_learningquestion"),
    ("questionlineage", "to_question_id", "evaluation_learningquestion"),
    ("sessionparticipant", "session_id", "evaluation_learningsession"),
    ("sessionparticipant", "person_id", "partnership_person"),
    ("sessionparticipant", "organisation_id", "partnership_organisation"),
    ("sessionproposal", "session_id", "evaluation_learningsession"),
    ("sessionproposal", "merged_into_id", "evaluation_sessionproposal"),
    ("proposalchoice", "proposal_id", "evaluation_sessionproposal"),
    ("proposalchoice", "participant_id", "evaluation_sessionparticipant"),
    ("insight", "evaluation_id", "evaluation_evaluation"),
    ("insight", "question_id", "evaluation_learningquestion"),
    ("insight", "session_id", "evaluation_learningsession"),
    ("insight", "noted_by_id", "partnership_person"),
    ("trial", "insight_id", "evaluation_insight"),
    ("trial", "activity_id", "programme_activity"),
    ("trial", "owner_id", "partnership_person"),
    ("trial", "follows_id", "evaluation_trial"),
    ("trial", "begun_by_id", "partnership_person"),
    ("triallook", "trial_id", "evaluation_trial"),
    ("triallook", "session_id", "evaluation_learningsession"),
    ("triallook", "looked_by_id", "partnership_person"),
    ("listedpoint", "measurement_id", "evaluation_measurement"),
    ("listedpoint", "owner_id", "partnership_person"),
    ("listedpoint", "listed_by_id", "partnership_person"),
    ("pointjudgement", "point_id", "evaluation_listedpoint"),
    ("pointjudgement", "measurement_id", "evaluation_measurement"),
    ("pointjudgement", "group_id", "evaluation_evaluationgroup"),
    ("pointjudgement", "judged_by_id", "partnership_person"),
    ("publishedclaim", "evaluation_id", "evaluation_evaluation"),
    ("publishedclaim", "recorded_by_id", "partnership_person"),
)


def _trigger(name: str, function: str, table: str, acts: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"create trigger {name} before {acts} on evaluation_{table} for each row execute function {function}()",
        f"drop trigger {name} on evaluation_{table}",
    )


def _take_back(table: str, mine: str) -> migrations.RunSQL:
    """Let evaluators take rows of a draft away; what is adopted is kept by its trigger."""
    return migrations.RunSQL(
        f"grant delete on evaluation_{table} to {application_role()}; "
        f"create policy rows_to_remove on evaluation_{table} as restrictive for delete to {application_role()} "
        f"using (project_id = (select reading_project()) and {mine})",
        f"drop policy rows_to_remove on evaluation_{table}",
    )


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0005_learning")]

    operations = [
        # Policies that ask for it go with a function.
        migrations.RunSQL(
            LEARNING,
            "drop function reading_sessions(), keep_adopted_version(), keep_adopted_question(), keep_lineage(), "
            "taking_part_of(text, text), propose_question(text, text, text, text), "
            "choose_proposals(text, uuid[], text), choices_in(uuid), chosen_in(uuid) cascade",
        ),
        *(Guard(f"evaluation_{table}", "open") for table in OPEN),
        *(Guard(f"evaluation_{table}", "open", append_only=True) for table in APPEND_ONLY),
        GuardByAct(
            "evaluation_agendaversion", reading=f"(adopted_at is not null or {MINE})", adding=MINE, changing=MINE
        ),
        GuardByAct("evaluation_learningquestion", reading=OF_A_VERSION, adding=OF_MY_VERSION, changing=OF_MY_VERSION),
        GuardByAct("evaluation_questionlineage", reading=OF_A_QUESTION, adding=OF_MY_QUESTION),
        _take_back("agendaversion", MINE),
        _take_back("learningquestion", OF_MY_VERSION),
        _take_back("questionlineage", OF_MY_QUESTION),
        GuardByAct("evaluation_learningsession", reading="true", adding=MINE, changing=MINE),
        GuardByAct(
            "evaluation_sessionparticipant", reading=OF_MY_SESSIONS, adding=OF_MY_SESSIONS, changing=OF_MY_SESSIONS
        ),
        GuardByAct(
            "evaluation_sessionproposal", reading=OF_MY_SESSIONS, adding=OF_MY_SESSIONS, changing=OF_MY_SESSIONS
        ),
        # Only functions of the owner touch who chose what: how many chose each is all that is read.
        GuardByAct("evaluation_proposalchoice", reading="false"),
        _trigger("keeps_adopted", "keep_adopted_version", "agendaversion", "update or delete"),
        _trigger("keeps_adopted", "keep_adopted_question", "learningquestion", "insert or update or delete"),
        _trigger("keeps_lineage", "keep_lineage", "questionlineage", "insert or update or delete"),
        *(SameProject(f"evaluation_{table}", column, target) for table, column, target in REFERENCES),
        *(MarkChanges(f"evaluation_{table}") for table in (*OPEN, *APPEND_ONLY, "learningsession")),
    ]
