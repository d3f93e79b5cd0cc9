"""Give advice and promises the shape in which they go out."""

from collections.abc import Sequence

from vlechtwerk.domains.partnership.queries.promises import AdviceAsOf, PromiseAsOf
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.domains.programme.queries.planning import activities_of_advice, subjects_of_promises
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.foundation.evidence.models import EvidenceLink
from vlechtwerk.interfaces.api import promise_schemas as schemas
from vlechtwerk.interfaces.api.schemas import DateOut, DaysOut, EvidenceOut


def advice_out(found: Sequence[AdviceAsOf]) -> list[schemas.AdviceOut]:
    """Return the shape of advice as it stood: two queries."""
    activities = activities_of_advice([item.advice for item in found])
    links = evidence_of(item.advice.id for item in found)
    return [_one_out(item, activities[item.advice.id], links.get(item.advice.id, [])) for item in found]


def _one_out(item: AdviceAsOf, activities: Sequence[Activity], links: Sequence[EvidenceLink]) -> schemas.AdviceOut:
    found = item.advice
    return schemas.AdviceOut(
        id=found.id,
        question=found.question,
        body=found.body.code,
        asking_body=found.asking_body.code if found.asking_body else None,
        asked_by=found.asked_by.name if found.asked_by else None,
        asked_on=DateOut.of(found.asked_on),
        due_on=found.due_on,
        overdue_days=item.overdue_days,
        waited=DaysOut.of(item.waited),
        decision=found.decision_id,
        activities=[activity.code for activity in activities],
        given_on=DateOut.of(found.given_on) if item.is_given else None,
        given_by=found.given_by.name if found.given_by and item.is_given else None,
        text=found.text if item.is_given else "",
        followed=found.followed if item.is_weighed else "",
        why=found.why if item.is_weighed else "",
        followed_in=found.followed_in_id if item.is_weighed else None,
        evidence=[EvidenceOut.of(link) for link in links] if item.is_given else [],
    )


def promises_out(found: Sequence[PromiseAsOf]) -> list[schemas.PromiseOut]:
    """Return the shape of promises as they stood: two queries."""
    about = subjects_of_promises([item.promise for item in found])
    links = evidence_of(item.promise.id for item in found)
    return [
        schemas.PromiseOut(
            id=item.promise.id,
            text=item.promise.text,
            recipient=item.promise.recipient,
            organisation=item.promise.organisation.code if item.promise.organisation else None,
            made_by=item.promise.made_by,
            made_on=DateOut.of(item.promise.made_on),
            first_due_on=DateOut.of(item.promise.due_on),
            due_on=DateOut.of(item.due_on),
            overdue_days=item.overdue_days,
            state=item.kind,
            responsible=item.promise.responsible.name if item.promise.responsible else None,
            about=[subject.code for subject in about[item.promise.id]],
            steps=[
                schemas.PromiseStepOut(
                    kind=step.kind,
                    occurred_on=DateOut.of(step.occurred_on),
                    reason=step.reason,
                    due_on=DateOut.of(step.due_on),
                    decision=step.decision_id,
                )
                for step in item.steps
            ],
            evidence=[EvidenceOut.of(link) for link in links.get(item.promise.id, [])],
        )
        for item in found
    ]
