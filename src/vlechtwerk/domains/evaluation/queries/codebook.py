"""The code book of an evaluation as a tree, with how often each code was given."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, Count, Func

from vlechtwerk.domains.evaluation.models import Code, Coder, Coding, CodingStep, Evaluation, Memo
from vlechtwerk.domains.evaluation.rules.coding import UNDO

# A stretch with a code is one fragment, however many coders gave it.
STRETCHES = Count(
    Func("transcript_id", "code_id", "start", "end", template="(%(expressions)s)", output_field=CharField()),
    distinct=True,
)


@dataclass(frozen=True, slots=True)
class CodeInBook:
    """A code at its depth (0: at the top), the colour it shows, its fragments and those with the codes under it."""

    code: Code
    depth: int
    colour: str
    fragments: int
    with_below: int
    path: str
    memos: Sequence[Memo]


def code_book(evaluation: Evaluation, coder: UUID | None = None) -> list[CodeInBook]:
    """Return the codes, each before those under it, in their order; counts are of all coders, or of one."""
    codes = list(Code.objects.filter(evaluation=evaluation, is_gone=False).order_by("order", "id"))
    held = Coding.objects.filter(evaluation=evaluation, is_gone=False)
    held = held if coder is None else held.filter(coder_id=coder)
    counts = dict(held.values_list("code_id").annotate(number=STRETCHES).order_by())
    memos: dict[UUID, list[Memo]] = {}
    for memo in (
        Memo.objects.filter(evaluation=evaluation, about=Memo.About.CODE).exclude(text="").select_related("written_by")
    ):
        memos.setdefault(memo.about_id, []).append(memo)
    below: dict[UUID | None, list[Code]] = {}
    for code in codes:
        below.setdefault(code.parent_id, []).append(code)
    found: list[CodeInBook] = []
    _add_below(None, (0, "", ""), below, counts, memos, found)
    return found


def _add_below(
    parent: UUID | None,
    at: tuple[int, str, str],
    below: dict[UUID | None, list[Code]],
    counts: dict[UUID, int],
    memos: dict[UUID, list[Memo]],
    found: list[CodeInBook],
) -> int:
    """Add the codes under one, and return how many fragments they have together."""
    depth, path, colour = at
    total = 0
    for code in below.get(parent, ()):
        own, whole, shown = (
            counts.get(code.id, 0),
            f"{path} › {code.name}" if path else code.name,
            code.colour or colour,
        )
        place = len(found)
        deeper: list[CodeInBook] = []
        both = own + _add_below(code.id, (depth + 1, whole, shown), below, counts, memos, deeper)
        found.insert(place, CodeInBook(code, depth, shown, own, both, whole, memos.get(code.id, ())))
        found += deeper
        total += both
    return total


def code_in_book(evaluation: Evaluation, identifier: UUID) -> Code | None:
    """Return one code of the book, or nothing."""
    return Code.objects.filter(evaluation=evaluation, id=identifier, is_gone=False).select_related("evaluation").first()


def codes_under(evaluation: Evaluation, codes: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Return of each of these codes the code itself and all under it; one query."""
    below: dict[UUID | None, list[UUID]] = {}
    for one, parent in Code.objects.filter(evaluation=evaluation, is_gone=False).values_list("id", "parent_id"):
        below.setdefault(parent, []).append(one)
    found: dict[UUID, list[UUID]] = {}
    for code in codes:
        found[code] = [code]
        for one in found[code]:
            found[code] += below.get(one, ())
    return found


def last_step(coder: Coder) -> CodingStep | None:
    """Return the last step of a coder that was not undone, and undoes nothing itself."""
    standing = coder.steps.filter(undone_by__isnull=True).exclude(act=UNDO)
    return standing.order_by("-number").first()
