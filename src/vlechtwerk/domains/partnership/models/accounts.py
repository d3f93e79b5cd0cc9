"""How a person signs in. These records are read before it is known who reads, so they hold nothing else."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.foundation.identifiers import new_identifier


class AccountManager(BaseUserManager["Account"]):
    """Make accounts."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        """Make an account that signs in with this address; without a password only other ways to sign in work."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way to sign in. What someone may do follows from the appointments of the persons it stands for."""

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    is_active = models.BooleanField(default=True)
    # The project the account looked at last, so that signing in leads back to it.
    last_project_id = models.UUIDField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    class Meta:
        ordering = ["email"]

    def __str__(self) -> str:
        return self.email


class AccessToken(models.Model):
    """A personal token for the programming interface and the command line; only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="access_tokens")
    name = models.CharField(_("name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    # Made by someone whom a partner's identity provider vouched for; otherwise the account needs a second factor here.
    vouched = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="token_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.name
