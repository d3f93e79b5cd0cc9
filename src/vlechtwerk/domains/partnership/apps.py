"""The partnership app: organisations, bodies, people, mandates and decisions."""

from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    """Register the app under its short label."""

    name = "vlechtwerk.domains.partnership"
    label = "partnership"
