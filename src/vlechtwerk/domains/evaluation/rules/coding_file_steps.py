"""Whether a file of coding that came in may be taken in, and whether that may be undone."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Code, CodingFile, Evaluation, Memo, Settling, Transcript
from vlechtwerk.domains.evaluation.models import Coding as Given
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.refusal import Reason

State = CodingFile.State
# So many texts are named at most.
MOST_NAMED = 10


def is_code_book(file: CodingFile) -> bool:
    """Whether a file holds codes alone."""
    return file.name.lower().endswith(".qdc")


def reasons_against_file(file: CodingFile, *states: str, by: Person, at: datetime) -> list[Reason]:
    """Return why nothing can be done with a file: it is not in one of these states, or is no longer kept."""
    reasons = reasons_against_evaluating(file.evaluation, by=by, at=at)
    if file.state not in states:
        words = _("This file is past that: “%(state)s”.") % {"state": file.get_state_display()}
        reasons.append(Reason("file_is_past_that", words))
    elif not file.content:
        words = _("The file is no longer kept: that is for one day, and until consent is withdrawn. Choose it again.")
        reasons.append(Reason("file_not_kept", words))
    return reasons


def reasons_against_counting(file: CodingFile, counted: Mapping[str, str]) -> list[Reason]:
    """Return why a file can't be taken in: nobody chose (by number) how the places of a doubtful text are counted."""
    doubtful = [one for one in file.told.get("sources", ()) if one["tried"]]
    open_ = [
        one["name"] for one in doubtful if counted.get(one["guid"]) not in {str(way) for way, _words in one["tried"]}
    ]
    if not open_:
        return []
    words = _(
        "It is doubtful how places in %(names)s are counted. Choose for each the way that selects sensible words."
    )
    return [Reason("counting_not_chosen", words % {"names": ", ".join(f"“{name}”" for name in open_[:MOST_NAMED])})]


def reasons_against_undoing_taking_in(file: CodingFile, *, by: Person, at: datetime) -> list[Reason]:
    """Return why what a file brought can't be taken away: someone went on with it since."""
    reasons = reasons_against_evaluating(file.evaluation, by=by, at=at)
    if file.state != State.TAKEN_IN:
        words = _("This file is past that: “%(state)s”.") % {"state": file.get_state_display()}
        return [*reasons, Reason("file_is_past_that", words)]
    if _went_on(file):
        words = _("Someone went on with its texts or codes since, or settled in them. Undo that first.")
        reasons.append(Reason("went_on_since", words))
    return reasons


def _went_on(file: CodingFile) -> bool:
    of: Evaluation = file.evaluation
    standing = Given.objects.filter(evaluation=of, is_gone=False)
    here = set(standing.filter(transcript_id__in=file.new_texts).values_list("id", flat=True))
    here |= set(standing.filter(code_id__in=file.new_codes).values_list("id", flat=True))
    below = Code.objects.filter(evaluation=of, parent_id__in=file.new_codes, is_gone=False)
    texts = Transcript.objects.filter(evaluation=of, id__in=file.new_texts)
    return (
        bool(here - set(file.new_codings))
        or below.exclude(id__in=file.new_codes).exists()
        or Settling.objects.filter(transcript__in=texts).exists()
        or Memo.objects.filter(transcript__in=texts, written_at__gt=file.ended_at or file.asked_at).exists()
    )
