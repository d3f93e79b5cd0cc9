"""By what the sentences of an evaluation are judged: its words for amounts, and names that may stand in a sentence."""

from collections.abc import Sequence
from functools import cached_property

from vlechtwerk.domains.evaluation.models import AmountWords, Evaluation, EvaluationRound, Measurement
from vlechtwerk.domains.evaluation.rules.amount_words import scale_as_set, scale_in
from vlechtwerk.domains.partnership.models import Body, Organisation
from vlechtwerk.domains.programme.models import Activity, Precondition, Product
from vlechtwerk.engines.statistics.amount_scale import AmountScale


def names_in(evaluation: Evaluation) -> list[str]:
    """Return names that may stand in a sentence although they hold a figure or a word for an amount."""
    project = {"project_id": evaluation.project_id}
    return [
        *Activity.objects.filter(**project).values_list("name", flat=True),
        *Precondition.objects.filter(**project).values_list("title", flat=True),
        *Product.objects.filter(**project).values_list("title", flat=True),
        *Organisation.objects.filter(**project).values_list("name", flat=True),
        *Body.objects.filter(**project).values_list("name", flat=True),
        *Measurement.objects.filter(evaluation=evaluation).values_list("name", flat=True),
        *EvaluationRound.objects.filter(evaluation=evaluation).values_list("name", flat=True),
    ]


class Yardstick:
    """By what all sentences of one evaluation are judged: each part is read once, when first asked for."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation

    @cached_property
    def names(self) -> Sequence[str]:
        """Return the names that may stand in a sentence."""
        return names_in(self.evaluation)

    @cached_property
    def own(self) -> AmountWords | None:
        """Return its own words for amounts, where it set them."""
        return scale_as_set(self.evaluation)

    def scale(self, language: str) -> AmountScale:
        """Return the words for amounts in a language."""
        return scale_in(self.own, language)
