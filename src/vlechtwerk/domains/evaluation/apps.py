"""The evaluation app: evaluations, measurement rounds and what came out of them."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Register the app under its short label, and tell how its kinds of evidence are resolved."""

    name = "vlechtwerk.domains.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        """Register the kinds of evidence that live in this domain."""
        from vlechtwerk.domains.evaluation import evidence
        from vlechtwerk.domains.evaluation.queries import (
            evidence_of_fieldwork,
            evidence_of_findings,
            evidence_of_judgements,
            evidence_of_rounds,
            evidence_of_ticks,
            mechanisms,
        )

        evidence.register()
        evidence_of_rounds.register()
        evidence_of_fieldwork.register()
        evidence_of_findings.register()
        evidence_of_judgements.register()
        evidence_of_ticks.register()
        mechanisms.register()
