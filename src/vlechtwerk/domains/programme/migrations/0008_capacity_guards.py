"""Guard the ledger of capacity per organisation, candidates as personnel records, and let others know counts only."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.foundation.database.guards import Guard, GuardByAct, MarkChanges, SameProject, StandsOnAct

CAPACITY = files("vlechtwerk.domains.programme").joinpath("capacity.sql").read_text()
# Who asks and who steers sees all; everyone else the lines of their own organisation.
READABLE = "((select reads_all_capacity()) or organisation_id = any (array(select unnest(capacity_organisations()))))"
# The director and team managers ask; an organisation itself pledges and says what it delivered.
MINE_TO_WRITE = (
    "recorded_by_id = (select reading_person()) and case when kind = 'asked' then (select manages_programme()) "
    "else organisation_id = any (array(select unnest(capacity_givers()))) end"
)
OPEN = ("capacityprofile", "capacityfinding", "recruitmentrequest", "vacancy", "vacancydifference")
REFERENCES = (
    ("capacityline", "organisation_id", "partnership_organisation"),
    ("capacityline", "profile_id", "programme_capacityprofile"),
    ("capacityline", "activity_id", "programme_activity"),
    ("capacityline", "decision_id", "partnership_decision"),
    ("capacityline", "recorded_by_id", "partnership_person"),
    ("recruitmentrequest", "organisation_id", "partnership_organisation"),
    ("recruitmentrequest", "profile_id", "programme_capacityprofile"),
    ("recruitmentrequest", "activity_id", "programme_activity"),
    ("recruitmentrequest", "recorded_by_id", "partnership_person"),
    ("vacancy", "request_id", "programme_recruitmentrequest"),
    ("vacancy", "recorded_by_id", "partnership_person"),
    ("vacancydifference", "vacancy_id", "programme_vacancy"),
    ("vacancydifference", "recorded_by_id", "partnership_person"),
    ("candidate", "request_id", "programme_recruitmentrequest"),
    ("candidate", "manager_id", "partnership_person"),
    ("recruitmentstep", "candidate_id", "programme_candidate"),
    ("recruitmentstep", "manager_id", "partnership_person"),
)


class Migration(migrations.Migration):
    dependencies = [("database", "0004_acts"), ("partnership", "0009_stands_on_acts"), ("programme", "0007_capacity")]

    operations = [
        migrations.RunSQL(CAPACITY, migrations.RunSQL.noop),
        GuardByAct("programme_capacityline", reading=READABLE, adding=MINE_TO_WRITE),
        StandsOnAct(
            "programme_capacityline", "ask_capacity", "pledge_capacity", "confirm_hours", "import_capacity"
        ),
        *(Guard(f"programme_{table}", "open", append_only=True) for table in OPEN),
        *(Guard(f"programme_{table}", "personnel", append_only=True) for table in ("candidate", "recruitmentstep")),
        *(MarkChanges(f"programme_{table}") for table in OPEN),
        *(SameProject(f"programme_{table}", column, target) for table, column, target in REFERENCES),
    ]
