"""Take in the files of a case before anything is written: each is proven and read, and each is named."""

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import as_file
from importlib.resources.abc import Traversable

from vlechtwerk.cases.reading import Block, CaseError
from vlechtwerk.domains.sharing.operations.documents import OWN_TEXTS, Taken, Upload, take_in, take_in_own_text
from vlechtwerk.foundation.refusal import Refused

FOLDER = "documents"


def files_in(folder: Traversable) -> dict[str, Traversable]:
    """Return the files that a case has to share, by name."""
    place = folder.joinpath(FOLDER)
    return {file.name: file for file in sorted(place.iterdir(), key=str)} if place.is_dir() else {}


def sums_of(folder: Traversable) -> dict[str, str]:
    """Return the sum of each file, so that other files make another case."""
    return {f"{FOLDER}/{name}": sha256(file.read_bytes()).hexdigest() for name, file in files_in(folder).items()}


@dataclass(frozen=True)
class Files:
    """The files of a case while they are taken in, beside the loading of all else."""

    taking: Mapping[str, Future[Taken]]

    def taken(self, block: Block) -> Taken:
        """Return the file that a block names, once it is taken in; raise `CaseError` when it may not come in."""
        try:
            return self.taking[block.text("file")].result()
        except Refused as refused:
            raise block.wrong("file", str(refused)) from None


@contextmanager
def taking_in(file: Block | None, folder: Traversable) -> Iterator[Files]:
    """Begin to take in every file that the documents of a case name; raise `CaseError` when one is not there.

    Texts are decoded here; anything else is read in confined processes, as many at once as there are processors.
    """
    there, named = files_in(folder), dict(_named(file))
    for name, block in named.items():
        if name not in there:
            raise block.wrong("file", f"There is no file “{name}” in the folder {FOLDER}.")
    for name in there:
        if name not in named:
            # A slip of the pen must not lose a document.
            raise CaseError(f"{folder.name}/{FOLDER}/{name}", 0, "No document names this file.")
    with ExitStack() as stack, ThreadPoolExecutor(os.cpu_count()) as pool:
        uploads = {name: Upload(stack.enter_context(as_file(there[name])), name) for name in named}
        yield Files({name: pool.submit(_way_in(upload), upload) for name, upload in uploads.items()})


def _named(file: Block | None) -> Iterator[tuple[str, Block]]:
    for block in file.blocks("documents") if file else ():
        for item in (block, *block.blocks("versions")):
            yield item.text("file"), item


def _way_in(upload: Upload) -> Callable[[Upload], Taken]:
    return take_in_own_text if upload.path.suffix in OWN_TEXTS else take_in
