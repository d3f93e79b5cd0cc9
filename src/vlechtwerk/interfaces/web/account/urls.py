"""Addresses of the start, sign-in, home, search, account and footer pages."""

from allauth.account import views as allauth
from django.urls import include, path, re_path
from django.views.i18n import set_language

from vlechtwerk.interfaces.web.account import views
from vlechtwerk.interfaces.web.account.oidc import views as oidc
from vlechtwerk.interfaces.web.home import notice_views, search_views
from vlechtwerk.interfaces.web.home import views as home

# Of allauth only these pages exist: nobody signs up, and an address is changed by an administrator.
sign_in = [
    path("login/", views.SignIn.as_view(), name="account_login"),
    path("logout/", views.SignOut.as_view(), name="account_logout"),
    path("reauthenticate/", allauth.reauthenticate, name="account_reauthenticate"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/set/", allauth.password_set, name="account_set_password"),
    path("password/reset/", allauth.password_reset, name="account_reset_password"),
    path("password/reset/done/", allauth.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        allauth.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        allauth.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("2fa/", views.HowYouSignIn.as_view(), name="mfa_index"),
    path("2fa/", include("allauth.mfa.urls")),
    # Names that allauth looks for.
    path("oidc/<slug:provider_id>/login/", oidc.leave_for, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", oidc.come_back, name="openid_connect_callback"),
    path("oidc/not-let-in/", oidc.not_let_in, name="not_let_in"),
    path("oidc/<slug:provider_id>/keys/", oidc.our_key, name="oidc_key"),
]

urlpatterns = [
    path("", views.start, name="start"),
    path("step-in/", views.step_in, name="step_in"),
    path("leave/", views.leave, name="leave"),
    path("ended/", views.ended, name="ended"),
    path("account/", views.account, name="account"),
    path("account/tokens/", views.make_token, name="make_token"),
    path("account/tokens/<uuid:token>/removal/", views.remove_token, name="remove_token"),
    path("account/", include(sign_in)),
    path("language/", set_language, name="set_language"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("help/", views.help_page, name="help"),
    path("<slug:project>/", home.home, name="home"),
    path("<slug:project>/search/", search_views.search, name="search"),
    path("<slug:project>/notices/", notice_views.notices, name="notices"),
    path("<slug:project>/notices/seen/", notice_views.see_notices, name="see_notices"),
    path("<slug:project>/notices/digest/", notice_views.digest, name="digest"),
]
