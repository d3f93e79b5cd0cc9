"""Compare what someone saw with what the second reading of the rules lets them see."""

from collections.abc import Iterator

from tests.canary.crawl import Crawl, Look, all_routes
from tests.canary.expecting import allowed_in, before_the_notice, undecided_in
from tests.canary.rows import rows_in_purpose, rows_open_to
from tests.canary.world import Planting, Reader


def told(crawl: Crawl) -> str:
    """Say how much was looked at: persons × routes × tokens."""
    persons, routes = len({reader.name for reader in crawl.made.readers}), {route.template for route in all_routes()}
    return (
        f"{crawl.reader.words}: {crawl.requests} requests to {len(crawl.routes)} routes; in all "
        f"{persons} persons × {len(routes)} routes × {len(crawl.made.tokens.means)} tokens"
    )


def nothing_is(wrong: list[str]) -> None:
    """Fail with everything that is wrong, each on a line."""
    assert not wrong, "\n".join(["", *wrong])


def may_see_anywhere(made: Planting, reader: Reader) -> set[str]:
    """Return the tokens of persons and bodies that someone may see."""
    return {token for token, names in made.personal.items() if reader.name in names}


def too_much(crawl: Crawl, allowed: set[str]) -> list[str]:
    """Name each token that was seen and should not have been, and where it was seen first."""
    means = crawl.made.tokens.means
    return sorted(f"{means[token]}, seen at {crawl.seen[token]}" for token in crawl.seen.keys() - allowed)


def too_little(crawl: Crawl, allowed: set[str]) -> list[str]:
    """Name each token that was seen nowhere and should have been."""
    return crawl.made.tokens.words(allowed - crawl.seen.keys())


def wrong_in(crawl: Crawl, purpose: str, first: int = 0, step: int = 1) -> list[str]:
    """Look at the lists and all other addresses of a purpose, open one in so many documents, and tell what is wrong.

    Before the notice of a document everything is asked of it by whoever opens them all.
    """
    made, reader = crawl.made, crawl.reader
    open_yet = undecided_in(made, reader, purpose)
    with crawl.purpose(purpose) as look:
        early = (look.lists() | look.before_the_notice(everything=step == 1)) & before_the_notice(made, reader)
        wrong = [f"{reader.words}, before the notice: {words}" for words in made.tokens.words(early)]
        look.documents(first, step)
        look.rest(first, min(step, 4))
        wanted = allowed_in(made, reader, purpose, look.opened) - open_yet
        permitted = allowed_in(made, reader, purpose) | open_yet | may_see_anywhere(made, reader)
        return wrong + list(_compared(crawl, wanted, permitted | rows_in_purpose(made, reader, purpose), look))


def _compared(crawl: Crawl, wanted: set[str], allowed: set[str], look: Look | None = None) -> Iterator[str]:
    where = f"in {look.code}" if look else "outside"
    yield from (f"{crawl.reader.words} {where}: too much: {words}" for words in too_much(crawl, allowed))
    yield from (f"{crawl.reader.words} {where}: too little: {words}" for words in too_little(crawl, wanted))


def wrong_outside(crawl: Crawl, first: int = 0, reads: int = 1, acts: int = 1) -> list[str]:
    """Look at what is in no purpose, read and act at one address in so many, and tell what is wrong."""
    allowed = may_see_anywhere(crawl.made, crawl.reader)
    crawl.outside(first, reads, acts)
    # Who does not read everything may miss what is theirs.
    wanted = allowed if reads == 1 else set()
    return list(_compared(crawl, wanted, allowed | rows_open_to(crawl.made, crawl.reader)))
