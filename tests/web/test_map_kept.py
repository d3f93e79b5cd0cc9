"""The outcome map as it is kept on the pages: drafted, taken in from a file, adopted, and laid side by side."""

import io
import json
import re
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from tests.api.test_api import calls_as
from tests.world import World, moment, now
from vlechtwerk.domains.partnership.models import Account
from vlechtwerk.domains.partnership.operations.decisions import take_decision
from vlechtwerk.domains.programme.models import MapDraft, MapVersion
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.django_db
DRAFTS = "/nsoc/programme/map/drafts/"
NOTHING = "Er wordt nu niets opgesteld."


def client_of(name: str) -> Client:
    client = Client()
    client.force_login(Account.objects.get(email=f"{name}@example.org"))
    return client


def page(name: str, path: str, code: int = 200) -> str:
    answer = client_of(name).get(path)
    assert answer.status_code == code, path
    return answer.content.decode()


def test_plan_and_august_are_laid_side_by_side_in_words() -> None:
    shown = page("anna", "/nsoc/programme/map/?version=side")
    assert "gesplitst in 3" in shown
    assert "gesplitst in 2" in shown
    assert "Postbus Apate" in shown
    # Under which name it stood in the plan is not in the source, so no lineage is told.
    export = client_of("anna").get("/nsoc/programme/map/compare/export.csv?before=plan&after=2023-08")
    rows = export.content.decode("utf-8-sig").splitlines()
    assert any(row.startswith("Activiteit;;toegevoegd;Bored Apes") for row in rows)
    assert any("Logistieke dienstverleners;gesplitst in 3;" in row for row in rows)


def test_any_two_versions_can_be_chosen_and_one_beside_itself_is_the_same() -> None:
    same = page("anna", "/nsoc/programme/map/?version=side&before=plan&after=plan")
    assert "Tussen deze twee verschilt niets." in same
    page("anna", "/nsoc/programme/map/?version=side&before=zz", 404)
    sheet = client_of("anna").get("/nsoc/programme/map/compare/a3.pdf?before=plan&after=2023-08")
    assert sheet.content.startswith(b"%PDF")


def started(client: Client, code: str = "2024") -> None:
    """Let someone copy the version of August into a draft."""
    form = {"former": "2023-08", "code": code, "name": "Kaart 2024", "note": ""}
    assert client.post(f"{DRAFTS}new/", form).status_code == 302


def links_of(client: Client, here: str) -> list[str]:
    """Return the links of a draft as they are named in the addresses on its page."""
    return re.findall(r'links/([^/"]+)/drop/', client.get(here).content.decode())


def test_link_that_was_chosen_is_dropped_also_when_another_went_meanwhile() -> None:
    karin, here = client_of("karin"), f"{DRAFTS}2024/"
    started(karin)
    links = links_of(karin, here)
    assert client_of("bram").post(f"{here}links/{links[1]}/drop/").status_code == 302
    assert karin.post(f"{here}links/{links[2]}/drop/").status_code == 302
    assert links_of(karin, here) == [links[0], *links[3:]]
    gone = karin.post(f"{here}links/{links[1]}/", {"assumption": "Wat ik schreef"})
    assert gone.status_code == 409
    assert "Wat ik schreef" in gone.content.decode()
    for path in (f"links/{links[1]}/", "links/1/", "nodes/ZZ/"):
        assert karin.get(here + path).status_code == 404, path
    node = karin.post(f"{here}nodes/ZZ/", {"kind": "activity", "title": "Wat ik schreef"})
    assert (node.status_code, "Wat ik schreef" in node.content.decode()) == (409, True)


