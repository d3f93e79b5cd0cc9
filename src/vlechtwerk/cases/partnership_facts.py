"""Load who the partnership is: organisations, bodies, people, mandates and decisions."""

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.partnership.models import (
    Advice,
    Body,
    Decision,
    DecisionSubject,
    LegalCapacity,
    Level,
    Organisation,
    Promise,
    PromiseStep,
    Seat,
)
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.operations import advice, decisions, people, projects, promises
from vlechtwerk.domains.partnership.rules.mandates import Subject
from vlechtwerk.engines.policy.facts import CapacityKind

KINDS = {kind.value: kind for kind in DecisionSubject}


def load_organisations(file: Block, loading: Loading) -> None:
    """Load organisations with their legal capacities."""
    for block in file.blocks("organisations"):
        with place_of(block):
            organisation = projects.add_organisation(
                block.text("code"),
                block.text("name"),
                block.choice("kind", Organisation.Kind),
                role=block.optional_text("role"),
                note=block.optional_text("note"),
                evidence=loading.evidence(block),
                by=loading.by,
                at=loading.at,
            )
            loading.organisations[organisation.code] = organisation
            loading.capacities[organisation.code] = {}
        for item in block.blocks("capacities"):
            with place_of(item):
                capacity = projects.add_capacity(
                    organisation,
                    item.text("name"),
                    item.choice("regime", LegalCapacity.Regime),
                    item.text("controller"),
                    item.text("basis"),
                    item.choice("basis_mark", LegalCapacity.BasisMark),
                    kind=item.choice("kind", CapacityKind, CapacityKind.OTHER),
                    by=loading.by,
                    at=loading.at,
                )
                loading.capacities[organisation.code][capacity.name] = capacity
            item.finish()
        block.finish()


def load_bodies(file: Block, loading: Loading) -> None:
    """Load bodies and departments."""
    for block in file.blocks("bodies"):
        with place_of(block):
            body = projects.add_body(
                block.text("code"),
                block.text("name"),
                block.choice("level", Level, Level.NOT_STATED),
                composition=block.optional_text("composition"),
                purpose=block.optional_text("purpose"),
                existence=block.choice("existence", Body.Existence, Body.Existence.EXISTS),
                exists_since=block.moment("since"),
                run_by=block.one_of("run_by", loading.organisations),
                note=block.optional_text("note"),
                evidence=loading.evidence(block),
                by=loading.by,
                at=loading.at,
            )
            loading.bodies[body.code] = body
        block.finish()
    for block in file.blocks("departments"):
        with place_of(block):
            department = projects.add_department(
                block.text("code"),
                block.text("name"),
                evidence=loading.evidence(block),
                by=loading.by,
                at=loading.at,
            )
            loading.departments[department.code] = department
        block.finish()


def load_people(file: Block, loading: Loading) -> None:
    """Load people with their accounts, appointments and seats. Their roles in activities come after those."""
    for block in file.blocks("people"):
        with place_of(block):
            # A new account has no password: in the demo one steps in; elsewhere an administrator sends an invitation.
            person = people.add_person(
                block.text("name"), email=block.optional_text("email"), by=loading.by, at=loading.at
            )
        loading.people[block.text("key")] = person
        for item in block.blocks("appointments"):
            _appoint(item, block.text("key"), loading)
        for item in block.blocks("seats"):
            _seat(item, block.text("key"), loading)
        block.blocks("activity_roles")
        block.finish()


def _appoint(item: Block, key: str, loading: Loading) -> None:
    organisation = item.one_of("organisation", loading.organisations)
    begins = item.day("from")
    if organisation is None or begins is None:
        raise item.wrong("organisation", "An appointment has an organisation and a first day (from).")
    with place_of(item):
        people.appoint(
            loading.people[key],
            organisation,
            item.choice("function", Function),
            begins,
            appointed_until=item.day("until"),
            capacity=item.one_of("capacity", loading.capacities[organisation.code]),
            department=item.one_of("department", loading.departments),
            title=item.optional_text("title"),
            level=item.choice("level", Level, Level.NOT_STATED),
            manager=item.one_of("manager", loading.people),
            by=loading.by,
            at=loading.at,
        )
    item.finish()


def _seat(item: Block, key: str, loading: Loading) -> None:
    body = item.one_of("body", loading.bodies)
    begins = item.day("from")
    if body is None or begins is None:
        raise item.wrong("body", "A seat has a body and a first day (from).")
    with place_of(item):
        people.seat(
            loading.people[key],
            body,
            item.choice("role", Seat.Role, Seat.Role.MEMBER),
            begins,
            seated_until=item.day("until"),
            by=loading.by,
            at=loading.at,
        )
    item.finish()


