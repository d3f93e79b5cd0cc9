"""What a link of the outcome map says, read from its first node to its last."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.programme.models import MapLink

# A link runs from left to right: what stands at its end needs what stands at its start.
LINK_WORDS: Mapping[str, str | Promise] = {
    MapLink.Kind.CONTRIBUTES_TO: _("should contribute to"),
    MapLink.Kind.NEEDS: _("is needed for"),
}


def say_link(kind: str) -> str:
    """Return the words that stand between the two ends of a link."""
    return str(LINK_WORDS[kind])
