"""What is said of a verdict."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.evaluation.models import Contribution

# Short, where the whole of it stands beside the choice.
VERDICTS: Mapping[str, Promise] = {
    Contribution.CONVINCING: gettext_lazy("Convincing"),
    Contribution.PLAUSIBLE: gettext_lazy("Plausible"),
    Contribution.NOT_TO_BE_TOLD: gettext_lazy("Not to be told"),
    Contribution.UNLIKELY: gettext_lazy("Unlikely"),
}
