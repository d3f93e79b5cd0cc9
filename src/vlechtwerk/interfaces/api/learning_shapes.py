"""How the learning agenda is put into the shapes of the interface."""

from datetime import date

from vlechtwerk.domains.evaluation.models import LearningSession, PublishedClaim
from vlechtwerk.domains.evaluation.queries.agenda import Agenda, VersionAsItStands
from vlechtwerk.domains.evaluation.queries.sessions import Ranked
from vlechtwerk.domains.evaluation.queries.trials import InsightAsItStands, ListedAsItStands, TrialAsItStands, TwoLists
from vlechtwerk.domains.evaluation.words.learning import say_no_count
from vlechtwerk.foundation.evidence.address import Base, Ground
from vlechtwerk.foundation.evidence.links import evidence_of
from vlechtwerk.interfaces.api import learning_schemas as schemas
from vlechtwerk.interfaces.api.activity_shapes import Links, links_out
from vlechtwerk.interfaces.api.schemas import DateOut


def agenda_out(agenda: Agenda, today: date) -> schemas.AgendaOut:
    """Return the shape of an agenda."""
    questions = [one for version in agenda.versions for one in version.questions]
    holders = [*agenda.points, *questions, *(item.insight for item in agenda.insights)]
    links = evidence_of(holder.id for holder in holders)
    return schemas.AgendaOut(
        evaluation=agenda.evaluation.code,
        points=[
            schemas.LearningPointOut(
                **{name: getattr(one, name) for name in ("code", "title", "levels", "level_note", "reason")},
                evidence=links_out(links, one),
            )
            for one in agenda.points
        ],
        versions=[_version(agenda, one, links) for one in agenda.versions],
        insights=[insight_out(one, links, today) for one in agenda.insights],
        never_tried=len(agenda.never_tried),
        never_looked_at=agenda.never_looked_at(today),
    )


def _version(agenda: Agenda, item: VersionAsItStands, links: Links) -> schemas.AgendaVersionOut:
    version = item.version
    return schemas.AgendaVersionOut(
        number=version.number,
        session=version.session.code if version.session else "",
        described_on=DateOut.of(version.described_on),
        adopted_at=version.adopted_at,
        questions=[
            schemas.LearningQuestionOut(
                **{
                    name: getattr(one, name)
                    for name in (
                        "id", "code", "goal", "barrier", "levels", "raised_by", "actions", "about", "comes_back_on",
                        "state", "ending",
                    )
                },
                version=version.number,
                point=one.point.code if one.point else "",
                owner=one.owner.name if one.owner else "",
                came_from=[
                    schemas.LearningLineOut(
                        code=agenda.by_id[line.from_question_id][1].code, kind=line.kind, reason=line.reason
                    )
                    for line in agenda.before.get(one.id, ())
                ],
                first_forms=[
                    f"{first.code} ({agenda.by_id[first.id][0].version.number})"
                    for first in agenda.first_forms_of(one)
                ],
                evidence=links_out(links, one),
            )
            for one in item.questions
        ],
    )  # fmt: skip


def insight_out(item: InsightAsItStands, links: Links, today: date) -> schemas.InsightOut:
    """Return the shape of an insight."""
    insight = item.insight
    return schemas.InsightOut(
        **{name: getattr(insight, name) for name in ("code", "observation", "text", "noted_at")},
        question=f"{insight.question.code} ({insight.question.version.number})" if insight.question else "",
        session=insight.session.code if insight.session else "",
        noted_by=insight.noted_by.name,
        trials=[trial_out(one, today) for one in item.trials],
        evidence=links_out(links, insight),
    )


def trial_out(item: TrialAsItStands, today: date) -> schemas.TrialOut:
    """Return the shape of a trial."""
    trial, look = item.trial, item.look
    return schemas.TrialOut(
        **{name: getattr(trial, name) for name in ("id", "what", "until_on", "known_by")},
        insight=trial.insight.code,
        activity=trial.activity.code,
        owner=trial.owner.name,
        state=item.state(today),
        saw=look.saw if look else "",
        looked_at=look.looked_at if look else None,
    )


def session_out(session: LearningSession) -> schemas.LearningSessionOut:
    """Return the shape of a session."""
    plain = ("code", "name", "asks", "held_on", "choices_each", "state")
    return schemas.LearningSessionOut(
        **{name: getattr(session, name) for name in plain},
        evaluation=session.evaluation.code,
        measurement=session.measurement.number if session.measurement else None,
    )


def proposal_out(item: Ranked) -> schemas.SessionProposalOut:
    """Return the shape of a proposal."""
    proposal = item.proposal
    return schemas.SessionProposalOut(
        **{name: getattr(proposal, name) for name in ("number", "goal", "barrier", "taken_up_as")},
        merged=[one.number for one in item.merged],
        chosen_by=item.chosen_by,
        place=item.place,
    )


def listed_out(lists: TwoLists) -> list[schemas.ListedPointOut]:
    """Return the shape of the two lists after a measurement."""
    return [point_out(item, lists.measurement.number) for item in (*lists.solve_now, *lists.keep)]


def point_out(item: ListedAsItStands, measurement: int) -> schemas.ListedPointOut:
    """Return the shape of a point."""
    point = item.point
    return schemas.ListedPointOut(
        **{name: getattr(point, name) for name in ("id", "kind", "order", "text", "due_on", "groups")},
        measurement=measurement,
        owner=point.owner.name,
        judgements=[
            schemas.PointJudgementOut(
                measurement=one.measurement.number, group=one.group.code, verdict=one.verdict, note=one.note
            )
            for one in item.judgements
        ],
        still_to_judge=item.still_to_judge,
    )


def claim_out(claim: PublishedClaim, links: Links) -> schemas.PublishedClaimOut:
    """Return the shape of a published claim."""
    plain = ("code", "kind", "text", "quoted", "tells_amount", "said_in", "note")
    return schemas.PublishedClaimOut(
        **{name: getattr(claim, name) for name in plain},
        evaluation=claim.evaluation.code,
        count=say_no_count(claim),
        ground=Ground.OPINION,
        base=Base.PUBLISHED,
        evidence=links_out(links, claim),
    )
