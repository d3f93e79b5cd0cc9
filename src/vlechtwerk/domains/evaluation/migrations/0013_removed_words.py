"""Keep sums of words that were removed, and let what was typed elsewhere go with them."""

from importlib.resources import files

import django.db.models.deletion
from django.db import migrations, models

import vlechtwerk.foundation.identifiers
from vlechtwerk.foundation.database.guards import GuardByAct, SameProject, application_role

WORDS = files("vlechtwerk.domains.evaluation").joinpath("words.sql").read_text()
# What evaluators ask; the rest only the owner of the tables does, as part of a withdrawal or of a restored backup.
ASKED = (
    "passages_repeating(uuid, text[], text[])",
    "removed_words_in(uuid, text[])",
    "forget_who_withdrew(uuid, text)",
)
FOR_THE_OWNER = (
    "plain_words(text)",
    "words_said(text)",
    "sum_of_words(text)",
    "passages_said(uuid, integer[])",
    "keep_sums_of(uuid, integer[])",
    "someone_withdrew(uuid)",
    "stretches_of(text)",
    "repeats_words(text, jsonb)",
    "forget_repeated(uuid, integer[])",
    "code_neutrally(uuid)",
    "forget_who(uuid)",
)


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0012_ticks_guards"),
        ("partnership", "0012_when_a_decision_was_taken"),
    ]

    operations = [
        migrations.CreateModel(
            name="RemovedWords",
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
                ("sum", models.CharField(max_length=64)),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evaluation.evaluation"
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="partnership.project"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evaluation.fieldworksession"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["evaluation", "sum"], name="sums_of_removed_words")]},
        ),
        # Only functions of the owner touch it.
        GuardByAct("evaluation_removedwords", reading="false"),
        SameProject("evaluation_removedwords", "evaluation_id", "evaluation_evaluation"),
        SameProject("evaluation_removedwords", "session_id", "evaluation_fieldworksession"),
        migrations.RunSQL(
            "create table removal_key (key bytea not null); "
            "insert into removal_key (key) "
            "values (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))); "
            f"revoke all on removal_key from {application_role()}",
            "drop table removal_key",
        ),
        migrations.RunSQL(WORDS, f"drop function {', '.join(ASKED + FOR_THE_OWNER)}"),
        migrations.RunSQL(
            [
                f"revoke execute on function {', '.join(ASKED + FOR_THE_OWNER)} from public",
                f"revoke execute on function {', '.join(FOR_THE_OWNER)} from {application_role()}",
            ],
            migrations.RunSQL.noop,
        ),
    ]
