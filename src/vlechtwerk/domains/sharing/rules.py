"""Whether something may happen now in sharing: each question is answered with the reasons against it.

Whether someone may *see* something is not asked here: the grounds decide that, and the database enforces it.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vlechtwerk.domains.partnership.models import Appointment, Decision, Level, Person
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.partnership.rules import (
    reasons_against_acting,
    reasons_against_end,
    reasons_against_ending_again,
    running_on,
)
from vlechtwerk.domains.sharing.log_grounds import LogGround
from vlechtwerk.domains.sharing.models import Authorisation, Consent, Covenant, Document, Edition, Marking, Purpose
from vlechtwerk.engines.policy.facts import LEVELS, Category, DataLevel, Given
from vlechtwerk.engines.policy.grounds import NotValid, with_covenant
from vlechtwerk.foundation.refusal import Reason

# Who lays purposes down and authorises people in them.
PURPOSE_KEEPERS = frozenset({Function.DIRECTOR, Function.TEAM_MANAGER, Function.LAWYER, Function.PRIVACY_OFFICER})
SUPERVISORS = frozenset({Function.PRIVACY_OFFICER, Function.DIRECTOR})
COVENANT_KEEPERS = frozenset({Function.LAWYER, Function.DIRECTOR, Function.STEERING_MEMBER})
DAYS_TO_STATE = 7
MOST_OF_A_REASON = 300
# What the decision behind a covenant records (Wpg art. 20(2)).
SIX_FACTS = {
    "interest": gettext_lazy("the weighty public interest"),
    "partnership": gettext_lazy("the partnership that the data go to"),
    "aim": gettext_lazy("the purpose of the partnership"),
    "data": gettext_lazy("which data are given"),
    "conditions": gettext_lazy("under which conditions"),
    "recipients": gettext_lazy("to which persons or bodies"),
}


def reasons_against_keeping_purposes(by: Person, at: datetime, rule: str = "") -> list[Reason]:
    """Return why someone may not lay down purposes or authorise people in them."""
    return reasons_against_acting(by, at, PURPOSE_KEEPERS, rule) + _reasons_of_suspension(by)


def reasons_against_opening_purpose(code: str, name: str, kind: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a purpose can't be opened."""
    reasons = reasons_against_keeping_purposes(by, at, _("Laying down purposes (Wpg article 13)"))
    if not name.strip() or not code.strip():
        reasons.append(Reason("name_missing", _("Write the name.")))
    if kind not in Purpose.Kind.values:
        reasons.append(Reason("kind_missing", _("Say what the purpose serves.")))
    if Purpose.objects.filter(project_id=by.project_id, code=code).exists():
        reasons.append(Reason("code_taken", _("There is a purpose with this name already.")))
    return reasons


