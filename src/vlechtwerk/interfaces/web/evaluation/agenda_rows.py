"""Rows of the learning agenda, ready to print: its versions side by side, its questions, and what is tried."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vlechtwerk.domains.evaluation.models import Evaluation, LearningQuestion, QuestionLineage, Trial
from vlechtwerk.domains.evaluation.queries.agenda import Agenda, AgendaCounts, VersionAsItStands
from vlechtwerk.domains.evaluation.queries.instruments import map_places
from vlechtwerk.domains.evaluation.queries.trials import InsightAsItStands, TrialAsItStands, TrialState
from vlechtwerk.domains.evaluation.rules.trials import reasons_against_looking_at, reasons_against_trying_anywhere
from vlechtwerk.domains.evaluation.words.learning import say_question
from vlechtwerk.domains.partnership.models import Level
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.engines.documents.learning_agenda.contents import AgendaDrawing, Beside, Box, Column, Line
from vlechtwerk.interfaces.web.evaluation.plan_rows import address, may_design, words_for_missing
from vlechtwerk.interfaces.web.evidence_rows import Evidences
from vlechtwerk.interfaces.web.frame import is_offered, shown_day
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_date, say_day

State = LearningQuestion.State
# So many versions fit beside each other; older ones stand in the list.
SIDE_BY_SIDE = 3


def say_levels(levels: list[str]) -> str:
    """Say at which levels something is: none when it is not stated."""
    if {Level.STRATEGIC, Level.TACTICAL, Level.OPERATIONAL} <= set(levels):
        return _("all levels")
    return ", ".join(str(Level(level).label).lower() for level in levels)


def say_trial_state(item: TrialAsItStands, day: date) -> str:
    """Say how far a trial is, with the day on which it was looked at."""
    state = item.state(day)
    if state is TrialState.RUNS:
        return _("Runs")
    if item.look is None:
        return _("Never looked at again")
    words = {
        "day": say_day(timezone.localdate(item.look.looked_at)),
        "outcome": item.look.get_outcome_display().lower(),
    }
    return _("Looked at on %(day)s: %(outcome)s") % words


def say_counts(counts: AgendaCounts) -> dict[str, str]:
    """Say how many questions are open, insights never tried, and trials never looked at."""
    open_, never, unseen = counts.open_questions, counts.never_tried, counts.never_looked_at
    return {
        "open": ngettext("%(count)d question open", "%(count)d questions open", open_) % {"count": open_},
        "never_tried": ngettext("%(count)d insight never tried", "%(count)d insights never tried", never)
        % {"count": never},
        "never_looked_at": ngettext(
            "%(count)d trial never looked at again", "%(count)d trials never looked at again", unseen
        )
        % {"count": unseen},
    }


def version_heading(item: VersionAsItStands, agenda: Agenda) -> tuple[str, str]:
    """Say which version it is, and of which day."""
    version = item.version
    words = {"number": version.number}
    if version.adopted_at is None:
        return _("Version %(number)d, being written") % words, _("for evaluators only")
    heading = _("Version %(number)d, now") if item is agenda.current else _("Version %(number)d")
    if version.described_on is not None:
        return heading % words, say_date(version.described_on)
    if agenda.evaluation.project.origin == Origin.PUBLISHED:
        return heading % words, _("day not in the source")
    return heading % words, say_day(timezone.localdate(version.adopted_at))


def question_url(request: PageRequest, agenda: Agenda, question: LearningQuestion) -> str:
    """Return the page of a question in its version."""
    number = agenda.by_id[question.id][0].version.number
    return address(request, "learning_question", agenda.evaluation.code, number, question.code)


def say_under(question: LearningQuestion, missing: str = "") -> str:
    """Say level, owner and day of a question; those it has not, in the words for what is missing, if there are any."""
    if question.state != State.OPEN:
        return str(question.get_state_display())
    owner = question.owner.name if question.owner else ""
    day = say_day(question.comes_back_on) if question.comes_back_on else ""
    lacking = ""
    if missing and not (owner and day):
        what = _("owner") if day else _("day") if owner else _("owner and day")
        lacking = f"{what}: {missing}"
    held = ", ".join(filter(None, (owner, day)))
    return " · ".join(words for words in (say_levels(question.levels), held, lacking) if words)


def words_of(question: LearningQuestion) -> str:
    """Say a question, or how it ended."""
    if question.state == State.OPEN:
        return say_question(question)
    return f"{question.get_state_display()}: {question.ending}"


def agenda_drawing(request: PageRequest, agenda: Agenda, day: date, title: str) -> AgendaDrawing | None:
    """Return the versions side by side; nothing when there is none."""
    shown = list(agenda.versions[-SIDE_BY_SIDE:])
    if not shown:
        return None
    keys = {one.id for version in shown for one in version.questions}
    columns, missing = [], words_for_missing(request)
    for item in shown:
        heading, under = version_heading(item, agenda)
        boxes = tuple(
            Box(str(one.id), one.code, words_of(one), say_under(one, missing if item is agenda.current else ""),
                question_url(request, agenda, one), one.state != State.OPEN)
            for one in item.questions
        )  # fmt: skip
        columns.append(Column(heading, under, boxes, now=item is agenda.current))
    lines = tuple(
        Line(str(line.from_question_id), str(line.to_question_id), str(line.get_kind_display()))
        for line in agenda.lines
        if line.from_question_id in keys and line.to_question_id in keys
    )
    return AgendaDrawing(
        title,
        list_in_words(agenda),
        tuple(columns),
        lines,
        (_("Trial in an activity"), _("what we change, until when, how we would know")),
        tuple(_beside(agenda, day)) if agenda.current in shown[-1:] else (),
    )


def list_in_words(agenda: Agenda) -> str:
    """Say the agenda as it is now, for who can't see the drawing."""
    current = agenda.current
    if current is None:
        return _("No version is adopted yet.")
    return " ".join(f"{one.code}: {words_of(one)} {say_under(one)}." for one in current.questions)


