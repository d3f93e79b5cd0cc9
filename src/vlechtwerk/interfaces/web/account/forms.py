"""Forms of the account page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.operations.accounts import LONGEST_TOKEN_LIFE


class TokenForm(forms.Form):
    """Ask what a personal token is for, and how long it lives."""

    name = forms.CharField(label=_("What is the token for?"), max_length=80)
    days = forms.IntegerField(
        label=_("Valid for how many days?"), min_value=1, max_value=LONGEST_TOKEN_LIFE.days, initial=30
    )
