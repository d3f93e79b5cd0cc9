"""Words for warnings about the wording of a statement, and signs for the sides of a scale."""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.evaluation.models import Side
from vlechtwerk.engines.surveys.statement_wording import WarningKind, WordingWarning

WARNINGS: Mapping[WarningKind, Promise] = {
    WarningKind.DOUBLE_BARRELLED: gettext_lazy(
        "Does this ask two things in one (“%(words)s”)? Then nobody knows to which of them someone agrees."
    ),
    WarningKind.NEGATIVE: gettext_lazy(
        "Is this worded negatively (“%(words)s”)? Agreeing then means that it goes badly, which people misread."
    ),
    WarningKind.TOO_LONG: gettext_lazy("This is long: %(words)s words. Up to 20 are read at once on a phone."),
    WarningKind.VAGUE_AMOUNT: gettext_lazy("How much is “%(words)s”? People differ widely in what they mean by it."),
}
# How the side of an answer is typed.
SIGNS: Mapping[str, Side] = {"-": Side.DISAGREE, "0": Side.NEUTRAL, "+": Side.AGREE}
LANGUAGES: Mapping[str, Promise] = {"nl": gettext_lazy("Dutch"), "en": gettext_lazy("English")}


def words_of_warning(warning: WordingWarning) -> str:
    """Say one warning, without the language that it is about."""
    return str(WARNINGS[warning.kind]) % {"words": ", ".join(warning.words)}


def words_in_language(warning: WordingWarning) -> str:
    """Say one warning with the language that it is about."""
    return _("%(language)s: %(words)s") % {
        "language": str(LANGUAGES[warning.language]),
        "words": words_of_warning(warning),
    }


def say_warnings(warnings: Sequence[WordingWarning]) -> list[str]:
    """Say warnings, each with its language."""
    return [words_in_language(one) for one in warnings]
