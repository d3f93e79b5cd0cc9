"""Load published claims, and the learning agenda as it went: sessions, versions, insights, trials and the two lists."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.evaluation.models import (
    AgendaVersion,
    Evaluation,
    EvaluationGroup,
    LearningPoint,
    LearningQuestion,
    LearningSession,
    ListedPoint,
    Measurement,
    PointJudgement,
    PublishedClaim,
    QuestionLineage,
    SessionParticipant,
    SessionProposal,
    TrialLook,
)
from vlechtwerk.domains.evaluation.operations import agenda, sessions, trials
from vlechtwerk.domains.evaluation.operations.published import record_published_claim
from vlechtwerk.domains.evaluation.operations.round_mails import digest_of
from vlechtwerk.domains.evaluation.queries.sessions import taking_part_of
from vlechtwerk.domains.evaluation.rules.agenda import PointTold, QuestionTold
from vlechtwerk.domains.evaluation.rules.published import ClaimTold
from vlechtwerk.domains.evaluation.rules.sessions import LearningSessionTold, TakesPart
from vlechtwerk.domains.evaluation.rules.trials import InsightTold, ListedTold, TrialTold
from vlechtwerk.domains.partnership.models import Level, Person

Kind = QuestionLineage.Kind
LEVELS = {level.value: level.value for level in Level}
STATES = LearningSession.State


def load_claims(file: Block, loading: Loading) -> None:
    """Load what sources say that people said, each with the word for its amount and its place."""
    for block in file.blocks("claims"):
        evaluation = _evaluation(block, loading)
        for item in block.blocks("claims"):
            told = ClaimTold(
                item.text("code"),
                item.text("text"),
                item.optional_text("quoted"),
                item.flag("tells_amount", default=True),
                item.choice("kind", PublishedClaim.Kind, PublishedClaim.Kind.CLAIM),
                item.choice("said_in", PublishedClaim.SaidIn, PublishedClaim.SaidIn.MIXED),
                item.optional_text("note"),
            )
            evidence = loading.evidence(item)
            with place_of(item):
                record_published_claim(evaluation, told, evidence=evidence, by=loading.by, at=loading.at)
            item.finish()
        block.finish()


@dataclass
class Learning:
    """The agenda of one evaluation being loaded."""

    evaluation: Evaluation
    loading: Loading
    points: dict[str, LearningPoint] = field(default_factory=dict)
    sessions: dict[str, LearningSession] = field(default_factory=dict)
    measurements: dict[str, Measurement] = field(default_factory=dict)
    groups: dict[str, EvaluationGroup] = field(default_factory=dict)

    def at(self, block: Block, key: str) -> datetime:
        """Return noon of a day in the file, or when the case is loaded."""
        day = block.day(key)
        return self.loading.at if day is None else datetime.combine(day, time(12), timezone.get_default_timezone())

    def person(self, block: Block, key: str) -> Person:
        """Return someone who must be named."""
        found = block.one_of(key, self.loading.people)
        if found is None:
            raise block.wrong(key, f"“{key}” is missing.")
        return found

    def day(self, block: Block, key: str) -> date:
        """Return a day that must be there."""
        found = block.day(key)
        if found is None:
            raise block.wrong(key, f"“{key}” is missing.")
        return found

    def measurement(self, block: Block) -> Measurement:
        """Return the measurement that must be named."""
        found = block.one_of("measurement", self.measurements)
        if found is None:
            raise block.wrong("measurement", "“measurement” is missing.")
        return found


def load_learning(file: Block, loading: Loading) -> None:
    """Load each agenda as it went, version after version."""
    for block in file.blocks("learning"):
        evaluation = _evaluation(block, loading)
        learning = Learning(
            evaluation,
            loading,
            measurements={str(one.number): one for one in evaluation.measurements.all()},
            groups={one.code: one for one in evaluation.groups.all()},
        )
        for item in block.blocks("points"):
            _point(item, learning)
        for item in block.blocks("sessions"):
            _session(item, learning)
        for item in block.blocks("versions"):
            _version(item, learning)
        for item in block.blocks("insights"):
            _insight(item, learning)
        for item in block.blocks("lists"):
            _listed(item, learning)
        block.finish()


def _evaluation(block: Block, loading: Loading) -> Evaluation:
    found = block.one_of("evaluation", loading.evaluations)
    if found is None:
        raise block.wrong("evaluation", "This is of an evaluation.")
    return found


def _point(block: Block, learning: Learning) -> None:
    loading = learning.loading
    told = PointTold(
        block.text("title"),
        tuple(block.codes("levels", LEVELS)),
        block.optional_text("level_note"),
        block.optional_text("reason"),
    )
    evidence = loading.evidence(block)
    with place_of(block):
        point = agenda.add_learning_point(
            learning.evaluation, block.text("code"), told, evidence=evidence, by=loading.by, at=loading.at
        )
    learning.points[point.code] = point
    block.finish()


def _session(block: Block, learning: Learning) -> None:
    """Load a session as it went: proposed, chosen, and over."""
    by, at = learning.loading.by, learning.at(block, "held_on")
    told = LearningSessionTold(
        block.text("name"),
        block.text("asks"),
        learning.day(block, "held_on"),
        block.number("choices_each") or 3,
        block.one_of("measurement", learning.measurements),
    )
    people = [_takes_part(one, learning) for one in block.blocks("participants")]
    with place_of(block):
        session = sessions.prepare_session(learning.evaluation, block.text("code"), told, by=by, at=at)
        participants = sessions.add_participants(session, people, by=by, at=at)
        session = sessions.move_session(session, STATES.PROPOSING, by=by, at=at)
        _proposals(block.blocks("proposals"), session, participants, learning, at)
    learning.sessions[session.code] = session
    block.finish()


def _takes_part(block: Block, learning: Learning) -> TakesPart:
    person = block.one_of("person", learning.loading.people)
    found = TakesPart(
        person.name if person is not None else block.text("name"),
        person,
        block.one_of("organisation", learning.loading.organisations),
        block.choice("level", Level, Level.NOT_STATED),
    )
    block.finish()
    return found


def _proposals(
    told: Sequence[Block],
    session: LearningSession,
    participants: Sequence[SessionParticipant],
    learning: Learning,
    at: datetime,
) -> None:
    by = learning.loading.by
    names = {one.name: one.name for one in participants}
    made = [sessions.write_proposal(session, one.text("goal"), one.text("barrier"), by=by, at=at) for one in told]
    chosen: dict[str, list[int]] = {}
    for number, block in enumerate(told):
        into = block.number("merged_into")
        if into is not None:
            whole = made[into - 1]
            sessions.merge_proposals([made[number]], whole, whole.goal, whole.barrier, by=by, at=at)
        for name in block.codes("chosen_by", names):
            chosen.setdefault(name, []).append(number)
    sessions.move_session(session, STATES.CHOOSING, by=by, at=at)
    for link in sessions.give_session_links(session, [one.id for one in participants], by=by, at=at):
        taking_part = taking_part_of(digest_of(link.token))
        if taking_part is not None and link.participant.name in chosen:
            sessions.choose(taking_part, [made[number].id for number in chosen[link.participant.name]])
    for block in told:
        block.finish()
    sessions.move_session(session, STATES.CLOSED, by=by, at=at)


def _version(block: Block, learning: Learning) -> None:
    """Load a version: what is not named stays as it was."""
    by, at = learning.loading.by, learning.at(block, "adopted_on")
    session = block.one_of("session", learning.sessions)
    with place_of(block):
        draft = agenda.begin_agenda_version(
            learning.evaluation, session=session, described_on=block.moment("described_on"), by=by, at=at
        )
    told = block.blocks("questions")
    split: dict[str, list[Block]] = {}
    for item in told:
        before = {one.code: one for one in draft.questions.all()}
        became = item.choice("became", Kind) if item.has("from") else ""
        if became == Kind.SPLIT:
            split.setdefault(item.codes("from", before)[0].code, []).append(item)
            continue
        with place_of(item):
            _question(item, became, item.codes("from", before), draft, learning, at)
        item.finish()
    for code, items in split.items():
        whole = draft.questions.get(code=code)
        parts = [_told(item, learning) for item in items]
        with place_of(items[0]):
            agenda.split_question(whole, parts, items[0].text("reason"), by=by, at=at)
        for item in items:
            item.text("reason")
            item.finish()
    with place_of(block):
        agenda.adopt_agenda_version(draft, by=by, at=at)
    block.finish()


def _question(
    item: Block,
    became: str,
    before: Sequence[LearningQuestion],
    draft: AgendaVersion,
    learning: Learning,
    at: datetime,
) -> None:
    by = learning.loading.by
    if became == Kind.ANSWERED:
        item.text("code")
        evidence = learning.loading.evidence(item)
        agenda.answer_question(before[0], item.text("ending"), evidence=evidence, by=by, at=at)
    elif became == Kind.DROPPED:
        item.text("code")
        agenda.drop_question(before[0], item.text("ending"), by=by, at=at)
    elif became == Kind.SHARPENED:
        agenda.sharpen_question(before[0], _told(item, learning), item.text("reason"), by=by, at=at)
    elif became == Kind.MERGED:
        agenda.merge_questions(before, _told(item, learning), item.text("reason"), by=by, at=at)
    else:
        evidence = learning.loading.evidence(item)
        proposal = _taken_up(item, draft)
        agenda.add_learning_question(draft, _told(item, learning), evidence=evidence, proposal=proposal, by=by, at=at)


def _taken_up(item: Block, draft: AgendaVersion) -> SessionProposal | None:
    """Return the proposal of the session of a version that a new question takes up, when it names one."""
    number = item.number("proposal")
    if number is None:
        return None
    proposals = SessionProposal.objects.filter(session=draft.session_id).select_related("session")
    found = proposals.filter(number=number).first() if draft.session_id else None
    if found is None:
        raise item.wrong("proposal", f"There is no proposal {number} in the session of this version.")
    return found


def _told(block: Block, learning: Learning) -> QuestionTold:
    loading = learning.loading
    places = {code: code for code in (*loading.activities, *loading.preconditions)}
    return QuestionTold(
        block.text("code"),
        block.text("goal"),
        block.optional_text("barrier"),
        tuple(block.codes("levels", LEVELS)),
        block.optional_text("raised_by"),
        tuple(block.texts("actions")),
        tuple(block.codes("about", places)),
        block.one_of("point", learning.points),
        block.one_of("owner", loading.people),
        block.day("comes_back_on"),
    )


def _insight(block: Block, learning: Learning) -> None:
    by, at = learning.loading.by, learning.at(block, "noted_on")
    adopted = learning.evaluation.agenda_versions.order_by("number")
    newest = {one.code: one for version in adopted for one in version.questions.all()}
    told = InsightTold(
        block.text("code"),
        block.text("observation"),
        block.text("text"),
        block.one_of("question", newest),
        block.one_of("session", learning.sessions),
    )
    evidence = learning.loading.evidence(block)
    with place_of(block):
        insight = trials.note_insight(learning.evaluation, told, evidence=evidence, by=by, at=at)
    for item in block.blocks("trials"):
        activity = item.one_of("activity", learning.loading.activities)
        if activity is None:
            raise item.wrong("activity", "A trial is in an activity.")
        begun = learning.at(item, "begun_on")
        with place_of(item):
            trial = trials.try_insight(insight, activity, _trial(item, learning), by=by, at=begun)
        look = item.block("look")
        if look is not None:
            changed = look.block("changed")
            with place_of(look):
                trials.look_at_trial(
                    trial,
                    look.choice("outcome", TrialLook.Outcome),
                    look.text("saw"),
                    changed=None if changed is None else _trial(changed, learning),
                    session=look.one_of("session", learning.sessions),
                    by=by,
                    at=learning.at(look, "on"),
                )
            for one in (changed, look):
                if one is not None:
                    one.finish()
        item.finish()
    block.finish()


def _trial(block: Block, learning: Learning) -> TrialTold:
    return TrialTold(
        block.text("what"), learning.day(block, "until"), block.text("known_by"), learning.person(block, "owner")
    )


def _listed(block: Block, learning: Learning) -> None:
    by, at = learning.loading.by, learning.loading.at
    told = ListedTold(
        block.choice("kind", ListedPoint.Kind),
        block.text("text"),
        learning.person(block, "owner"),
        learning.day(block, "due_on"),
        tuple(one.code for one in block.codes("groups", learning.groups)),
    )
    with place_of(block):
        point = trials.list_point(learning.measurement(block), told, by=by, at=at)
    for item in block.blocks("judgements"):
        group = item.one_of("group", learning.groups)
        if group is None:
            raise item.wrong("group", "A group judges.")
        verdict = item.choice("verdict", PointJudgement.Verdict)
        with place_of(item):
            trials.judge_point(
                point, learning.measurement(item), group, verdict, note=item.optional_text("note"), by=by, at=at
            )
        item.finish()
    block.finish()
