"""The journal app: stores one entry per act."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Register the app under its short label."""

    name = "vlechtwerk.foundation.journal"
    label = "journal"
