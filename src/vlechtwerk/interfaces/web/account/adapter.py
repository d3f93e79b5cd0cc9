"""How accounts are handled: nobody signs up, someone is invited; and the words for what goes wrong."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from vlechtwerk.interfaces.actor import vouched_for

# The step of allauth that asks for a second factor; ours takes its place.
ASKS_SECOND_FACTOR = f"{AuthenticateStage.__module__}.{AuthenticateStage.__qualname__}"
TOO_OFTEN = _(
    "A wrong password or code was given too often. Wait five minutes and try again; until then the right one is "
    "refused too."
)
NOT_RIGHT = _("This code or passkey is not right.")
# Said by allauth and Django; named here so that our own Dutch is taken: polite, and complete.
SAID_BY_OTHERS = (
    _("You must type the same password each time."),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Use a security key"),
    _("Authenticator code"),
    _("Incorrect password."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        0,
    ),
)


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth brings no types
    """Accounts are made by an administrator, never by signing up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This e-mail address and this password do not belong together."),
        "enter_current_password": _("This is not your present password."),
        "too_many_login_attempts": TOO_OFTEN,
        "rate_limited": TOO_OFTEN,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Keep signing up closed."""
        return False

    def respond_user_inactive(self, request: HttpRequest, user: object) -> HttpResponse:
        """Send someone whose account is closed to the page that says whom to ask."""
        return redirect("ended")

    def get_login_stages(self) -> list[str]:
        """Ask for no second factor of ours from someone who showed one at home."""
        ours = f"{SecondFactorStage.__module__}.{SecondFactorStage.__qualname__}"
        return [ours if stage == ASKS_SECOND_FACTOR else stage for stage in super().get_login_stages()]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to the account."""
        return reverse("account")


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]  # allauth brings no types
    """The second step of signing in, for those whom no identity provider vouched for."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Ask, or go on."""
        if vouched_for(self.request, self.login.user):
            return None, True
        asked: tuple[HttpResponse | None, bool] = super().handle()
        return asked


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth brings no types
    """Passkeys, authenticator app and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": NOT_RIGHT}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """Propose a name for a new passkey."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def build_totp_svg(self, url: str) -> str:
        """Draw the square as part of the page, without the declaration of a file: the content policy stays strict."""
        drawing: str = super().build_totp_svg(url)
        return drawing[drawing.index("<svg") :]
