"""Every page that someone can reach answers, for each of the cast, in each project."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import resolve

from vlechtwerk.domains.partnership.models import Account

pytestmark = pytest.mark.django_db

LINK = re.compile(r'href="([^"#]+)(?:#[^"]*)?"')
FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL)
SHUT = "vw-refusal__lead"
# Whom of the cast the crawl looks along with: those whose pages differ most.
# Each project from above and from below; who else sees what, the canary looks at.
READERS = [("bram", "demo"), ("mila", "demo"), ("anna", "nsoc"), ("farid", "nsoc")]


def links_in(page: str, here: str) -> set[str]:
    found = set()
    for raw in LINK.findall(page):
        link = unescape(raw)
        if link.startswith("?"):
            link = here.partition("?")[0] + link
        if link.startswith("/") and not link.startswith(("/static/", "/account/", "/language/")):
            found.add(link)
    return found


def kind_of(link: str) -> str:
    """Pages that differ only in what they are asked for are of one kind; a few of each kind are enough."""
    path, _mark, query = link.partition("?")
    return resolve(path).view_name + "?" + "&".join(sorted(part.partition("=")[0] for part in query.split("&")))


@pytest.mark.slow
@pytest.mark.parametrize(("reader", "project"), READERS)
def test_every_page_in_reach_answers(client: Client, reader: str, project: str) -> None:
    client.force_login(Account.objects.get(email=f"{reader}@example.org"))
    waiting, seen, kinds = [f"/{project}/"], set(), {}
    while waiting:
        link = waiting.pop()
        if link in seen or not link.startswith(f"/{project}/") or kinds.get(kind := kind_of(link), 0) >= 2:
            continue
        seen.add(link)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = client.get(link)
        # What is shut to this reader may be announced; its page then says why, as a refusal.
        assert answer.status_code == (403 if SHUT in answer.content.decode(errors="ignore") else 200), link
        if answer["Content-Type"].startswith("text/html"):
            forms = FORM.findall(answer.content.decode())
            assert all("csrfmiddlewaretoken" in form for form in forms), f"a form of {link} can't be sent"
            waiting += sorted(links_in(answer.content.decode(), link) - seen)
    assert len(kinds) > 25
