"""Whether someone may be recruited, and a step noted: each question is answered with the reasons against it."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Organisation, Person
from vlechtwerk.domains.partnership.rules import functions_of, reasons_against_acting
from vlechtwerk.domains.programme.models import (
    Candidate,
    RecruitmentPart,
    RecruitmentRequest,
    RecruitmentStep,
    Vacancy,
    VacancyDifference,
)
from vlechtwerk.domains.programme.rules import MANAGERS, reasons_against_moment
from vlechtwerk.domains.programme.rules.capacity import reasons_against_giving
from vlechtwerk.foundation.refusal import Reason

# The steps that follow each other; a step may be passed over, never gone back to.
IN_ORDER = (
    RecruitmentStep.Kind.FOUND,
    RecruitmentStep.Kind.SCREENED,
    RecruitmentStep.Kind.TRAINED,
    RecruitmentStep.Kind.STARTED,
)
ENDED = frozenset({RecruitmentStep.Kind.STARTED, RecruitmentStep.Kind.WITHDRAWN, RecruitmentStep.Kind.REJECTED})


def reasons_against_recruiting(*, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't ask for people: a team manager and the director do."""
    return reasons_against_acting(by, at, MANAGERS, _("Recruiting"))


def reasons_against_asking_profile(
    code: str, parts: Mapping[str, str], asked_on: date, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a profile can't be asked: it needs a code of its own, words, and a day that has come."""
    reasons = reasons_against_recruiting(by=by, at=at)
    if not code.strip():
        reasons.append(Reason("code_missing", _("Give the request a code.")))
    if RecruitmentRequest.objects.filter(project_id=by.project_id, code=code.strip()).exists():
        reasons.append(Reason("request_exists", _("There is a request with this code already.")))
    if not parts.get(RecruitmentPart.PROFILE, "").strip():
        reasons.append(Reason("profile_missing", _("Say which profile is asked.")))
    return reasons + reasons_against_moment(asked_on, at)


def reasons_against_publishing(organisation: Organisation, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't say how a vacancy was published: who asks, or who speaks for the organisation does."""
    reasons = reasons_against_acting(by, at)
    if reasons or functions_of(by, at) & MANAGERS:
        return reasons
    return reasons_against_giving(organisation, by=by, at=at)


def reasons_against_publishing_vacancy(
    request: RecruitmentRequest, parts: Mapping[str, str], published_on: date, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a vacancy can't be published so: some words, on a day from the request on."""
    reasons = reasons_against_publishing(request.organisation, by=by, at=at) + reasons_against_moment(published_on, at)
    if not any(words.strip() for words in parts.values()):
        reasons.append(Reason("vacancy_empty", _("Copy what the vacancy says.")))
    latest = request.vacancies.order_by("-number").first()
    if published_on < max(request.asked_on, latest.published_on if latest else request.asked_on):
        reasons.append(Reason("before_it_was_asked", _("The vacancy lies before the request or before the last one.")))
    return reasons


def reasons_against_judging_difference(
    vacancy: Vacancy, part: str, verdict: str, remark: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a difference can't be judged so: only who asks judges, and a difference is explained."""
    reasons = reasons_against_recruiting(by=by, at=at)
    if part not in RecruitmentPart.values or verdict not in VacancyDifference.Verdict.values:
        return [*reasons, Reason("verdict_missing", _("Choose a judgement."))]
    if verdict != VacancyDifference.Verdict.SAME and not remark.strip():
        reasons.append(Reason("remark_missing", _("Say in one line what differs from what was asked.")))
    if verdict == VacancyDifference.Verdict.LEFT_OUT and vacancy.part(part).strip():
        reasons.append(Reason("not_left_out", _("The vacancy does say something here, so it is not left out.")))
    return reasons


def reasons_against_naming_candidate(
    request: RecruitmentRequest, name: str, found_on: date, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a candidate can't be named."""
    reasons = reasons_against_recruiting(by=by, at=at) + reasons_against_moment(found_on, at)
    if not name.strip():
        reasons.append(Reason("name_missing", _("Write the name.")))
    if found_on < request.asked_on:
        reasons.append(Reason("before_it_was_asked", _("This lies before the request.")))
    return reasons


def reasons_against_noting_step(
    candidate: Candidate, taken: Mapping[str, date], kind: str, on: date, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a step can't be noted: only by the manager who keeps the candidate, and in its order."""
    reasons = reasons_against_acting(by, at)
    if not by.loads_cases and candidate.manager_id != by.id:
        reasons.append(Reason("not_your_candidate", _("Another manager keeps this candidate."), _("Personnel records")))
    reasons += reasons_against_moment(on, at)
    if kind not in RecruitmentStep.Kind.values:
        return [*reasons, Reason("step_unknown", _("Choose one of the steps."))]
    if taken.keys() & ENDED:
        return [*reasons, Reason("candidate_ended", _("This candidate has started, withdrew or was rejected."))]
    if kind in taken or _comes_before(kind, taken):
        reasons.append(Reason("step_taken", _("This step, or a later one, has been taken already.")))
    if taken and on < max(taken.values()):
        reasons.append(Reason("before_the_last_step", _("This lies before the step that was noted last.")))
    return reasons


def _comes_before(kind: str, taken: Collection[str]) -> bool:
    if kind not in IN_ORDER:
        return False
    later = IN_ORDER[IN_ORDER.index(RecruitmentStep.Kind(kind)) :]
    return any(step in taken for step in later)


def steps_that_may_follow(taken: Collection[str]) -> list[str]:
    """Return the steps that a candidate can still take."""
    if ENDED & set(taken):
        return []
    return [kind for kind in RecruitmentStep.Kind.values if kind not in taken and not _comes_before(kind, taken)]
