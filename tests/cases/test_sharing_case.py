"""The invented project shares documents under the law alone, and many more once the covenant is in force."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from importlib.resources import files
from pathlib import Path

import pytest
from django.utils.translation import gettext

from tests.cases.broken import refusals
from tests.databases import REAL_SERVER_IS_NAMED
from tests.owner_command import Installation
from vlechtwerk.cases.reading import read_file
from vlechtwerk.cases.sharing_facts import Shared
from vlechtwerk.domains.partnership.models import Account, Appointment, Decision
from vlechtwerk.domains.partnership.queries import memberships_of
from vlechtwerk.domains.programme.models import Activity
from vlechtwerk.domains.sharing.models import Consent, Covenant, Document, Folder, Purpose
from vlechtwerk.domains.sharing.operations import consents
from vlechtwerk.domains.sharing.operations.clearance import read_in
from vlechtwerk.domains.sharing.operations.covenants import adopt_covenant
from vlechtwerk.domains.sharing.operations.reading import list_documents
from vlechtwerk.domains.sharing.queries import store
from vlechtwerk.domains.sharing.queries.documents import Wanted
from vlechtwerk.domains.sharing.queries.purposes import purposes_of
from vlechtwerk.domains.sharing.rules import DAYS_TO_STATE, SIX_FACTS
from vlechtwerk.engines.policy.grounds import MODEL_COVENANT, text_of
from vlechtwerk.foundation.database.reading import reading_as

CASE = Path(str(files("vlechtwerk.cases").joinpath("demo")))
ROUTES, CARGO, CRYPTO, PARCELS, SITES = "smokkelroutes", "lading", "cryptovermogen", "pakketpost", "terreinen"
STEERING, LEARNING, SUPERVISION = "sturing", "evaluatie", "toezicht"

# By hand from sharing.yaml and the two texts of policies: what each may read by law, and with the covenant.
# Anna gains counts and open sources; Belastingdienst gains the daily work and the counts of the police domain; Douane
# gains those too, but not the fiscal counts, and nothing where customs law opened it already.
READABLE = {
    "anna": {ROUTES: (14, 17), CARGO: (4, 6), CRYPTO: (4, 6), PARCELS: (2, 3), SITES: (3, 3)},
    "bram": {ROUTES: (5, 14), CARGO: (6, 8), CRYPTO: (4, 6), SITES: (2, 2), STEERING: (3, 5), LEARNING: (2, 3)},
    "chris": {ROUTES: (4, 12), CARGO: (8, 8), PARCELS: (2, 2), STEERING: (2, 4)},
    "dilara": {LEARNING: (3, 3)},
    "farid": {STEERING: (2, 2)},
    "karin": {
        ROUTES: (13, 16), CARGO: (4, 6), CRYPTO: (4, 6), PARCELS: (2, 3), SITES: (3, 3), STEERING: (3, 5),
        LEARNING: (3, 3), SUPERVISION: (1, 1),
    },
}  # fmt: skip


def appointment_of(name: str, capacity: str = "") -> Appointment:
    account = Account.objects.get(email=f"{name}@example.org")
    person = next(item.person_id for item in memberships_of(account) if item.project_code == "demo")
    with reading_as(person):
        found = Appointment.objects.filter(person=person, appointed_until=None).select_related(
            "person", "organisation", "capacity"
        )
        return found.get(capacity__name=capacity) if capacity else found.order_by("-appointed_from")[0]


def read_documents(name: str, capacity: str = "") -> dict[str, list[Document]]:
    """Return what the list shows someone in each of their purposes."""
    appointment, shown = appointment_of(name, capacity), {}
    with reading_as(appointment.person_id, appointment.id):
        for purpose in purposes_of(appointment, datetime.now(UTC)):
            listed = list_documents(read_in(appointment, purpose), Wanted())
            assert listed.total == len(listed.hits)
            shown[purpose.code] = [hit.document for hit in listed.hits]
    return shown


def counts(name: str) -> dict[str, int]:
    return {code: len(shown) for code, shown in read_documents(name).items()}


def adopt() -> None:
    lars = appointment_of("lars")
    with reading_as(lars.person_id, lars.id):
        decision = Decision.objects.get(question__startswith="Modelconvenant")
        six_facts = dict.fromkeys(SIX_FACTS, "Zoals het document bij het besluit zegt")
        adopt_covenant(
            "Modelconvenant", text_of(MODEL_COVENANT), decision, six_facts, by=lars.person, at=datetime.now(UTC),
            exemption="Ontheffing VZ-2026-1 (verzonnen)", exemption_on=date(2026, 11, 12),
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("name", READABLE)
def test_law_alone_opens_what_was_counted_by_hand(name: str) -> None:
    assert counts(name) == {code: by_law for code, (by_law, _with_covenant) in READABLE[name].items()}


@pytest.mark.django_db
@pytest.mark.parametrize("name", READABLE)
def test_covenant_opens_what_was_counted_by_hand(name: str) -> None:
    adopt()
    assert counts(name) == {code: with_covenant for code, (_by_law, with_covenant) in READABLE[name].items()}


@pytest.mark.django_db
def test_case_is_loaded_with_the_law_alone_and_a_decision_that_waits_for_its_covenant() -> None:
    lars = appointment_of("lars")
    with reading_as(lars.person_id, lars.id):
        decision = Decision.objects.select_related("body").get(question__startswith="Modelconvenant")
        assert not Covenant.objects.exists()
        assert (decision.state, decision.result, decision.body.code) == ("taken", "yes", "STG")


@pytest.mark.django_db
def test_every_document_but_the_one_that_an_overtaken_dpia_shuts_has_a_reader_and_says_that_it_is_invented() -> None:
    seen: dict[object, Document] = {}
    readers = [(name, "") for name in ("anna", "hugo", "bram", "chris", "inge", "karin", "lars", "dilara", "eva")]
    for name, capacity in [*readers, ("gwen", "Opsporing"), ("gwen", "Uitvoering belastingwet")]:
        appointment, shown = appointment_of(name, capacity), read_documents(name, capacity)
        for purpose_code, documents in shown.items():
            with reading_as(appointment.person_id, appointment.id):
                read_in(appointment, Purpose.objects.get(code=purpose_code))
                for document in documents:
                    seen[document.id] = document
                    version = document.versions.first()
                    assert version is not None
                    text = " ".join(store.text_of(version.stored_as, document.marking.organisation.code).pages).split()
                    assert "verzonnen gegevens" in " ".join(text).lower(), document.title
    assert len(seen) == 51
    assert {document.marking.organisation.code for document in seen.values()} >= {
        "NP", "KMAR", "FIOD", "BD", "DOU", "OM"
    }  # fmt: skip


@pytest.mark.django_db
def test_every_category_but_one_every_level_and_every_handling_is_there() -> None:
    anyone = appointment_of("anna")
    with reading_as(anyone.person_id, anyone.id):
        read_in(anyone, Purpose.objects.get(code=ROUTES))
        folders = set(Folder.objects.values_list("name", flat=True))
    text = (CASE / "sharing.yaml").read_text()
    for word in ("police-8", "police-9", "police-10a", "fiscal", "customs", "criminal-justice", "open-source"):
        assert f"category: {word}" in text
    for level in ("knowledge", "aggregate", "pseudonymous", "subject"):
        assert f"level: {level}" in text
    for handling in ("ask_first", "not_in_court", "not_onward", "existence_hidden"):
        assert f"handling: [{handling}]" in text
    assert folders == {"Om te beginnen", "Tellingen", "Waarnemingen", "Onderzoeken"}


@pytest.mark.django_db
def test_what_waits_for_the_prosecutor_opens_counts_when_she_agrees() -> None:
    inge = appointment_of("inge")
    with reading_as(inge.person_id, inge.id):
        reading = read_in(inge, Purpose.objects.get(code=ROUTES))
        waiting = Consent.objects.get(kind="competent_authority_agreement", state="asked")
        consents.answer_consent(reading, waiting, True, at=datetime.now(UTC))
    assert counts("bram")[ROUTES] == 7


@pytest.mark.django_db
def test_purpose_not_yet_on_paper_has_days_left_and_activities_name_theirs() -> None:
    anna = appointment_of("anna")
    with reading_as(anna.person_id, anna.id):
        open_purpose = Purpose.objects.get(stated_on=None)
        served = dict(Activity.objects.exclude(purpose=None).values_list("code", "purpose__code"))
    assert open_purpose.code == SITES
    assert 0 < (datetime.now(UTC).date() - open_purpose.opened_on).days < DAYS_TO_STATE
    assert served == {
        "D01": ROUTES, "D01a": ROUTES, "D01b": ROUTES, "D02": CARGO, "D03": CRYPTO, "D06": SITES, "D07": PARCELS
    }  # fmt: skip


@pytest.mark.django_db
def test_nothing_is_shared_in_the_published_case() -> None:
    account = Account.objects.get(email="bram@example.org")
    person = next(item.person_id for item in memberships_of(account) if item.project_code == "nsoc")
    with reading_as(person):
        assert not Purpose.objects.exists()
    assert not (CASE.parent / "nsoc" / "sharing.yaml").exists()


@pytest.fixture
def copied_case(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CASE, tmp_path / "demo"))


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("sharing")
    with Installation.migrated(folder, on_real_server=REAL_SERVER_IS_NAMED) as installation:
        yield installation


def kept_in(installation: Installation) -> list[Path]:
    return [path for path in (installation.folder / "files").rglob("*") if path.is_file()]


# What is broken, how, and what the error must name. The last ones break after documents have been encrypted.
MISTAKES = [
    ("kind: steering", "kind: gossip", "“gossip” is no kind"),
    ("opened: today-150", "opened: yesterday", "“yesterday” is no such day"),
    ("file: hoe-een-route-werkt.pdf", "file: absent.pdf", "no file “absent.pdf”"),
    (
        "category: customs",
        "category: fiscal",
        "In your capacity you do not process data of this kind, so you can't give them.",
    ),
    ("lower_edition: L02", "lower_edition: R13", "The other edition is not less recognisable."),
    ("{by: inge, on: today-20 13:15", "{by: chris, on: today-20 13:15", "Chris may not read this document"),
    (
        "{person: hugo, role: officer, from: today-166",
        "{persn: hugo, role: officer, from: today-166",
        "“person” is missi",
    ),
    ("by: eva, on: today-7}", "by: bram, on: today-7}", "privacyfunctionaris"),
]


# Files that are loaded before sharing, and of which it takes nothing.
LOADED_BEFORE = ("evaluation", "rounds", "ticks", "fieldwork", "capacity", "goals", "work")


@pytest.mark.slow
def test_broken_sharing_is_refused_whole_with_its_line_and_leaves_no_file(
    tmp_path: Path, installation: Installation
) -> None:
    def broken(right: str, wrong: str, copy: Path) -> None:
        for name in LOADED_BEFORE:
            (copy / f"{name}.yaml").unlink()
        (copy / "sharing.yaml").write_text(text.replace(right, wrong, 1))

    text = (CASE / "sharing.yaml").read_text()
    breaks = [partial(broken, right, wrong) for right, wrong, _said in MISTAKES]
    told = refusals(installation, CASE, tmp_path, breaks)
    for (right, wrong, said), refused in zip(MISTAKES, told, strict=True):
        assert right in text, wrong
        # The command speaks the language of the installation.
        assert gettext(said) in refused["reason"], wrong
        assert refused["file"] == "demo/sharing.yaml", wrong
        assert abs(refused["line"] - text[: text.index(right)].count("\n") - 1) <= 12, wrong
    assert kept_in(installation) == []
    assert installation.rows("select count(*) from partnership_project") == [(0,)]


@pytest.mark.slow
def test_loading_twice_changes_nothing_and_another_document_is_another_case(tmp_path_factory, copied_case) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("twice")
    with Installation.migrated(folder, on_real_server=REAL_SERVER_IS_NAMED) as installation:
        assert installation.run("case", "load", "demo", "--json").json["outcome"] == "loaded"
        files_then = sorted(kept_in(installation))
        assert installation.run("case", "load", "demo", "--json").json["outcome"] == "nothing changed"
        (copied_case / "documents" / "jaarplan-toezicht.txt").write_text("Verzonnen gegevens, en iets anders.")
        assert installation.run("case", "load", str(copied_case), "--json").json["outcome"] == "refused"
        # 52 documents, one of them in two versions, each with its file and its text.
        assert sorted(kept_in(installation)) == files_then
        assert len(files_then) == 106
        assert installation.rows("select count(*) from sharing_document") == [(52,)]
        assert installation.rows("select count(*) from sharing_comment") == [(11,)]
        assert installation.rows("select state, count(*) from sharing_consent group by 1 order by 1") == [
            ("asked", 2), ("given", 4), ("refused", 1), ("withdrawn", 1)
        ]  # fmt: skip


def test_a_case_counts_its_days_from_the_day_of_loading() -> None:
    shared = Shared.__new__(Shared)
    shared.loading = type("Loaded", (), {"at": datetime(2026, 11, 25, 8, 0, tzinfo=UTC)})()  # type: ignore[assignment]
    block = read_file("x", "a: today-4 09:30\nb: today\nc: today+30")
    assert shared.moment(block, "a") == datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
    assert shared.moment(block, "b") == datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    assert shared.day(block, "c") == date(2026, 12, 25)
