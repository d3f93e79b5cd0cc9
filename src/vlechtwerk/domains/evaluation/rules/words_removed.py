"""Whether a text brings words back that were removed since consent was withdrawn, however its lines end."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import Evaluation, ParticipantConsent
from vlechtwerk.engines.coding.segments import paragraphs_of
from vlechtwerk.foundation.refusal import Reason

# What stands where words went that were typed; as in words.sql.
FORGOTTEN = "[…]"
# So many paragraphs are named at most.
MOST_NAMED = 10


def reasons_against_bringing_back(evaluation: Evaluation, texts: Iterable[tuple[str, str]]) -> list[Reason]:
    """Return why texts (each with its name) can't come in: paragraphs of eight words or more were removed.

    They are known by sums of their words (words.sql), so long as whose they were has not consented again.
    """
    Use, State = ParticipantConsent.Use, ParticipantConsent.State
    said = ParticipantConsent.objects.filter(evaluation=evaluation, use=Use.STUDY, state=State.WITHDRAWN)
    if not said.exists():
        return []
    found = [(name, _removed_in(evaluation, text)) for name, text in texts]
    return [_reason(name, places) for name, places in found if places]


def _removed_in(evaluation: Evaluation, text: str) -> list[int]:
    paragraphs = [text[one.start : one.end] for one in paragraphs_of(text)]
    with connection.cursor() as cursor:
        cursor.execute("select removed_words_in(%s, %s::text[])", [evaluation.id, paragraphs])
        return [place for (place,) in cursor.fetchall()]


def _reason(name: str, places: Sequence[int]) -> Reason:
    numbers = [str(place) for place in places if place][:MOST_NAMED]
    where = _("the whole text")
    if numbers:
        where = ngettext("paragraph %(numbers)s", "paragraphs %(numbers)s", len(numbers)) % {
            "numbers": ", ".join(numbers)
        }
    words = _(
        "“%(name)s”, %(where)s: consent for these words was withdrawn, so they do not come back. Take them out of the "
        "file and choose it again. Does whose words they are consent again? Note that first."
    )
    return Reason("consent_withdrawn", words % {"name": name, "where": where}, _("Withdrawn consent removes the words"))
