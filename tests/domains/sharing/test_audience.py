"""Who can see items of a marking, and who could at a moment: with a ground, and among those to whom they are kept."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tests.domains.sharing.test_log import rows as as_superuser
from tests.refusals import refusal
from tests.workspace import Workspace
from tests.world import noted_as, now
from vlechtwerk.domains.sharing.models import Document
from vlechtwerk.domains.sharing.operations import documents, purposes
from vlechtwerk.domains.sharing.operations.audience import look_who_can_see
from vlechtwerk.domains.sharing.operations.documents import Told, Upload
from vlechtwerk.domains.sharing.queries.audience import Audience, kept_with, who_can_see
from vlechtwerk.domains.sharing.queries.markings import Choice
from vlechtwerk.domains.sharing.queries.reader import Trace
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = pytest.mark.django_db
POLICE = {"category": "police-8", "level": "subject"}


def keeps(workspace: Workspace, title: str, *names: str) -> Document:
    """Let Anna give what is kept to these people and herself; without names it is kept to nobody."""
    file = workspace.folder / "kept.txt"
    file.write_text(title)
    told = Told(title, "fact", "eigen waarneming", "own_work", ["suspect"])
    kept_to = [workspace.world.people[name].id for name in names] or None
    with workspace.reading("anna") as reading:
        return documents.give_document(
            reading, Upload(file, "kept.txt"), Choice(**POLICE), told, at=now(), kept_to=kept_to
        )


def recall(workspace: Workspace, document: Document) -> None:
    with workspace.reading("anna") as reading:
        documents.recall_document(reading, document, "Verkeerd", at=now())


def looked(workspace: Workspace, marking: UUID, moment: datetime) -> Audience:
    eva = workspace.appointment("eva")
    with reading_as(eva.person_id, eva.id):
        return look_who_can_see(eva, marking, Trace(), at=now(), moment=moment)


def kept_at(workspace: Workspace, marking: UUID, moment: datetime) -> list[set[str]]:
    """Return the names of those who could read each group of kept items, as the privacy officer is told."""
    return [{seer.name for seer in group.seers} for group in looked(workspace, marking, moment).kept]


def test_only_the_privacy_officer_looks_who_can_see_a_marking(workspace: Workspace) -> None:
    marking = workspace.gives("anna", "Waarnemingen", **POLICE).marking_id
    assert "Hugo" in {seer.name for seer in looked(workspace, marking, now()).seers}
    karin = workspace.appointment("karin")
    with reading_as(karin.person_id, karin.id), refusal("not_your_function"):
        look_who_can_see(karin, marking, Trace(), at=now())


def test_who_could_see_it_is_answered_with_whom_it_was_kept_to_at_that_moment(workspace: Workspace) -> None:
    before = now()
    first = keeps(workspace, "Eerste", "hugo")
    with_one = now()
    keeps(workspace, "Tweede", "gwen")
    with_two = now()
    recall(workspace, first)
    marking = first.marking_id
    assert kept_at(workspace, marking, before - timedelta(seconds=1)) == []
    assert kept_at(workspace, marking, with_one) == [{"Anna", "Hugo"}]
    both = kept_at(workspace, marking, with_two)
    assert sorted(map(sorted, both)) == [["Anna", "Gwen"], ["Anna", "Hugo"]]
    assert kept_at(workspace, marking, now()) == [{"Anna", "Gwen"}]


def test_what_is_given_later_to_all_did_not_open_anything_before(workspace: Workspace) -> None:
    kept = keeps(workspace, "Bewaard", "hugo")
    while_all_was_kept = now()
    keeps(workspace, "Open")
    then = looked(workspace, kept.marking_id, while_all_was_kept)
    assert (then.all_kept, then.open_items, then.number) == (True, 0, 2)
    assert {seer.name for seer in then.not_named} == {"Gwen", "Jaap", "Inge"}
    at_present = looked(workspace, kept.marking_id, now())
    assert (at_present.all_kept, at_present.open_items, at_present.not_named) == (False, 1, [])
    assert {seer.name for seer in at_present.read_all_open} == {"Anna", "Hugo", "Gwen", "Jaap", "Inge"}


def test_who_was_named_and_lost_their_ground_could_see_it_before(workspace: Workspace) -> None:
    """The list stays as it was; the ground of each is that of the moment."""
    kept = keeps(workspace, "Bewaard", "hugo", "bram")
    with workspace.reading("anna"):
        assert "Bram" not in {seer.name for seer in who_can_see(kept.marking_id, kept.kept_to, now()) if seer.allowed}
    with_hugo = now()
    purposes.suspend(workspace.world.hugo, "Onderzoek", by=workspace.world.karin, at=now())
    assert kept_at(workspace, kept.marking_id, with_hugo) == [{"Anna", "Hugo"}]
    assert kept_at(workspace, kept.marking_id, now()) == [{"Anna"}]


@pytest.mark.django_db(transaction=True)
def test_to_whom_an_item_is_kept_is_changed_by_no_act(lasting_workspace: Workspace) -> None:
    """So the list of now is the list of every moment since it was given; an act that changes it needs a history."""
    workspace = lasting_workspace
    kept = keeps(workspace, "Bewaard", "hugo")
    lower = workspace.gives("anna", "Werkwijze", category="knowledge", level="knowledge")
    file = workspace.folder / "again.txt"
    file.write_text("Nog eens")
    with workspace.reading("anna") as reading:
        documents.add_version(reading, kept, Upload(file, "again.txt"), "", at=now())
        documents.write_comment(reading, kept, "Klopt", at=now())
        documents.link_document(reading, kept, "activity", "A01", at=now())
        documents.name_lower_edition(reading, kept, lower, at=now())
    recall(workspace, kept)
    assert as_superuser(f"select kept_to from sharing_document where id = '{kept.id}'") == [(kept.kept_to,)]
    with workspace.reading("anna"):
        noted_as("add_version")
        with pytest.raises(IntegrityError, match="keeps its"), transaction.atomic():
            Document.objects.filter(id=lower.id).update(kept_to=[workspace.world.anna.id])


def test_nobody_else_is_told_whom_items_are_kept_to(workspace: Workspace) -> None:
    kept = keeps(workspace, "Bewaard", "hugo")
    for name in ("anna", "hugo", "karin"):
        with workspace.reading(name):
            assert kept_with(kept.marking_id, now()) == []
