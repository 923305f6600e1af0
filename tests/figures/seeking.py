"""
Seeking what was written in every file of a browser's profile, in every dress it may lie in.

A file is read as it is; what Chromium keeps in LevelDB also as its records, put together where
they were cut, and its blocks, unpacked; and whatever looks packed by gzip, zlib or snappy also
unpacked.
"""

import re
import zlib
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import ahocorasick_rs
import cramjam

LOG_BLOCK, LOG_HEAD = 32_768, 7
FULL, FIRST, MIDDLE, LAST = 1, 2, 3, 4
TABLE_FOOT, TABLE_MAGIC = 48, bytes.fromhex("57fb808b247547db")
SNAPPY_BLOCK = 1
BATCH_HEAD, PUT = 12, 1

#: How a gzip or zlib stream begins, and a value that IndexedDB has packed by snappy.
DEFLATED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
SNAPPY_VALUE = b"\xff\x11\x02"
MOST_INFLATED = 64 * 1024 * 1024


class Seeker:
    """Seeks secrets, each in all its dresses; `found` are those that lie there."""

    def __init__(self, secrets: Iterable[bytes]) -> None:
        self.secrets = list(secrets)
        self.found: dict[bytes, str] = {}
        dressed = [(dress, n) for n, secret in enumerate(self.secrets) for dress in dresses(secret)]
        self._owners = [n for _, n in dressed]
        self._seek = ahocorasick_rs.BytesAhoCorasick([dress for dress, _ in dressed])

    def search(self, folder: Path) -> None:
        """Every file under a folder, whatever it is for; also how the files are named."""
        for path in sorted(folder.rglob("*")):
            self._look(str(path.relative_to(folder)).encode(), f"the name {path}")
            if path.is_file() and not path.is_symlink():
                for view in views(path.read_bytes(), path.name):
                    self._look(view, str(path.relative_to(folder)))

    def _look(self, view: bytes, where: str) -> None:
        for pattern, _, _ in self._seek.find_matches_as_indexes(view, overlapping=True):
            self.found.setdefault(self.secrets[self._owners[pattern]], where)


def dresses(secret: bytes) -> Iterator[bytes]:
    """The ways bytes may be written down; a text is given as UTF-8."""
    yield secret
    with suppress(UnicodeDecodeError):
        yield secret.decode().encode("utf-16-le")
    yield from (secret.hex().encode(), secret.hex().upper().encode())
    yield from in_base64(secret)


def in_base64(secret: bytes) -> Iterator[bytes]:
    """What stays the same of base64 whatever stands around it, at its three offsets."""
    for offset in range(3):
        whole = b64encode(bytes(offset) + secret)
        first, last = -(-offset * 4 // 3), (offset + len(secret)) * 4 // 3
        yield from {whole[first:last], whole[first:last].translate(URL_SAFE)}


URL_SAFE = bytes.maketrans(b"+/", b"-_")


def views(raw: bytes, name: str) -> Iterator[bytes]:
    """A file as it lies there, and whatever can be read out of it."""
    plain = [raw]
    if re.fullmatch(r"\d+\.log", name):
        plain += [part for record in log_records(raw) for part in (record, *batch_values(record))]
    if raw[-8:] == TABLE_MAGIC:
        blocks = table_blocks(raw)
        plain += [part for block in blocks for part in (block, *entries(block))]
    for each in plain:
        yield each
        yield from unpacked(each)


def log_records(raw: bytes) -> list[bytes]:
    """The records of a LevelDB log, those that were cut at a block's end put together."""
    records, parts, at = [], b"", 0
    while at + LOG_HEAD <= len(raw):
        left = LOG_BLOCK - at % LOG_BLOCK
        if left < LOG_HEAD:
            at += left
            continue
        length, kind = int.from_bytes(raw[at + 4 : at + 6], "little"), raw[at + 6]
        piece = raw[at + LOG_HEAD : at + LOG_HEAD + length]
        parts = piece if kind in {FULL, FIRST} else parts + piece
        if kind in {FULL, LAST}:
            records.append(parts)
        at += LOG_HEAD + length if kind else left
    return [*records, parts]


def batch_values(record: bytes) -> Iterator[bytes]:
    """The values of a batch as LevelDB logs it; one that ends too early gives what it has."""
    at = BATCH_HEAD
    with suppress(IndexError):
        while at < len(record):
            (size,), start = varints(record, at + 1, 1)
            end = start + size
            if record[at] == PUT:
                (size,), start = varints(record, end, 1)
                end = start + size
                yield record[start:end]
            at = end


def table_blocks(raw: bytes) -> list[bytes]:
    """The blocks of a LevelDB table, unpacked."""
    index = block_at(raw, *handle(raw, len(raw) - TABLE_FOOT, skip=2))
    places = [varints(value, 0, 2)[0] for value in entries(index)]
    return [index, *(block_at(raw, offset, length) for offset, length in places)]


def entries(block: bytes) -> Iterator[bytes]:
    """The values of a block."""
    at, end = 0, len(block) - 4 - 4 * int.from_bytes(block[-4:], "little")
    while at < end:
        (_, own, size), at = varints(block, at, 3)
        yield block[at + own : at + own + size]
        at += own + size


def handle(raw: bytes, at: int, *, skip: int) -> tuple[int, int]:
    """Where a block lies, told at a place after so many numbers."""
    numbers = varints(raw, at, skip + 2)[0]
    return numbers[-2], numbers[-1]


def block_at(raw: bytes, offset: int, length: int) -> bytes:
    block = raw[offset : offset + length]
    is_packed = raw[offset + length : offset + length + 1] == bytes([SNAPPY_BLOCK])
    return (unsnapped(block) or b"") if is_packed else block


def varints(raw: bytes, at: int, count: int) -> tuple[list[int], int]:
    """So many numbers as LevelDB writes them, and where they end."""
    numbers = []
    for _ in range(count):
        value = shift = 0
        while raw[at] & 0x80:
            value |= (raw[at] & 0x7F) << shift
            at, shift = at + 1, shift + 7
        numbers.append(value | raw[at] << shift)
        at += 1
    return numbers, at


def unpacked(raw: bytes) -> Iterator[bytes]:
    """What is in it in packed form."""
    for begun in DEFLATED.finditer(raw):
        with suppress(zlib.error):
            reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
            yield reader.decompress(raw[begun.start() :], MOST_INFLATED)
    at = raw.find(SNAPPY_VALUE)
    while at >= 0:
        if (value := unsnapped(raw[at + len(SNAPPY_VALUE) :])) is not None:
            yield value
        at = raw.find(SNAPPY_VALUE, at + 1)


def unsnapped(raw: bytes) -> bytes | None:
    """What was packed by snappy; None: it was not, or more follows it."""
    try:
        return bytes(cramjam.snappy.decompress_raw(raw))
    except cramjam.DecompressionError:
        return None
