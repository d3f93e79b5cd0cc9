"""Let an administrator of the installation hand someone the way in."""

import click

from vlechtwerk.interfaces.cli.process import choose_settings, set_up


@click.group()
def account() -> None:
    """Accounts: how people sign in."""


@account.command()
@click.argument("email")
def invite(email: str) -> None:
    """Print the address at which the owner of EMAIL sets a password; it works once, for three days."""
    choose_settings(demo=False)
    with set_up():
        from allauth.account.forms import default_token_generator
        from allauth.account.utils import user_pk_to_url_str
        from django.urls import reverse

        from vlechtwerk.domains.partnership.models import Account

        found = Account.objects.filter(email=email.lower(), is_active=True).first()
        if found is None:
            raise click.ClickException(f"Nobody signs in with {email}. Register the person first.")
        key = default_token_generator.make_token(found)
        path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(found), key])
        click.echo(f"Hand this to {found.email} in person: <address of the site>{path}")


@account.command()
@click.argument("email")
def untie(email: str) -> None:
    """Let EMAIL be tied anew to whom the partner's identity provider proves next; for when a partner renews its own."""
    choose_settings(demo=False)
    with set_up():
        from vlechtwerk.domains.partnership.models import Account
        from vlechtwerk.domains.partnership.operations.accounts import forget_identities

        found = Account.objects.filter(email=email.lower()).first()
        if found is None:
            raise click.ClickException(f"Nobody signs in with {email}.")
        count = forget_identities(found)
        click.echo(f"{found.email} was tied to {count} identities of partners, and is tied to none now.")
