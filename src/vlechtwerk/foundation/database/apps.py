"""The database app: the reading context and what every guarded table needs."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DatabaseConfig(AppConfig):
    """Register the app under its short label."""

    name = "vlechtwerk.foundation.database"
    label = "database"

    def ready(self) -> None:
        """Register the checks that the database must pass before anything is served."""
        from vlechtwerk.foundation.database import checks  # noqa: F401
        from vlechtwerk.foundation.database.sealing import keep_key

        post_migrate.connect(lambda **_parts: keep_key(), sender=self, weak=False)
