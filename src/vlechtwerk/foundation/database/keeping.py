"""Whether typed texts can be kept in the fields of a record: how long they may be, and which signs they may hold."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext as _

from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.foundation.texts import holds_unprintable_signs


def reasons_against_keeping(
    model: type[models.Model], typed: Mapping[str, str], called: Mapping[str, str] | None = None
) -> list[Reason]:
    """Return why texts, each by the name of its field, can't be kept of a record: too long, or with signs of no text.

    called: how the fields are called, where their records do not say it.
    """
    reasons = []
    for name, text in typed.items():
        own = str(getattr(model._meta.get_field(name), "verbose_name", name))
        most = longest(model, name)
        words = {"name": (called or {}).get(name, own), "most": most}
        if len(text.strip()) > most:
            reasons.append(Reason("text_too_long", _("“%(name)s” has at most %(most)s characters.") % words))
        if holds_unprintable_signs(text):
            told = _("“%(name)s” holds a sign that can't be printed. Type it again, or paste it as plain text.")
            reasons.append(Reason("sign_unprintable", told % words))
    return reasons
