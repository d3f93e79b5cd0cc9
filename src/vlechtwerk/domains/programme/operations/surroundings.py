"""Say which of our own focus areas and activities work on a theme, and under which agreements."""

from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Agreement, Person, Theme
from vlechtwerk.domains.programme.models import Activity, ActivityAgreement, FocusArea, OwnTheme
from vlechtwerk.domains.programme.rules.surroundings import reasons_against_tying_agreement, reasons_against_tying_theme
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def tie_theme(
    theme: Theme,
    *,
    by: Person,
    at: datetime,
    focus_area: FocusArea | None = None,
    activity: Activity | None = None,
) -> OwnTheme:
    """Say that one of our focus areas or activities works on a theme."""
    wait_for_others("own_themes", theme.id)
    refuse_if(reasons_against_tying_theme(theme, focus_area, activity, by=by, at=at))
    tie = OwnTheme.objects.create(project_id=theme.project_id, theme=theme, focus_area=focus_area, activity=activity)
    note_act("tie_theme", "theme", theme.id, project_id=theme.project_id, by=by.id, at=at)
    return tie


@transaction.atomic
def tie_agreement(activity: Activity, agreement: Agreement, *, by: Person, at: datetime) -> ActivityAgreement:
    """Say that an activity works under an agreement."""
    wait_for_others("agreements", activity.id)
    refuse_if(reasons_against_tying_agreement(activity, agreement, by=by, at=at))
    tie = ActivityAgreement.objects.create(project_id=activity.project_id, activity=activity, agreement=agreement)
    note_act("tie_agreement", "agreement", agreement.id, project_id=activity.project_id, by=by.id, at=at)
    return tie
