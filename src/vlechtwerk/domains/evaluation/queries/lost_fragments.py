"""Which stretches of texts lead nowhere any more because consent for their words was withdrawn."""

from collections.abc import Sequence
from uuid import UUID

from vlechtwerk.domains.evaluation.models import Passage


def words_removed_at(project_id: UUID, identifiers: Sequence[str]) -> set[str]:
    """Return those stretches of texts (“EV1,I14,120-188”) of which words were removed, as far as the reader sees."""
    places = {one: one.split(",") for one in identifiers}
    texts = {text for _evaluation, text, _place in places.values()}
    removed: dict[tuple[str, str], list[tuple[int, int]]] = {}
    passages = Passage.objects.filter(project_id=project_id, is_removed=True, transcript__code__in=texts)
    for evaluation, text, start, end in passages.values_list(
        "transcript__evaluation__code", "transcript__code", "start", "end"
    ):
        removed.setdefault((evaluation, text), []).append((start, end))
    found = set()
    for identifier, (evaluation, text, place) in places.items():
        start, end = map(int, place.split("-"))
        if any(start < until and at < end for at, until in removed.get((evaluation, text), ())):
            found.add(identifier)
    return found
