"""The evidence app: stores which record rests on which evidence address."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Register the app under its short label."""

    name = "vlechtwerk.foundation.evidence"
    label = "evidence"
