"""Find the account of a proven identity, and make the personal tokens with which a person's programs act."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils.crypto import salted_hmac

from vlechtwerk.domains.partnership.models import AccessToken, Account, Project
from vlechtwerk.domains.partnership.rules import reasons_against_making_token
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.refusal import refuse_if


def digest_of(secret: str) -> str:
    """Return what is kept of a token: its HMAC-SHA-256 (RFC 2104), so that who writes in the database makes none.

    The token itself is random enough to need no salt; the key is of the settings' secret.
    """
    return salted_hmac("vlechtwerk.access-token", secret, algorithm="sha256").hexdigest()


@transaction.atomic
def make_access_token(
    account: Account, name: str, *, days: int, at: datetime, vouched: bool = False
) -> tuple[AccessToken, str]:
    """Make a personal token; return it with the secret, which is shown once and kept nowhere."""
    wait_for_others("access_tokens", account.id)
    refuse_if(reasons_against_making_token(account, days, at=at))
    secret = f"vw_{secrets.token_urlsafe(32)}"
    token = AccessToken.objects.create(
        account=account,
        name=name,
        digest=digest_of(secret),
        vouched=vouched,
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    return token, secret


def remove_access_token(account: Account, token_id: UUID) -> bool:
    """Remove one of the account's own tokens; return whether there was one."""
    removed, _by_model = account.access_tokens.filter(id=token_id).delete()
    return removed > 0


@transaction.atomic
def remember_project(account: Account, project: Project) -> None:
    """Remember which project an account looked at last, so that signing in leads back to it."""
    if account.last_project_id != project.id:
        account.last_project_id = project.id
        account.save(update_fields=["last_project_id"])


def token_in_force(secret: str, *, at: datetime) -> AccessToken | None:
    """Return a token that is still valid, with its account, or nothing."""
    return (
        AccessToken.objects.filter(digest=digest_of(secret), expires_at__gt=at, account__is_active=True)
        .select_related("account")
        .first()
    )


@transaction.atomic
def account_of_identity(provider: str, subject: str, email: str) -> Account | None:
    """Return the open account with an address that an identity provider proved, or nothing; never make one.

    The first time ties the account to the subject: an address that the partner gives to somebody else later on does
    not open it.
    """
    account = Account.objects.select_for_update().filter(email=email.lower(), is_active=True).first()
    if account is None or SocialAccount.objects.filter(provider=provider, user=account).exclude(uid=subject).exists():
        return None
    tied, _new = SocialAccount.objects.get_or_create(provider=provider, uid=subject, defaults={"user": account})
    return account if tied.user_id == account.pk else None


def forget_identities(account: Account) -> int:
    """Untie an account from all identity providers, so that the next one who proves its address is tied anew."""
    removed, _by_model = SocialAccount.objects.filter(user=account).delete()
    return int(removed)
