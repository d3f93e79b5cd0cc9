"""Run in the confined process: prove what a file is, or read what it says."""

from typing import Any, BinaryIO

from vlechtwerk.engines.documents.confined.answering import answer_with
from vlechtwerk.engines.documents.intake.not_taken import NotTaken
from vlechtwerk.engines.documents.intake.readers.pages import Pages
from vlechtwerk.engines.documents.intake.readers.registry import reader_of
from vlechtwerk.engines.documents.intake.types import MediaType


def take(file: BinaryIO, arguments: list[str]) -> dict[str, Any]:
    """Do the task named first in the arguments for the MIME type named second; see `text.read_text`."""
    task, mime, *more = arguments
    reader = reader_of(MediaType(mime))
    try:
        reader.prove(file)
        if task == "prove":
            return {}
        pages = Pages(int(more[0]))
        file.seek(0)
        reader.read(file, pages)
    except NotTaken as refused:
        return {"not_taken": refused.code, "details": refused.details}
    return {"pages": pages.texts, "truncated": pages.truncated}


if __name__ == "__main__":
    answer_with(take)
