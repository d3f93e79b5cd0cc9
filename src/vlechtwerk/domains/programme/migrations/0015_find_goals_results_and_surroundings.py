"""Find goals, results, methods, the added value, advice, promises and who is outside by their words."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.domains.programme.migrations._finding import FindByWords, FindByWordsOfParts
from vlechtwerk.foundation.database.guards import application_role

PARTS = files("vlechtwerk.domains.programme").joinpath("found_parts.sql").read_text()


class CloseToTheApplication(migrations.RunSQL):
    """Leave the application no way to what keeps the words."""

    def __init__(self) -> None:
        super().__init__(
            [f"revoke execute on function keep_words_of_parts() from {application_role()}"], migrations.RunSQL.noop
        )

    def deconstruct(self):
        return self.__class__.__qualname__, [], {}


class Migration(migrations.Migration):

    dependencies = [
        ('partnership', '0011_surroundings'),
        ('programme', '0014_reminders'),
    ]

    operations = [
        migrations.RunSQL(PARTS, "drop function keep_words_of_parts()"),
        CloseToTheApplication(),
        FindByWordsOfParts(
            "programme_goalwording", "goal", "goal_id", "order", "text", "who", "what", "how_much", "by_when", "how_known"
        ),
        FindByWords("programme_outsidegoal", "outside_goal", "text", "party"),
        FindByWords("programme_product", "product", "title", "about", "for_whom"),
        FindByWords("programme_action", "action", "title", "with_whom"),
        FindByWordsOfParts(
            "programme_methodversion", "method", "method_id", "number", "does", "when_to_use", "needs_data",
            "needs_people", "needs_legal_basis", "needs_means", "which_law", "steps", "what_failed",
        ),
        FindByWordsOfParts("programme_valuewording", "value_element", "element_id", "number", "name", "explanation"),
        FindByWordsOfParts("partnership_outsiderole", "outside_body", "body_id", "", "what", "region"),
        FindByWords("partnership_agreement", "agreement", "title", "about"),
        FindByWords("partnership_advice", "advice", "question", "text", "why"),
        FindByWords("partnership_promise", "promise", "text", "made_by"),
    ]