def reasons_against_stating_purpose(
    purpose: Purpose, aim: str, persons: str, data: str, ends_on: date | None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why the statement of a purpose can't be laid down: it has exactly the fields of Wpg art. 13(4)."""
    reasons = reasons_against_keeping_purposes(by, at, _("Laying down purposes (Wpg article 13)"))
    rule = _("Wpg article 13(4)")
    fields = ((aim, _("what the data are needed for")), (persons, _("about which kinds of persons")))
    reasons += [
        Reason("statement_incomplete", _("Write down %(field)s.") % {"field": field}, rule)
        for value, field in (*fields, (data, _("which kinds of data")))
        if not value.strip()
    ]
    if ends_on is None:
        reasons.append(Reason("end_missing", _("Say when the purpose ends."), rule))
    elif ends_on <= max(purpose.opened_on, timezone.localdate(at)):
        reasons.append(Reason("ends_before_start", _("The end lies before the start.")))
    return reasons


def reasons_against_authorising(
    purpose: Purpose,
    appointment: Appointment,
    role: str,
    authorised_from: date,
    authorised_until: date | None,
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why someone can't be authorised in a purpose; nobody authorises themselves (Wpg art. 6, four eyes)."""
    reasons = reasons_against_keeping_purposes(by, at, _("Authorising people (Wpg article 6)"))
    day = timezone.localdate(at)
    if appointment.person_id == by.id:
        reasons.append(Reason("not_your_own", _("You can't authorise yourself."), _("Four eyes")))
    if appointment.appointed_until is not None and appointment.appointed_until <= day:
        reasons.append(Reason("no_running_appointment", _("This appointment has ended.")))
    if is_suspended(appointment.person):
        reasons.append(
            Reason("suspended", _("This person is suspended; supervision ends that first."), _("Wpg article 6"))
        )
    if not by.loads_cases and not _authorises_for(by, appointment.organisation_id, at):
        words = _("People are authorised by their own organisation, or by the director of the partnership.")
        reasons.append(Reason("not_your_organisation", words, _("Wpg article 6")))
    if authorised_until is not None and authorised_until <= authorised_from:
        reasons.append(Reason("ends_before_start", _("The end lies before the start.")))
    same = running_on(day, "authorised_from", "authorised_until") | Q(authorised_from=authorised_from)
    if Authorisation.objects.filter(same, purpose=purpose, appointment=appointment, role=role).exists():
        reasons.append(Reason("already_authorised", _("This person is authorised already.")))
    return reasons


def is_suspended(person: Person) -> bool:
    """Whether someone is suspended: in every purpose and appointment, also in those that are given later."""
    return Authorisation.objects.filter(appointment__person=person, suspended_at__isnull=False).exists()


def _authorises_for(person: Person, organisation_id: UUID, at: datetime) -> bool:
    running = running_on(timezone.localdate(at), "appointed_from", "appointed_until")
    own = Q(organisation_id=organisation_id, function__in=sorted(PURPOSE_KEEPERS))
    return Appointment.objects.filter(running, own | Q(function=Function.DIRECTOR), person=person).exists()


def reasons_against_supervising(by: Person, at: datetime, subject: Person | None = None) -> list[Reason]:
    """Return why someone may not suspend others or look into the log."""
    reasons = reasons_against_acting(by, at, SUPERVISORS, _("Supervision (Wpg articles 33 and 34)"))
    reasons += _reasons_of_suspension(by)
    if subject is not None and subject.id == by.id:
        reasons.append(Reason("not_your_own", _("You can't do this to yourself."), _("Four eyes")))
    return reasons


def reasons_against_ending_authorisation(
    authorisation: Authorisation, until: date, *, by: Person, at: datetime
) -> list[Reason]:
    """Return why an authorisation can't end on a day: ending neither revives nor lengthens it (Wpg art. 6)."""
    reasons = reasons_against_supervising(by, at, authorisation.appointment.person)
    reasons += reasons_against_ending_again(authorisation.authorised_until, at)
    before_start = until < authorisation.authorised_from
    return reasons + reasons_against_end(before_start, until, authorisation.authorised_until)


def reasons_against_suspending(person: Person, because: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't be suspended: there is nothing to suspend, or they are suspended already."""
    reasons = reasons_against_supervising(by, at, person)
    if not because.strip():
        reasons.append(Reason("reason_missing", _("Write down why.")))
    if not Authorisation.objects.filter(appointment__person=person).exists():
        words = _("This person is authorised nowhere, so there is nothing to suspend.")
        reasons.append(Reason("nothing_to_suspend", words))
    if is_suspended(person):
        reasons.append(Reason("already_suspended", _("This person is suspended already.")))
    return reasons


def reasons_against_ending_suspension(person: Person, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a suspension can't end: there is none."""
    reasons = reasons_against_supervising(by, at, person)
    if not is_suspended(person):
        reasons.append(Reason("not_suspended", _("This person is not suspended.")))
    return reasons


def reasons_against_recording_dpia(
    reference: str, dpia_on: date, categories: Collection[str], *, by: Person, at: datetime
) -> list[Reason]:
    """Return why an impact assessment can't be recorded: it says too little, or was not made yet."""
    reasons = [] if by.loads_cases else reasons_against_supervising(by, at)
    rule = _("Wpg article 4c")
    if not reference.strip() or not categories:
        reasons.append(Reason("dpia_incomplete", _("Name the assessment and what it covers."), rule))
    if dpia_on > timezone.localdate(at):
        reasons.append(Reason("dpia_in_future", _("The day of the assessment has yet to come."), rule))
    return reasons


def reasons_against_keeping_covenants(by: Person, at: datetime, rule: str) -> list[Reason]:
    """Return why someone may not put covenants in force or end them."""
    return reasons_against_acting(by, at, COVENANT_KEEPERS, rule) + _reasons_of_suspension(by)


def reasons_against_ending_covenant(covenant: Covenant, *, by: Person, at: datetime) -> list[Reason]:
    """Return why a covenant can't end: it has, and that day stays as it is."""
    reasons = reasons_against_keeping_covenants(by, at, _("Ending a covenant"))
    if covenant.in_force_until is not None:
        reasons.append(Reason("already_ended", _("This has ended already.")))
    return reasons


def reasons_against_adopting_covenant(
    clauses: str,
    decision: Decision,
    six_facts: dict[str, str],
    exemption: str,
    exemption_on: date | None,
    *,
    by: Person,
    at: datetime,
) -> list[Reason]:
    """Return why a covenant can't come into force: six facts, a decision of the steering body, clauses that hold."""
    rule = _("Wpg article 20(2)")
    reasons = reasons_against_keeping_covenants(by, at, _("Putting a covenant in force"))
    reasons += [
        Reason("fact_missing", _("The decision must record %(fact)s.") % {"fact": SIX_FACTS[name]}, rule)
        for name in SIX_FACTS
        if not six_facts.get(name, "").strip()
    ]
    if decision.state != Decision.State.TAKEN or decision.result == Decision.Result.NO:
        reasons.append(Reason("no_decision_behind_it", _("The steering body has not decided this."), rule))
    elif decision.body is None or decision.body.level != Level.STRATEGIC:
        reasons.append(Reason("not_the_steering_body", _("A covenant needs a decision of the steering body."), rule))
    if Covenant.objects.filter(decision=decision).exists():
        reasons.append(Reason("decision_used", _("This decision has put a covenant in force already.")))
    return reasons + _reasons_against_clauses(clauses, exemption, exemption_on)


def _reasons_against_clauses(clauses: str, exemption: str, exemption_on: date | None) -> list[Reason]:
    try:
        grounds = with_covenant(clauses)
    except NotValid as error:
        return [Reason("clauses_not_valid", mistake, _("Clauses")) for mistake in error.mistakes]
    opens_fiscal = any(clause.exemption and clause.may_open_fiscal for clause in grounds.clauses.values())
    if opens_fiscal and not (exemption.strip() and exemption_on):
        return [
            Reason(
                "exemption_missing",
                _("A clause speaks of fiscal data. Name the Minister's exemption and its date."),
                _("AWR article 67(3)"),
            )
        ]
    return []


def reasons_against_giving(
    purpose: Purpose, title: str, origin: str, nature: str, acquired: str, subject_kinds: Collection[str],
    marking: Marking, *, identifiers: Sequence[str] = (), by: Person, at: datetime,
) -> list[Reason]:  # fmt: skip
    """Return why a document can't be given: what a reader needs to weigh it is missing, or the purpose is shut."""
    reasons = reasons_against_acting(by, at)
    if not title.strip():
        reasons.append(Reason("title_missing", _("Write a title.")))
    if nature not in Document.Nature.values:
        reasons.append(Reason("nature_missing", _("Say whether it is a fact or a judgement."), _("Wpg article 4(3)")))
    if not origin.strip() or acquired not in Document.Acquired.values:
        reasons.append(
            Reason("origin_missing", _("Say where it comes from and how it was acquired."), _("Wpg article 3(5)"))
        )
    about_people = marking.level in (DataLevel.PSEUDONYMOUS, DataLevel.SUBJECT)
    if about_people and not subject_kinds:
        reasons.append(Reason("subject_kind_missing", _("Say which people it is about."), _("Wpg article 6b")))
    if len({normal_identifier(identifier) for identifier in identifiers}) < len(identifiers):
        reasons.append(Reason("subject_twice", _("Name each person whom it is about once.")))
    return reasons + reasons_against_new_data(purpose, marking.category, at=at)


def normal_identifier(identifier: str) -> str:
    """Return an identifier of a person as its pseudonym is made from: the same however it was typed."""
    return identifier.strip().upper()


def reasons_against_naming_edition(fuller: Document, lower: Document) -> list[Reason]:
    """Return why a document can't be named as the less recognisable edition of another: there is one, or it is not."""
    reasons = []
    if LEVELS.index(DataLevel(lower.marking.level)) >= LEVELS.index(DataLevel(fuller.marking.level)):
        reasons.append(Reason("not_lower", _("The other edition is not less recognisable.")))
    if Edition.objects.filter(fuller=fuller).exists():
        reasons.append(Reason("edition_named", _("A less recognisable edition was named already.")))
    return reasons


def reasons_against_linking(document: Document, kind: str, code: str) -> list[Reason]:
    """Return why a document can't be linked to the programme: it is already."""
    if document.links.filter(kind=kind, code=code).exists():
        return [Reason("already_linked", _("The document is linked to this already."))]
    return []


def reasons_against_new_data(purpose: Purpose, category: str, *, at: datetime) -> list[Reason]:
    """Return why a purpose takes no new data: it ended, or it was not stated within a week (Wpg art. 9(2))."""
    day = timezone.localdate(at)
    if purpose.ends_on is not None and purpose.ends_on <= day:
        return [Reason("purpose_ended", _("This purpose has ended."), _("Wpg article 3"))]
    if purpose.stated_on is None and (day - purpose.opened_on).days > DAYS_TO_STATE and category != Category.KNOWLEDGE:
        return [
            Reason(
                "purpose_not_stated",
                _("The purpose was not laid down in writing within seven days; no new data until it is."),
                _("Wpg article 9(2)"),
            )
        ]
    return []


def reasons_against_also_giving_for(
    purposes: Sequence[Purpose], category: str, authorised: Collection[Purpose], *, at: datetime
) -> list[Reason]:
    """Return why an item can't be given for further purposes: one gives in purposes that one is authorised in."""
    reasons = [
        Reason(
            "not_authorised",
            _("You are not authorised in the purpose %(name)s.") % {"name": purpose.name},
            _("Wpg article 6"),
        )
        for purpose in purposes
        if purpose not in authorised
    ]
    return reasons + [reason for one in purposes for reason in reasons_against_new_data(one, category, at=at)]


def reasons_against_adding_to(document: Document) -> list[Reason]:
    """Return why nothing is added to a document any more: it was wrong, and was recalled (Wpg art. 4(4))."""
    if document.recalled_at is None:
        return []
    return [Reason("recalled", _("This document was recalled. Give a new one instead."), _("Wpg article 4(4)"))]


def reasons_against_recalling(document: Document, because: str) -> list[Reason]:
    """Return why a document can't be recalled: it was already, or what was wrong is not written down in short."""
    rule = _("Wpg article 4(4)")
    if document.recalled_at is not None:
        return [Reason("recalled_already", _("This document was recalled already."), rule)]
    if not because.strip():
        return [Reason("reason_missing", _("Write down what was wrong."), rule)]
    if len(because.strip()) > MOST_OF_A_REASON:
        words = _("Write down what was wrong in at most %(number)s characters.") % {"number": MOST_OF_A_REASON}
        return [Reason("reason_too_long", words, rule)]
    return []


def reasons_against_commenting(document: Document, text: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't comment."""
    reasons = reasons_against_acting(by, at) + reasons_against_adding_to(document)
    if not text.strip():
        reasons.append(Reason("comment_is_empty", _("Write the comment first.")))
    return reasons


# Which role in the purpose answers which request. The prosecutor is the competent authority of Wpg art. 19.
ANSWERING_ROLES = {
    Given.PROVIDER_CONSENT: (Authorisation.Role.OFFICER, Authorisation.Role.AUTHORISED_OFFICER),
    Given.AUTHORISED_OFFICER_CONSENT: (Authorisation.Role.AUTHORISED_OFFICER,),
    Given.RESEARCH_PERMISSION: (Authorisation.Role.OFFICER, Authorisation.Role.AUTHORISED_OFFICER),
}


def reasons_against_asking_consent(kinds: Sequence[str], necessity: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why consent can't be asked: the necessity is not written down."""
    reasons = reasons_against_acting(by, at)
    if not necessity.strip():
        reasons.append(Reason("necessity_missing", _("Write down why it is necessary."), _("Wpg article 3")))
    if not kinds:
        reasons.append(Reason("nothing_asked", _("There is nothing to ask consent for.")))
    return reasons


def reasons_against_asking_again(
    kinds: Sequence[str], marking: Marking, purpose: Purpose, receiving: Appointment
) -> list[Reason]:
    """Return why something can't be asked once more: the same request still waits for its answer."""
    waiting = Consent.objects.filter(
        marking=marking, purpose=purpose, receiver=receiving.organisation_id, kind__in=kinds,
        receiving_capacity=receiving.capacity_id, state=Consent.State.ASKED,
    )  # fmt: skip
    return [Reason("already_asked", _("This was asked already, and waits for an answer."))] if waiting.exists() else []


def holds_data_of(appointment: Appointment, consent: Consent) -> bool:
    """Whether an appointment is on the side that gives: of the provider, in the capacity of the marking."""
    side = (consent.provider_id, consent.providing_capacity_id)
    return side == (appointment.organisation_id, appointment.capacity_id)


def reasons_against_answering_consent(
    consent: Consent, until: date | None, *, acting: Appointment, at: datetime, state: str = Consent.State.ASKED
) -> list[Reason]:
    """Return why someone can't answer a request in an appointment.

    It is for the officer of the provider, in the capacity in which the data are held, or for the competent authority.
    """
    by = acting.person
    reasons = reasons_against_acting(by, at)
    day = timezone.localdate(at)
    if consent.state != state:
        reasons.append(Reason("not_waiting", _("This request is not waiting for an answer any more.")))
    if consent.asked_by_id == by.id:
        reasons.append(Reason("not_your_own", _("You can't consent to your own request."), _("Four eyes")))
    if until is not None and until <= day:
        reasons.append(Reason("ends_before_start", _("The end lies before the start.")))
    if consent.kind == Given.COMPETENT_AUTHORITY_AGREEMENT:
        if acting.function == Function.PROSECUTOR:
            return reasons
        return [*reasons, Reason("not_the_officer", _("This is for the public prosecutor."), _("Wpg article 19"))]
    roles = ANSWERING_ROLES.get(Given(consent.kind), ())
    officer = Authorisation.objects.filter(
        running_on(day, "authorised_from", "authorised_until"),
        purpose=consent.purpose_id,
        appointment=acting,
        role__in=roles,
        suspended_at__isnull=True,
    )
    if not holds_data_of(acting, consent) or not officer.exists():
        reasons.append(
            Reason("not_the_officer", _("This is for an officer of the provider."), _("Wpg article 9(3), Bpg 2:10"))
        )
    # Two consents are the consents of two people (Bpg art. 4:5).
    also_mine = Consent.objects.filter(
        marking=consent.marking_id, purpose=consent.purpose_id, receiver=consent.receiver_id,
        receiving_capacity=consent.receiving_capacity_id, state=Consent.State.GIVEN, answered_by=by,
    ).exclude(kind=consent.kind)  # fmt: skip
    if state == Consent.State.ASKED and also_mine.exists():
        reasons.append(
            Reason("second_person", _("The other consent is yours; this one is for someone else."), "Bpg 4:5")
        )
    return reasons


# For these, and for nothing else, the log may be used (Wpg art. 32a(2)).
LOG_GROUNDS = {
    LogGround.LAWFULNESS: gettext_lazy("Checking that processing is lawful"),
    LogGround.INTERNAL_CONTROL: gettext_lazy("Internal control"),
    LogGround.SECURITY: gettext_lazy("Integrity and security of the data"),
    LogGround.CRIMINAL_PROCEEDINGS: gettext_lazy("Criminal proceedings"),
}


def reasons_against_reading_log(ground: str, because: str, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't read the log: it is for supervision, on one of four grounds, with a reason."""
    rule = _("Wpg article 32a(2)")
    reasons = reasons_against_acting(by, at, SUPERVISORS, _("Supervision (Wpg articles 33 and 34)"))
    reasons += _reasons_of_suspension(by)
    if ground not in LOG_GROUNDS:
        reasons.append(Reason("ground_missing", _("Choose one of the four grounds."), rule))
    if not because.strip():
        reasons.append(Reason("reason_missing", _("Write down why."), rule))
    return reasons


def _reasons_of_suspension(by: Person) -> list[Reason]:
    return [Reason("suspended", _("You are suspended."), _("Wpg article 6"))] if is_suspended(by) else []


def reasons_against_looking_who_can_see(appointment: Appointment, *, at: datetime) -> list[Reason]:
    """Return why someone can't look who can see items of a marking: it is for a privacy officer who acts as such."""
    officer = {Function.PRIVACY_OFFICER}
    reasons = reasons_against_acting(appointment.person, at, officer, _("Supervision (Wpg articles 33 and 34)"))
    reasons += _reasons_of_suspension(appointment.person)
    if not reasons and appointment.function != Function.PRIVACY_OFFICER:
        words = _("You act in another function now; choose the one for supervision.")
        reasons.append(Reason("not_your_function", words))
    return reasons


def reasons_against_choosing_capacity(appointment: Appointment, *, by: Person, at: datetime) -> list[Reason]:
    """Return why someone can't act in an appointment: it is another's, or it does not run."""
    reasons = reasons_against_acting(by, at)
    if appointment.person_id != by.id:
        reasons.append(Reason("not_your_appointment", _("This is someone else's appointment.")))
    if appointment.appointed_until is not None and appointment.appointed_until <= timezone.localdate(at):
        reasons.append(Reason("no_running_appointment", _("This appointment has ended.")))
    return reasons
