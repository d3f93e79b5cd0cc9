"""What is shared on the pages is shared from the command line, and refused with the same reasons."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from tests.cli.test_commands import Keyboard
from tests.workspace import Workspace, authorise, open_workspace
from tests.world import find_world
from vlechtwerk.domains.sharing.models import Authorisation
from vlechtwerk.engines.policy.grounds import MODEL_COVENANT, text_of
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.slow


@pytest.fixture
def workspace(live_server: LiveServer, tmp_path: Path) -> Iterator[Workspace]:
    """Return a purpose in which all partners read, committed so that the site sees it."""
    with find_world() as world:
        with reading_as(world.karin.id):
            built = open_workspace(world, tmp_path)
            authorise(world, built.purpose, "karin", Authorisation.Role.OFFICER)
        yield built


def someone(live_server: LiveServer, name: str) -> Keyboard:
    keyboard = Keyboard(live_server, name)
    keyboard.environment |= {"VLECHTWERK_PROJECT": "test", "VLECHTWERK_PURPOSE": "smokkel"}
    return keyboard


def gives(keyboard: Keyboard, folder: Path, category: str = "police-8", name: str = "verslag.txt") -> str:
    file = folder / name
    file.write_text("De container stond in de haven.")
    typed = keyboard.types(
        *("document", "give", str(file), "--title", "Waarnemingen", "--nature", "fact", "--origin", "eigen werk"),
        *("--acquired", "own_work", "--about", "suspect", "--about", "third", "--category", category),
        *("--level", "subject", "--json"),
    )
    assert typed.exit_code == 0, typed.stderr
    return str(json.loads(typed.stdout)["id"])


def test_document_is_given_found_opened_and_taken_along(
    live_server: LiveServer, workspace: Workspace, tmp_path: Path
) -> None:
    anna, hugo = someone(live_server, "anna"), someone(live_server, "hugo")
    document = gives(anna, tmp_path)
    assert document in hugo.types("document", "list", "--category", "police-8").stdout
    assert document in hugo.types("document", "search", "havens").stdout
    assert "texts: -" in hugo.types("document", "show", document).stdout
    assert hugo.types("document", "acknowledge", document).exit_code == 0
    assert "De container stond in de haven." in hugo.types("document", "show", document).stdout
    target = tmp_path / "taken.txt"
    assert hugo.types("document", "take", document, "1", str(target)).exit_code == 0
    assert target.read_text() == "De container stond in de haven."
    assert "law-15-8" in anna.types("document", "who", document).stdout
    assert hugo.types("document", "comment", document, "Klopt dit?").exit_code == 0
    assert "told: 1" in anna.types("document", "recall", document, "--because", "Verkeerd").stdout
    assert hugo.types("document", "show", document).exit_code == 1


def test_consent_is_asked_given_and_withdrawn(live_server: LiveServer, workspace: Workspace, tmp_path: Path) -> None:
    anna, hugo, karin = (someone(live_server, name) for name in ("anna", "hugo", "karin"))
    document = gives(anna, tmp_path, "police-9")
    refused = hugo.types("document", "show", document)
    assert (refused.exit_code, "What would open it: provider_consent" in refused.stderr) == (1, True)
    asked = hugo.types("document", "ask", document, "--need", "provider_consent", "--necessity", "Nodig", "--json")
    consent = json.loads(asked.stdout)[0]["id"]
    assert "state: given" in karin.types("consent", "give", consent).stdout
    assert hugo.types("document", "show", document).exit_code == 0
    assert "state: withdrawn" in karin.types("consent", "withdraw", consent).stdout
    assert hugo.types("document", "show", document).exit_code == 1
    again = karin.types("consent", "refuse", consent)
    assert (again.exit_code, "not_waiting" in again.stderr) == (1, True)
    assert consent in hugo.types("notice", "list", "--json").stdout


def test_hostile_file_and_wrong_appointment_are_refused_with_the_reason(
    live_server: LiveServer, workspace: Workspace, tmp_path: Path
) -> None:
    anna, file = someone(live_server, "anna"), tmp_path / "a.pdf"
    file.write_bytes(b"MZ\x90\x00")
    words = ("--title", "x", "--nature", "fact", "--origin", "x", "--acquired", "own_work", "--about", "suspect")
    refused = anna.types("document", "give", str(file), *words, "--category", "police-8", "--level", "subject")
    assert (refused.exit_code, "type_differs" in refused.stderr) == (1, True)
    anna.environment["VLECHTWERK_APPOINTMENT"] = str(workspace.purpose.id)
    assert "not_your_appointment" in anna.types("purpose", "list").stderr


def test_purpose_and_covenant_are_kept_by_their_keepers(
    live_server: LiveServer, workspace: Workspace, tmp_path: Path
) -> None:
    lars, anna = someone(live_server, "lars"), someone(live_server, "anna")
    assert "smokkel" in lars.types("purpose", "list").stdout
    assert lars.types("purpose", "open", "haven", "Havens", "--kind", "activity", "--from", "2026-01-01").exit_code == 0
    refused = anna.types("purpose", "open", "haven2", "Havens", "--kind", "activity", "--from", "2026-01-01")
    assert (refused.exit_code, "not_your_function" in refused.stderr) == (1, True)
    with reading_as(workspace.world.karin.id):
        decision = str(workspace.world.taken().id)
    (tmp_path / "clauses.cedar").write_text(text_of(MODEL_COVENANT))
    facts = [word for fact in ("interest", "partnership", "aim", "data", "conditions") for word in (f"--{fact}", "Zo")]
    adopted = lars.types(
        *("covenant", "adopt", "Convenant", decision, "--clauses", str(tmp_path / "clauses.cedar"), *facts),
        *("--recipients", " "),
    )
    assert adopted.exit_code == 1
    assert "fact_missing" in adopted.stderr
    assert lars.types("covenant", "show").exit_code == 0
    assert "law-15-8" in lars.types("covenant", "grounds").stdout
