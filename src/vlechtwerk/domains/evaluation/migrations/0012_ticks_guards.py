"""Guard the ticks: nobody reads them; what may be shown of a month that is over is open to members."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.foundation.database.guards import Guard, GuardByAct, MarkChanges, SameProject, StandsOnAct

TICKS = files("vlechtwerk.domains.evaluation").joinpath("ticks.sql").read_text()
MY_OWN = "person_id = (select reading_person())"
REFERENCES = (
    ("tickswitch", "switched_by_id", "partnership_person"),
    ("sealedtick", "month_id", "evaluation_tickmonth"),
    ("tickmark", "month_id", "evaluation_tickmonth"),
    ("tickchoice", "person_id", "partnership_person"),
)


class Migration(migrations.Migration):
    dependencies = [("database", "0004_acts"), ("evaluation", "0011_ticks")]

    operations = [
        migrations.RunSQL(
            TICKS,
            "drop function tick_state(date, text, text), begin_tick_month(date, smallint, bytea, text), "
            "mark_tick_week(uuid, text, text), hand_in_tick(uuid, bytea, text), tick_months_over(date, text), "
            "take_ticks(uuid, text), who_could_tick(uuid, date, date, text[], text), "
            "keep_tick_figures(uuid, jsonb, text, text), keys_of_closed_tick_months(text)",
        ),
        Guard("evaluation_tickswitch", "open", append_only=True),
        StandsOnAct("evaluation_tickswitch", "switch_ticks"),
        # Figures come in it when the month is over, by functions of the owner.
        GuardByAct("evaluation_tickmonth", reading="true"),
        # Only functions of the owner touch what is ticked, and that someone was asked.
        GuardByAct("evaluation_sealedtick", reading="false"),
        GuardByAct("evaluation_tickmark", reading="false"),
        GuardByAct("evaluation_tickchoice", reading=MY_OWN, adding=MY_OWN, changing=MY_OWN),
        *(SameProject(f"evaluation_{table}", column, target) for table, column, target in REFERENCES),
        MarkChanges("evaluation_tickswitch"),
        MarkChanges("evaluation_tickmonth"),
    ]
