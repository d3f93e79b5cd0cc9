"""Recalls: whom they reach, and what they keep of how it was read."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from tests.workspace import Workspace, authorise
from tests.world import now
from vlechtwerk.domains.sharing.models import (
    Recall,
)
from vlechtwerk.domains.sharing.operations import consents, documents, purposes
from vlechtwerk.domains.sharing.operations.reading import list_documents, open_document
from vlechtwerk.domains.sharing.queries.documents import Wanted
from vlechtwerk.engines.policy.facts import Category

pytestmark = pytest.mark.django_db
POLICE = {"category": "police-8", "level": "subject"}


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
    later = purposes.open_purpose("later", "Later", "activity", localdate(), by=workspace.world.loader, at=now())
    until = localdate() + timedelta(days=9)
    purposes.state_purpose(later, "Later lezen", "verdachten", "alles", until, by=workspace.world.loader, at=now())
    purposes.record_dpia(
        later, "DPIA", localdate(), [category.value for category in Category], by=workspace.world.loader, at=now()
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
