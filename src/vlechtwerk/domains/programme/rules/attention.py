"""Whether someone may choose so of what they are told by e-mail."""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.programme.models import DigestChoice, NoticeKind
from vlechtwerk.foundation.refusal import Reason


def reasons_against_choosing_digest(
    how_often: str, kinds: Collection[str], language: str, *, with_sharing: bool, by: Person, at: datetime
) -> list[Reason]:
    """Return why a digest can't be chosen so: of nothing, or as is not offered."""
    reasons = reasons_against_acting(by, at)
    known = how_often in DigestChoice.HowOften.values and language in DigestChoice.Language.values
    if not known or set(kinds) - set(NoticeKind.values):
        return [*reasons, Reason("choice_unknown", _("Choose one of what is offered."))]
    if how_often != DigestChoice.HowOften.NEVER and not kinds and not with_sharing:
        reasons.append(Reason("kinds_missing", _("Choose at least one thing to be told of, or “never”.")))
    return reasons
