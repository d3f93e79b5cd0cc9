"""Take out of a picture what is no picture: camera, place, moment, texts, small copies. No pixel is touched."""

import re
import struct
import zlib
from contextlib import suppress

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_DRAWN = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT")
)
_PNG_KEPT = _PNG_DRAWN | {b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"cICP", b"mDCV", b"cLLI"}
_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_JFIF, _EXIF, _PROFILE, _ADOBE = 0xE0, 0xE1, 0xE2, 0xEE
_ORIENTATION = 0x0112
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")


def clean_png(content: bytes) -> bytes:
    """Return a PNG with only what is needed to draw it, and how it is turned; raises `ValueError`."""
    if not content.startswith(_PNG):
        raise ValueError("This is no PNG.")
    kept, place = [_PNG], len(_PNG)
    while place + 12 <= len(content):
        size, name = struct.unpack_from(">I4s", content, place)
        chunk = content[place : place + 12 + size]
        if len(chunk) < 12 + size:
            break
        place += 12 + size
        if name in _PNG_KEPT:
            kept.append(chunk)
        elif name == b"eXIf" and (turned := _turned(chunk[8:-4])):
            kept.append(_png_chunk(b"eXIf", turned))
        if name == b"IEND":
            return b"".join(kept)
    raise ValueError("The PNG is cut off.")


def clean_jpeg(content: bytes) -> bytes:
    """Return a JPEG with only what is needed to draw it, and how it is turned; raises `ValueError`."""
    if content[:2] != b"\xff\xd8":
        raise ValueError("This is no JPEG.")
    kept, place, scanned = [content[:2]], 2, False
    while place + 2 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == _END and scanned:
            # What stands behind the end are further pictures, with their own traces.
            return b"".join((*kept, b"\xff\xd9"))
        size = 0 if marker in _ALONE else int.from_bytes(content[place + 2 : place + 4], "big")
        end = place + 2 + size
        segment = content[place:end]
        kept.append(_kept(marker, segment))
        place = end
        if marker == _SCAN:
            found = _NEXT_MARKER.search(content, place)
            if not found:
                break
            kept.append(content[place : found.start()])
            scanned = True
            place = found.start()
    raise ValueError("The JPEG is cut off.")


def _kept(marker: int, segment: bytes) -> bytes:
    payload = segment[4:]
    if marker == _JFIF:
        # Without the small copy that may follow.
        return b"\xff\xe0\x00\x10" + payload[:12] + b"\0\0" if payload.startswith(b"JFIF\0") else b""
    if marker == _EXIF:
        turned = _turned(payload.removeprefix(b"Exif\0\0")) if payload.startswith(b"Exif\0\0") else b""
        exif = b"Exif\0\0" + turned
        return b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif if turned else b""
    if marker == _PROFILE:
        return segment if payload.startswith(b"ICC_PROFILE\0") else b""
    if marker == _ADOBE:
        return segment if payload.startswith(b"Adobe") else b""
    return b"" if marker == _COMMENT or 0xE0 <= marker <= 0xEF else segment


def _turned(exif: bytes) -> bytes:
    """Return an EXIF block that only says how the picture is turned, or nothing when it stands upright."""
    turn = 1
    with suppress(struct.error):  # EXIF that is cut off is left out whole
        turn = _turn_in(exif)
    if not 2 <= turn <= 8:
        return b""
    return b"MM\0\x2a\0\0\0\x08" + struct.pack(">HHHIHHI", 1, _ORIENTATION, 3, 1, turn, 0, 0)


def _turn_in(exif: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return 1
    (start,) = struct.unpack_from(f"{order}I", exif, 4)
    (entries,) = struct.unpack_from(f"{order}H", exif, start)
    for place in range(start + 2, start + 2 + 12 * entries, 12):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, place)
        if tag == _ORIENTATION:
            return int(value)
    return 1


def _png_chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
