"""Let purposes, authorisations and covenants be written in an act of the program only."""

from django.db import migrations

from vlechtwerk.foundation.database.guards import StandsOnAct

OF_PURPOSES = ("open_purpose", "state_purpose", "record_dpia", "overtake_dpia")
OF_SUSPENSION = ("suspend", "end_suspension")


class Migration(migrations.Migration):
    dependencies = [("database", "0004_acts"), ("sharing", "0006_answered_in_a_capacity")]

    operations = [
        StandsOnAct("sharing_purpose", *OF_PURPOSES),
        StandsOnAct("sharing_pastpurpose", *OF_PURPOSES),
        StandsOnAct("sharing_authorisation", "authorise", "end_authorisation", *OF_SUSPENSION),
        StandsOnAct("sharing_pastsuspension", *OF_SUSPENSION),
        StandsOnAct("sharing_covenant", "adopt_covenant", "end_covenant"),
    ]
