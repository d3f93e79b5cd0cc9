"""What can't be logged is not shown, through whatever door: not in a list, not as a page, not as a file."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils import timezone

from tests.domains.sharing.test_log import rows
from tests.workspace import open_workspace
from tests.world import find_world, now
from vlechtwerk.domains.partnership.operations.accounts import make_access_token
from vlechtwerk.domains.sharing.operations import consents, documents
from vlechtwerk.domains.sharing.operations import reading as found
from vlechtwerk.foundation.database.reading import reading_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CANARY = "Kanariepiet"
API = "/api/v1/projects/test/purposes/smokkel"
DOORS = [
    ("get", "/test/sharing/in/smokkel/documents/"),
    ("post", "/test/sharing/in/smokkel/documents/"),
    ("get", "/test/sharing/in/smokkel/documents/{id}/"),
    ("post", "/test/sharing/in/smokkel/documents/{id}/file/1/"),
    ("get", "/test/sharing/in/smokkel/notices/"),
    ("get", f"{API}/documents"),
    ("post", f"{API}/documents/_search"),
    ("get", f"{API}/documents/{{id}}"),
    ("get", f"{API}/documents/{{id}}/comments"),
    ("post", f"{API}/documents/{{id}}/files/1/_download"),
]


@dataclass
class Doors:
    """All ways to one document, as Hugo, who may read it."""

    client: Client
    headers: dict[str, str]
    document: str

    def asks(self, method: str, path: str) -> tuple[int, str]:
        """Ask at one door; return the status and what it says."""
        path = path.format(id=self.document)
        if not path.startswith("/api/"):
            answer = self.client.get(path) if method == "get" else self.client.post(path, {"q": CANARY})
        elif method == "get":
            answer = self.client.get(path, headers=self.headers)
        else:
            answer = self.client.post(path, {"words": CANARY}, "application/json", headers=self.headers)
        return answer.status_code, answer.content.decode()


@pytest.fixture
def doors(transactional_db: None, tmp_path: object) -> Iterator[Doors]:
    """Return the doors to a document that Hugo read before, so that his clearance is there."""
    with find_world() as world:
        with reading_as(world.karin.id):
            workspace = open_workspace(world, tmp_path)  # type: ignore[arg-type]  # a path
        document = workspace.gives("anna", CANARY, CANARY, category="police-8", level="subject")
        with workspace.reading("anna") as reading:
            consents.send_document(reading, document, world.hugo, at=now())
        with workspace.reading("hugo") as reading:
            consents.acknowledge_notice(reading, document.marking, at=now())
            found.open_document(reading, document.id)
            documents.write_comment(reading, document, CANARY, at=now())
        account = world.hugo.account
        assert account is not None
        with reading_as(world.hugo.id):
            _token, secret = make_access_token(account, "test", days=1, at=timezone.now())
        client = Client(raise_request_exception=False)
        client.force_login(account)
        yield Doors(client, {"Authorization": f"Bearer {secret}"}, str(document.id))


def test_nothing_is_shown_while_the_log_is_away(doors: Doors) -> None:
    before = {door: doors.asks(*door) for door in DOORS}
    assert {door for door, (status, words) in before.items() if status != 200 or CANARY not in words} == set()
    rows("alter table sharing_logline rename to gone")
    after = {door: doors.asks(*door) for door in DOORS}
    assert {door: status for door, (status, words) in after.items() if status != 500 or CANARY in words} == {}
    rows("alter table gone rename to sharing_logline")
    assert {door: doors.asks(*door)[0] for door in DOORS} == dict.fromkeys(DOORS, 200)
