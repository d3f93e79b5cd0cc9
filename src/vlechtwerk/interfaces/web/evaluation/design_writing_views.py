"""What can be done with the design of an evaluation: each form calls one operation, and shows its reasons."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import Evaluation, Measurement, PlannedMethod
from vlechtwerk.domains.evaluation.operations import design
from vlechtwerk.domains.evaluation.operations import evaluations as operations
from vlechtwerk.domains.evaluation.queries.plan import plan_of
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_beginning_any, reasons_against_evaluating
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation import design_forms as forms
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_day

AT_FIELDS = {
    "code_missing": "code",
    "code_unclear": "code",
    "code_in_use": "code",
    "not_their_function": "person",
    "already_evaluator": "person",
    "ends_before_start": "until",
    "more_came_in_than_asked": "came_in",
}


def _page(request: PageRequest, evaluation: Evaluation, route: str = "evaluation") -> str:
    return reverse(f"evaluation:{route}", args=[request.actor.project.code, evaluation.code])


def _before(request: PageRequest, evaluation: Evaluation) -> list[Reason]:
    return reasons_against_evaluating(evaluation, by=request.actor.person, at=timezone.now())


@read_and_write
def begin_evaluation(request: PageRequest, project: str) -> HttpResponse:
    """Begin an evaluation."""
    form, person, now = forms.EvaluationForm(request.POST or None), request.actor.person, timezone.now()

    def act() -> str:
        operations.begin_evaluation(**form.cleaned_data, by=person, at=now)
        return _("The evaluation has begun, and you are its evaluator. Write its aims and its questions.")

    back = reverse("evaluation:evaluations", args=[project])
    before = reasons_against_beginning_any(person, now)
    return answer_form(
        request, _("Begin an evaluation"), _("Begin evaluation"), form, back, act, before=before, fields=AT_FIELDS
    )


@read_and_write
def add_evaluator(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Make someone evaluator of an evaluation."""
    evaluation = find_evaluation(code)
    people = Person.objects.filter(loads_cases=False).order_by("name")
    form = forms.EvaluatorForm(request.POST or None, people=[(str(person.id), person.name) for person in people])

    def act() -> str:
        person = people.get(id=form.cleaned_data["person"])
        operations.add_evaluator(evaluation, person, by=request.actor.person, at=timezone.now())
        return _("%(name)s is evaluator from today on, and reads the research records.") % {"name": person.name}

    heading = _("Add an evaluator of “%(title)s”") % {"title": evaluation.title}
    return answer_form(
        request, heading, _("Add evaluator"), form, _page(request, evaluation), act,
        before=_before(request, evaluation), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def end_evaluator_role(request: PageRequest, project: str, code: str, role: UUID) -> HttpResponse:
    """Let someone be no evaluator any more."""
    evaluation = find_evaluation(code)
    found = evaluation.evaluators.select_related("person").filter(id=role).first()
    if found is None:
        raise Http404
    form = forms.EndOfRoleForm(request.POST or None)

    def act() -> str:
        operations.end_evaluator_role(found, form.cleaned_data["until"], by=request.actor.person, at=timezone.now())
        return _("Saved. From that day on the research records are shut to %(name)s.") % {"name": found.person.name}

    heading = _("Let %(name)s be no evaluator any more") % {"name": found.person.name}
    return answer_form(
        request, heading, _("Save the last day"), form, _page(request, evaluation), act,
        before=_before(request, evaluation), fields=AT_FIELDS,
        facts=[{"term": _("Evaluator since"), "value": say_day(found.evaluator_from)}],
    )  # fmt: skip


@read_and_write
def add_aim(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Add an aim."""
    evaluation, form = find_evaluation(code), forms.AimForm(request.POST or None)

    def act() -> str:
        design.add_aim(evaluation, **form.cleaned_data, by=request.actor.person, at=timezone.now())
        return _("The aim stands with the others.")

    return answer_form(
        request, _("Add an aim"), _("Add aim"), form, _page(request, evaluation), act,
        before=_before(request, evaluation),
    )  # fmt: skip


@read_and_write
def change_aim(request: PageRequest, project: str, code: str, aim: UUID) -> HttpResponse:
    """Word an aim otherwise."""
    evaluation = find_evaluation(code)
    found = evaluation.aims.filter(id=aim).first()
    if found is None:
        raise Http404
    form = forms.AimForm(request.POST or None, initial={"text": found.text})

    def act() -> str:
        design.change_aim(found, **form.cleaned_data, by=request.actor.person, at=timezone.now())
        return _("The aim is worded so now.")

    return answer_form(
        request, _("Word an aim otherwise"), _("Save aim"), form, _page(request, evaluation), act,
        before=_before(request, evaluation),
    )  # fmt: skip


@read_and_write
def add_question(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Add a question."""
    evaluation, form = find_evaluation(code), forms.NewQuestionForm(request.POST or None)

    def act() -> str:
        design.add_question(evaluation, **form.cleaned_data, by=request.actor.person, at=timezone.now())
        return _("The question stands in the plan. Say of a method that it helps to answer it.")

    return answer_form(
        request, _("Add a question"), _("Add question"), form, _page(request, evaluation), act,
        before=_before(request, evaluation), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def change_question(request: PageRequest, project: str, code: str, question: str) -> HttpResponse:
    """Word a question otherwise, or say who brought it in."""
    evaluation = find_evaluation(code)
    found = evaluation.questions.filter(code=question).first()
    if found is None:
        raise Http404
    form = forms.QuestionForm(request.POST or None, initial={"text": found.text, "brought_in_by": found.brought_in_by})

    def act() -> str:
        design.change_question(found, **form.cleaned_data, by=request.actor.person, at=timezone.now())
        return _("The question is worded so now.")

    return answer_form(
        request, _("Word question %(code)s otherwise") % {"code": found.code}, _("Save question"), form,
        _page(request, evaluation), act, before=_before(request, evaluation),
    )  # fmt: skip


@read_and_write
def add_measurement(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Add a measurement."""
    evaluation, form = find_evaluation(code), forms.MeasurementForm(request.POST or None)

    def act() -> str:
        design.add_measurement(evaluation, **form.told(), by=request.actor.person, at=timezone.now())
        return _("The measurement stands in the plan. Add the methods that it uses.")

    return answer_form(
        request, _("Add a measurement"), _("Add measurement"), form, _page(request, evaluation, "plan"), act,
        before=_before(request, evaluation), fields={"ends_before_start": "measured_to"},
    )  # fmt: skip


def _measurement(evaluation: Evaluation, number: int) -> Measurement:
    found = evaluation.measurements.select_related("evaluation").filter(number=number).first()
    if found is None:
        raise Http404
    return found


@read_and_write
def change_measurement(request: PageRequest, project: str, code: str, number: int) -> HttpResponse:
    """Tell a measurement otherwise."""
    evaluation = find_evaluation(code)
    found = _measurement(evaluation, number)
    names = ("name", "focus", "measured_from", "measured_to")
    form = forms.MeasurementForm(request.POST or None, initial={name: getattr(found, name) for name in names})

    def act() -> str:
        design.change_measurement(found, **form.told(), by=request.actor.person, at=timezone.now())
        return _("The measurement stands so in the plan now.")

    return answer_form(
        request, _("Change “%(name)s”") % {"name": found.name}, _("Save measurement"), form,
        _page(request, evaluation), act, before=_before(request, evaluation),
        fields={"ends_before_start": "measured_to"},
    )  # fmt: skip


@read_and_write
def add_group(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Add a group that can be asked."""
    evaluation, form = find_evaluation(code), forms.NewGroupForm(request.POST or None)

    def act() -> str:
        design.add_group(evaluation, **form.cleaned_data, by=request.actor.person, at=timezone.now())
        return _("The group is a column of the plan. Say of a method that it asks them.")

    return answer_form(
        request, _("Add a group"), _("Add group"), form, _page(request, evaluation, "plan"), act,
        before=_before(request, evaluation), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def change_group(request: PageRequest, project: str, code: str, group: str) -> HttpResponse:
    """Name a group otherwise."""
    evaluation = find_evaluation(code)
    found = evaluation.groups.filter(code=group).first()
    if found is None:
        raise Http404
    form = forms.GroupForm(request.POST or None, initial={"name": found.name})

    def act() -> str:
        design.change_group(found, **form.cleaned_data, by=request.actor.person, at=timezone.now())
        return _("The group is called so now.")

    return answer_form(
        request, _("Name “%(name)s” otherwise") % {"name": found.name}, _("Save group"), form,
        _page(request, evaluation, "plan"), act, before=_before(request, evaluation),
    )  # fmt: skip


@read_and_write
def add_method(request: PageRequest, project: str, code: str, number: int) -> HttpResponse:
    """Add a method to a measurement."""
    evaluation = find_evaluation(code)
    measurement, form = _measurement(evaluation, number), forms.NewMethodForm(request.POST or None)

    def act() -> str:
        design.add_method(
            measurement, form.cleaned_data["code"], form.told(), by=request.actor.person, at=timezone.now()
        )
        return _("The method is a row of the plan. Say whom it asks, and which questions it helps to answer.")

    return answer_form(
        request, _("Add a method to “%(name)s”") % {"name": measurement.name}, _("Add method"), form,
        _page(request, evaluation, "plan"), act, before=_before(request, evaluation), fields=AT_FIELDS,
    )  # fmt: skip


def _method(evaluation: Evaluation, number: int, code: str) -> PlannedMethod:
    among = PlannedMethod.objects.select_related("measurement__evaluation")
    found = among.filter(measurement__evaluation=evaluation, measurement__number=number, code=code).first()
    if found is None:
        raise Http404
    return found


@read_and_write
def change_method(request: PageRequest, project: str, code: str, number: int, method: str) -> HttpResponse:
    """Tell a method otherwise, and note what came in."""
    evaluation = find_evaluation(code)
    found = _method(evaluation, number, method)
    names = ("kind", "name", "asked", "came_in", "note")
    form = forms.MethodForm(request.POST or None, initial={name: getattr(found, name) for name in names})

    def act() -> str:
        design.change_method(found, form.told(), by=request.actor.person, at=timezone.now())
        return _("The method stands so in the plan now.")

    return answer_form(
        request, _("Change “%(name)s”") % {"name": found.name}, _("Save method"), form,
        _page(request, evaluation, "plan"), act, before=_before(request, evaluation), fields=AT_FIELDS,
    )  # fmt: skip


@read_and_write
def set_parts(request: PageRequest, project: str, code: str, number: int, method: str) -> HttpResponse:
    """Say which groups a method asks, and which of them took part."""
    evaluation = find_evaluation(code)
    found, plan = _method(evaluation, number, method), plan_of(evaluation)
    (in_plan,) = [item for part in plan.measurements for item in part.methods if item.method == found]
    form = forms.PartsForm(request.POST or None, groups=plan.groups, method=in_plan)

    def act() -> str:
        design.set_parts(found, form.told(), by=request.actor.person, at=timezone.now())
        return _("The plan shows whom “%(name)s” asks.") % {"name": found.name}

    return answer_form(
        request, _("Whom does “%(name)s” ask?") % {"name": found.name}, _("Save groups"), form,
        _page(request, evaluation, "plan"), act, before=_before(request, evaluation),
    )  # fmt: skip


@read_and_write
def set_served_questions(request: PageRequest, project: str, code: str, number: int, method: str) -> HttpResponse:
    """Say which questions a method helps to answer."""
    evaluation = find_evaluation(code)
    found = _method(evaluation, number, method)
    served = list(found.serves.values_list("question__code", flat=True))
    # A form without a tick sends nothing but its token.
    data = request.POST if request.method == "POST" else None
    form = forms.ServesForm(data, questions=evaluation.questions.all(), initial={"questions": served})

    def act() -> str:
        design.set_served_questions(found, form.told(), by=request.actor.person, at=timezone.now())
        return _("The plan shows which questions “%(name)s” helps to answer.") % {"name": found.name}

    return answer_form(
        request, _("What does “%(name)s” help to answer?") % {"name": found.name}, _("Save questions"), form,
        _page(request, evaluation, "plan"), act, before=_before(request, evaluation),
    )  # fmt: skip
