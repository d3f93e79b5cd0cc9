"""Addresses of the start, sign-in, home, search, account and footer pages."""

from django.urls import include, path
from django.views.i18n import set_language

from vlechtwerk.interfaces.web.account import home_views, views

urlpatterns = [
    path("", views.start, name="start"),
    path("step-in/", views.step_in, name="step_in"),
    path("leave/", views.leave, name="leave"),
    path("ended/", views.ended, name="ended"),
    path("account/", views.account, name="account"),
    path("account/tokens/", views.make_token, name="make_token"),
    path("account/tokens/<uuid:token>/removal/", views.remove_token, name="remove_token"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("language/", set_language, name="set_language"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("help/", views.help_page, name="help"),
    path("<slug:project>/", home_views.home, name="home"),
    path("<slug:project>/search/", home_views.search, name="search"),
]