@pytest.mark.parametrize(
    ("part", "word", "form"),
    [("nodes/A09/", "title", {"kind": "activity"}), ("links/{link}/", "assumption", {})],
)
def test_second_of_two_editors_writes_over_nobody_and_loses_nothing(part: str, word: str, form: dict[str, Any]) -> None:
    karin, bram = client_of("karin"), client_of("bram")
    started(karin)
    here = DRAFTS + "2024/" + part.format(link=links_of(karin, f"{DRAFTS}2024/")[0])

    def seen(answer: Any) -> str:
        return re.findall(r'name="seen" value="([0-9a-f]{64})"', answer.content.decode())[0]

    first = seen(karin.get(here))
    assert bram.post(here, form | {word: "Van Bram", "seen": seen(bram.get(here))}).status_code == 302
    refused = karin.post(here, form | {word: "Van Karin", "seen": first})
    assert refused.status_code == 409
    for words in ("Van Karin", "Van Bram"):
        assert words in refused.content.decode(), words
    assert "Van Bram" in karin.get(here).content.decode()
    assert karin.post(here, form | {word: "Samen", "seen": seen(refused)}).status_code == 302
    assert "Samen" in bram.get(here).content.decode()


def test_draft_is_changed_by_forms_and_says_what_it_changes() -> None:
    karin = client_of("karin")
    started(karin)
    here = f"{DRAFTS}2024/"
    split = {"code_1": "A01", "title_1": "Goud in", "code_2": "A01u", "title_2": "Goud uit"}
    node = {"code": "U9", "kind": "output", "title": "Handleiding"}
    changed = {"kind": "activity", "title": "Exit 2", "parent": "FIN", "focus_area": "FIN", "activities": ["A09"]}
    merger = {"codes": ["A11a", "A11b"], "code": "A11x", "title": "Samen"}
    link = {"start": "A09", "end": "U9", "kind": "contributes_to", "assumption": "Er is tijd"}
    needed = {"start": "P1", "end": "A09", "kind": "needs"}
    for path, form in [
        ("nodes/A01/split/", split), ("nodes/", node), ("nodes/A09/", changed), ("merger/", merger),
        ("links/", link), ("links/", needed), ("nodes/A02/drop/", {}),
    ]:  # fmt: skip
        assert karin.post(here + path, form).status_code == 302, path
    first, second = links_of(karin, here)[:2]
    assert karin.post(f"{here}links/{first}/", {"assumption": "Anders"}).status_code == 302
    assert karin.post(f"{here}links/{second}/drop/").status_code == 302
    shown = karin.get(here).content.decode()
    for word in ("gesplitst in 2", "toegevoegd", "hernoemd en verplaatst", "samengevoegd uit 2", "vervallen"):
        assert word in shown, word
    # What stands at the start of such a link is needed: it does not need.
    said = "is nodig voor Exit 2"
    beside = karin.get(f"{here}compare/export.csv").content.decode("utf-8-sig")
    assert said in re.sub(r"<[^>]*>", "", shown)
    assert said in beside
    assert "heeft nodig" not in shown + beside + karin.get(f"{here}links/").content.decode()
    assert "randvoorwaarde P1" in shown
    for path in ("a3.pdf", "compare/a3.pdf"):
        assert karin.get(here + path).content.startswith(b"%PDF")
    assert "Goud uit" in karin.get(f"{here}compare/").content.decode()
    assert karin.get(f"{here}compare/export.xlsx").status_code == 200


@pytest.mark.parametrize(
    ("path", "form", "words"),
    [
        ("nodes/", {"code": "A01", "kind": "activity", "title": "X"}, "staat er twee keer"),
        ("links/", {"start": "U01", "end": "A01", "kind": "contributes_to"}, "in een kring"),
        ("merger/", {"codes": ["A01"], "code": "A01", "title": "X"}, "ten minste twee"),
        ("adoption/", {}, "aan geen gremium"),
        ("nodes/", {"code": "N1", "kind": "output", "title": "La\u202eb"}, "⟨U+202E⟩"),
        ("nodes/", {"code": "N\u200b1", "kind": "output", "title": "Lab"}, "teken dat niemand ziet"),
        ("nodes/", {"code": "N1", "kind": "output", "title": "\u200b\u2060"}, "Er ontbreekt een tekst"),
        ("nodes/", {"code": "N1", "kind": "output", "title": "caf\u00c3\u00a9"}, "verkeerde codering"),
        ("nodes/", {"code": "N1", "kind": "output", "title": "\ufffdLab"}, "vervangingsteken"),
        ("nodes/", {"code": "a01", "kind": "output", "title": "Lab"}, "alleen in hoofdletters"),
    ],
)
def test_change_that_can_not_be_is_refused_on_the_page_with_its_reason(
    path: str, form: dict[str, Any], words: str
) -> None:
    karin = client_of("karin")
    started(karin)
    answer = karin.post(f"{DRAFTS}2024/{path}", form)
    assert answer.status_code == 409
    assert words in answer.content.decode()


