"""Open a picture to its last pixel; there is no text in it to read."""

from typing import BinaryIO

from PIL import Image

from vlechtwerk.engines.documents.intake.not_taken import NotTaken, NotTakenCode
from vlechtwerk.engines.documents.intake.readers.pages import Pages

MOST_PIXELS = 100_000_000


def prove(file: BinaryIO) -> None:
    """Refuse a picture that is cut off, or unpacks to more pixels than a large camera makes."""
    try:
        with Image.open(file, formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotTaken(NotTakenCode.ZIP_BOMB, pixels=picture.width * picture.height)
            picture.load()
    except Image.DecompressionBombError:
        raise NotTaken(NotTakenCode.ZIP_BOMB) from None
    except (NotTaken, MemoryError):
        raise
    except Exception:  # Pillow's readers raise whatever they stumble over
        raise NotTaken(NotTakenCode.BROKEN) from None


def read(file: BinaryIO, pages: Pages) -> None:
    """Add nothing: there is no text in a picture."""
