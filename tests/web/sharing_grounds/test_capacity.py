"""Someone with two capacities acts in one at a time, chosen by themselves and noted."""

from tests.web.sharing_grounds.conftest import Page, Workspace, text_of
from tests.world import World
from vlechtwerk.foundation.journal.models import JournalEntry


def test_capacity_is_chosen_in_the_menu_and_holds_on_the_next_page(workspace: Workspace, opens: Page) -> None:
    tax = workspace.world.gwen.appointments.get(function="analyst")
    assert "as FIOD, special_investigation" in text_of(opens("gwen", "purposes/"))
    assert f'value="{tax.id}"' in text_of(opens("gwen", "purposes/"))
    assert opens("gwen", "capacity/", {"appointment": str(tax.id)}).status_code == 302
    assert "as FIOD, tax" in text_of(opens("gwen", "purposes/"))


def test_choice_is_noted_in_the_journal(world: World, opens: Page, monkeypatch: object) -> None:
    noted: list[str] = []
    tax = world.gwen.appointments.get(function="analyst")
    create = JournalEntry.objects.create
    monkeypatch.setattr(JournalEntry.objects, "create", lambda **row: (noted.append(row["act"]), create(**row))[1])  # type: ignore[attr-defined]
    opens("gwen", "capacity/", {"appointment": str(tax.id)})
    assert noted == ["choose_capacity"]


def test_capacity_of_someone_else_cannot_be_chosen(world: World, opens: Page) -> None:
    other = world.anna.appointments.get()
    assert opens("gwen", "capacity/", {"appointment": str(other.id)}).status_code == 404
    assert opens("gwen", "capacity/", {"appointment": "x"}).status_code == 404
    assert opens("gwen", "capacity/").status_code == 302


def test_who_has_one_capacity_is_offered_no_choice(world: World, opens: Page) -> None:
    assert "In which capacity do you act?" not in text_of(opens("anna", "purposes/"))
