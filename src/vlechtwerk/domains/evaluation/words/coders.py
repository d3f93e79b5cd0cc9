"""How a layer of codings is called."""

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Coder


def name_of_coder(coder: Coder) -> str:
    """Say whose codings they are; what was settled together is nobody's own."""
    return _("settled together") if coder.kind == Coder.Kind.SETTLED else coder.name
