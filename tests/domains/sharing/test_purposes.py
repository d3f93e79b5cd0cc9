"""Purposes and authorisations: the past stays as it was, and who is not authorised gets nothing of a purpose."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from tests.refusals import refusal, refused_codes
from tests.workspace import Workspace, authorise
from tests.world import noted_as, now
from vlechtwerk.domains.partnership.models import Appointment
from vlechtwerk.domains.partnership.models.people import Function
from vlechtwerk.domains.sharing.log_grounds import LogGround
from vlechtwerk.domains.sharing.models import (
    Authorisation,
    Consent,
    Covenant,
    Document,
    Folder,
    Marking,
    Notice,
    PastPurpose,
    Purpose,
    Recall,
)
from vlechtwerk.domains.sharing.operations import consents, covenants, documents, log, purposes
from vlechtwerk.domains.sharing.operations.audience import look_who_can_see
from vlechtwerk.domains.sharing.operations.clearance import enter_purpose
from vlechtwerk.domains.sharing.operations.reading import list_documents, open_document
from vlechtwerk.domains.sharing.queries.audience import who_can_see
from vlechtwerk.domains.sharing.queries.documents import Wanted, announced
from vlechtwerk.domains.sharing.queries.purposes import purposes_of
from vlechtwerk.domains.sharing.queries.reader import Trace
from vlechtwerk.domains.sharing.rules import (
    DAYS_TO_STATE,
    SIX_FACTS,
    reasons_against_new_data,
    reasons_against_reading_log,
)
from vlechtwerk.engines.policy.deciding import decide_one
from vlechtwerk.engines.policy.facts import Category, Marked, Reader, Situation
from vlechtwerk.engines.policy.grounds import MODEL_COVENANT, law_only, text_of
from vlechtwerk.foundation.database.reading import reading_as
from vlechtwerk.foundation.refusal import NothingThere, Refused

pytestmark = pytest.mark.django_db
POLICE = {"category": "police-8", "level": "subject"}


def running(workspace: Workspace, name: str) -> Authorisation:
    return Authorisation.objects.filter(appointment__person=workspace.world.people[name])[0]


def test_ended_authorisation_is_not_revived_by_ending_it_later(workspace: Workspace) -> None:
    at, found = now(), running(workspace, "hugo")
    purposes.end_authorisation(found, at.date(), by=workspace.world.karin, at=at)
    with refusal("already_ended", "ends_sooner"):
        purposes.end_authorisation(found, at.date() + timedelta(days=9), by=workspace.world.karin, at=at)


def test_ending_does_not_lengthen_an_authorisation(workspace: Workspace) -> None:
    at, found = now(), running(workspace, "hugo")
    purposes.end_authorisation(found, at.date() + timedelta(days=5), by=workspace.world.karin, at=at)
    with refusal("ends_sooner"):
        purposes.end_authorisation(found, at.date() + timedelta(days=6), by=workspace.world.karin, at=at)


def appointment(workspace: Workspace, name: str) -> Appointment:
    everyone = Appointment.objects.select_related("person", "organisation", "capacity")
    return everyone.filter(person=workspace.world.people[name])[0]


def readers_at(workspace: Workspace, marking: Marking, moment: datetime) -> set[str]:
    with workspace.reading("eva"):
        return {seer.name for seer in who_can_see(marking.id, None, moment) if seer.allowed}


def test_who_is_not_authorised_sees_and_adds_nothing_in_a_purpose(workspace: Workspace) -> None:
    with workspace.reading("anna") as reading:
        purposes.make_folder(workspace.purpose, "Map", by=reading.appointment.person, at=now())
    with workspace.reading("lars") as reading:
        assert Folder.objects.count() == 0
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            purposes.make_folder(workspace.purpose, "Van buiten", by=reading.appointment.person, at=now())


def test_entering_a_purpose_is_noted_and_refused_without_an_authorisation(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[tuple[str, str]] = []
    monkeypatch.setattr(log, "note", lambda _actor, _trace, event, _act, outcome: noted.append((event, outcome)))
    for name in ("hugo", "lars"):
        found = appointment(workspace, name)
        with reading_as(found.person_id, found.id):
            if name == "hugo":
                enter_purpose(found, workspace.purpose)
                continue
            with refusal("not_authorised"):
                enter_purpose(found, workspace.purpose)
    assert noted == [("purpose_entered", "allowed"), ("purpose_entered", "refused")]


def test_purpose_that_ended_is_nobodys_to_enter(workspace: Workspace) -> None:
    found = appointment(workspace, "hugo")
    assert purposes_of(found, now()) == [workspace.purpose]
    noted_as("state_purpose")
    Purpose.objects.filter(id=workspace.purpose.id).update(
        opened_on=now().date() - timedelta(days=9), ends_on=now().date() - timedelta(days=1)
    )
    assert purposes_of(found, now()) == []
    with reading_as(found.person_id, found.id), refusal("not_authorised"):
        enter_purpose(found, workspace.purpose)


def test_authorising_twice_or_backwards_is_refused_with_a_reason(workspace: Workspace) -> None:
    at, karin, found = now(), workspace.world.karin, appointment(workspace, "mila")
    day = at.date()
    with refusal("ends_before_start"):
        purposes.authorise(
            workspace.purpose, found, "reader", day, by=karin, at=at, authorised_until=day - timedelta(days=1)
        )
    future = day + timedelta(days=30)
    purposes.authorise(workspace.purpose, found, "reader", future, by=karin, at=at)
    with refusal("already_authorised"):
        purposes.authorise(workspace.purpose, found, "reader", future, by=karin, at=at)


def test_officer_whose_authorisation_ended_is_not_told_of_a_request(workspace: Workspace) -> None:
    authorise(workspace.world, workspace.purpose, "eva", Authorisation.Role.OFFICER)
    ended = Authorisation.objects.filter(appointment__person=workspace.world.eva)
    ended.update(authorised_until=now().date() - timedelta(days=1))
    given = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    with workspace.reading("hugo") as reading:
        consents.ask_consent(reading, given.id, ["provider_consent"], "Nodig", at=now())
    ended.update(authorised_until=None)
    with workspace.reading("eva"):
        assert Notice.objects.count() == 0


def test_suspension_that_ended_still_counts_for_the_days_it_ran(workspace: Workspace) -> None:
    marking, karin = workspace.gives("anna", "Waarnemingen", **POLICE).marking, workspace.world.karin
    purposes.suspend(workspace.world.hugo, "Onderzoek", by=karin, at=now())
    during = now()
    purposes.end_suspension(workspace.world.hugo, by=karin, at=now())
    assert readers_at(workspace, marking, during) & {"Anna", "Hugo"} == {"Anna"}
    assert "Hugo" in readers_at(workspace, marking, now())


def test_suspension_holds_for_what_is_given_afterwards_too(workspace: Workspace) -> None:
    hugo, karin, at = workspace.world.hugo, workspace.world.karin, now()
    marking = workspace.gives("anna", "Waarnemingen", **POLICE).marking
    purposes.suspend(hugo, "Onderzoek", by=karin, at=at)
    again = Authorisation(
        project_id=hugo.project_id, purpose=workspace.purpose, appointment=appointment(workspace, "hugo"),
        role="reader", authorised_from=at.date(), authorised_by=karin,
    )  # fmt: skip
    with refusal("suspended", "already_authorised"):
        purposes.authorise(workspace.purpose, again.appointment, "reader", at.date(), by=karin, at=at)
    again.save(force_insert=True)
    assert "Hugo" not in readers_at(workspace, marking, now())
    with workspace.reading("hugo"):
        assert Document.objects.count() == 0


def test_nobody_is_suspended_who_is_authorised_nowhere(workspace: Workspace) -> None:
    with refusal("nothing_to_suspend"):
        purposes.suspend(workspace.world.mila, "Onderzoek", by=workspace.world.karin, at=now())


def test_suspended_privacy_officer_neither_supervises_nor_reads_the_log(workspace: Workspace) -> None:
    eva, at = workspace.world.eva, now()
    authorise(workspace.world, workspace.purpose, "eva")
    purposes.suspend(eva, "Onderzoek", by=workspace.world.karin, at=at)
    with refusal("suspended"):
        purposes.suspend(workspace.world.hugo, "Onderzoek", by=eva, at=at)
    assert [one.code for one in reasons_against_reading_log("security", "Nagaan", by=eva, at=at)] == ["suspended"]
    with workspace.reading("eva"):
        assert asked_of_database("security") is None


def test_nobody_is_suspended_twice_nor_let_back_who_is_not_suspended(workspace: Workspace) -> None:
    hugo, karin, at = workspace.world.hugo, workspace.world.karin, now()
    with refusal("not_suspended"):
        purposes.end_suspension(hugo, by=karin, at=at)
    purposes.suspend(hugo, "Onderzoek", by=karin, at=at)
    with refusal("already_suspended"):
        purposes.suspend(hugo, "Iets anders", by=karin, at=now())
    assert running(workspace, "hugo").suspended_because == "Onderzoek"


def test_suspended_lawyer_neither_lays_purposes_down_nor_touches_a_covenant(workspace: Workspace) -> None:
    lars, at = workspace.world.lars, now()
    workspace.adopts_model_covenant()
    covenant = Covenant.objects.get(in_force_until__isnull=True)
    authorise(workspace.world, workspace.purpose, "lars")
    purposes.suspend(lars, "Onderzoek", by=workspace.world.karin, at=at)
    with refusal("suspended"):
        purposes.open_purpose("ander", "Ander", "activity", at.date(), by=lars, at=at)
    with refusal("suspended"):
        purposes.state_purpose(
            workspace.purpose, "Anders", "verdachten", "alles", at.date() + timedelta(days=9), by=lars, at=at
        )
    with pytest.raises(Refused) as refused:
        purposes.authorise(workspace.purpose, appointment(workspace, "lars"), "reader", at.date(), by=lars, at=at)
    assert "suspended" in refused_codes(refused)
    with refusal("suspended"):
        covenants.end_covenant(covenant, by=lars, at=at)
    facts = dict.fromkeys(SIX_FACTS, "zie het besluit")
    with refusal("suspended", "decision_used"):
        covenants.adopt_covenant(
            "Nieuw", text_of(MODEL_COVENANT), covenant.decision, facts, by=lars, at=at,
            exemption="Ontheffing", exemption_on=at.date(),
        )  # fmt: skip


def test_end_of_a_covenant_stays_the_day_it_ended(workspace: Workspace) -> None:
    workspace.adopts_model_covenant()
    covenant = Covenant.objects.get(in_force_until__isnull=True)
    stale = Covenant.objects.get(id=covenant.id)
    ended = covenants.end_covenant(covenant, by=workspace.world.karin, at=now())
    with refusal("already_ended"):
        covenants.end_covenant(stale, by=workspace.world.karin, at=now())
    assert Covenant.objects.get(id=covenant.id).in_force_until == ended.in_force_until


def test_authorisation_does_not_end_in_the_past(workspace: Workspace) -> None:
    at = now()
    with refusal("end_in_past"):
        purposes.end_authorisation(
            running(workspace, "hugo"), timezone.localdate(at) - timedelta(days=1), by=workspace.world.karin, at=at
        )


@pytest.mark.parametrize(
    ("clauses", "days", "code"),
    [("// niets\n", 0, "clauses_missing"), (text_of(MODEL_COVENANT), 1, "exemption_missing")],
)
def test_covenant_says_something_on_an_exemption_that_is_there(
    workspace: Workspace, clauses: str, days: int, code: str
) -> None:
    workspace.adopts_model_covenant()
    decision = Covenant.objects.get(in_force_until__isnull=True).decision
    facts = dict.fromkeys(SIX_FACTS, "zie het besluit")
    with refusal(code, "decision_used"):
        covenants.adopt_covenant(
            "Nieuw", clauses, decision, facts, by=workspace.world.karin, at=now(),
            exemption="Ontheffing", exemption_on=timezone.localdate() + timedelta(days=days),
        )  # fmt: skip


def test_impact_assessment_of_a_day_to_come_is_not_recorded(workspace: Workspace) -> None:
    at = now()
    with refusal("dpia_in_future"):
        purposes.record_dpia(
            workspace.purpose, "DPIA 2", at.date() + timedelta(days=1), ["fiscal"], by=workspace.world.eva, at=at
        )


@pytest.mark.parametrize(("by", "whom", "allowed"), [
    ("bram", "hugo", False), ("lars", "mila", False), ("eva", "anna", True), ("karin", "hugo", True),
])  # fmt: skip
def test_people_are_authorised_by_their_own_organisation_or_the_director(
    workspace: Workspace, by: str, whom: str, allowed: bool
) -> None:
    at, officer = now(), Authorisation.Role.OFFICER
    found, keeper = appointment(workspace, whom), workspace.world.people[by]
    if allowed:
        purposes.authorise(workspace.purpose, found, officer, at.date(), by=keeper, at=at)
    else:
        with refusal("not_your_organisation"):
            purposes.authorise(workspace.purpose, found, officer, at.date(), by=keeper, at=at)


def test_consent_is_asked_only_for_what_is_announced(workspace: Workspace) -> None:
    read = workspace.gives("anna", "Werkwijze", category="knowledge", level="knowledge")
    hidden = workspace.gives("anna", "Geheim", handling=frozenset({"existence_hidden"}), **POLICE)
    for document_id in (read.id, hidden.id, uuid4()):
        with workspace.reading("hugo") as reading, pytest.raises(NothingThere):
            consents.ask_consent(reading, document_id, ["provider_consent"], "Nodig", at=now())
    assert not Consent.objects.exists()


def asked_of_customs_investigation(workspace: Workspace) -> Consent:
    """Let Hugo ask for what Jaap, of the investigation service of Customs, gave."""
    given = workspace.gives("jaap", "Onderzoek", category="police-9", level="subject")
    with workspace.reading("hugo") as reading:
        (asked,) = consents.ask_consent(reading, given.id, ["provider_consent"], "Nodig", at=now())
    return asked


def test_consent_is_given_in_the_capacity_in_which_the_data_are_held(workspace: Workspace) -> None:
    for name in ("chris", "jaap"):
        authorise(workspace.world, workspace.purpose, name, Authorisation.Role.OFFICER)
    asked = asked_of_customs_investigation(workspace)
    with workspace.reading("chris") as reading:
        assert (Consent.objects.count(), Notice.objects.count()) == (0, 0), "the other capacity does not see it"
        with refusal("not_the_officer"):
            consents.answer_consent(reading, asked, True, at=now())
    with workspace.reading("jaap") as reading:
        assert Notice.objects.count() == 1
        assert consents.answer_consent(reading, asked, True, at=now()).state == Consent.State.GIVEN


def test_two_consents_are_of_two_people(workspace: Workspace) -> None:
    authorise(workspace.world, workspace.purpose, "karin", Authorisation.Role.AUTHORISED_OFFICER)
    given = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    needs = ["provider_consent", "authorised_officer_consent"]
    with workspace.reading("hugo") as reading:
        first, second = consents.ask_consent(reading, given.id, needs, "Nodig", at=now())
    with workspace.reading("karin") as reading:
        consents.answer_consent(reading, first, True, at=now())
        with refusal("second_person"):
            consents.answer_consent(reading, second, True, at=now())


def test_consent_opens_until_the_day_it_is_limited_to(workspace: Workspace) -> None:
    authorise(workspace.world, workspace.purpose, "karin", Authorisation.Role.OFFICER)
    given = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    with workspace.reading("hugo") as reading:
        (asked,) = consents.ask_consent(reading, given.id, ["provider_consent"], "Nodig", at=now())
    until = now().date() + timedelta(days=2)
    with workspace.reading("karin") as reading:
        consents.answer_consent(reading, asked, True, at=now(), until=until)
    with workspace.reading("hugo"):
        assert Document.objects.count() == 1
    assert "Hugo" in readers_at(workspace, given.marking, now() + timedelta(days=1))
    assert "Hugo" not in readers_at(workspace, given.marking, now() + timedelta(days=3))


def test_item_is_not_given_for_a_purpose_in_which_its_giver_is_not_authorised(workspace: Workspace) -> None:
    other = purposes.open_purpose("ander", "Ander", "activity", now().date(), by=workspace.world.loader, at=now())
    with refusal("not_authorised"):
        workspace.gives("anna", "Waarnemingen", purposes=[other], **POLICE)
    authorise(workspace.world, other, "anna")
    assert workspace.gives("anna", "Waarnemingen", purposes=[other], **POLICE).title == "Waarnemingen"


def test_new_impact_assessment_does_not_change_what_held_before_it(workspace: Workspace) -> None:
    marking, eva = workspace.gives("anna", "Waarnemingen", **POLICE).marking, workspace.world.eva
    before = now()
    purposes.record_dpia(workspace.purpose, "DPIA 2", before.date(), ["fiscal"], by=eva, at=now())
    assert "Hugo" in readers_at(workspace, marking, before)
    assert "Hugo" not in readers_at(workspace, marking, now())


def test_statement_laid_down_anew_keeps_the_day_of_the_first(workspace: Workspace) -> None:
    at, past = now(), now().date() - timedelta(days=5)
    marking = workspace.gives("anna", "Waarnemingen", **POLICE).marking
    noted_as("state_purpose")
    Purpose.objects.filter(id=workspace.purpose.id).update(opened_on=past, stated_on=past, dpia_on=past)
    until = at.date() + timedelta(days=9)
    purposes.state_purpose(workspace.purpose, "Anders", "verdachten", "alles", until, by=workspace.world.lars, at=at)
    stood = PastPurpose.objects.get(purpose=workspace.purpose, replaced_at=at)
    assert (stood.aim, stood.stated_on) == ("Smokkelroutes begrijpen", past)
    assert "Hugo" in readers_at(workspace, marking, at - timedelta(microseconds=1))


@pytest.mark.parametrize("table", ["sharing_pastpurpose", "sharing_pastsuspension"])
def test_what_was_replaced_can_not_be_changed(workspace: Workspace, table: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
        cursor.execute(f"delete from {table}")  # a table of this file


def test_only_the_privacy_officer_looks_who_can_see_a_marking(workspace: Workspace) -> None:
    marking = workspace.gives("anna", "Waarnemingen", **POLICE).marking_id
    eva, karin = appointment(workspace, "eva"), appointment(workspace, "karin")
    with reading_as(eva.person_id, eva.id):
        assert "Hugo" in {seer.name for seer in look_who_can_see(eva, marking, Trace(), at=now()).seers}
    with reading_as(karin.person_id, karin.id), refusal("not_your_function"):
        look_who_can_see(karin, marking, Trace(), at=now())


def test_who_may_only_know_of_a_document_is_told_the_day_it_was_given(workspace: Workspace) -> None:
    given = workspace.gives("anna", "Onderzoek", category="police-9", level="subject")
    with workspace.reading("anna"):
        Document.objects.filter(id=given.id).update(given_at="2026-03-01T23:30:00+00:00")
    with workspace.reading("hugo") as reading:
        assert [str(item.given_on) for item in announced(reading)] == ["2026-03-02"]


@pytest.mark.parametrize("function", Function.values)
def test_database_and_rules_agree_who_reads_the_log_and_why(workspace: Workspace, function: str) -> None:
    eva = appointment(workspace, "eva")
    noted_as("appoint")
    Appointment.objects.filter(id=eva.id).update(function=function)
    with reading_as(eva.person_id, eva.id):
        for ground in [*LogGround, "curiosity"]:
            answered = asked_of_database(str(ground)) is not None
            assert answered == (not reasons_against_reading_log(ground, "Nagaan", by=eva.person, at=now())), ground


def test_director_is_not_told_in_the_log_what_another_keeps_hidden(workspace: Workspace) -> None:
    hidden = workspace.gives("hugo", "Verborgen", handling=frozenset({"existence_hidden"}), **POLICE).marking_id
    shown = {}
    for name in ("eva", "karin"):
        with workspace.reading(name):
            shown[name] = str(hidden) in json.dumps(asked_of_database("security"))
    assert shown == {"eva": True, "karin": False}


def test_recall_reaches_who_met_the_words_in_a_search(workspace: Workspace) -> None:
    given = workspace.gives("anna", "Waarnemingen", "een loods aan de haven", **POLICE)
    for name, words in (("hugo", "haven"), ("gwen", "")):
        with workspace.reading(name, "investigator" if name == "gwen" else "") as reading:
            assert list_documents(reading, Wanted(words=words)).total == 1
    with workspace.reading("anna") as reading:
        documents.recall_document(reading, given, "Verkeerde loods", at=now())
    told = {}
    for name in ("hugo", "gwen"):
        with workspace.reading(name):
            told[name] = Recall.objects.count()
    assert told == {"hugo": 1, "gwen": 0}


def test_recall_keeps_the_purpose_in_which_it_was_read_last_and_the_function_of_who_recalled(
    workspace: Workspace,
) -> None:
    later = purposes.open_purpose("later", "Later", "activity", now().date(), by=workspace.world.loader, at=now())
    until = now().date() + timedelta(days=9)
    purposes.state_purpose(later, "Later lezen", "verdachten", "alles", until, by=workspace.world.loader, at=now())
    purposes.record_dpia(
        later, "DPIA", now().date(), [category.value for category in Category], by=workspace.world.loader, at=now()
    )
    for name in ("anna", "hugo", "gwen"):
        authorise(workspace.world, later, name)
    given = workspace.gives("anna", "Waarnemingen", category="police-8", level="subject", purposes=[later])
    read_in_order = {"hugo": (workspace.purpose, later), "gwen": (later, workspace.purpose)}
    for name, order in read_in_order.items():
        for purpose in order:
            with Workspace(workspace.world, purpose, workspace.folder).reading(
                name, "investigator" if name == "gwen" else ""
            ) as reading:
                consents.acknowledge_notice(reading, given.marking, at=now())
                assert open_document(reading, given.id) is not None
    with workspace.reading("anna") as reading:
        documents.recall_document(reading, given, "Verkeerde loods", at=now())
    for name, (_first, last) in read_in_order.items():
        with workspace.reading(name, "investigator" if name == "gwen" else ""):
            recall = Recall.objects.get()
            assert (recall.purpose_id, recall.recalled_as) == (last.id, "analyst")


def test_log_gives_as_many_lines_on_a_page_as_are_asked(workspace: Workspace) -> None:
    workspace.gives("anna", "Waarnemingen", **POLICE)
    workspace.gives("anna", "Meer", **POLICE)
    with workspace.reading("eva"):
        found = asked_of_database("security", size=1)
    assert found is not None
    assert (len(found["lines"]), found["total"] > 1) == (1, True)


def asked_of_database(ground: str, size: int = 25) -> dict[str, Any] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select read_log(%s, 'Nagaan', %s, %s, '{}', 1, %s, %s, 'span', '')",
            [ground, now() - timedelta(days=1), now() + timedelta(days=1), size, Trace().trace_id],
        )
        (answer,) = cursor.fetchone()
    found: dict[str, Any] | None = json.loads(answer) if isinstance(answer, str) else answer
    return found


@pytest.mark.parametrize("days", [DAYS_TO_STATE, DAYS_TO_STATE + 1])
def test_law_and_rules_agree_until_which_day_a_purpose_may_be_unstated(workspace: Workspace, days: int) -> None:
    opened = now().date() - timedelta(days=days)
    purpose = Purpose(opened_on=opened, kind="activity")
    taken = not reasons_against_new_data(purpose, "police-9", at=now())
    reader, marked = Reader("NP", "police", "analyst", True), Marked("NP", "police", "police-9", "subject")
    read = decide_one(law_only(), reader, marked, Situation("activity", False, days, True, False, frozenset())).allowed
    assert (taken, read) == (days == DAYS_TO_STATE, days == DAYS_TO_STATE)
