"""What can be done about recruitment: each form calls one operation, and shows its reasons when refused."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Organisation
from vlechtwerk.domains.programme.models import (
    Activity,
    Candidate,
    CapacityProfile,
    RecruitmentPart,
    RecruitmentStep,
    Vacancy,
)
from vlechtwerk.domains.programme.operations import recruitment as operations
from vlechtwerk.domains.programme.rules.recruitment import (
    reasons_against_publishing,
    reasons_against_recruiting,
    steps_that_may_follow,
)
from vlechtwerk.engines.statistics.differences import compare
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.programme import capacity_forms as forms
from vlechtwerk.interfaces.web.programme.recruitment_views import find_request

AT_FIELDS_OF_A_REQUEST = {
    "code_missing": "code", "request_exists": "code", "profile_missing": "profile_text", "in_the_future": "asked_on",
    "too_long_ago": "asked_on",
}  # fmt: skip
AT_FIELDS_OF_A_VACANCY = {
    "in_the_future": "published_on", "too_long_ago": "published_on", "before_it_was_asked": "published_on",
    "vacancy_empty": "profile_text",
}  # fmt: skip
AT_FIELDS_OF_A_CANDIDATE = {
    "in_the_future": "found_on", "too_long_ago": "found_on", "before_it_was_asked": "found_on", "name_missing": "name",
}  # fmt: skip
AT_FIELDS_OF_A_STEP = {
    "in_the_future": "occurred_on", "too_long_ago": "occurred_on", "before_the_last_step": "occurred_on",
    "step_taken": "kind", "step_unknown": "kind",
}  # fmt: skip


@read_and_write
def ask_profile(request: PageRequest, project: str) -> HttpResponse:
    """Ask an organisation to recruit someone with a profile."""
    form = forms.ProfileRequestForm(request.POST or None, initial={"asked_on": timezone.localdate()})

    def act() -> str:
        chosen = form.cleaned_data
        made = operations.ask_profile(
            chosen["code"],
            Organisation.objects.get(code=chosen["organisation"]),
            CapacityProfile.objects.get(code=chosen["profile"]),
            form.parts(),
            chosen["asked_on"],
            activity=Activity.objects.filter(code=chosen["activity"]).first(),
            by=request.actor.person,
            at=timezone.now(),
        )
        return _("The request %(code)s is made. Next: the vacancy as %(organisation)s publishes it.") % {
            "code": made.code,
            "organisation": made.organisation.name,
        }

    before = reasons_against_recruiting(by=request.actor.person, at=timezone.now())
    return answer_form(
        request, _("Ask for a profile"), _("Ask for this profile"), form,
        reverse("programme:recruitment", args=[project]), act, before=before, fields=AT_FIELDS_OF_A_REQUEST,
    )  # fmt: skip


@read_and_write
def publish_vacancy(request: PageRequest, project: str, identifier: UUID) -> HttpResponse:
    """Copy what the vacancy says."""
    found = find_request(identifier, request)
    form = forms.VacancyForm(request.POST or None, asked=found, initial={"published_on": timezone.localdate()})

    def act() -> str:
        published = form.cleaned_data["published_on"]
        operations.publish_vacancy(found, form.parts(), published, by=request.actor.person, at=timezone.now())
        return _("The vacancy stands beside the request. Look at each part: is this what was asked?")

    back = reverse("programme:recruitment_request", args=[project, found.id])
    before = reasons_against_publishing(found.organisation, by=request.actor.person, at=timezone.now())
    heading = _("The vacancy for %(code)s as published") % {"code": found.code}
    return answer_form(
        request, heading, _("Save vacancy"), form, back, act, before=before, fields=AT_FIELDS_OF_A_VACANCY
    )


@read_and_write
def judge_difference(request: PageRequest, project: str, vacancy: UUID, part: str) -> HttpResponse:
    """Judge whether a part was published as asked."""
    found = Vacancy.objects.filter(id=vacancy).select_related("request").first()
    if found is None or part not in RecruitmentPart.values:
        raise Http404
    asked, published = found.request.part(part), found.part(part)
    form = forms.DifferenceForm(request.POST or None, initial={"verdict": compare(asked, published)})

    def act() -> str:
        chosen = form.cleaned_data
        operations.judge_difference(
            found, part, chosen["verdict"], chosen["remark"], by=request.actor.person, at=timezone.now()
        )
        return _("Your judgement stands beside the vacancy.")

    label = RecruitmentPart(part).label
    facts = [
        {"term": _("Asked"), "value": asked or _("nothing")},
        {"term": _("Vacancy published"), "value": published or _("nothing")},
    ]
    return answer_form(
        request, _("Is this what was asked? %(part)s") % {"part": label}, _("Save judgement"), form,
        reverse("programme:recruitment_request", args=[project, found.request_id]), act,
        before=reasons_against_recruiting(by=request.actor.person, at=timezone.now()), facts=facts,
        fields={"remark_missing": "remark", "not_left_out": "verdict", "verdict_missing": "verdict"},
    )  # fmt: skip


@read_and_write
def name_candidate(request: PageRequest, project: str, identifier: UUID) -> HttpResponse:
    """Name a candidate who was found."""
    found = find_request(identifier, request)
    form = forms.CandidateForm(request.POST or None, initial={"found_on": timezone.localdate()})

    def act() -> str:
        chosen = form.cleaned_data
        operations.name_candidate(found, chosen["name"], chosen["found_on"], by=request.actor.person, at=timezone.now())
        return _("The candidate is noted. Only you see the name; others see that there is one more.")

    back = reverse("programme:recruitment_request", args=[project, found.id])
    before = reasons_against_recruiting(by=request.actor.person, at=timezone.now())
    heading = _("Name a candidate for %(code)s") % {"code": found.code}
    return answer_form(
        request, heading, _("Save candidate"), form, back, act, before=before, fields=AT_FIELDS_OF_A_CANDIDATE
    )


@read_and_write
def note_step(request: PageRequest, project: str, candidate: UUID) -> HttpResponse:
    """Note a step of a candidate whom one keeps."""
    found = Candidate.objects.filter(id=candidate).first()
    if found is None:
        raise Http404
    taken = [step.kind for step in found.steps.all()]
    form = forms.StepForm(request.POST or None, steps=steps_that_may_follow(taken))

    def act() -> str:
        chosen = form.cleaned_data
        operations.note_step(found, chosen["kind"], chosen["occurred_on"], by=request.actor.person, at=timezone.now())
        step = RecruitmentStep.Kind(chosen["kind"]).label
        return _("Noted: %(step)s.") % {"step": str(step).lower()}

    back = reverse("programme:recruitment_request", args=[project, found.request_id])
    heading = _("Note a step of %(name)s") % {"name": found.name}
    return answer_form(request, heading, _("Save step"), form, back, act, fields=AT_FIELDS_OF_A_STEP)
