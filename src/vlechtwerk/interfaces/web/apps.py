"""The web app: pages, templates and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Register the app under its short label."""

    name = "vlechtwerk.interfaces.web"
    label = "web"
