"""What was cut off on its way, by a stop or a broken connection, is not taken for all of it."""

from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.web.sharing.conftest import MARKING, Pages, text_file
from vlechtwerk.domains.sharing.models import Document, DocumentVersion
from vlechtwerk.interfaces.web.whole_bodies import WholeBody, with_whole_bodies


def send_version(pages: Pages, document: Document, missing: int) -> HttpResponse:
    """Send a new version of which the last bytes never came."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(pages.workspace.world.anna.account)  # type: ignore[arg-type]  # the cast has accounts
    there = pages.address(f"documents/{document.id}/version/")
    strict.get(there)
    token = strict.cookies["csrftoken"].value
    fields = {"csrfmiddlewaretoken": token, "chosen": text_file(words="beter " * 20_000), "note": "Kenteken " * 20}
    body = encode_multipart(BOUNDARY, fields)
    came = WholeBody(BytesIO(body[: len(body) - missing]), len(body))
    return strict.generic("POST", there, b"", CONTENT_TYPE=MULTIPART_CONTENT, CONTENT_LENGTH=str(len(body)),
                          **{"wsgi.input": came})  # type: ignore[arg-type,return-value]  # what a server puts there  # fmt: skip


@pytest.mark.django_db
def test_what_came_in_half_is_no_new_version(pages: Pages) -> None:
    document = pages.workspace.gives("anna", "Waarnemingen", "De kade ligt stil.", **MARKING)
    # Cut off within the file, and within the word with it.
    assert send_version(pages, document, missing=60_000).status_code == 403
    assert send_version(pages, document, missing=100).status_code == 403
    assert send_version(pages, document, missing=0).status_code == 302
    with pages.workspace.reading("anna"):
        assert DocumentVersion.objects.filter(document=document).count() == 2


def read_at_once(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    return [environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))]


def test_form_that_came_in_half_fails_though_it_is_read_at_once() -> None:
    environ = {"wsgi.input": BytesIO(b"give=yes&until="), "CONTENT_LENGTH": "25"}
    with pytest.raises(ConnectionError):
        with_whole_bodies(read_at_once)(environ, None)


def read_all(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    body = environ["wsgi.input"]
    return [body.readline(), body.read(2), body.read(100), body.read(100)]


@pytest.mark.parametrize("announced", ["", "7"])
def test_whole_body_is_read(announced: str) -> None:
    environ = {"wsgi.input": BytesIO(b"one\ntwo"), "CONTENT_LENGTH": announced}
    assert with_whole_bodies(read_all)(environ, None) == [b"one\n", b"tw", b"o", b""]


def test_body_that_ends_too_early_fails() -> None:
    with pytest.raises(ConnectionError):
        with_whole_bodies(read_all)({"wsgi.input": BytesIO(b"one\ntwo"), "CONTENT_LENGTH": "8"}, None)