def load_decisions(file: Block, loading: Loading) -> None:
    """Load decisions asked and taken, and the mandates that rest on them or carry them."""
    granting = {block.optional_text("granted_by") for block in file.blocks("mandates")} - {""}
    for block in file.blocks("decisions"):
        if block.text("key") in granting:
            _decide(block, loading)
    for block in file.blocks("mandates"):
        with place_of(block):
            loading.mandates[block.text("key")] = decisions.grant_mandate(
                block.text("subject"),
                body=block.one_of("body", loading.bodies),
                person=block.one_of("person", loading.people),
                kinds=[str(kind) for kind in block.codes("kinds", KINDS)],
                limit=block.number("limit"),
                limits=block.optional_text("limits"),
                mandated_from=block.day("from"),
                mandated_until=block.day("until"),
                granted_by=block.one_of("granted_by", loading.decisions),
                evidence=loading.evidence(block),
                by=loading.by,
                at=loading.at,
            )
        block.finish()
    for block in file.blocks("decisions"):
        if block.text("key") not in granting:
            _decide(block, loading)


def _decide(block: Block, loading: Loading) -> None:
    with place_of(block):
        decision = decisions.ask_decision(
            block.text("question"),
            body=block.one_of("body", loading.bodies),
            agreed_days=block.number("agreed_days"),
            about=Subject(
                block.choice("subject", DecisionSubject) if block.has("subject") else "", block.number("size")
            ),
            asked_on=block.moment("asked_on"),
            asked_by=block.one_of("asked_by", loading.people),
            evidence=loading.evidence(block),
            by=loading.by,
            at=loading.at,
        )
        decided_on = block.moment("decided_on")
        if block.choice("state", Decision.State, Decision.State.ASKED) == Decision.State.TAKEN:
            if decided_on is None:
                raise block.wrong("decided_on", "A decision that was taken has a date (decided_on).")
            decision = decisions.take_decision(
                decision,
                block.choice("result", Decision.Result),
                decided_on,
                outcome=block.optional_text("outcome"),
                reasons=block.optional_text("reasons"),
                mandate=block.one_of("mandate", loading.mandates),
                by=loading.by,
                at=loading.at,
            )
    loading.decisions[block.text("key")] = decision
    block.optional_text("about_activity")
    block.finish()


def load_advice(file: Block, loading: Loading) -> None:
    """Load the advice that was asked, what was advised, and whether that was followed."""
    for block in file.blocks("advice"):
        body = block.one_of("body", loading.bodies)
        if body is None:
            raise block.wrong("body", "Advice is asked of a body.")
        with place_of(block):
            found = advice.ask_advice(
                block.text("question"),
                body,
                asking_body=block.one_of("asking_body", loading.bodies),
                due_on=block.day("due_on"),
                decision=block.one_of("decision", loading.decisions),
                asked_on=block.moment("asked_on"),
                asked_by=block.one_of("asked_by", loading.people),
                by=loading.by,
                at=loading.at,
            )
            loading.advice[block.text("key")] = found
            _given(block, found, loading)
        block.optional_text("about_activity")
        block.finish()


def _given(block: Block, found: Advice, loading: Loading) -> None:
    given_on, evidence = block.moment("given_on"), loading.evidence(block)
    text, given_by = block.optional_text("text"), block.one_of("given_by", loading.people)
    if given_on is not None:
        found = advice.give_advice(
            found, text, given_on, given_by=given_by, evidence=evidence, by=loading.by, at=loading.at
        )
    why, decision = block.optional_text("why"), block.one_of("followed_in", loading.decisions)
    weighed_on = block.moment("weighed_on")
    if block.has("followed"):
        advice.weigh_advice(
            found,
            block.choice("followed", Advice.Followed),
            why=why,
            decision=decision,
            weighed_on=weighed_on,
            by=loading.by,
            at=loading.at,
        )


def load_promises(file: Block, loading: Loading) -> None:
    """Load what was promised outside, and what became of it."""
    for block in file.blocks("promises"):
        with place_of(block):
            promise = promises.make_promise(
                block.text("text"),
                block.choice("recipient", Promise.Recipient),
                organisation=block.one_of("organisation", loading.organisations),
                made_by=block.optional_text("made_by"),
                made_on=block.moment("made_on"),
                due_on=block.moment("due_on"),
                responsible=block.one_of("responsible", loading.people),
                evidence=loading.evidence(block),
                by=loading.by,
                at=loading.at,
            )
        loading.promises[block.text("key")] = promise
        for item in block.blocks("steps"):
            _became(item, promise, loading)
        block.optional_text("about_activity")
        block.optional_text("about_area")
        block.finish()


def _became(item: Block, promise: Promise, loading: Loading) -> None:
    occurred_on = item.moment("occurred_on")
    if occurred_on is None:
        raise item.wrong("occurred_on", "What became of a promise has a date (occurred_on).")
    with place_of(item):
        promises.follow_promise(
            promise,
            item.choice("kind", PromiseStep.Kind),
            occurred_on,
            reason=item.optional_text("reason"),
            due_on=item.moment("due_on"),
            decision=item.one_of("decision", loading.decisions),
            evidence=loading.evidence(item),
            by=loading.by,
            at=loading.at,
        )
    item.finish()