def _beside(agenda: Agenda, day: date) -> list[Beside]:
    """Return of each question that is open now what was tried last, or that nobody tried its insight."""
    found = []
    for question in agenda.current.open_questions if agenda.current else ():
        insights = agenda.insights_for(question)
        tried = [trial for one in insights for trial in one.trials]
        if tried:
            last = tried[-1]
            until = say_day(last.trial.until_on)
            words = f"{last.trial.activity.name}: {last.trial.what}, {_('until %(day)s') % {'day': until}}"
            tried_for = last.trial.insight.question
            # One trial of a question that was split stands beside all its parts: it says of which it is.
            if tried_for is not None and tried_for.code != question.code:
                words = _("%(trial)s (tried for question %(code)s)") % {"trial": words, "code": tried_for.code}
            under = last.look.saw if last.look else last.trial.known_by
            waits = last.waits_for_a_look(day)
            found.append(Beside(str(question.id), words, under, say_trial_state(last, day), waits))
        elif insights:
            since = say_day(timezone.localdate(insights[0].insight.noted_at))
            words = _("There is an insight since %(day)s.") % {"day": since}
            found.append(Beside(str(question.id), words, "", _("Never tried"), waits=True))
    return found


def question_row(request: PageRequest, agenda: Agenda, question: LearningQuestion, day: date) -> dict[str, Any]:
    """Return a question as it stands in a list."""
    missing = words_for_missing(request)
    return {
        "code": question.code,
        "text": words_of(question),
        "levels": say_levels(question.levels) or missing,
        "owner": question.owner.name if question.owner else "",
        "comes_back": say_day(question.comes_back_on) if question.comes_back_on else "",
        "late": agenda.is_late(question, day),
        "open": question.state == State.OPEN,
        "state": str(question.get_state_display()),
        "url": question_url(request, agenda, question),
        "origin": [line_row(request, agenda, line) for line in agenda.before.get(question.id, ())],
    }


def line_row(request: PageRequest, agenda: Agenda, line: QuestionLineage, *, forwards: bool = False) -> dict[str, Any]:
    """Return where a question came from or went to, with the reason."""
    version, other = agenda.by_id[line.to_question_id if forwards else line.from_question_id]
    return {
        "kind": str(line.get_kind_display()),
        "reason": line.reason,
        "code": other.code,
        "version": version.version.number,
        "text": words_of(other),
        "url": question_url(request, agenda, other),
    }


