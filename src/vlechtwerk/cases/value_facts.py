"""Load the model of the added value with what is said of each element, and the pages that were published of it."""

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.partnership.models import Person
from vlechtwerk.domains.programme.models import ValueElement, ValuePoint
from vlechtwerk.domains.programme.operations import added_value, publishing


def load_added_value(file: Block, loading: Loading) -> None:
    """Load the elements, then the pages: a page shows the elements as they are loaded."""
    for block in file.blocks("elements"):
        with place_of(block):
            element = added_value.add_element(
                block.text("code"),
                block.text("name"),
                block.text("explanation"),
                evidence=loading.evidence(block),
                by=loading.by,
                at=loading.at,
            )
        _rewordings(block, element, loading)
        for item in block.blocks("points"):
            with place_of(item):
                added_value.say_of_element(
                    element,
                    item.choice("kind", ValuePoint.Kind),
                    item.text("text"),
                    said_by=item.optional_text("said_by"),
                    evidence=loading.evidence(item),
                    by=loading.by,
                    at=loading.at,
                )
            item.finish()
        block.finish()
    for block in file.blocks("publications"):
        with place_of(block):
            _publication(block, loading)
        block.finish()


def _rewordings(block: Block, element: ValueElement, loading: Loading) -> None:
    for item in block.blocks("rewordings"):
        with place_of(item):
            added_value.reword_element(
                element, item.text("name"), item.text("explanation"), item.text("reason"), by=loading.by, at=loading.at
            )
        item.finish()


def _publication(block: Block, loading: Loading) -> None:
    """Load a page as its people made it: four eyes hold for a case too."""
    writer, approver = _someone(block, "put_up_by", loading), _someone(block, "approved_by", loading)
    page = publishing.draft_publication(
        block.text("title"), introduction=block.optional_text("introduction"), by=writer, at=loading.at
    )
    page = publishing.put_up_publication(page, by=writer, at=loading.at, as_of=block.day("as_of"))
    publishing.approve_publication(page, page.checksum, by=approver, at=loading.at)


def _someone(block: Block, key: str, loading: Loading) -> Person:
    person = block.one_of(key, loading.people)
    if person is None:
        raise block.wrong(key, "A page has who put it up, and who approved it.")
    return person
