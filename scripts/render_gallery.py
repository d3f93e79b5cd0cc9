"""Renders every component of the look into one page, and the error pages, so that they can be looked at and tested."""

import shutil
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils import translation

ROOT = Path(__file__).parents[1]
WEB = ROOT / "src/vlechtwerk/interfaces/web"
STATES = ["completed", "closing", "running", "delayed", "dissolved", "planned"]
urlpatterns = [
    path("language/", lambda request: HttpResponse(), name="set_language"),
    path("sign-out/", lambda request: HttpResponse(), name="account_logout"),
]
VERDICTS = ["not_met", "partly_met", "divided", "met", "unknown"]


def place(label: str, ground: str, base: str = "own") -> dict[str, str]:
    """Make one piece of evidence."""
    return {"label": label, "url": "#source", "title": "Tertaalrapportage", "ground": ground, "base": base}


def frame(origin: str) -> dict[str, Any]:
    """Make what stands around the page."""
    domains = ["Thuis", "Programma", "Delen", "Beeld", "Interventies", "Evaluatie"]
    pages = ["Uitkomstenkaart", "Overzicht", "Activiteiten", "Randvoorwaarden", "Capaciteit", "Besluiten", "Rapportages"]
    return {
        "project": {"code": "nsoc", "name": "NSOC" if origin == "published" else "Demo", "origin": origin},
        "reader": {"name": "Bram", "function": "teammanager", "organisation": "Belastingdienst"},
        "menu": [{"label": name, "url": f"#{name}", "current": name == "Programma"} for name in domains],
        "submenu": [{"label": name, "url": f"#{name}", "current": name == "Overzicht"} for name in pages],
        "demo_banner": {"name": "Bram", "leave_url": "#leave"} if origin == "invented" else None,
    }


def form() -> Any:
    """Make a form in which something has to be mended."""
    from django import forms

    class ChangeStatus(forms.Form):
        status = forms.ChoiceField(label="Nieuwe stand", choices=[("", "Kies een stand"), ("running", "In uitvoering")])
        reason = forms.CharField(label="Reden", help_text="Eén of twee zinnen.", widget=forms.Textarea(attrs={"rows": 3}))
        place = forms.CharField(label="Plaats in de bron", required=False)
        reached = forms.ChoiceField(
            label="Doel bereikt?", widget=forms.RadioSelect, choices=[("yes", "Ja"), ("no", "Nee"), ("unknown", "Niet bekend")]
        )
        told = forms.BooleanField(label="Zet dit op de kaart", required=False)

    return ChangeStatus({"status": "running", "reached": "yes"})


def rows() -> list[dict[str, Any]]:
    """Make the rows of an overview."""
    told = [place("T1 · noot 13", "self_report"), place("T2 · noot 14", "self_report")]
    names = ["TBML – Goud", "Cryptoanalyse TBML (CAT)", "Caterpillar", "Geen ID", "Switch-off", "Heet IJzer"]
    return [
        {
            "name": name,
            "kind": "fenomeenaanpak",
            "status": status,
            "goal": "no" if status == "dissolved" else "",
            "evidence": [] if status == "closing" else told,
            "held": "Capaciteit, juridisch kader" if status == "running" else "",
            "note": "Enkele interventies vertraagd",
        }
        for name, status in zip(names, STATES, strict=True)
    ]


def answers() -> list[dict[str, Any]]:
    """Make the four answers of an activity."""
    told = [place("T2 · 37", "self_report")]
    opinion = [place("Rapport, r. 1425", "opinion", "published")]
    return [
        {"question": "Stand", "status": "delayed", "text": "In uitvoering, met vertraging in de doorlooptijd.", "evidence": told},
        {"question": "Oplevering", "title": "1 december 2023", "text": "Was 15 september. Verschoven in juli 2023.", "evidence": told},
        {"question": "Wat ophoudt", "title": "Werkbaar juridisch kader", "url": "#p4", "verdict": "not_met", "blocked": True,
         "text": "Steeds opnieuw zijn afspraken nodig over de verwerking van gegevens.", "evidence": told},
        {"question": "Doel bereikt?", "title": "Nog niet te zeggen", "text": "54% vindt dat de aanpak ontwikkeld is.", "evidence": opinion},
    ]  # fmt: skip