class MayTry:
    """What the reader may do with insights and trials: a rule is asked once for all rows that it decides alike."""

    def __init__(self, request: PageRequest) -> None:
        self._request, self._at = request, timezone.now()
        self._tries: dict[UUID, bool] = {}
        self._looks: dict[tuple[bool, UUID, UUID], bool] = {}

    def tries(self, evaluation: Evaluation) -> bool:
        """Tell whether the reader can try the insights of an evaluation somewhere."""
        if evaluation.id not in self._tries:
            reasons = reasons_against_trying_anywhere(evaluation, by=self._request.actor.person, at=self._at)
            self._tries[evaluation.id] = is_offered(self._request, reasons)
        return self._tries[evaluation.id]

    def looks_at(self, trial: Trial) -> bool:
        """Tell whether the reader looks at a trial again: as its owner, in its activity, or as evaluator."""
        person = self._request.actor.person
        alike = (trial.owner_id == person.id, trial.insight.evaluation_id, trial.activity_id)
        if alike not in self._looks:
            reasons = reasons_against_looking_at(trial, by=person, at=self._at)
            self._looks[alike] = is_offered(self._request, reasons)
        return self._looks[alike]


def trial_row(request: PageRequest, item: TrialAsItStands, day: date, may: MayTry) -> dict[str, Any]:
    """Return a trial as it stands in a list."""
    trial, project = item.trial, request.actor.project.code
    state = item.state(day)
    return {
        "id": trial.id,
        "activity": trial.activity.name,
        "activity_url": reverse("programme:activity", args=[project, trial.activity.code]),
        "what": trial.what,
        "until": say_day(trial.until_on),
        "known_by": trial.known_by,
        "owner": trial.owner.name,
        "state": say_trial_state(item, day),
        "waits": state is TrialState.NEVER_LOOKED_AT,
        "saw": item.look.saw if item.look else "",
        "look_url": reverse("evaluation:look_at_trial", args=[project, trial.id])
        if item.look is None and may.looks_at(trial)
        else "",
        "insight": trial.insight.text,
        "insight_code": trial.insight.code,
        "agenda_url": address(request, "agenda", trial.insight.evaluation.code) + f"#insight-{trial.insight.code}",
    }


def insight_row(
    request: PageRequest, agenda: Agenda, item: InsightAsItStands, day: date, may: MayTry
) -> dict[str, Any]:
    """Return an insight with its trials."""
    insight = item.insight
    question = insight.question
    return {
        "code": insight.code,
        "observation": insight.observation,
        "text": insight.text,
        "question": f"{question.code} ({question.version.number})" if question else "",
        "question_url": question_url(request, agenda, question) if question and question.id in agenda.by_id else "",
        "noted": say_day(timezone.localdate(insight.noted_at)),
        "trials": [trial_row(request, one, day, may) for one in item.trials],
        "try_url": address(request, "try_insight", agenda.evaluation.code, insight.code)
        if may.tries(agenda.evaluation)
        else "",
    }


def agenda_page(request: PageRequest, agenda: Agenda, day: date) -> dict[str, Any]:
    """Return everything on the page of an agenda but its drawing."""
    evaluation, may = agenda.evaluation, may_design(request, agenda.evaluation)
    evidences, may_try = Evidences(request, list(agenda.points)), MayTry(request)
    current = agenda.current

    def act(route: str) -> str:
        return address(request, route, evaluation.code) if may else ""

    return {
        "evaluation": {"title": evaluation.title, "url": address(request, "evaluation", evaluation.code)},
        "counts": say_counts(agenda.counts(day)),
        "waits": bool(agenda.never_tried or agenda.never_looked_at(day)),
        "missing": words_for_missing(request),
        "points": [
            {
                "code": point.code,
                "title": point.title,
                "levels": point.level_note or say_levels(point.levels),
                "reason": point.reason,
                "evidence": evidences.of(point),
                "questions": [
                    question_row(request, agenda, one, day)
                    for one in (current.questions if current else ())
                    if one.point_id == point.id and one.state == State.OPEN
                ],
            }
            for point in agenda.points
        ],
        "versions": [_version_row(request, agenda, item, day) for item in reversed(agenda.versions)],
        "insights": [insight_row(request, agenda, one, day, may_try) for one in agenda.insights],
        "draft": _draft_row(request, agenda, day) if agenda.draft and may else None,
        "begin_url": "" if agenda.draft else act("begin_agenda"),
        "point_url": act("add_learning_point"),
        "insight_url": "" if shown_day(request).is_past else address(request, "note_insight", evaluation.code),
        "pdf_url": address(request, "agenda_pdf", evaluation.code),
    }


