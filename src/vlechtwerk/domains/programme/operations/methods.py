"""Write down what was learnt as a method, let another activity take it up, and tell what came of it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import Activity, Method, MethodOutcome, MethodUse, MethodVersion
from vlechtwerk.domains.programme.rules.methods import (
    MethodText,
    reasons_against_describing,
    reasons_against_noting_trial,
    reasons_against_rewriting,
    reasons_against_taking_up,
    reasons_against_telling_outcome,
)
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.evidence.address import Evidence
from vlechtwerk.foundation.evidence.links import attach
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import refuse_if


@transaction.atomic
def describe_method(
    code: str,
    title: str,
    text: MethodText,
    *,
    by: Person,
    at: datetime,
    developed_in: Activity | None = None,
    contact_function: str = "",
    evidence: Sequence[Evidence] = (),
) -> Method:
    """Write down a method in its first version."""
    wait_for_others("methods", by.project_id)
    refuse_if(reasons_against_describing(code, title, text, developed_in, evidence=evidence, by=by, at=at))
    method = Method.objects.create(
        project_id=by.project_id,
        code=code.strip(),
        title=title.strip(),
        developed_in=developed_in,
        contact_function=contact_function.strip(),
        order=Method.objects.filter(project_id=by.project_id).count(),
    )
    _keep_version(method, 1, text, "", evidence, by=by, at=at)
    note_act("describe_method", "method", method.id, project_id=by.project_id, by=by.id, at=at)
    return method


@transaction.atomic
def rewrite_method(
    method: Method, text: MethodText, change: str, *, by: Person, at: datetime, evidence: Sequence[Evidence] = ()
) -> MethodVersion:
    """Add a version of a method; the former ones stay readable."""
    method = Method.objects.select_for_update(of=("self",)).select_related("developed_in").get(id=method.id)
    refuse_if(reasons_against_rewriting(method, text, change, evidence=evidence, by=by, at=at))
    version = _keep_version(method, method.versions.count() + 1, text, change, evidence, by=by, at=at)
    note_act("rewrite_method", "method", method.id, project_id=method.project_id, by=by.id, at=at)
    return version


def _keep_version(
    method: Method,
    number: int,
    text: MethodText,
    change: str,
    evidence: Sequence[Evidence],
    *,
    by: Person,
    at: datetime,
) -> MethodVersion:
    version = MethodVersion.objects.create(
        project_id=method.project_id,
        method=method,
        number=number,
        change=change.strip(),
        recorded_by=by,
        recorded_at=at,
        **{name: value.strip() for name, value in asdict(text).items()},
    )
    attach(version, evidence)
    return version


@transaction.atomic
def take_up_method(
    method: Method,
    activity: Activity,
    reason: str,
    *,
    by: Person,
    at: datetime,
    used_from: PreciseDate | None = None,
    evidence: Sequence[Evidence] = (),
) -> MethodUse:
    """Let an activity take up the newest version of a method, for a reason."""
    method = Method.objects.select_for_update(of=("self",)).get(id=method.id)
    refuse_if(reasons_against_taking_up(method, activity, reason, used_from, evidence=evidence, by=by, at=at))
    use = _keep_use(method, MethodUse.Kind.TAKEN_UP, activity, reason, used_from, by=by, at=at)
    attach(use, evidence)
    note_act("take_up_method", "method", method.id, project_id=method.project_id, by=by.id, at=at)
    return use


@transaction.atomic
def note_trial(
    method: Method,
    *,
    by: Person,
    at: datetime,
    activity: Activity | None = None,
    by_whom: str = "",
    used_from: PreciseDate | None = None,
    evidence: Sequence[Evidence] = (),
) -> MethodUse:
    """Note that a method was tried in an activity, or by someone outside, as a source tells."""
    refuse_if(reasons_against_noting_trial(method, by_whom, activity, used_from, evidence=evidence, by=by, at=at))
    use = _keep_use(
        method, MethodUse.Kind.TRIED, activity, "", used_from, by_whom=by_whom.strip() if activity is None else "",
        by=by, at=at,
    )  # fmt: skip
    attach(use, evidence)
    note_act("note_trial", "method", method.id, project_id=method.project_id, by=by.id, at=at)
    return use


def _keep_use(
    method: Method,
    kind: str,
    activity: Activity | None,
    reason: str,
    used_from: PreciseDate | None,
    *,
    by: Person,
    at: datetime,
    by_whom: str = "",
) -> MethodUse:
    return MethodUse.objects.create(
        project_id=method.project_id,
        method=method,
        version=method.versions.order_by("-number")[0],
        kind=kind,
        activity=activity,
        by_whom=by_whom,
        reason=reason.strip(),
        used_from=used_from,
        recorded_by=by,
        recorded_at=at,
        order=method.uses.count(),
    )


@transaction.atomic
def tell_outcome(
    use: MethodUse,
    outcome: str,
    because: str,
    *,
    by: Person,
    at: datetime,
    told_on: PreciseDate | None = None,
    evidence: Sequence[Evidence] = (),
) -> MethodOutcome:
    """Tell what came of using a method; what was told before stays."""
    refuse_if(reasons_against_telling_outcome(use, outcome, because, told_on, evidence=evidence, by=by, at=at))
    told = MethodOutcome.objects.create(
        project_id=use.project_id,
        use=use,
        outcome=outcome,
        because=because.strip(),
        told_on=told_on,
        recorded_by=by,
        recorded_at=at,
        order=use.outcomes.count(),
    )
    attach(told, evidence)
    note_act("tell_outcome", "method", use.method_id, project_id=use.project_id, by=by.id, at=at)
    return told