def context(origin: str) -> dict[str, Any]:
    """Make everything that the gallery shows."""
    options = [{"value": "", "label": "Alle vier en werkproces", "selected": True}, {"value": "1", "label": "Corruptie en geweld"}]
    views = [{"label": "Kaart", "value": "map", "url": "#map", "current": True}, {"label": "Lijst", "value": "list", "url": "#list"}]
    return {
        "frame": frame(origin),
        "crumbs": [{"label": "Activiteiten", "url": "#1"}, {"label": "Corruptie en geweld", "url": "#2"}],
        "parts": [{"status": s, "count": n} for s, n in zip(STATES, [2, 3, 6, 1, 3, 0], strict=True)],
        "filters": [
            {"kind": "date", "name": "as_of", "label": "Stand op", "value": "2023-08-31"},
            {"kind": "select", "name": "area", "label": "Focusgebied", "options": options},
            {"kind": "text", "name": "q", "label": "Naam of oude naam", "placeholder": "bijv. Vlissingen"},
        ],
        "acts": [{"label": "CSV", "url": "#csv"}, {"label": "Excel", "url": "#excel"}],
        "rows": rows(),
        "answers": answers(),
        "pages": {"words": "Pagina 2 van 3", "previous_url": "#p1", "next_url": "#p3"},
        "steps": [{"label": "Concept", "done": True}, {"label": "Ingediend", "current": True}, {"label": "Bevroren"}],
        "entries": [
            {"text": "Focusdocument opgesteld (eind 2022)", "evidence": [place("T1 · noot 35", "self_report")]},
            {"text": "Controles geteld", "evidence": [place("Register", "register"), place("Meting", "measured_effect")]},
        ],
        "act": {"label": "Maak er taken van", "url": "#tasks"},
        "facts": [{"term": "Eigenaar"}, {"term": "Soort", "value": "MIT-lab", "evidence": [place("T1 · 12", "self_report")]}],
        "statuses": STATES,
        "verdicts": VERDICTS,
        "opinion": [place("r. 1194", "opinion", "published")],
        "told": [place("T2 · 37", "self_report")],
        "reasons": [{"text": "Een ontbonden activiteit gaat pas verder na een nieuw besluit.", "rule": "Verloop van standen"}],
        "form": form(),
        "links": [{"label": "Plan zoals vastgesteld", "url": "#v1"}, {"label": "Augustus 2023", "url": "#v2", "current": True}],
        "choices": views,
        "levels": ["success", "info", "warning", "error"],
        "columns": [{"label": "Organisatie"}, {"label": "jan", "numeric": True}, {"label": "feb", "numeric": True}],
        "cells": [
            [{"text": "Politie"}, {"text": "1.200", "numeric": True}, {"text": "1.280", "numeric": True}],
            [{"text": "FIOD", "url": "#fiod"}, {"text": "640", "numeric": True}, {"text": "-", "numeric": True}],
        ],
    }  # fmt: skip


def main() -> None:
    """Write the pages and the static files they need into the folder that is named."""
    target = Path(sys.argv[1])
    settings.configure(
        INSTALLED_APPS=["django.contrib.staticfiles"],
        TEMPLATES=[{
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [WEB / "templates"],
            "OPTIONS": {"libraries": {"components": "vlechtwerk.interfaces.web.templatetags.components"}},
        }],
        LANGUAGES=[("nl", "Nederlands"), ("en", "English")],
        LANGUAGE_CODE="nl",
        LOCALE_PATHS=[ROOT / "locale", *sys.argv[2:]],
        ROOT_URLCONF=__name__,
        STATIC_URL="static/",
        FORM_RENDERER="django.forms.renderers.DjangoTemplates",
    )  # fmt: skip
    django.setup()
    translation.activate("nl")
    target.mkdir(parents=True, exist_ok=True)
    shutil.copytree(WEB / "static", target / "static", dirs_exist_ok=True)
    for origin in ("published", "invented"):
        (target / f"{origin}.html").write_text(render_to_string("layout/gallery.html", context(origin)), encoding="utf-8")
    for code in (400, 403, 404, 429, 500, 503):
        (target / f"{code}.html").write_text(render_to_string(f"errors/{code}.html"), encoding="utf-8")


if __name__ == "__main__":
    main()
