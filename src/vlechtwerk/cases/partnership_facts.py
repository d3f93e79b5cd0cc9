"""Load who the partnership is: organisations, bodies, people, mandates and decisions."""

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.partnership.models import Body, Decision, LegalCapacity, Level, Organisation, Seat
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.operations import decisions, people, projects
from vlechtwerk.engines.policy.facts import CapacityKind


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
