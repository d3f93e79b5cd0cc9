"""Refused is not there: what a reader may not know of answers exactly as an identifier that never existed."""

from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse

from tests.canary.routes import API, Route, routes
from tests.web.sharing.conftest import Pages
from tests.workspace import authorise
from tests.world import now
from vlechtwerk.domains.sharing.models import Authorisation, Document
from vlechtwerk.domains.sharing.operations import consents, documents

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OF_A_DOCUMENT = [route for route in routes() if "document" in route.parameters]
CANARY = "Kanariepiet"


def answers(pages: Pages, route: Route, values: Mapping[str, str]) -> list[tuple[int, Mapping[str, str], bytes]]:
    """Return what an address answers to everything that it can be asked: status, headers and bytes."""
    known = {"project": "test", "purpose": pages.workspace.purpose.code, "number": "1"}
    found = []
    for method in route.methods:
        more = {"data": "{}", "content_type": "application/json"} if route.path and method != "get" else {}
        answer: HttpResponse = getattr(pages.client, method)(route.address(known | values), **more)
        # What only a form is sent to leads to the page of the document, whether there is one or not.
        headers = {key: value.replace(values["document"], "") for key, value in answer.headers.items()}
        found.append((answer.status_code, headers, answer.content))
    return found


def hidden(pages: Pages, how: str) -> Document:
    """Return a document of which Bram may not know, for one of the reasons that there are."""
    give, work = pages.workspace.gives, {"category": "police-8", "level": "subject"}
    if how == "no gateway":
        return give("chris", CANARY, category="customs", level="subject")
    if how == "embargo":
        return give("anna", CANARY, handling=frozenset({"existence_hidden"}), **work)
    given = give("anna", CANARY, category="knowledge", level="knowledge")
    with pages.workspace.reading("anna") as reading:
        documents.recall_document(reading, Document.objects.get(id=given.id), "Verkeerd", at=now())
    return given


@pytest.mark.parametrize("how", ["no gateway", "embargo", "recalled"])
def test_hidden_document_answers_as_one_that_never_was(pages: Pages, how: str) -> None:
    there, told_apart = hidden(pages, how), []
    pages.sign_in("bram")
    for route in OF_A_DOCUMENT:
        asked, never = (answers(pages, route, {"document": str(one)}) for one in (there.id, uuid4()))
        shut = all(status in (302, 404, 405) or (route.path and status == 400) for status, _headers, _content in never)
        if asked != never or not shut:
            told_apart.append(route.template)
    assert told_apart == []


@pytest.mark.parametrize("part", ["answer", "withdraw"])
def test_request_of_others_answers_as_one_that_never_was(pages: Pages, part: str) -> None:
    authorise(pages.workspace.world, pages.workspace.purpose, "karin", Authorisation.Role.OFFICER)
    given = pages.workspace.gives("anna", CANARY, category="police-9", level="subject")
    with pages.workspace.reading("hugo") as reading:
        (asked,) = consents.ask_consent(reading, given.id, ["provider_consent"], CANARY, at=now())
    pages.sign_in("bram")
    assert same(pages, f"consents/{{}}/{part}/", asked.id)


def same(pages: Pages, path: str, identifier: UUID) -> bool:
    """Whether a page answers alike about an identifier and about one that never was."""
    found = [
        [(answer.status_code, dict(answer.headers), answer.content) for answer in (pages.get(asked), pages.post(asked))]
        for asked in (path.format(identifier), path.format(uuid4()))
    ]
    return found[0] == found[1] and found[0][0][0] == 404


def test_every_way_to_a_document_is_asked() -> None:
    pages, calls = ([one for one in OF_A_DOCUMENT if one.name.startswith(API) == of_api] for of_api in (False, True))
    assert len(pages) >= 11
    # The programming interface has as many ways as it describes.
    assert all(call.path for call in calls)
