"""Whether a framework may be told so: its lists, criteria, sources, norms, baselines and what its levels mean."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vlechtwerk.domains.evaluation.evidence import CLOSED_KINDS, CRITERION_JUDGEMENT
from vlechtwerk.domains.evaluation.models import (
    CriteriaList,
    Criterion,
    CriterionBaseline,
    CriterionKind,
    CriterionMethod,
    CriterionNorm,
    CriterionSource,
    CriterionWording,
    Evaluation,
    Language,
    Rubric,
    Statement,
    SubjectKind,
)
from vlechtwerk.domains.evaluation.rules.codes import reasons_against_code
from vlechtwerk.domains.evaluation.rules.evaluators import reasons_against_evaluating
from vlechtwerk.domains.evaluation.rules.quoting import reasons_against_quoting
from vlechtwerk.domains.partnership.models import Body, Person
from vlechtwerk.domains.programme.models import Activity, Goal, MapNode, Measure, Precondition
from vlechtwerk.engines.framework.facts import Kind as EngineKind
from vlechtwerk.engines.framework.saying import is_written_for, only_puts_off
from vlechtwerk.foundation.database.fields import longest
from vlechtwerk.foundation.database.keeping import reasons_against_keeping
from vlechtwerk.foundation.evidence.address import Evidence, EvidenceAddress
from vlechtwerk.foundation.evidence.links import reasons_against_attaching
from vlechtwerk.foundation.evidence.registry import resolve
from vlechtwerk.foundation.periods import PreciseDate
from vlechtwerk.foundation.refusal import Reason

SourceKind = CriterionSource.Kind
BEFORE_THE_DATA = gettext_noop("The norm is fixed before the data are in")
LATER_WITH_REASON = gettext_noop("A framework is changed with its reason, and the former stays")
LONGEST_CODE = longest(Criterion, "code")
MOST_SOURCES = 40
RUBRIC_LEVELS = ("met", "largely", "partly", "not_met")
_SUBJECTS: Mapping[str, Callable[[UUID, str], bool]] = {
    SubjectKind.ACTIVITY: lambda project, code: Activity.objects.filter(project=project, code=code).exists(),
    SubjectKind.PRECONDITION: lambda project, code: Precondition.objects.filter(project=project, code=code).exists(),
    SubjectKind.MAP_NODE: lambda project, code: MapNode.objects.filter(project=project, code=code).exists(),
    SubjectKind.GOAL: lambda project, code: Goal.objects.filter(project=project, code=code).exists(),
}


@dataclass(frozen=True, slots=True)
class ListTold:
    """A list of criteria as it is told."""

    code: str
    title: str
    about: str = ""
    language: str = Language.DUTCH
    is_prefixed: bool = True


@dataclass(frozen=True, slots=True)
class CriterionTold:
    """A criterion as it is told: its question and kind, by which methods it is found out, and what it is about."""

    question: str
    kind: str
    group: str = ""
    indicator: str = ""
    methods: tuple[str, ...] = ()
    subject_kind: str = ""
    subject: str = ""

    @classmethod
    def of(cls, wording: CriterionWording) -> "CriterionTold":
        """Return how a criterion is worded."""
        return cls(
            wording.question,
            wording.kind,
            wording.group,
            wording.indicator,
            tuple(wording.methods),
            wording.subject_kind,
            wording.subject,
        )

    def with_question(self, question: str) -> "CriterionTold":
        """Return the same with another question."""
        return replace(self, question=question)


@dataclass(frozen=True, slots=True)
class BaselineTold:
    """How it was before, and when that was measured."""

    text: str
    measured_on: PreciseDate | None = None


def reasons_against_adding_list(evaluation: Evaluation, told: ListTold, *, by: Person, at: datetime) -> list[Reason]:
    """Return why an evaluation can't get this list of criteria."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    in_use = evaluation.criteria_lists.filter(code__iexact=told.code.strip()).exists()
    reasons += reasons_against_code(told.code, in_use) + reasons_against_keeping(CriteriaList, {"code": told.code})
    if not told.title.strip():
        reasons.append(Reason("name_missing", _("Write a title.")))
    if told.language not in Language.values:
        reasons.append(Reason("language_unknown", _("Choose the language of the list.")))
    return reasons + _typed(evaluation, CriteriaList, title=told.title, about=told.about)


