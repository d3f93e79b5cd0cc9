"""What can be done with the learning agenda: each form calls one operation, and shows its reasons."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.models import AgendaVersion, Evaluation, LearningQuestion, SessionProposal
from vlechtwerk.domains.evaluation.operations import agenda as operations
from vlechtwerk.domains.evaluation.queries.agenda import find_question
from vlechtwerk.domains.evaluation.queries.sessions import learning_sessions_of, not_taken_up_of
from vlechtwerk.domains.evaluation.rules import agenda as rules
from vlechtwerk.domains.evaluation.rules.agenda import PointTold
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.words.learning import say_question
from vlechtwerk.foundation.refusal import Reason
from vlechtwerk.interfaces.web.acts import answer_form, read_and_write
from vlechtwerk.interfaces.web.evaluation import agenda_forms as forms
from vlechtwerk.interfaces.web.evaluation.design_views import find_evaluation
from vlechtwerk.interfaces.web.evaluation.plan_rows import address
from vlechtwerk.interfaces.web.evaluation.session_views import is_counted, say_chosen, taking_up_url
from vlechtwerk.interfaces.web.middleware import PageRequest

# More proposals than this has no session.
MOST_DIGITS = 4
# More than these push the form off the screen.
MOST_OFFERED = 10
AT_FIELDS = {
    "code_missing": "code",
    "code_unclear": "code",
    "code_in_use": "code",
    "goal_missing": "goal",
    "barrier_missing": "barrier",
    "actions_unclear": "actions",
    "not_on_the_map": "about",
    "day_is_over": "comes_back_on",
    "reason_missing": "reason",
}
# A split has two of each.
AT_SPLIT = {"code_in_use": "code_1", "barrier_missing": "barrier_1", "reason_missing": "reason"}


def _back(request: PageRequest, evaluation: Evaluation) -> str:
    return reverse("evaluation:agenda", args=[request.actor.project.code, evaluation.code])


def _before(request: PageRequest, evaluation: Evaluation) -> list[Reason]:
    return reasons_against_evaluating(evaluation, by=request.actor.person, at=timezone.now())


def _draft(request: PageRequest, code: str) -> AgendaVersion:
    """Return the version that is being written; for others than its evaluators there is none."""
    drafts = AgendaVersion.objects.select_related("evaluation")
    found = drafts.filter(evaluation__code=code, adopted_at__isnull=True).first()
    if found is None:
        raise Http404
    return found


def _question(request: PageRequest, code: str, question: str) -> LearningQuestion:
    draft = _draft(request, code)
    found = find_question(code, draft.number, question)
    if found is None:
        raise Http404
    return found


def _confirmed(request: PageRequest) -> django_forms.Form:
    """Return a form without fields: sending it is all that is asked."""
    return django_forms.Form(request.POST if request.method == "POST" else None)


def _proposal(request: PageRequest, draft: AgendaVersion) -> SessionProposal | None:
    """Return the proposal that is taken up, named in the address by the code of its session and its number."""
    session, _dash, number = request.GET.get("proposal", "").rpartition("-")
    if not number.isascii() or not number.isdecimal() or len(number) > MOST_DIGITS:
        return None
    proposals = SessionProposal.objects.filter(session__evaluation=draft.evaluation, session__code=session)
    return proposals.select_related("session").filter(number=int(number)).first()


def _known(evaluation: Evaluation) -> dict[str, Any]:
    points = {one.code: one for one in evaluation.learning_points.all()}
    return {"point": points, "owner": forms.people()}


def _initial(question: LearningQuestion) -> dict[str, Any]:
    told = ("code", "goal", "barrier", "levels", "raised_by", "comes_back_on")
    return {name: getattr(question, name) for name in told} | {
        "actions": "\n".join(question.actions),
        "about": ", ".join(question.about),
        "point": question.point.code if question.point else "",
        "owner": str(question.owner_id) if question.owner_id else "",
    }


def _answer(
    request: PageRequest,
    evaluation: Evaluation,
    heading: str,
    button: str,
    form: django_forms.Form,
    act: Callable[[], str],
    facts: Sequence[dict[str, str]] = (),
) -> HttpResponse:
    fields = AT_SPLIT if isinstance(form, forms.SplitQuestionForm) else AT_FIELDS
    known = {code: name for code, name in fields.items() if name in form.fields}
    return answer_form(
        request, heading, button, form, _back(request, evaluation), act, before=_before(request, evaluation),
        fields=known, facts=facts,
    )  # fmt: skip


@read_and_write
def add_learning_point(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Add a learning point."""
    evaluation, form = find_evaluation(code), forms.PointForm(request.POST or None)

    def act() -> str:
        chosen = form.cleaned_data
        told = PointTold(chosen["title"], tuple(chosen["levels"]), reason=chosen["reason"])
        operations.add_learning_point(evaluation, chosen["code"], told, by=request.actor.person, at=timezone.now())
        return _("The learning point stands on the agenda. Write its questions in a new version.")

    return _answer(request, evaluation, _("Add a learning point"), _("Add learning point"), form, act)


