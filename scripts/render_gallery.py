"""Renders every component of the look into one page, and the error pages, so that they can be looked at and tested."""

import shutil
import sys
from pathlib import Path
from typing import Any

import django
import yaml
from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils import translation

ROOT = Path(__file__).parents[1]
WEB = ROOT / "src/vlechtwerk/interfaces/web"
ERRORS = (400, 403, 404, 429, 500, 503)

urlpatterns = [
    path("language/", lambda request: HttpResponse(), name="set_language"),
    path("sign-out/", lambda request: HttpResponse(), name="account_logout"),
]


class ChangeStatus(forms.Form):
    """A form with each kind of field."""

    status = forms.ChoiceField(label="Nieuwe stand", choices=[("", "Kies een stand"), ("running", "In uitvoering")])
    reason = forms.CharField(label="Reden", help_text="Eén of twee zinnen.", widget=forms.Textarea(attrs={"rows": 3}))
    place = forms.CharField(label="Plaats in de bron", required=False)
    reached = forms.ChoiceField(
        label="Doel bereikt?", widget=forms.RadioSelect, choices=[("yes", "Ja"), ("no", "Nee"), ("unknown", "Onbekend")]
    )
    told = forms.BooleanField(label="Zet dit op de kaart", required=False)


def context(origin: str) -> dict[str, Any]:
    """Read what the gallery shows, and put a form beside it in which something has to be mended."""
    shown: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("gallery.yaml").read_text(encoding="utf-8"))
    if origin == "invented":
        shown["frame"]["project"] |= {"name": "Demo", "origin": origin}
        shown["frame"]["demo_banner"] = {"name": "Bram", "leave_url": "#leave"}
    return shown | {"form": ChangeStatus({"status": "running", "reached": "yes"})}


def configure(locales: list[str]) -> None:
    """Set up Django with no more than templates need."""
    engine = {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "OPTIONS": {"libraries": {"components": "vlechtwerk.interfaces.web.templatetags.components"}},
    }
    settings.configure(
        # The words of statuses and judgements are those of the records, which need no database here.
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.staticfiles",
            "vlechtwerk.foundation.evidence",
            "vlechtwerk.domains.partnership",
            "vlechtwerk.domains.sharing",
            "vlechtwerk.domains.programme",
        ],
        AUTH_USER_MODEL="partnership.Account",
        TEMPLATES=[engine],
        LANGUAGES=[("nl", "Nederlands"), ("en", "English")],
        LANGUAGE_CODE="nl",
        LOCALE_PATHS=[*locales, ROOT / "locale"],
        ROOT_URLCONF=__name__,
        STATIC_URL="static/",
    )
    django.setup()
    translation.activate("nl")


def main() -> None:
    """Write the pages and the static files they need into the folder that is named."""
    target = Path(sys.argv[1])
    configure(sys.argv[2:])
    target.mkdir(parents=True, exist_ok=True)
    shutil.copytree(WEB / "static", target / "static", dirs_exist_ok=True)
    for origin in ("published", "invented"):
        page = render_to_string("layout/gallery.html", context(origin))
        (target / f"{origin}.html").write_text(page, encoding="utf-8")
    for code in ERRORS:
        (target / f"{code}.html").write_text(render_to_string(f"errors/{code}.html"), encoding="utf-8")


if __name__ == "__main__":
    main()
