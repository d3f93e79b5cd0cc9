"""Renew the keys that documents are encrypted with, at the server."""

import click

from vlechtwerk.interfaces.cli.process import choose_settings


@click.group()
def keys() -> None:
    """The keys that documents are encrypted with."""


@keys.command()
@click.argument("provider")
def rotate(provider: str) -> None:
    """Encrypt what an organisation (its code) gives from now on with a new key; earlier files stay readable."""
    choose_settings(demo=False)
    from vlechtwerk.domains.sharing.operations.store import rotate_key
    from vlechtwerk.domains.sharing.queries.store import KeysLost
    from vlechtwerk.engines.documents.protection.keys import KeyMissing

    try:
        number = rotate_key(provider)
    except (KeyMissing, KeysLost) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"What {provider} gives is encrypted with key {number} from now on. Copy the key ring.")
