"""The programme app: outcome map, activities, preconditions and status history."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """Register the app, and tell how its kinds of evidence are resolved."""

    name = "vlechtwerk.domains.programme"
    label = "programme"

    def ready(self) -> None:
        """Register the kinds of evidence that live in this domain."""
        from vlechtwerk.domains.programme import evidence

        evidence.register()
