"""Whether advice and promises may be tied to the programme now: answered with the reasons against it."""

from datetime import datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Advice, Person, Promise
from vlechtwerk.domains.partnership.rules import reasons_against_acting
from vlechtwerk.domains.partnership.rules.promises import reasons_against_following_promise
from vlechtwerk.domains.programme.models import Activity, FocusArea, PromiseAbout
from vlechtwerk.domains.programme.rules import reasons_against_leading
from vlechtwerk.foundation.refusal import Reason


def reasons_against_linking_advice(activity: Activity, advice: Advice, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't say that an advice is about an activity: it is for its asker or the lead."""
    reasons = reasons_against_acting(by, at)
    if not reasons and advice.asked_by_id != by.id:
        reasons = reasons_against_leading(activity, by=by, at=at)
    if activity.advice.filter(advice=advice).exists():
        reasons.append(Reason("linked_already", _("This advice stands with this activity already.")))
    return reasons


def reasons_against_linking_promise(
    promise: Promise, activity: Activity | None, focus_area: FocusArea | None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why someone can't say what a promise is about: one activity or one focus area, each named once."""
    against = reasons_against_following_promise(promise, by=by, at=at)
    # What it was about may still be said when it has ended.
    reasons = [reason for reason in against if reason.code != "promise_ended"]
    if (activity is None) == (focus_area is None):
        reasons.append(Reason("one_subject", _("Name one activity or one focus area.")))
    elif PromiseAbout.objects.filter(promise=promise, activity=activity, focus_area=focus_area).exists():
        reasons.append(Reason("linked_already", _("This promise stands there already.")))
    return reasons