def test_who_does_not_write_maps_is_told_so_and_sees_no_draft() -> None:
    started(client_of("karin"))
    assert "Concepten" not in page("anna", "/nsoc/programme/map/")
    assert "2024" not in page("anna", DRAFTS)
    page("anna", f"{DRAFTS}2024/", 404)
    assert "Dit is voor" in page("anna", f"{DRAFTS}new/")


def workbook_of(client: Client, path: str) -> Any:
    return openpyxl.load_workbook(io.BytesIO(client.get(path).content))


def upload(client: Client, book: Any, name: str = "kaart.xlsx") -> Any:
    file = io.BytesIO()
    book.save(file)
    return client.post(f"{DRAFTS}import/", {"file": SimpleUploadedFile(name, file.getvalue())})


def test_exported_version_is_taken_in_again_after_it_was_shown() -> None:
    karin = client_of("karin")
    exported = karin.get("/nsoc/programme/map/2023-08/file.json").content
    looked = karin.post(f"{DRAFTS}import/", {"file": SimpleUploadedFile("kaart.json", exported)})
    assert looked.status_code == 200
    assert NOTHING in karin.get(DRAFTS).content.decode()
    saved = {"content": exported.decode(), "code": "2024", "name": "Uit een bestand", "former": "plan"}
    assert karin.post(f"{DRAFTS}import/", saved).status_code == 302
    again = json.loads(karin.get(f"{DRAFTS}2024/file.json").content)
    first = json.loads(exported)
    assert (again["nodes"], again["links"]) == (first["nodes"], first["links"])
    assert karin.post(f"{DRAFTS}import/", saved).status_code == 409


def test_broken_workbook_is_told_by_sheet_row_and_column_and_nothing_is_saved() -> None:
    karin = client_of("karin")
    book = workbook_of(karin, "/nsoc/programme/map/2023-08/file.xlsx")
    book["Links"]["B2"] = "ZZ"
    book["Nodes"]["C3"] = "=1+1"
    refused = upload(karin, book)
    assert refused.status_code == 422
    words = refused.content.decode()
    for place in ("blad Links, rij 2, kolom to", "blad Nodes, rij 3, kolom title"):
        assert place in words, place
    book = workbook_of(karin, "/nsoc/programme/map/2023-08/file.xlsx")
    # An activity that is not registered is looked up only when the file itself is right.
    book["Nodes"]["H11"] = "Z99"
    assert "blad Nodes, rij 11, kolom activities" in upload(karin, book).content.decode()
    assert NOTHING in karin.get(DRAFTS).content.decode()


def test_line_of_a_text_that_can_not_be_read_is_told_in_the_language_of_the_page() -> None:
    exported = client_of("karin").get("/nsoc/programme/map/2023-08/file.json").content
    broken = exported.decode().encode("utf-16")
    refused = client_of("karin").post(f"{DRAFTS}import/", {"file": SimpleUploadedFile("kaart.json", broken)})
    assert refused.status_code == 422
    assert "regel 1" in refused.content.decode()
    assert "line 1" not in refused.content.decode()


