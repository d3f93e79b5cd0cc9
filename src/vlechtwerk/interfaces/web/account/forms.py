"""Forms of the account page, and of passkeys."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import AccessToken
from vlechtwerk.domains.partnership.rules import LONGEST_TOKEN_LIFE
from vlechtwerk.foundation.database.fields import longest


class TokenForm(forms.Form):
    """Ask what a personal token is for, and how long it lives."""

    name = forms.CharField(label=_("What is the token for?"), max_length=longest(AccessToken, "name"))
    days = forms.IntegerField(
        label=_("Valid for how many days?"), min_value=1, max_value=LONGEST_TOKEN_LIFE.days, initial=30
    )


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth brings no types
    """Ask how a passkey is called; it replaces the password unless someone wants otherwise."""

    name = forms.CharField(label=_("Name of the passkey"), required=False, max_length=80)
    passwordless = forms.BooleanField(
        label=_("Sign in with this passkey alone, without a password"), required=False, initial=True
    )


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]  # allauth brings no types
    """Ask for another name of a passkey."""

    name = forms.CharField(label=_("Name of the passkey"), max_length=80)
