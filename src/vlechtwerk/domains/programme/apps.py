"""The programme app: outcome map, activities, preconditions and status history."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Register the app, tell how its kinds of evidence are resolved, and what follows decisions."""

    name = "vlechtwerk.domains.programme"
    label = "programme"

    def ready(self) -> None:
        """Register the kinds of evidence that live in this domain, and let reports follow their decisions."""
        from vlechtwerk.domains.partnership.models import DecisionSubject
        from vlechtwerk.domains.partnership.operations.decisions import follow_decisions_about
        from vlechtwerk.domains.programme import evidence
        from vlechtwerk.domains.programme.operations.reports import follow_decision
        from vlechtwerk.domains.programme.queries import evidence_of_measures

        evidence.register()
        evidence_of_measures.register()
        follow_decisions_about(DecisionSubject.PROGRESS_REPORT, follow_decision)
