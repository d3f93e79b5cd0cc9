"""What is registered for the report of an evaluation as of a day, each kind read once, and what carries each record."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Model

from vlechtwerk.domains.evaluation.models import Evaluation, PublishedClaim, PublishedFigure, SourceSentence
from vlechtwerk.domains.evaluation.queries.agenda import Agenda, agenda_of
from vlechtwerk.domains.evaluation.queries.answers import Answer, answers_of
from vlechtwerk.domains.evaluation.queries.findings import ApprovedAsRead, approved_findings
from vlechtwerk.domains.evaluation.queries.framework import FrameworkAsRead, framework_of
from vlechtwerk.domains.evaluation.queries.framework_changes import FrameworkChange, changes_of
from vlechtwerk.domains.evaluation.queries.mechanisms import mechanisms_of, open_to_all
from vlechtwerk.domains.evaluation.queries.plan import Plan, plan_of
from vlechtwerk.domains.evaluation.queries.published import FigureInSource, in_source
from vlechtwerk.domains.evaluation.queries.results import ResultAsRead, results_by
from vlechtwerk.domains.evaluation.rules.amount_words import scale_as_set, scale_in
from vlechtwerk.domains.evaluation.rules.mechanism_state import MechanismAsItStands
from vlechtwerk.domains.partnership.models.projects import Origin
from vlechtwerk.domains.programme.models import Activity, ActivityStatus, Source
from vlechtwerk.domains.programme.queries.activities import statuses_as_of, units_as_of
from vlechtwerk.domains.programme.queries.added_value import ElementAsItStands, elements_as_they_stand
from vlechtwerk.domains.programme.queries.goals import GoalAsOf, goals_as_of
from vlechtwerk.domains.programme.queries.measures import MeasureAsRead, measures_by
from vlechtwerk.domains.programme.queries.preconditions import PreconditionAsOf, preconditions_as_of
from vlechtwerk.domains.programme.words.telling import say_place
from vlechtwerk.engines.documents.evaluation_report import told
from vlechtwerk.engines.statistics.amount_scale import AmountScale
from vlechtwerk.foundation.evidence.address import Base, Ground, Stance
from vlechtwerk.foundation.evidence.links import evidence_of, resolved_links
from vlechtwerk.foundation.evidence.models import EvidenceLink


@dataclass(frozen=True, slots=True)
class Carried:
    """What carries a record: its sources as the report names them, and its ground and base by these."""

    sources: tuple[told.Source, ...] = ()
    ground: Ground = Ground.NONE
    base: Base = Base.OWN

    @property
    def places(self) -> str:
        """Return where what speaks for it is found."""
        return "; ".join(dict.fromkeys(one.label for one in self.sources if not one.contradicts))

    @property
    def against(self) -> str:
        """Return where what speaks against it is found; nothing: no such evidence is known."""
        return "; ".join(dict.fromkeys(one.label for one in self.sources if one.contradicts))


@dataclass(frozen=True)
class Live:
    """Everything that the report can tell in a language, as of a day; asked for in that language.

    All of it every member of the project may read: so anyone of them can compute a report again.
    """

    evaluation: Evaluation
    language: str
    day: date

    @property
    def is_invented(self) -> bool:
        """Whether all of it is made up."""
        return self.evaluation.project.origin == Origin.INVENTED

    @cached_property
    def scale(self) -> AmountScale:
        """Return the words for amounts of the evaluation, in the language of the report."""
        return scale_in(scale_as_set(self.evaluation), self.language)

    @cached_property
    def plan(self) -> Plan:
        """Return the plan of the evaluation: questions, measurements, methods and groups."""
        return plan_of(self.evaluation)

    @cached_property
    def figures(self) -> list[FigureInSource]:
        """Return the figures that sources give, in their order."""
        figures = PublishedFigure.objects.filter(evaluation=self.evaluation).select_related("evaluation", "measurement")
        return [in_source(one) for one in figures.order_by("order")]

    @cached_property
    def shares(self) -> list[FigureInSource]:
        """Return those of the figures that are shares of a statement."""
        return [one for one in self.figures if one.figure.kind == PublishedFigure.Kind.SHARE]

    @cached_property
    def claims(self) -> list[PublishedClaim]:
        """Return what sources say that people said, in their order."""
        claims = PublishedClaim.objects.filter(evaluation=self.evaluation).select_related("evaluation")
        return list(claims.order_by("order"))

    @cached_property
    def source_sentences(self) -> list[SourceSentence]:
        """Return what sources state by themselves, in their order."""
        found = SourceSentence.objects.filter(evaluation=self.evaluation).select_related("question")
        return list(found.order_by("order"))

    @cached_property
    def answers(self) -> list[Answer]:
        """Return the questions with what is known and what is not."""
        return answers_of(self.evaluation, for_evaluator=False, approved=list(self.approved.values()))

    @cached_property
    def approved(self) -> dict[str, ApprovedAsRead]:
        """Return the approved findings that hold, by their code."""
        return {one.approved.code: one for one in approved_findings(self.evaluation)}

    @cached_property
    def results(self) -> list[ResultAsRead]:
        """Return the results of rounds that every member reads."""
        return [one for one in results_by(self.evaluation) if one.published is not None]

    @cached_property
    def activities(self) -> list[Activity]:
        """Return the activities that have a status of their own, in plan order."""
        return list(units_as_of(self.day).filter(project_id=self.evaluation.project_id))

    @cached_property
    def statuses(self) -> Mapping[UUID, ActivityStatus | None]:
        """Return the status that held of each activity: surely, or else possibly."""
        found = statuses_as_of([one.id for one in self.activities], self.day)
        return {key: one.known or (one.possible[-1] if one.possible else None) for key, one in found.items()}

    @cached_property
    def preconditions(self) -> list[PreconditionAsOf]:
        """Return what the plan needs, and how far that is met."""
        return [one for one in preconditions_as_of(self.day) if one.is_known]

    @cached_property
    def goals(self) -> list[GoalAsOf]:
        """Return the goals as they were worded."""
        return goals_as_of(self.day)

    @cached_property
    def measures(self) -> list[MeasureAsRead]:
        """Return what registers count, as it was known on the day."""
        return measures_by(self.day)

    @cached_property
    def mechanisms(self) -> list[MechanismAsItStands]:
        """Return what is expected to work, with what was judged of it where that is for every member."""
        return [open_to_all(one) for one in mechanisms_of(self.evaluation)]

    @cached_property
    def framework(self) -> FrameworkAsRead:
        """Return the assessment framework: its lists and criteria."""
        return framework_of(self.evaluation)

    @cached_property
    def framework_changes(self) -> list[FrameworkChange]:
        """Return what was changed of the framework since it was taken in, oldest first."""
        return changes_of(self.framework)

    @cached_property
    def elements(self) -> list[ElementAsItStands]:
        """Return the elements of the added value with what is said of each."""
        return elements_as_they_stand(self.evaluation.project_id)

    @cached_property
    def agenda(self) -> Agenda:
        """Return the learning agenda; of its versions the adopted ones are told."""
        return agenda_of(self.evaluation)

    @cached_property
    def documents(self) -> dict[str, Source]:
        """Return the documents of the project, by their code."""
        return {one.code: one for one in Source.objects.filter(project_id=self.evaluation.project_id)}

    def carried(self, records: Iterable[Model | None], usual: Ground = Ground.NONE) -> dict[UUID, Carried]:
        """Return what carries records; `usual` is the ground of one that no evidence tells otherwise of."""
        ids = [one.pk for one in records if one is not None]
        return self.carried_by(evidence_of(ids), usual)

    def carried_by(
        self, held: Mapping[UUID, Sequence[EvidenceLink]], usual: Ground = Ground.NONE
    ) -> dict[UUID, Carried]:
        """Return what carries records by their links: two queries for each kind of evidence."""
        resolved = resolved_links(self.evaluation.project_id, [link for links in held.values() for link in links])
        found = {}
        for record, links in held.items():
            sources = []
            for link in links:
                leads = resolved.get((link.kind, link.identifier))
                label = say_place(link, leads.short_title if leads else link.identifier)
                checksum = leads.checksum if leads else ""
                contradicts = link.stance == Stance.CONTRADICTS
                holder = str(link.holder_id)
                sources.append(told.Source(link.kind, link.identifier, checksum, label, contradicts, holder))
            base = Base(links[0].base) if links else Base.OWN
            told_grounds = [link.ground for link in links if link.ground and link.stance == Stance.SUPPORTS]
            # What a source does not say of how it is known, nobody assumes.
            ground = told_grounds[0] if told_grounds else usual if base == Base.OWN else Ground.NONE
            found[record] = Carried(tuple(sources), Ground(ground), base)
        return found
