"""Let who takes part, sits in a body and decides be written in an act of the program only."""

from django.db import migrations

from vlechtwerk.foundation.database.guards import StandsOnAct


class Migration(migrations.Migration):
    dependencies = [("database", "0004_acts"), ("partnership", "0008_mark_changes")]

    operations = [
        StandsOnAct("partnership_project", "open_project"),
        # Clauses of a covenant name organisations by their codes, and what a body may decide follows from its level.
        StandsOnAct("partnership_organisation", "add_organisation"),
        StandsOnAct("partnership_body", "add_body"),
        StandsOnAct("partnership_person", "add_person"),
        StandsOnAct("partnership_appointment", "appoint", "end_appointment"),
        StandsOnAct("partnership_seat", "seat", "end_seat", "end_appointment"),
        StandsOnAct("partnership_mandate", "grant_mandate", "end_mandate"),
        StandsOnAct("partnership_decision", "ask_decision", "take_decision", "withdraw_decision"),
        StandsOnAct("partnership_legalcapacity", "add_capacity"),
    ]