def _version_row(request: PageRequest, agenda: Agenda, item: VersionAsItStands, day: date) -> dict[str, Any]:
    heading, under = version_heading(item, agenda)
    return {
        "heading": heading,
        "under": under,
        "session": item.version.session.name if item.version.session else "",
        "questions": [question_row(request, agenda, one, day) for one in item.questions],
    }


def _draft_row(request: PageRequest, agenda: Agenda, day: date) -> dict[str, Any]:
    """Return the version that is being written, with what can become of each of its questions."""
    draft, code = agenda.draft, agenda.evaluation.code
    assert draft is not None  # asked before
    return {
        "heading": version_heading(draft, agenda)[0],
        "add_url": address(request, "add_learning_question", code),
        "merge_url": address(request, "merge_questions", code),
        "adopt_url": address(request, "adopt_agenda", code),
        "discard_url": address(request, "discard_agenda", code),
        "questions": [
            question_row(request, agenda, one, day)
            | {
                name: address(request, route, code, one.code)
                for name, route in (
                    ("sharpen_url", "sharpen_question"),
                    ("split_url", "split_question"),
                    ("end_url", "end_question"),
                    ("take_back_url", "take_back_ending"),
                )
            }
            | {"assign_url": address(request, "assign_question", code, draft.version.number, one.code)}
            for one in draft.questions
        ],
    }


def question_page(request: PageRequest, agenda: Agenda, question: LearningQuestion, day: date) -> dict[str, Any]:
    """Return everything on the page of one question: all its forms, oldest first, and what was tried for it."""
    evidences, may_try = Evidences(request, [question]), MayTry(request)
    family = agenda.family_of(question)
    firsts = agenda.first_forms_of(question)
    number = agenda.by_id[question.id][0].version.number
    is_current = agenda.current is not None and any(one.id == question.id for one in agenda.current.open_questions)
    may = may_design(request, agenda.evaluation)
    return {
        "code": question.code,
        "text": words_of(question),
        "ended": question.state != State.OPEN,
        "evidence": evidences.of(question),
        "facts": _facts(question, words_for_missing(request)),
        "firsts": [
            {"code": one.code, "text": words_of(one), "url": question_url(request, agenda, one)} for one in firsts
        ],
        "is_first": [one.id for one in firsts] == [question.id],
        "forms": [
            question_row(request, agenda, one, day)
            | {"version": version_heading(item, agenda), "here": one.id == question.id}
            for item in agenda.versions
            for one in item.questions
            if one.id in family
        ],
        "insights": [insight_row(request, agenda, one, day, may_try) for one in agenda.insights_for(question)],
        "assign_url": address(request, "assign_question", agenda.evaluation.code, number, question.code)
        if may and is_current
        else "",
        "insight_url": address(request, "note_insight", agenda.evaluation.code) + f"?question={question.code}"
        if is_current and not shown_day(request).is_past
        else "",
    }


def _with_titles(codes: Sequence[str]) -> list[str]:
    """Return places of the outcome map by code and title."""
    places = map_places() if codes else {}
    return [f"{code} {places[code].title}" if code in places else code for code in codes]


def _facts(question: LearningQuestion, missing: str) -> list[dict[str, str]]:
    """Return what is told of a question; where nothing is told, that it is missing."""
    told = {
        _("Where we want to go"): f"{question.goal}?",
        _("What stands in the way"): question.barrier or missing,
        _("Level"): say_levels(question.levels) or missing,
        _("Learning point"): question.point.title if question.point else _("none"),
        _("Raised by"): question.raised_by or missing,
        _("Small actions"): "; ".join(question.actions) or _("none"),
        _("On the outcome map"): ", ".join(_with_titles(question.about)) or _("none"),
        _("Owner"): question.owner.name if question.owner else missing,
        _("Comes back on"): say_day(question.comes_back_on) if question.comes_back_on else missing,
    }
    return [{"term": term, "value": value} for term, value in told.items()]
