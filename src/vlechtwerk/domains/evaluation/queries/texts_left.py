"""Which text that is here a text of a file is, though words were removed from it since, or before it went out."""

from collections.abc import Iterable, Mapping

from vlechtwerk.domains.evaluation.models import Evaluation, Transcript
from vlechtwerk.engines.coding.project import Source


def texts_left(evaluation: Evaluation, sources: Iterable[Source]) -> Mapping[str, Transcript]:
    """Return, by the identifier of a source, the text that it is: as long, and the same wherever words still stand.

    A text of which nothing stands is known by the identifier that it went out with.
    """
    by_length: dict[int, list[Transcript]] = {}
    for text in evaluation.transcripts.filter(removed_on__isnull=False):
        by_length.setdefault(text.length, []).append(text)
    found: dict[str, Transcript] = {}
    for source in sources:
        same = [text for text in by_length.get(len(source.text), ()) if _is_same(text, source)]
        if same:
            found[source.guid] = same[0]
    return found


def _is_same(text: Transcript, source: Source) -> bool:
    standing = list(text.passages.filter(is_removed=False).values_list("start", "end", "text"))
    if not standing:
        return source.guid == str(text.id)
    return all(source.text[start:end] == words for start, end, words in standing)
