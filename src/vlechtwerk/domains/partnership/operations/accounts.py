"""Make accounts, and the personal tokens with which a person's programs act."""

import hashlib
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import AccessToken, Account
from vlechtwerk.foundation.refusal import Reason, refuse_if

LONGEST_TOKEN_LIFE = timedelta(days=90)
MOST_TOKENS = 10


def digest_of(secret: str) -> str:
    """Return what is kept of a token: its SHA-256. The token itself is random enough to need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_access_token(account: Account, name: str, *, days: int, at: datetime) -> tuple[AccessToken, str]:
    """Make a personal token; return it with the secret, which is shown once and kept nowhere."""
    reasons = []
    if not 1 <= days <= LONGEST_TOKEN_LIFE.days:
        reasons.append(
            Reason(
                "token_lives_too_long", _("A token lives from 1 to %(days)s days.") % {"days": LONGEST_TOKEN_LIFE.days}
            )
        )
    if account.access_tokens.filter(expires_at__gt=at).count() >= MOST_TOKENS:
        reasons.append(
            Reason("too_many_tokens", _("You have %(count)s tokens. Remove one first.") % {"count": MOST_TOKENS})
        )
    refuse_if(reasons)
    secret = f"vw_{secrets.token_urlsafe(32)}"
    token = AccessToken.objects.create(
        account=account, name=name, digest=digest_of(secret), created_at=at, expires_at=at + timedelta(days=days)
    )
    return token, secret


def remove_access_token(account: Account, token_id: UUID) -> bool:
    """Remove one of the account's own tokens; return whether there was one."""
    removed, _by_model = account.access_tokens.filter(id=token_id).delete()
    return removed > 0


def account_of_token(secret: str, *, at: datetime) -> Account | None:
    """Return the account of a token that is still valid, or nothing."""
    token = (
        AccessToken.objects.filter(digest=digest_of(secret), expires_at__gt=at, account__is_active=True)
        .select_related("account")
        .first()
    )
    return token.account if token else None
