"""Words, numbers and identifiers that occur once in the world, so that seeing one tells exactly what was shown."""

import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

import pypdfium2
from django.http import HttpResponse

LETTERS = "bcdfghjklmpqrtvwxz"
FORM = re.compile(
    # A word, an identifier, a pseudonym, a number, an address for e-mail.
    r"kz[bcdfghjklmpqrtvwxz]{6}kz|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}"
    r"|\b7\d{8}\b|[a-z0-9]+@example\.org"
)
# What any of them is part of: most of a page is passed over, and what stands in it often is looked at once.
RUN = re.compile(r"[a-z0-9@.-]{9,}")


class Tokens:
    """Makes tokens, and remembers what each stands in."""

    def __init__(self) -> None:
        self.means: dict[str, str] = {}
        self.made = 0

    def word(self, means: str) -> str:
        """Return a new word: without vowels, so that no language bends it, and none the beginning of another."""
        self.made += 1
        number, letters = self.made * 7919 % len(LETTERS) ** 6, ""
        for _place in range(6):
            number, place = divmod(number, len(LETTERS))
            letters += LETTERS[place]
        return self.known(f"kz{letters}kz", means)

    def number(self, means: str) -> str:
        """Return a new number."""
        self.made += 1
        return self.known(str(700_000_000 + self.made * 7919 % 99_999_989), means)

    def known(self, token: str, means: str) -> str:
        """Take up something that occurs once anyway, such as an identifier."""
        assert token not in self.means, means
        assert FORM.fullmatch(token), token
        self.means[token] = means
        return token

    def in_text(self, text: str) -> set[str]:
        """Return the tokens in a text."""
        runs = set(RUN.findall(text.lower()))
        return set(FORM.findall(" ".join(runs))) & self.means.keys()

    def in_response(self, response: HttpResponse) -> set[str]:
        """Return the tokens in headers, cookies and content, also inside packed files."""
        head = " ".join(f"{name}: {value}" for name, value in response.items()) + response.cookies.output()
        content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]  # only of a stream
        return set().union(*(self.in_text(text) for text in [head, unquote(head), *texts_in(content)]))

    def words(self, tokens: Iterable[str]) -> list[str]:
        """Say what tokens stand in."""
        return sorted(f"{self.means[token]} [{token}]" for token in tokens)


def texts_in(content: bytes) -> Iterator[str]:
    """Return every text that a file or page holds: as it is, unescaped, and unpacked."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name
                yield from texts_in(packed.read(name))
        return
    if content.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(content)
        yield json.dumps(document.get_metadata_dict())
        for page in document:
            yield page.get_textpage().get_text_bounded()
    text = content.decode(errors="replace")
    yield text
    if (meant := unquote(unescape(text))) != text:
        yield meant
    if text.startswith(("{", "[")):
        yield json.dumps(json.loads(text), ensure_ascii=False)