def reasons_against_prefixing(criteria_list: CriteriaList, *, by: Person, at: datetime) -> list[Reason]:
    """Return why the codes of a list can't get its letters."""
    reasons = reasons_against_evaluating(criteria_list.evaluation, by=by, at=at)
    if criteria_list.is_prefixed:
        reasons.append(Reason("prefixed_already", _("The codes of this list have its letters already.")))
    return reasons


def reasons_against_adding_criterion(
    criteria_list: CriteriaList, code: str, told: CriterionTold, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a list can't get this criterion."""
    evaluation = criteria_list.evaluation
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    # “a” beside “A” would be read as one.
    reasons += reasons_against_code(code, criteria_list.criteria.filter(code__iexact=code.strip()).exists())
    return reasons + reasons_against_keeping(Criterion, {"code": code}) + reasons_against_criterion(evaluation, told)


def reasons_against_criterion(evaluation: Evaluation, told: CriterionTold) -> list[Reason]:
    """Return why a criterion can't be worded so."""
    reasons = []
    if not told.question.strip():
        reasons.append(Reason("text_missing", _("Write the question.")))
    if told.kind not in CriterionKind.values:
        reasons.append(Reason("kind_unknown", _("Choose what the criterion asks for.")))
    if unknown := [one for one in told.methods if one not in CriterionMethod.values]:
        words = _("“%(method)s” is no method of criteria.") % {"method": unknown[0]}
        reasons.append(Reason("method_unknown", words))
    if told.subject_kind or told.subject:
        find = _SUBJECTS.get(told.subject_kind)
        if find is None or not find(evaluation.project_id, told.subject):
            words = _("“%(subject)s” can't be found in this project.") % {"subject": told.subject}
            reasons.append(Reason("subject_not_found", words, _("A criterion is about a real thing")))
    typed = {"question": told.question, "group": told.group, "indicator": told.indicator}
    return reasons + _typed(evaluation, CriterionWording, **typed)


def reasons_against_wording(
    criterion: Criterion, told: CriterionTold, reason: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a criterion can't be worded otherwise."""
    reasons = reasons_against_evaluating(criterion.evaluation, by=by, at=at)
    reasons += reasons_against_criterion(criterion.evaluation, told) + _for_a_reason(criterion, reason)
    latest = wording_of(criterion)
    if told == CriterionTold.of(latest) and not latest.is_closed:
        reasons.append(Reason("nothing_changed", _("Nothing changed.")))
    return reasons


def reasons_against_closing(criterion: Criterion, reason: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a criterion can't be closed."""
    reasons = reasons_against_evaluating(criterion.evaluation, by=by, at=at)
    return reasons + reasons_against_closed(criterion) + _for_a_reason(criterion, reason)


def reasons_against_splitting(
    criterion: Criterion, questions: Sequence[str], reason: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a criterion can't be split in one for each of these questions."""
    told = CriterionTold.of(wording_of(criterion))
    reasons = reasons_against_evaluating(criterion.evaluation, by=by, at=at)
    reasons += reasons_against_closed(criterion) + _for_a_reason(criterion, reason)
    if len({one.strip().lower() for one in questions if one.strip()}) < max(2, len(questions)):
        reasons.append(Reason("split_unclear", _("Write two questions or more, each different.")))
    for code in codes_of_parts(criterion, len(questions) - 1):
        reasons += reasons_against_keeping(Criterion, {"code": code})
    for question in questions:
        reasons += reasons_against_criterion(criterion.evaluation, told.with_question(question))
    return reasons


def codes_of_parts(criterion: Criterion, wanted: int) -> list[str]:
    """Return codes for what is split off from a criterion: A2, A3 and so on, those that are free.

    wanted: how many.
    """
    taken = {code.casefold() for code in criterion.criteria_list.criteria.values_list("code", flat=True)}
    free = (f"{criterion.code}{number}" for number in range(2, len(taken) + max(wanted, 0) + 3))
    return [code for code in free if code.casefold() not in taken][: max(wanted, 0)]


def reasons_against_merging(
    keep: Criterion, others: Sequence[Criterion], reason: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why criteria can't go into one of them."""
    reasons = reasons_against_evaluating(keep.evaluation, by=by, at=at)
    reasons += _for_a_reason(keep, reason)
    if not others or keep in others or any(one.evaluation_id != keep.evaluation_id for one in others):
        reasons.append(Reason("merge_unclear", _("Choose which criteria go into which other one.")))
    return reasons + [one for closed in (keep, *others) for one in reasons_against_closed(closed)]


def reasons_against_binding(
    criterion: Criterion, kind: str, identifier: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a criterion can't be found out from this source: a real thing of the project."""
    reasons = reasons_against_evaluating(criterion.evaluation, by=by, at=at) + reasons_against_closed(criterion)
    bound = sources_of(criterion)
    if not source_is_there(criterion.evaluation, kind, identifier):
        words = _("The source “%(identifier)s” can't be found in this project.") % {"identifier": identifier}
        reasons.append(Reason("source_not_found", words, _("A source is a real thing")))
    elif kind not in SourceKind.values:
        reasons += reasons_against_attaching(criterion.project_id, [Evidence(EvidenceAddress(kind, identifier))])
    if any((one.kind, one.identifier) == (kind, identifier) for one in bound):
        reasons.append(Reason("source_twice", _("This source is bound already.")))
    if len(bound) >= MOST_SOURCES:
        words = _("A criterion has at most %(most)s sources.") % {"most": MOST_SOURCES}
        reasons.append(Reason("too_many_sources", words))
    return reasons


def reasons_against_unbinding(
    criterion: Criterion, kind: str, identifier: str, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why a source can't be let go."""
    reasons = reasons_against_evaluating(criterion.evaluation, by=by, at=at) + reasons_against_closed(criterion)
    if all((one.kind, one.identifier) != (kind, identifier) for one in sources_of(criterion)):
        reasons.append(Reason("no_such_source", _("This is no source of the criterion.")))
    return reasons


def source_is_there(evaluation: Evaluation, kind: str, identifier: str) -> bool:
    """Tell whether a source is a real thing of this project; what is judged is a source of nothing."""
    project = evaluation.project_id
    match kind:
        case SourceKind.STATEMENT:
            asked = Statement.objects.filter(version__instrument__evaluation=evaluation, code=identifier)
            return bool(identifier) and asked.exists()
        case SourceKind.ACTIVITY_STATUS:
            return Activity.objects.filter(project=project, code=identifier).exists()
        case SourceKind.MEASURE:
            return Measure.objects.filter(project=project, code=identifier).exists()
        case SourceKind.LEAD_TIME:
            return Body.objects.filter(project=project, code=identifier).exists()
        case _:
            return kind != CRITERION_JUDGEMENT and identifier in resolve(project, kind, [identifier])


def reasons_against_norm(criterion: Criterion, text: str, reason: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a norm can't be fixed so; a later one says why it changed."""
    reasons = reasons_against_evaluating(criterion.evaluation, by=by, at=at) + reasons_against_closed(criterion)
    before = criterion.norms.order_by("-number").first()
    if not text.strip():
        reasons.append(Reason("text_missing", _("Write from when on the criterion is met."), _(BEFORE_THE_DATA)))
    elif not _is_written(criterion, text):
        words = _("“%(text)s” says that there is no norm yet. Write from when on the criterion is met.")
        reasons.append(Reason("norm_empty", words % {"text": text.strip()}, _(BEFORE_THE_DATA)))
    if before is not None and before.text == text.strip():
        reasons.append(Reason("nothing_changed", _("Nothing changed.")))
    if before is not None and not reason.strip():
        words = _("There is a norm. Write why it changes: that is printed beside it.")
        reasons.append(Reason("reason_missing", words, _(LATER_WITH_REASON)))
    return reasons + _typed(criterion.evaluation, CriterionNorm, text=text, reason=reason)


def _is_written(criterion: Criterion, text: str) -> bool:
    """Tell whether there is a norm or baseline in a text, and not only that there is none or that it comes."""
    return is_written_for(text, EngineKind(wording_of(criterion).kind)) and not only_puts_off(text)


def reasons_against_baseline(
    criterion: Criterion,
    told: BaselineTold,
    evidence: Sequence[Evidence] = (),
    reason: str = "",
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a baseline can't be noted so; a later one says why it changed."""
    reasons = reasons_against_evaluating(criterion.evaluation, by=by, at=at) + reasons_against_closed(criterion)
    before = criterion.baselines.exists()
    if not told.text.strip():
        reasons.append(Reason("text_missing", _("Write how it was before.")))
    elif not _is_written(criterion, told.text):
        words = _("“%(text)s” says that there is no baseline yet. Write how it was before, or leave it out.")
        reasons.append(Reason("baseline_empty", words % {"text": told.text.strip()}))
    if told.measured_on is not None and told.measured_on.earliest > timezone.localdate(at):
        words = _("A baseline was measured before today; %(day)s is still to come.")
        reasons.append(Reason("in_the_future", words % {"day": told.measured_on}))
    if before and not reason.strip():
        words = _("There is a baseline. Write why it changes: that is printed beside it.")
        reasons.append(Reason("reason_missing", words, _(LATER_WITH_REASON)))
    if any(one.address.kind in CLOSED_KINDS for one in evidence):
        words = _("A baseline rests on what every member may see.")
        reasons.append(Reason("evidence_closed", words))
    reasons += reasons_against_attaching(criterion.project_id, evidence)
    texts = [one.text for one in evidence]
    return reasons + _typed(criterion.evaluation, CriterionBaseline, texts, text=told.text, reason=reason)


def reasons_against_rubric(
    evaluation: Evaluation, levels: Mapping[str, str], reason: str = "", *, by: Person, at: datetime
) -> list[Reason]:
    """Return why the levels of judgement can't mean this; `levels`: a description by level, from met to not met."""
    reasons = reasons_against_evaluating(evaluation, by=by, at=at)
    if set(levels) != set(RUBRIC_LEVELS) or any(not text.strip() for text in levels.values()):
        reasons.append(Reason("level_missing", _("Write for each level what it means.")))
    if len({text.strip().lower() for text in levels.values()}) < len(levels):
        reasons.append(Reason("levels_alike", _("Each level means something else.")))
    if evaluation.rubrics.exists() and not reason.strip():
        words = _("The levels are described already. Write why that changes: it is printed beside it.")
        reasons.append(Reason("reason_missing", words, _(LATER_WITH_REASON)))
    known = {level: text for level, text in levels.items() if level in RUBRIC_LEVELS}
    return reasons + _typed(evaluation, Rubric, reason=reason, **known)


def wording_of(criterion: Criterion) -> CriterionWording:
    """Return how a criterion is worded now."""
    latest = max(criterion.wordings.all(), key=lambda one: one.number)
    assert isinstance(latest, CriterionWording)
    return latest


def sources_of(criterion: Criterion) -> list[CriterionSource]:
    """Return the sources that are bound to a criterion now, in the order in which they were."""
    latest = {(one.kind, one.identifier): one for one in sorted(criterion.sources.all(), key=lambda one: one.number)}
    return sorted((one for one in latest.values() if one.is_bound), key=lambda one: one.number)


def former_sources_of(criterion: Criterion) -> list[CriterionSource]:
    """Return the sources that were bound to a criterion and let go: their data were there all the same."""
    latest = {(one.kind, one.identifier): one for one in sorted(criterion.sources.all(), key=lambda one: one.number)}
    return [one for one in latest.values() if not one.is_bound]


def lacks_measure(kind: str, sources: Iterable[CriterionSource]) -> bool:
    """Tell whether it is asked if a number rose, and no bound measure tells which: any that rose would do."""
    return kind == CriterionKind.COUNT_UP and all(one.kind != SourceKind.MEASURE for one in sources)


def reasons_against_closed(criterion: Criterion) -> list[Reason]:
    """Return why nothing can be written of a criterion that is asked no more."""
    if not wording_of(criterion).is_closed:
        return []
    told = {"code": criterion.full_code}
    words = _("%(code)s is closed. Word it anew first.") % told
    if into := wording_of(criterion).merged_into:
        told["into"] = into.full_code
        words = _("%(code)s is closed: it was merged into %(into)s. Go on with that one.") % told
    return [Reason("criterion_closed", words)]


def _for_a_reason(criterion: Criterion, reason: str) -> list[Reason]:
    reasons = []
    if not reason.strip():
        reasons.append(Reason("reason_missing", _("Write why it changes."), _(LATER_WITH_REASON)))
    return reasons + _typed(criterion.evaluation, CriterionWording, reason=reason)


def _typed(evaluation: Evaluation, model: type[Model], beside: Sequence[str] = (), **typed: str) -> list[Reason]:
    """Return why texts can't be typed: they can't be kept in their field, or repeat what someone said."""
    return reasons_against_keeping(model, typed) + reasons_against_quoting(evaluation, [*typed.values(), *beside])
