"""The account with which tests sign in, in a browser and without one."""

from vlechtwerk.domains.partnership.models import Account

EMAIL = "bram@example.org"
PASSWORD = "teenwilg-en-rotan"


def give_password() -> Account:
    """Give Bram's account its password."""
    account = Account.objects.get(email=EMAIL)
    account.set_password(PASSWORD)
    account.save()
    return account
