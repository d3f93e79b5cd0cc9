"""Ask for a profile, say how the vacancy was published and whether that is what was asked, and note the steps."""

from collections.abc import Mapping
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from vlechtwerk.domains.partnership.models import Organisation, Person
from vlechtwerk.domains.programme.models import (
    Activity,
    Candidate,
    CapacityProfile,
    RecruitmentPart,
    RecruitmentRequest,
    RecruitmentStep,
    Vacancy,
    VacancyDifference,
)
from vlechtwerk.domains.programme.rules.recruitment import (
    reasons_against_asking_profile,
    reasons_against_judging_difference,
    reasons_against_naming_candidate,
    reasons_against_noting_step,
    reasons_against_publishing_vacancy,
)
from vlechtwerk.foundation.database.locks import wait_for_others
from vlechtwerk.foundation.journal.entries import note_act
from vlechtwerk.foundation.refusal import refuse_if


def _words(parts: Mapping[str, str]) -> dict[str, str]:
    return {part.value: parts.get(part.value, "").strip() for part in RecruitmentPart}


def _recorded(day: date, by: Person, at: datetime) -> datetime:
    """Return when something was recorded: of what a case tells, on the day itself."""
    return timezone.make_aware(datetime.combine(day, time(12))) if by.loads_cases else at


@transaction.atomic
def ask_profile(
    code: str,
    organisation: Organisation,
    profile: CapacityProfile,
    parts: Mapping[str, str],
    asked_on: date,
    *,
    by: Person,
    at: datetime,
    activity: Activity | None = None,
) -> RecruitmentRequest:
    """Ask an organisation to recruit someone; `parts` are the words of each `RecruitmentPart`."""
    wait_for_others("recruitment_requests", by.project_id)
    refuse_if(reasons_against_asking_profile(code, parts, asked_on, by=by, at=at))
    request = RecruitmentRequest.objects.create(
        project_id=by.project_id,
        code=code.strip(),
        organisation=organisation,
        profile=profile,
        activity=activity,
        asked_on=asked_on,
        recorded_by=by,
        recorded_at=_recorded(asked_on, by, at),
        **_words(parts),
    )
    note_act("ask_profile", "recruitment_request", request.id, project_id=by.project_id, by=by.id, at=at)
    return request


@transaction.atomic
def publish_vacancy(
    request: RecruitmentRequest, parts: Mapping[str, str], published_on: date, *, by: Person, at: datetime
) -> Vacancy:
    """Copy what the vacancy says, in the same parts as the request; an earlier text stays."""
    wait_for_others("vacancies", request.id)
    refuse_if(reasons_against_publishing_vacancy(request, parts, published_on, by=by, at=at))
    vacancy = Vacancy.objects.create(
        project_id=by.project_id,
        request=request,
        published_on=published_on,
        number=request.vacancies.count() + 1,
        recorded_by=by,
        recorded_at=_recorded(published_on, by, at),
        **_words(parts),
    )
    note_act("publish_vacancy", "vacancy", vacancy.id, project_id=by.project_id, by=by.id, at=at)
    return vacancy


@transaction.atomic
def judge_difference(
    vacancy: Vacancy, part: str, verdict: str, remark: str, *, by: Person, at: datetime
) -> VacancyDifference:
    """Judge whether a part was published as asked; a later judgement replaces it, and both stay."""
    refuse_if(reasons_against_judging_difference(vacancy, part, verdict, remark, by=by, at=at))
    judged = VacancyDifference.objects.create(
        project_id=by.project_id,
        vacancy=vacancy,
        part=part,
        verdict=verdict,
        remark=remark.strip(),
        recorded_by=by,
        recorded_at=_recorded(vacancy.published_on, by, at),
    )
    note_act("judge_difference", "vacancy", vacancy.id, project_id=by.project_id, by=by.id, at=at)
    return judged


@transaction.atomic
def name_candidate(
    request: RecruitmentRequest, name: str, found_on: date, *, by: Person, at: datetime, manager: Person | None = None
) -> Candidate:
    """Name a candidate who was found; only the manager who names them reads it. A case says which manager that is."""
    refuse_if(reasons_against_naming_candidate(request, name, found_on, by=by, at=at))
    keeper = manager if manager is not None and by.loads_cases else by
    recorded_at = _recorded(found_on, by, at)
    candidate = Candidate.objects.create(
        project_id=by.project_id, request=request, manager=keeper, name=name.strip(), recorded_at=recorded_at
    )
    RecruitmentStep.objects.create(
        project_id=by.project_id,
        candidate=candidate,
        manager=keeper,
        kind=RecruitmentStep.Kind.FOUND,
        occurred_on=found_on,
        recorded_at=recorded_at,
    )
    note_act("name_candidate", "candidate", candidate.id, project_id=by.project_id, by=by.id, at=at)
    return candidate


@transaction.atomic
def note_step(candidate: Candidate, kind: str, on: date, *, by: Person, at: datetime) -> RecruitmentStep:
    """Note that a candidate took a step on a day."""
    wait_for_others("candidate", candidate.id)
    taken = dict(candidate.steps.values_list("kind", "occurred_on"))
    refuse_if(reasons_against_noting_step(candidate, taken, kind, on, by=by, at=at))
    step = RecruitmentStep.objects.create(
        project_id=by.project_id,
        candidate=candidate,
        manager_id=candidate.manager_id,
        kind=kind,
        occurred_on=on,
        recorded_at=_recorded(on, by, at),
    )
    note_act("note_step", "candidate", candidate.id, project_id=by.project_id, by=by.id, at=at)
    return step
