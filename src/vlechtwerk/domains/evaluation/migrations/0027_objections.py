"""Keep what another evaluator has against a judgement; words that go take along what repeats them in it."""

from importlib.resources import files

import django.db.models.deletion
from django.db import migrations, models

import vlechtwerk.foundation.identifiers
from vlechtwerk.domains.evaluation.migrations._references import within_evaluation
from vlechtwerk.foundation.database.guards import GuardByAct, SameProject, application_role

TABLE = "judgementobjection"
MINE = "evaluation_id = any ((select reading_evaluations())::uuid[])"
WORDS = files("vlechtwerk.domains.evaluation").joinpath("objections.sql").read_text()
# Only the owner of the tables calls it, as part of a withdrawal or of a restored backup.
FOR_THE_OWNER = "forget_repeated(uuid, integer[])"


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0026_merged_and_split")]

    operations = [
        migrations.CreateModel(
            name="JudgementObjection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=vlechtwerk.foundation.identifiers.new_identifier,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="objection")),
                ("objected_at", models.DateTimeField()),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evaluation.evaluation"
                    ),
                ),
                (
                    "judgement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="evaluation.criterionjudgement",
                    ),
                ),
                (
                    "objected_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.person"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.project"
                    ),
                ),
            ],
            options={
                "ordering": ["judgement_id", "objected_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("judgement",), name="judgement_is_objected_to_once"),
                    models.CheckConstraint(condition=~models.Q(text=""), name="objection_says_why"),
                ],
            },
        ),
        GuardByAct(f"evaluation_{TABLE}", reading=MINE, adding=MINE),
        SameProject(f"evaluation_{TABLE}", "evaluation_id", "evaluation_evaluation"),
        SameProject(f"evaluation_{TABLE}", "objected_by_id", "partnership_person"),
        SameProject(f"evaluation_{TABLE}", "judgement_id", "evaluation_criterionjudgement"),
        within_evaluation(TABLE, "judgement_id", "criterionjudgement"),
        migrations.RunSQL(
            [
                "alter function forget_repeated(uuid, integer[]) rename to forget_repeated_before_objections",
                WORDS,
                f"revoke execute on function {FOR_THE_OWNER} from public",
                f"revoke execute on function {FOR_THE_OWNER} from {application_role()}",
            ],
            [
                f"drop function {FOR_THE_OWNER}",
                "alter function forget_repeated_before_objections(uuid, integer[]) rename to forget_repeated",
            ],
        ),
    ]
