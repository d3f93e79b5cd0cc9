"""What a file of coding holds that has no place here, and what of it differs from what is here already."""

from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from vlechtwerk.domains.evaluation.models import Code, Evaluation, Memo
from vlechtwerk.domains.evaluation.rules.coding import LONGEST_NAME
from vlechtwerk.engines.coding import project as shape
from vlechtwerk.engines.coding.mistakes import Losses, Place
from vlechtwerk.engines.coding.project import CodingProject, memo_of
from vlechtwerk.foundation.database.fields import LONGEST_TEXT


def what_has_no_place(evaluation: Evaluation, project: CodingProject) -> Losses:
    """Return what of a project has no place here, before anything is saved."""
    losses = Losses()
    losses.add("cases", Place(), len(project.cases))
    losses.add("variables", Place(), len(project.variables))
    losses.add("sets", Place(), len(project.sets))
    losses.add("links", Place(), len(project.links))
    losses.add("project_notes", Place(), len(project.own_notes))
    said = [one for source in project.sources for one in source.selections if one.name or one.description or one.notes]
    losses.add("selection_words", Place(), len(said))
    losses.add("text_words", Place(), sum(bool(one.description) for one in project.sources))
    losses.add("cut", Place(element="Note"), sum(_is_long(one.text or one.description) for one in project.notes))
    _count_codes(evaluation, project, losses)
    return losses


def what_of_a_book_has_no_place(evaluation: Evaluation, book: shape.CodeBook) -> Losses:
    """Return what of a code book has no place here."""
    losses = Losses()
    losses.add("sets", Place(), len(book.sets))
    _count_codes(evaluation, CodingProject("", codes=book.codes), losses)
    return losses


def codes_here(evaluation: Evaluation, codes: Iterable[shape.Code]) -> Iterator[tuple[shape.Code, UUID | str]]:
    """Yield each code of a file with what it is: one that is here, or one of the file that takes its place.

    A code is found by its identifier, else by its name at its place; a code of the file stands after the one above it.
    """
    here = list(Code.objects.filter(evaluation=evaluation, is_gone=False))
    by_id = {str(one.id): one.id for one in here}
    by_place: dict[tuple[UUID | str | None, str], UUID | str] = {(one.parent_id, one.name): one.id for one in here}
    found: dict[str, UUID | str] = {}
    for one in codes:
        place = (found.get(one.parent), name_of(one))
        found[one.guid] = by_id.get(one.guid) or by_place.setdefault(place, one.guid)
        yield one, found[one.guid]


def name_of(code: shape.Code) -> str:
    """Return the name that a code of a file gets here."""
    return code.name.strip()[:LONGEST_NAME]


def _count_codes(evaluation: Evaluation, project: CodingProject, losses: Losses) -> None:
    here = {one.id: one for one in Code.objects.filter(evaluation=evaluation, is_gone=False)}
    memos = memos_here(evaluation)
    seen: set[UUID | str] = set()
    for one, found in codes_here(evaluation, project.codes):
        place = Place(element="Code", guid=one.guid)
        losses.add("not_codable", place, int(not one.is_codable))
        losses.add("cut", place, int(len(one.name.strip()) > LONGEST_NAME) + int(_is_long(one.description)))
        if found != one.guid:
            losses.add("same_code", place, int(found in seen))
            known = here.get(found) if isinstance(found, UUID) else None
            told = {name_of(one), one.description.strip()} - {""}
            losses.add(
                "code_words", place, int(not told <= {known.name, known.description} if known else len(told) > 1)
            )
            losses.add("known_memo", place, int(is_unknown(memo_of(project, one.notes), memos)))
        seen.add(found)


def memos_here(evaluation: Evaluation) -> frozenset[str]:
    """Return the texts of all memos of an evaluation."""
    return frozenset(Memo.objects.filter(evaluation=evaluation).values_list("text", flat=True))


def is_unknown(memo: str, known: Collection[str]) -> bool:
    """Tell whether a memo of a file, of one note or several, says what is not among those that are here."""
    words = memo.strip()
    return words not in known and any(one.strip() and one not in known for one in words.split("\n\n"))


def _is_long(words: str) -> bool:
    return len(words.strip()) > LONGEST_TEXT
