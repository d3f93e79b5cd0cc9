from django.db import migrations

from vlechtwerk.foundation.database.guards import GuardAnew

BY_ME = "written_by_id = (select reading_person())"
# One remark is looked up per mention. With “exists” PostgreSQL gathers all remarks of the project first.
OF_A_REMARK = "(select true from programme_remark where programme_remark.id = remark_id{})"


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0015_find_goals_results_and_surroundings'),
    ]

    operations = [
        GuardAnew(
            "programme_remarkmention",
            reading=OF_A_REMARK.format(""),
            adding=OF_A_REMARK.format(f" and {BY_ME}"),
        ),
    ]
