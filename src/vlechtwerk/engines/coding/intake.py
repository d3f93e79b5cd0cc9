"""Take in a file with codings: read in a process of its own, within limits, and every mistake told at its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from vlechtwerk.engines.coding.archive import MEGABYTE, Progress
from vlechtwerk.engines.coding.checking import codes_wrong, mistakes_in
from vlechtwerk.engines.coding.conventions import Convention
from vlechtwerk.engines.coding.mistakes import Unreadable, mistake_told, unreadable
from vlechtwerk.engines.coding.qdc import TakenCodeBook
from vlechtwerk.engines.coding.qdpx import TakenProject
from vlechtwerk.engines.coding.transport import from_data
from vlechtwerk.engines.documents.confined.asking import BROKEN_ANSWER, Asked, NotAnswered, ask, mistakes_told

READER = "vlechtwerk.engines.coding.reading"
# A project may hold recordings, which are not read.
MOST_MEGABYTES, MOST_CODEBOOK = 2048, 32
_SECONDS, _MEMORY = 120, 2048
# As much text as one process hands over.
BATCH = 8 * MEGABYTE
_WHY = {"time": "too_slow", "memory": "too_much_memory", "output": "too_much"}


def take_in_project(
    path: Path, *, choices: Mapping[str, Convention] | None = None, progress: Progress | None = None
) -> TakenProject:
    """Return the project in a QDPX file.

    `choices` says in which convention a source (by its GUID) is to be read. `progress` is called with how many bytes
    of texts are taken, and how many there are, once the project itself is read. Raises `Unreadable`.
    """
    answer = _ask(path, ["qdpx", *_words(choices or {})], MOST_MEGABYTES)
    try:
        taken = from_data(TakenProject, answer["project"])
        files = {str(guid): (int(at), int(size)) for guid, at, size in answer["files"]}
        texts = dict(_texts(path, files, progress))
        sources = tuple(replace(one, text=texts.get(one.guid, one.text)) for one in taken.project.sources)
        taken = replace(taken, project=replace(taken.project, sources=sources))
        if mistakes_in(taken.project):
            raise ValueError("A reader hands over sound projects only.")
    except BROKEN_ANSWER:
        raise unreadable("file_broken") from None
    return taken


def take_in_codebook(path: Path, file_name: str) -> TakenCodeBook:
    """Return the codes in a QDC file, which is called `file_name` in places; raises `Unreadable`."""
    answer = _ask(path, ["qdc", file_name[:200].replace("\0", "")], MOST_CODEBOOK)
    try:
        taken = from_data(TakenCodeBook, answer["codebook"])
        if any(codes_wrong(taken.codebook.codes)):
            raise ValueError("A reader hands over sound codes only.")
    except BROKEN_ANSWER:
        raise unreadable("file_broken") from None
    return taken


def _words(choices: Mapping[str, Convention]) -> Iterable[str]:
    return chain.from_iterable(
        (
            guid,
            one.unit,
            one.line_ends,
            *(str(int(is_so)) for is_so in (one.counts_mark, one.includes_end, one.begins_at_one)),
        )
        for guid, one in choices.items()
    )


def _texts(path: Path, files: Mapping[str, tuple[int, int]], progress: Progress | None) -> Iterator[tuple[str, str]]:
    """Yield each text by the GUID of its source, in as many processes as are needed to hand them over."""
    done, total = 0, sum(size for _at, size in files.values())
    for batch in _batches(files):
        answer = _ask(path, ["texts", *(str(files[guid][0]) for guid in batch)], MOST_MEGABYTES)
        for guid, text in zip(batch, answer["texts"], strict=True):
            if not isinstance(text, str):
                raise TypeError("A text is a text.")
            yield guid, text
        done += sum(files[guid][1] for guid in batch)
        if progress is not None:
            progress(done, total)


def _batches(files: Mapping[str, tuple[int, int]]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for guid, (_at, bytes_of_text) in files.items():
        if batch and size + bytes_of_text > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(guid)
        size += bytes_of_text
    if batch:
        yield batch


def _ask(path: Path, arguments: list[str], megabytes: int) -> dict[str, Any]:
    try:
        answer = ask(Asked(READER, megabytes, _SECONDS, _MEMORY, _WHY), path, arguments)
        if "mistakes" in answer:
            raise Unreadable(*mistakes_told(answer, mistake_told))
    except NotAnswered as not_answered:
        raise unreadable(not_answered.code, **not_answered.details) from None
    return answer
