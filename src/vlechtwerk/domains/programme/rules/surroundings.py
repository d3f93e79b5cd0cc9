"""Whether our own work may be tied to themes and agreements of the surroundings now."""

from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Agreement, Person, Theme
from vlechtwerk.domains.partnership.rules.surroundings import reasons_against_mapping
from vlechtwerk.domains.programme.models import Activity, FocusArea, OwnTheme
from vlechtwerk.foundation.refusal import Reason


def reasons_against_tying_theme(
    theme: Theme, focus_area: FocusArea | None, activity: Activity | None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why it can't be said that something of ours works on a theme: one thing at a time, and once."""
    reasons = reasons_against_mapping(by, at)
    if (focus_area is None) == (activity is None):
        return [*reasons, Reason("one_of_two", _("Choose a focus area or an activity."))]
    if OwnTheme.objects.filter(theme=theme, focus_area=focus_area, activity=activity).exists():
        reasons.append(Reason("named_already", _("This stands there already.")))
    return reasons


def reasons_against_tying_agreement(
    activity: Activity, agreement: Agreement, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why an activity can't be tied to an agreement."""
    reasons = reasons_against_mapping(by, at)
    if activity.agreements.filter(agreement=agreement).exists():
        reasons.append(Reason("named_already", _("This stands there already.")))
    return reasons
