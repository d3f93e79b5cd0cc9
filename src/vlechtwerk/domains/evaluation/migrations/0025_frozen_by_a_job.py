"""Let a job freeze a report and tell how far it is, and let mechanisms be written in acts of the program only."""

from django.db import migrations, models

from vlechtwerk.foundation.database.guards import MarkChanges, StandsOnAct

REPORT = "evaluation_evaluationreport"
FORMER = (
    "ask_for_evaluation_report",
    "build_evaluation_report",
    "end_building_evaluation_report",
    "make_evaluation_report_files",
    "freeze_evaluation_report",
    "withdraw_study_consent",
)
ACTS = (*FORMER, "ask_to_freeze_evaluation_report")
STATES = [
    ("asked", "Being built"),
    ("refused", "Refused"),
    ("failed", "Failed"),
    ("built", "Built"),
    ("freezing", "Being frozen"),
    ("frozen", "Frozen"),
    ("taken_back", "Taken back"),
]
# How far a job is stands in `share`, and is no act: all other columns are written in acts only.
COLUMNS = (
    "project_id, evaluation_id, number, language, state, refused, manifest, checksum, asked_by_id, asked_at, frozen_by_id, "
    "frozen_at"
)


def stands_on(acts: tuple[str, ...], when: str) -> str:
    """Return the statement that lets a report be written in these acts only."""
    named = ", ".join(f"'{act}'" for act in acts)
    return (
        f"create constraint trigger stands_on_act after {when} on {REPORT} "
        f"deferrable initially deferred for each row execute function stands_on_act({named})"
    )


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0024_bars")]

    operations = [
        migrations.AlterField(
            model_name="evaluationreport",
            name="state",
            field=models.CharField(choices=STATES, default="asked", max_length=10),
        ),
        migrations.RunSQL(
            [
                f"drop trigger stands_on_act on {REPORT}",
                stands_on(ACTS, f"insert or delete or update of {COLUMNS}"),
            ],
            [
                f"drop trigger stands_on_act on {REPORT}",
                stands_on(FORMER, "insert or update or delete"),
            ],
        ),
        StandsOnAct(
            "evaluation_mechanism",
            "add_mechanism",
            "word_mechanism",
            "add_evidence_of_mechanism",
            "note_explanation",
            "weigh_explanation",
            "judge_mechanism",
            "end_verdict",
            "withdraw_study_consent",
        ),
        StandsOnAct("evaluation_mechanismwording", "add_mechanism", "word_mechanism", "withdraw_study_consent"),
        StandsOnAct("evaluation_otherexplanation", "note_explanation", "weigh_explanation", "withdraw_study_consent"),
        StandsOnAct("evaluation_contributionchain", "add_chain"),
        StandsOnAct("evaluation_chainversion", "add_chain", "change_chain", "withdraw_study_consent"),
        # A verdict that was checked changes what every member reads.
        *(
            MarkChanges(f"evaluation_{table}")
            for table in ("mechanismverdict", "otherexplanation", "contributionchain", "chainversion")
        ),
    ]