def test_file_that_is_no_map_is_refused() -> None:
    karin = client_of("karin")
    for name, content in (("kaart.xlsx", b"geen zip"), ("kaart.pdf", b"%PDF-"), ("kaart.json", b"")):
        answer = karin.post(f"{DRAFTS}import/", {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422, name


def api(name: str, method: str, path: str, body: Any = None, project: str = "test") -> Any:
    client = Client(headers=calls_as(name))
    where = f"/api/v1/projects/{project}{path}"
    return client.get(where) if method == "get" else client.post(where, json.dumps(body), "application/json")


def test_draft_goes_its_whole_way_by_the_programming_interface(world: World) -> None:
    from tests.domains.programme.test_map_kept import plan

    plan(world)
    mandate = world.mandate("SG", "De uitkomstenkaart vaststellen")
    drafted = api("karin", "post", "/map-drafts", {"former": "plan", "code": "2027", "name": "Kaart 2027"})
    assert drafted.status_code == 201, drafted.content
    here = "/map-drafts/2027"
    split = {"code": "A01", "parts": [{"code": "A01", "title": "Land"}, {"code": "A01w", "title": "Water"}]}
    assert api("karin", "post", f"{here}/node-splits", split).status_code == 201
    twice = api("karin", "post", f"{here}/nodes", {"code": "A02", "kind": "activity", "title": "X"})
    assert (twice.status_code, twice.json()["reasons"][0]["code"]) == (409, "map_code_twice")
    (read, *_more) = api("karin", "get", here).json()["nodes"]
    renamed = {"code": read["code"], "kind": read["kind"], "title": "Anders", "seen": read["checksum"]}
    assert api("karin", "post", f"{here}/node-changes", renamed).status_code == 201
    late = api("karin", "post", f"{here}/node-changes", renamed)
    assert (late.status_code, late.json()["reasons"][0]["code"]) == (409, "changed_meanwhile")
    assert api("anna", "get", here).status_code == 404
    assert api("karin", "post", f"{here}/asking", {"body": "SG"}).status_code == 201
    assert api("farid", "get", here).status_code == 200
    early = api("karin", "post", f"{here}/adoption")
    assert (early.status_code, early.json()["reasons"][0]["code"]) == (409, "decision_not_taken")
    decision = MapDraft.objects.select_related("decision").get().decision
    assert decision is not None
    with reading_as(world.farid.id):
        take_decision(decision, "yes", moment(localdate().isoformat()), mandate=mandate, by=world.farid, at=now())
    assert api("karin", "post", f"{here}/adoption").status_code == 201
    compared = api("anna", "get", "/map-comparison?before=plan&after=2027").json()
    assert [(row["change"], len(row["after"])) for row in compared["nodes"]] == [("split", 2)]
    assert MapVersion.objects.get(code="2027").decision_id == decision.id
    client = client_of("anna")
    assert "Vastgesteld door Gremium SG" in client.get("/test/programme/map/?version=2027").content.decode()
    assert "2027" in client.get(f"/test/partnership/decisions/{decision.id}/").content.decode()


def test_broken_map_is_told_by_the_programming_interface_with_its_places() -> None:
    karin = client_of("karin")
    whole = json.loads(karin.get("/nsoc/programme/map/plan/file.json").content)
    whole["links"][0]["to"] = "ZZ"
    # Half of a pair, which no answer can be written with.
    whole["nodes"][0]["code"] = "\ud800"
    broken = json.dumps(whole)
    client = Client(headers=calls_as("karin"))
    for content, places in (
        (broken, {"links[0].to", "nodes[0].code"}),
        (broken.replace('"title": ', '"title": "A", "title": ', 1), {"nodes[0].title"}),
    ):
        sent = {"file": SimpleUploadedFile("kaart.json", content.encode()), "code": "x", "name": "X"}
        answer = client.post("/api/v1/projects/nsoc/map-drafts/_import", sent)
        assert answer.status_code == 409
        assert places <= {reason["text"].split(":")[0] for reason in answer.json()["reasons"]}
