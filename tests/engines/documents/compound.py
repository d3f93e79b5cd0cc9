"""Write a compound file (MS-CFB), as far as an Outlook message needs one."""

import struct
from dataclasses import dataclass, field
from itertools import pairwise

SECTOR, SMALL, CUT_OFF = 512, 64, 4096
END, FREE, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
FAT_SECTOR = 0xFFFFFFFD


@dataclass
class _Node:
    name: str
    kind: int
    content: bytes = b""
    kids: list["_Node"] = field(default_factory=list)
    number: int = 0
    right: int = NONE


def compound(streams: dict[str, bytes]) -> bytes:
    nodes = _tree(streams)
    fat: list[int] = []
    small: list[int] = []
    starts: dict[int, int] = {}
    data = pool = b""
    for node in nodes[1:]:
        if len(node.content) >= CUT_OFF:
            starts[node.number], data = _chain(fat, node.content, SECTOR), _padded(data, node.content, SECTOR)
        elif node.content:
            starts[node.number], pool = _chain(small, node.content, SMALL), _padded(pool, node.content, SMALL)
    nodes[0].content = pool
    small_fat = struct.pack(f"<{len(small)}I", *small) + b"\xff" * (-4 * len(small) % SECTOR)
    starts[0], data = (_chain(fat, pool, SECTOR) if pool else END), _padded(data, pool, SECTOR)
    small_at, data = (_chain(fat, small_fat, SECTOR) if pool else END), _padded(data, small_fat, SECTOR)
    directory = b"".join(_entry(node, starts) for node in nodes)
    directory_at, data = _chain(fat, directory, SECTOR), _padded(data, directory, SECTOR)
    sectors = 1
    while len(fat) + sectors > sectors * 128:
        sectors += 1
    first_fat = len(fat)
    fat += [FAT_SECTOR] * sectors
    fat += [FREE] * (sectors * 128 - len(fat))
    table = struct.pack(f"<{len(fat)}I", *fat)
    return _header(directory_at, small_at, len(small_fat) // SECTOR, first_fat, sectors) + data + table


def _header(directory: int, small_fat: int, small_sectors: int, fat: int, sectors: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    # Version 3, little-endian, sectors of 512 and 64 bytes.
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, sectors, directory, 0, CUT_OFF, small_fat, small_sectors, END, 0)
    head += struct.pack(f"<{sectors}I", *range(fat, fat + sectors))
    return head + b"\xff" * (SECTOR - len(head))


def _chain(fat: list[int], content: bytes, sector: int) -> int:
    first, count = len(fat), -(-len(content) // sector)
    fat += [*range(first + 1, first + count), END]
    return first


def _padded(data: bytes, content: bytes, sector: int) -> bytes:
    return data + content + bytes(-len(content) % sector)


def _tree(streams: dict[str, bytes]) -> list[_Node]:
    root = _Node("Root Entry", 5)
    for path, content in streams.items():
        *folders, name = path.split("/")
        place = root
        for folder in folders:
            found = next((kid for kid in place.kids if kid.name == folder), None)
            if found is None:
                place.kids.append(found := _Node(folder, 1))
            place = found
        place.kids.append(_Node(name, 2, content))
    nodes, waiting = [], [root]
    while waiting:
        node = waiting.pop(0)
        node.number = len(nodes)
        nodes.append(node)
        waiting += node.kids
    for node in nodes:
        # The kids hang as a chain to the right: crooked for a tree, but a tree.
        for kid, following in pairwise(node.kids):
            kid.right = following.number
    return nodes


def _entry(node: _Node, starts: dict[int, int]) -> bytes:
    name = node.name.encode("utf-16-le")
    child = node.kids[0].number if node.kids else NONE
    entry = name + bytes(64 - len(name)) + struct.pack("<HBB", len(name) + 2, node.kind, 1)
    entry += struct.pack("<III", NONE, node.right, child) + bytes(36)
    return entry + struct.pack("<IQ", starts.get(node.number, END), len(node.content))
