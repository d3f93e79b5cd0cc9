"""The sharing app: purposes, covenant, markings, documents and the processing log."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Register the app under its short label."""

    name = "vlechtwerk.domains.sharing"
    label = "sharing"
