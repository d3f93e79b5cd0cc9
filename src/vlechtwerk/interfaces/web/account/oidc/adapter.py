"""How someone whom a partner vouches for comes in: into their own account, or not at all."""

import functools
import logging
import secrets
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from vlechtwerk.domains.partnership.operations.accounts import account_of_identity
from vlechtwerk.interfaces.web.account.oidc.provider import RANDOM_BYTES

LOG = logging.getLogger(__name__)


def turn_away(provider_id: str, reason: object) -> HttpResponse:
    """Lead everybody who is not let in to one page; the reason goes to the log, and nobody's name with it."""
    LOG.warning("Not let in through %s: %s", provider_id, reason)
    # To an address of its own: the code and the state must not stay in the browser's.
    return redirect("not_let_in")


class PartnerAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth brings no types
    """Identity providers come from the settings only, and nobody gets an account by signing in."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Return the providers of the settings; a row in the database can't add one."""
        apps = [
            SocialApp(
                provider="openid_connect",
                provider_id=known.id,
                name=known.name,
                client_id=known.client_id,
                settings={"server_url": known.issuer},
            )
            for known in settings.IDENTITY_PROVIDERS
        ]
        wanted = [app for app in apps if provider in (None, app.provider, app.provider_id)]
        return [app for app in wanted if client_id in (None, app.client_id)]

    def generate_state_param(self, state: object) -> str:
        """Make a state that nobody can guess."""
        return secrets.token_urlsafe(RANDOM_BYTES)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Keep signing up closed."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Lead to the account with the proven address, if the partnership made one and it is open."""
        provider, email = sociallogin.account.provider, sociallogin.email_addresses[0].email
        account = account_of_identity(provider, sociallogin.account.uid, email)
        if account is None:
            raise ImmediateHttpResponse(turn_away(provider, "no account for this identity"))
        sociallogin.user = account

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> NoReturn:
        """Answer everything that goes wrong with the same page."""
        raise ImmediateHttpResponse(turn_away(provider.sub_id, exception or error))

    def get_requests_session(self) -> Any:
        """Ask without credentials that lie on this machine, and with a limit on waiting."""
        session = super().get_requests_session()
        session.headers["Accept"] = "application/json"
        session.request = functools.partial(session.request, auth=_no_credentials)
        return session


def _no_credentials(request: Any) -> Any:
    # Otherwise a .netrc of this machine would take the place of the Authorization header.
    return request
