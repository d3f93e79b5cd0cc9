"""Load what the partners share: purposes, who reads in them, documents with their markings, consents and comments."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from vlechtwerk.cases.document_files import Files
from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.partnership.models import Appointment, Person
from vlechtwerk.domains.programme.operations import planning
from vlechtwerk.domains.sharing.models import Authorisation, Document, DocumentLink, Folder, Marking, Purpose
from vlechtwerk.domains.sharing.operations import consents, documents, purposes
from vlechtwerk.domains.sharing.operations.clearance import read_in
from vlechtwerk.domains.sharing.operations.documents import Told
from vlechtwerk.domains.sharing.queries.documents import clearance_opens, is_shut_by_secrecy
from vlechtwerk.domains.sharing.queries.markings import Choice
from vlechtwerk.domains.sharing.queries.reader import Reading
from vlechtwerk.engines.policy.facts import Category, DataLevel, Given, Handling
from vlechtwerk.foundation.database.reading import NoRunningAppointment, reading_as

_MOMENT = re.compile(r"today(?P<days>[+-]\d{1,4})?(?: (?P<time>\d\d:\d\d))?")
_CATEGORIES = {category.value: category.value for category in Category}
_HANDLINGS = {handling.value: handling.value for handling in Handling}
_GIVENS = {given.value: given.value for given in Given}
_SUBJECTS = {kind.value: kind.value for kind in Document.SubjectKind}


def moment_from(block: Block, key: str, at: datetime) -> datetime:
    """Return a moment counted from the day of loading (`today-4`, `today-4 09:30`): a demo does not grow old."""
    text = block.text(key)
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise block.wrong(key, f"“{text}” is no such day; write today, today-4, today-4 09:30 or today+90.")
    day = timezone.localdate(at) + timedelta(days=int(found["days"] or 0))
    try:
        hour = time.fromisoformat(found["time"] or "12:00")
    except ValueError:
        raise block.wrong(key, f"“{found['time']}” is no time.") from None
    moment = datetime.combine(day, hour, timezone.get_default_timezone())
    # Early on the day itself, noon still has to come.
    return moment if day != timezone.localdate(at) else min(moment, at)


@dataclass
class Shared:
    """The sharing of one case while it is loaded: what was laid down and given, by its code or key."""

    loading: Loading
    files: Files
    # The encrypted files that wait for the end of the transaction.
    kept: list[UUID]
    purposes: dict[str, Purpose] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    purpose_of: dict[str, Purpose] = field(default_factory=dict)
    appointments: dict[tuple[UUID, str], Appointment] = field(default_factory=dict)

    def moment(self, block: Block, key: str) -> datetime:
        """Return a moment counted from the day of loading."""
        return moment_from(block, key, self.loading.at)

    def day(self, block: Block, key: str) -> date:
        """Return a day counted from the day of loading."""
        return timezone.localdate(self.moment(block, key))

    def person(self, block: Block, key: str = "by") -> Person:
        """Return a person of the case, who must be named."""
        person = block.one_of(key, self.loading.people)
        if person is None:
            raise block.wrong(key, f"“{key}” is missing.")
        return person

    def appointment(self, block: Block, key: str = "by") -> Appointment:
        """Return in which appointment someone acts: the newest, in the capacity named when there are several."""
        person, name = self.person(block, key), block.optional_text("capacity")
        if (known := self.appointments.get((person.id, name))) is not None:
            return known
        found = Appointment.objects.filter(person=person).select_related("person", "organisation", "capacity")
        if name:
            found = found.filter(capacity__name=name)
        appointments = list(found.order_by("-appointed_from"))
        if not appointments:
            raise block.wrong("capacity" if name else key, f"{person.name} has no such appointment.")
        if len({appointment.capacity_id for appointment in appointments}) > 1:
            raise block.wrong(key, f"{person.name} acts in several capacities; name one (capacity).")
        self.appointments[person.id, name] = appointments[0]
        return appointments[0]


@contextmanager
def _reading(block: Block, appointment: Appointment, purpose: Purpose) -> Iterator[Reading]:
    try:
        with place_of(block), reading_as(appointment.person_id, appointment.id):
            yield read_in(appointment, purpose)
    except NoRunningAppointment:
        raise block.wrong(
            "by", f"{appointment.person.name} has no running appointment on the day of loading."
        ) from None


def load_sharing(file: Block, shared: Shared) -> None:
    """Load purposes, then documents, then what is told and asked about them."""
    for block in file.blocks("purposes"):
        _purpose(block, shared)
    blocks = file.blocks("documents")
    for block in blocks:
        _document(block, shared)
    for block in blocks:
        _lower_edition(block, shared)
    for block in file.blocks("consents"):
        _consent(block, shared)
    for block in blocks:
        for item in block.blocks("comments"):
            _comment(item, block.text("key"), shared)
        block.finish()
    for block in file.blocks("dpias_overtaken"):
        with place_of(block):
            purpose = _one_purpose(block, shared)
            purposes.overtake_dpia(purpose, by=shared.person(block), at=shared.moment(block, "on"))
        block.finish()


def _purpose(block: Block, shared: Shared) -> None:
    opened = shared.moment(block, "opened")
    with place_of(block):
        purpose = purposes.open_purpose(
            block.text("code"),
            block.text("name"),
            block.choice("kind", Purpose.Kind),
            timezone.localdate(opened),
            serves_customs_law=block.flag("serves_customs_law"),
            by=shared.person(block),
            at=opened,
        )
        shared.purposes[purpose.code] = purpose
        for activity in block.codes("activities", shared.loading.activities):
            planning.serve_purpose(activity, purpose, by=shared.loading.by, at=shared.loading.at)
    _statement(block.block("statement"), purpose, shared)
    _dpia(block.block("dpia"), purpose, shared)
    for item in block.blocks("authorised"):
        begins = shared.moment(item, "from")
        with place_of(item):
            purposes.authorise(
                purpose,
                shared.appointment(item, "person"),
                item.choice("role", Authorisation.Role, Authorisation.Role.READER),
                timezone.localdate(begins),
                by=shared.person(item),
                at=begins,
                authorised_until=shared.day(item, "until") if item.has("until") else None,
            )
        item.finish()
    block.finish()


def _statement(block: Block | None, purpose: Purpose, shared: Shared) -> None:
    if block is None:
        return
    with place_of(block):
        purposes.state_purpose(
            purpose,
            block.text("aim"),
            block.text("persons"),
            block.text("data"),
            shared.day(block, "ends"),
            by=shared.person(block),
            at=shared.moment(block, "on"),
        )
    block.finish()


def _dpia(block: Block | None, purpose: Purpose, shared: Shared) -> None:
    if block is None:
        return
    moment = shared.moment(block, "on")
    with place_of(block):
        purposes.record_dpia(
            purpose,
            block.text("reference"),
            timezone.localdate(moment),
            block.codes("categories", _CATEGORIES),
            by=shared.person(block),
            at=moment,
        )
    block.finish()


def _one_purpose(block: Block, shared: Shared) -> Purpose:
    purpose = block.one_of("purpose", shared.purposes)
    if purpose is None:
        raise block.wrong("purpose", "“purpose” is missing.")
    return purpose


def _document(block: Block, shared: Shared) -> None:
    key, purpose, appointment = block.text("key"), _one_purpose(block, shared), shared.appointment(block)
    if key in shared.documents:
        raise block.wrong("key", f"“{key}” stands here twice.")
    given = shared.moment(block, "on")
    with _reading(block, appointment, purpose) as reading:
        document = documents.give_document(
            reading,
            shared.files.taken(block),
            _choice(block, shared),
            Told(
                block.text("title"),
                block.choice("nature", Document.Nature),
                block.text("origin"),
                block.choice("acquired", Document.Acquired),
                block.codes("subject_kinds", _SUBJECTS),
            ),
            at=given,
            folder=_folder(block, purpose, appointment.person, given),
            kept_to=[person.id for person in block.codes("kept_to", shared.loading.people)] or None,
        )
        shared.kept.extend(document.versions.values_list("stored_as", flat=True))
        for item in block.blocks("versions"):
            version = documents.add_version(
                reading,
                document,
                shared.files.taken(item),
                item.optional_text("note"),
                at=shared.moment(item, "on"),
            )
            shared.kept.append(version.stored_as)
            item.finish()
        for activity in block.codes("activities", shared.loading.activities):
            documents.link_document(reading, document, DocumentLink.Kind.ACTIVITY, activity.code, at=given)
    shared.documents[key], shared.purpose_of[key] = document, purpose


def _choice(block: Block, shared: Shared) -> Choice:
    return Choice(
        block.choice("category", Category),
        block.choice("level", DataLevel),
        frozenset(block.codes("handling", _HANDLINGS)),
        special=block.flag("special"),
        grade=block.choice("grade", Marking.Grade),
        purposes=block.codes("also_for", shared.purposes),
    )


def _folder(block: Block, purpose: Purpose, by: Person, at: datetime) -> Folder | None:
    name = block.optional_text("folder")
    return purposes.make_folder(purpose, name, by=by, at=at) if name else None


def _lower_edition(block: Block, shared: Shared) -> None:
    lower = block.one_of("lower_edition", shared.documents)
    if lower is None:
        return
    key = block.text("key")
    with _reading(block, shared.appointment(block), shared.purpose_of[key]) as reading:
        documents.name_lower_edition(reading, shared.documents[key], lower, at=shared.moment(block, "on"))


def _consent(block: Block, shared: Shared) -> None:
    document = block.one_of("document", shared.documents)
    if document is None:
        raise block.wrong("document", "“document” is missing.")
    purpose = shared.purpose_of[block.text("document")]
    with _reading(block, shared.appointment(block), purpose) as reading:
        asked = consents.ask_consent(
            reading,
            document.id,
            block.codes("needs", _GIVENS),
            block.text("necessity"),
            at=shared.moment(block, "on"),
        )
    waiting = {consent.kind: consent for consent in asked}
    for item in block.blocks("answers"):
        consent = item.one_of("need", waiting)
        if consent is None:
            raise item.wrong("need", "An answer says to which need it is.")
        with _reading(item, shared.appointment(item), purpose) as reading:
            consent = consents.answer_consent(
                reading,
                consent,
                item.flag("give", True),
                at=shared.moment(item, "on"),
                until=shared.day(item, "until") if item.has("until") else None,
                answer=item.optional_text("text"),
            )
            if item.has("withdrawn"):
                consents.withdraw_consent(reading, consent, at=shared.moment(item, "withdrawn"))
        item.finish()
    block.finish()


def _comment(block: Block, key: str, shared: Shared) -> None:
    document, appointment, at = shared.documents[key], shared.appointment(block), shared.moment(block, "on")
    with _reading(block, appointment, shared.purpose_of[key]) as reading:
        # The role that loads sees every row; whoever comments may read the document.
        among = document.kept_to is None or appointment.person_id in document.kept_to
        if not (among and clearance_opens(document.marking_id)):
            raise block.wrong("by", f"{appointment.person.name} may not read this document.")
        if is_shut_by_secrecy(reading, document):
            consents.acknowledge_notice(reading, document.marking, at=at)
        documents.write_comment(
            reading,
            document,
            block.text("text"),
            at=at,
            mentioned=block.codes("mentions", shared.loading.people),
        )
    block.finish()