@read_and_write
def begin_agenda(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Begin a new version."""
    evaluation = find_evaluation(code)
    sessions = {one.code: one for one in learning_sessions_of(evaluation)}
    initial = {"session": request.GET.get("session", "")}
    form = forms.BegunVersionForm(request.POST or None, initial=initial, known={"session": sessions})

    def act() -> str:
        operations.begin_agenda_version(
            evaluation, session=form.one("session"), by=request.actor.person, at=timezone.now()
        )
        return _("Every open question stays. Say of each what becomes of it, and adopt the version.")

    return _answer(request, evaluation, _("Begin a new version of the agenda"), _("Begin version"), form, act)


@read_and_write
def adopt_agenda(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Let the draft be the agenda."""
    draft, form = _draft(request, code), _confirmed(request)

    def act() -> str:
        operations.adopt_agenda_version(draft, by=request.actor.person, at=timezone.now())
        return _("Adopted. Every member reads version %(number)d, and it stays as it is.") % {"number": draft.number}

    heading = _("Adopt version %(number)d?") % {"number": draft.number}
    return _answer(request, draft.evaluation, heading, _("Adopt for everyone"), form, act)


@read_and_write
def discard_agenda(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Throw the draft away."""
    draft, form = _draft(request, code), _confirmed(request)

    def act() -> str:
        operations.discard_agenda_version(draft, by=request.actor.person, at=timezone.now())
        return _("Thrown away. The last version stays the agenda.")

    heading = _("Throw version %(number)d away?") % {"number": draft.number}
    return _answer(request, draft.evaluation, heading, _("Throw away"), form, act)


@read_and_write
def add_learning_question(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Add a question to the draft."""
    draft = _draft(request, code)
    # From a session its words come along.
    proposal = _proposal(request, draft)
    initial = {"goal": proposal.goal, "barrier": proposal.barrier} if proposal is not None else {}
    form = forms.QuestionForm(request.POST or None, initial=initial, known=_known(draft.evaluation))

    def act() -> str:
        operations.add_learning_question(
            draft, form.told(), proposal=proposal, by=request.actor.person, at=timezone.now()
        )
        return _("The question stands in the new version.")

    facts = _offered(request, draft) if proposal is None else [_as_fact(proposal)]
    return _answer(request, draft.evaluation, _("Add a learning question"), _("Add question"), form, act, facts)


def _offered(request: PageRequest, draft: AgendaVersion) -> list[dict[str, str]]:
    """Return what sessions proposed and no agenda has, each with how many chose it, to take its words from."""
    found = not_taken_up_of(draft.evaluation)
    offered = [
        _as_fact(one.proposal)
        | {
            "url": taking_up_url(request.path, one.proposal),
            "note": say_chosen(one) if is_counted(one.proposal.session) else "",
        }
        for one in found[:MOST_OFFERED]
    ]
    more = list(dict.fromkeys(one.proposal.session for one in found[MOST_OFFERED:]))
    return offered + [
        {
            "term": _("More proposals"),
            "value": session.name,
            "url": address(request, "learning_session", draft.evaluation.code, session.code),
        }
        for session in more
    ]


def _as_fact(proposal: SessionProposal) -> dict[str, str]:
    told = {"number": proposal.number, "session": proposal.session.name}
    return {"term": _("Proposal %(number)d of “%(session)s”") % told, "value": say_question(proposal)}


@read_and_write
def sharpen_question(request: PageRequest, project: str, code: str, question: str) -> HttpResponse:
    """Word a question of the draft otherwise."""
    found = _question(request, code, question)
    evaluation = found.version.evaluation
    form = forms.ChangedQuestionForm(request.POST or None, initial=_initial(found), known=_known(evaluation))

    def act() -> str:
        operations.sharpen_question(
            found, form.told(), form.cleaned_data["reason"], by=request.actor.person, at=timezone.now()
        )
        return _("Sharpened. The question before it stays in its version, with your reason.")

    heading = _("Sharpen question %(code)s") % {"code": question}
    return _answer(request, evaluation, heading, _("Sharpen"), form, act)


@read_and_write
def split_question(request: PageRequest, project: str, code: str, question: str) -> HttpResponse:
    """Split a question of the draft."""
    found = _question(request, code, question)
    # B becomes B1 and B2; B1 becomes B1a and B1b.
    first, second = ("a", "b") if found.code[-1:].isdigit() else ("1", "2")
    initial = {
        "code_1": f"{found.code}{first}",
        "code_2": f"{found.code}{second}",
        "goal_1": found.goal,
        "barrier_1": found.barrier,
    }
    form = forms.SplitQuestionForm(request.POST or None, initial=initial)

    def act() -> str:
        operations.split_question(
            found, rules.parts_of(found, form.parts()), form.cleaned_data["reason"], by=request.actor.person,
            at=timezone.now(),
        )  # fmt: skip
        return _("Split. Both lead back to the question that they came from.")

    heading = _("Split question %(code)s") % {"code": question}
    return _answer(request, found.version.evaluation, heading, _("Split"), form, act)


@read_and_write
def merge_questions(request: PageRequest, project: str, code: str) -> HttpResponse:
    """Merge questions of the draft into one."""
    draft = _draft(request, code)
    questions = {
        one.code: one
        for one in draft.questions.select_related("version__evaluation").filter(state=LearningQuestion.State.OPEN)
    }
    known = _known(draft.evaluation) | {"merged": questions}
    form = forms.MergedQuestionForm(request.POST or None, known=known)

    def act() -> str:
        chosen = [questions[one] for one in form.cleaned_data["merged"]]
        operations.merge_questions(
            chosen, form.told(), form.cleaned_data["reason"], by=request.actor.person, at=timezone.now()
        )
        return _("Merged. The question leads back to all that went into it.")

    return _answer(request, draft.evaluation, _("Merge questions"), _("Merge"), form, act)


@read_and_write
def end_question(request: PageRequest, project: str, code: str, question: str) -> HttpResponse:
    """End a question of the draft: answered, or dropped."""
    found, form = _question(request, code, question), forms.EndedQuestionForm(request.POST or None)

    def act() -> str:
        how, ending = form.cleaned_data["how"], form.cleaned_data["ending"]
        end = operations.answer_question if how == LearningQuestion.State.ANSWERED else operations.drop_question
        end(found, ending, by=request.actor.person, at=timezone.now())
        return _("It stays in this version, with how it ended, and is not asked in the next.")

    heading = _("End question %(code)s") % {"code": question}
    return _answer(request, found.version.evaluation, heading, _("End question"), form, act)


@read_and_write
def take_back_ending(request: PageRequest, project: str, code: str, question: str) -> HttpResponse:
    """Take back that a question of the draft ended."""
    found, form = _question(request, code, question), _confirmed(request)

    def act() -> str:
        operations.take_back_ending(found, by=request.actor.person, at=timezone.now())
        return _("Taken back. The question is open again.")

    heading = _("Take back that question %(code)s ended?") % {"code": question}
    facts = [{"term": str(found.get_state_display()), "value": found.ending}]
    return _answer(request, found.version.evaluation, heading, _("Take it back"), form, act, facts)


@read_and_write
def assign_question(request: PageRequest, project: str, code: str, version: int, question: str) -> HttpResponse:
    """Give a question its owner and its day."""
    found = find_question(code, version, question)
    if found is None:
        raise Http404
    initial = {"owner": str(found.owner_id or ""), "comes_back_on": found.comes_back_on}
    form = forms.OwnerForm(request.POST or None, initial=initial, known={"owner": forms.people()})

    def act() -> str:
        owner, day = form.one("owner"), form.cleaned_data["comes_back_on"]
        operations.assign_question(found, owner, day, by=request.actor.person, at=timezone.now())
        return _("%(name)s has the question, and finds it on the home page when its day comes.") % {"name": owner.name}

    heading = _("Who has question %(code)s?") % {"code": question}
    return _answer(request, found.version.evaluation, heading, _("Save"), form, act)
