"""Run in the confined process: read a file with codings of a stranger, or some of the texts in it."""

from dataclasses import asdict, replace
from typing import Any, BinaryIO

from vlechtwerk.engines.coding.archive import Archive
from vlechtwerk.engines.coding.conventions import Convention
from vlechtwerk.engines.coding.mistakes import Unreadable
from vlechtwerk.engines.coding.qdc import read_qdc
from vlechtwerk.engines.coding.qdpx import read_qdpx
from vlechtwerk.engines.coding.transport import as_data, from_data
from vlechtwerk.engines.documents.confined.answering import answer_with


def take(file: BinaryIO, arguments: list[str]) -> dict[str, Any]:
    """Read the file as the first argument says, and answer with plain lists, or with what is wrong with it.

    `qdpx`, then a GUID and the five words of a convention for each choice: the project, where the texts that stand in
    files of their own are left empty, and the number of each such file. `texts`, then such numbers: the texts.
    `qdc`, then the file's name: the codes.
    """
    task, *more = arguments
    try:
        if task == "texts":
            with Archive(file) as archive:
                return {"texts": [archive.text(archive.at(int(one)))[0] for one in more]}
        if task == "qdc":
            return {"codebook": as_data(read_qdc(file, more[0]))}
        return _project(file, more)
    except Unreadable as wrong:
        return {"mistakes": [asdict(mistake) for mistake in wrong.mistakes], "count": wrong.count}


def _project(file: BinaryIO, more: list[str]) -> dict[str, Any]:
    choices = {
        more[at]: from_data(Convention, [*more[at + 1 : at + 3], *(word == "1" for word in more[at + 3 : at + 6])])
        for at in range(0, len(more), 6)
    }
    taken = read_qdpx(file, choices=choices)
    apart = {read.guid: read.file for read in taken.sources if read.file}
    with Archive(file) as archive:
        parts = {guid: archive.named(name) for guid, name in apart.items()}
        files = [[guid, archive.index(part), part.file_size] for guid, part in parts.items()]
    sources = tuple(replace(one, text="") if one.guid in apart else one for one in taken.project.sources)
    project = replace(taken.project, sources=sources)
    return {"project": as_data(replace(taken, project=project)), "files": files}


if __name__ == "__main__":
    answer_with(take)
