"""The addresses of all pages."""

from django.urls import include, path

urlpatterns = [
    # Before every project: none can be called “answer” or “take-part”.
    path("answer/", include("vlechtwerk.interfaces.web.answering.urls")),
    path("take-part/", include("vlechtwerk.interfaces.web.taking_part.urls")),
    path("", include("vlechtwerk.interfaces.web.account.urls")),
    path("", include("vlechtwerk.interfaces.web.public.urls")),
    path("<slug:project>/partnership/", include("vlechtwerk.interfaces.web.partnership.urls")),
    path("<slug:project>/sharing/", include("vlechtwerk.interfaces.web.sharing.urls")),
    path("<slug:project>/programme/", include("vlechtwerk.interfaces.web.programme.urls")),
    path("<slug:project>/evaluation/", include("vlechtwerk.interfaces.web.evaluation.urls")),
]
