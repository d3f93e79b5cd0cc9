"""Guard mechanisms: every member reads what is expected; what was judged of it, once another has checked that."""

from importlib.resources import files

from django.db import migrations

from vlechtwerk.domains.evaluation.migrations._references import within_evaluation
from vlechtwerk.foundation.database.guards import (
    GuardByAct,
    MarkChanges,
    SameProject,
    StandsOnAct,
    application_role,
)

MECHANISMS = files("vlechtwerk.domains.evaluation").joinpath("mechanisms.sql").read_text()
MINE = "evaluation_id = any ((select reading_evaluations())::uuid[])"
CHECKED = "any ((select reading_mechanisms())::uuid[])"
ASKED = "reading_mechanisms(), reading_chains(), own_mechanism_records(), open_mechanism_records()"
OF_A_MECHANISM = ("mechanismwording", "otherexplanation", "mechanismverdict")
EVERY = ("mechanism", *OF_A_MECHANISM, "contributionchain", "chainversion")
WITHIN = (
    *((table, "mechanism_id", "mechanism") for table in OF_A_MECHANISM),
    ("chainversion", "chain_id", "contributionchain"),
)
PEOPLE = (
    ("mechanismwording", "worded_by_id"),
    ("otherexplanation", "noted_by_id"),
    ("mechanismverdict", "judged_by_id"),
    ("mechanismverdict", "checked_by_id"),
    ("chainversion", "told_by_id"),
)
# Evidence of a mechanism is no more open than the mechanism; fragments of texts and the like are for evaluators always.
CLOSED = "('fragment', 'fragments_of_code', 'capacity_line')"
OF_WHAT_IS_READ = (
    f"(holder_kind <> 'mechanism_wording' or kind not in {CLOSED}) and "
    "(holder_kind not in ('mechanism', 'other_explanation') "
    "or holder_id = any ((select own_mechanism_records())::uuid[]) "
    f"or (holder_id = any ((select open_mechanism_records())::uuid[]) and kind not in {CLOSED}))"
)


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0019_mechanisms"),
    ]

    operations = [
        migrations.RunSQL(
            [
                MECHANISMS,
                f"revoke execute on function {ASKED} from public",
            ],
            [f"drop function {ASKED}"],
        ),
        GuardByAct("evaluation_mechanism", reading="true", adding=MINE, changing=MINE),
        GuardByAct("evaluation_mechanismwording", reading="true", adding=MINE),
        GuardByAct(
            "evaluation_otherexplanation", reading=f"({MINE} or mechanism_id = {CHECKED})", adding=MINE
        ),
        # A former verdict that nobody checked is read by no other.
        GuardByAct(
            "evaluation_mechanismverdict",
            reading=f"({MINE} or (checked_at is not null and mechanism_id = {CHECKED}))",
            adding=MINE,
            changing=MINE,
        ),
        StandsOnAct(
            "evaluation_mechanismverdict", "judge_mechanism", "check_mechanism", "withdraw_study_consent"
        ),
        GuardByAct(
            "evaluation_contributionchain",
            reading=f"({MINE} or id = any ((select reading_chains())::uuid[]))",
            adding=MINE,
        ),
        GuardByAct(
            "evaluation_chainversion",
            reading=f"({MINE} or chain_id = any ((select reading_chains())::uuid[]))",
            adding=MINE,
        ),
        migrations.RunSQL(
            "create policy evidence_of_mechanisms on evidence_evidencelink as restrictive "
            f"to {application_role()} using ({OF_WHAT_IS_READ}) with check ({OF_WHAT_IS_READ})",
            "drop policy evidence_of_mechanisms on evidence_evidencelink",
        ),
        *(SameProject(f"evaluation_{table}", "evaluation_id", "evaluation_evaluation") for table in EVERY),
        *(SameProject(f"evaluation_{table}", column, "partnership_person") for table, column in PEOPLE),
        *(SameProject(f"evaluation_{table}", column, f"evaluation_{target}") for table, column, target in WITHIN),
        *(within_evaluation(table, column, target) for table, column, target in WITHIN),
        *(MarkChanges(f"evaluation_{table}") for table in ("mechanism", "mechanismwording")),
    ]
