"""
Finding what must not be told, in fourteen spellings, in whatever an answer is made of.

A PDF is read as its text, its properties and its XMP, a zip as its names and what is in it, a
cookie as what is signed in it; everything also as the bytes that were sent.
"""

import html
import json
import re
import unicodedata
import zipfile
import zlib
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from urllib.parse import quote, quote_plus

import ahocorasick_rs
from pypdf import PdfReader

from figures.seeking import in_base64, unpacked

Spelling = Callable[[str], Iterable[bytes]]


def _as(write: Callable[[str], str]) -> Spelling:
    return lambda text: [write(text).encode()]


def _without_marks(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _of_a_page(text: str) -> Iterable[bytes]:
    """As numbers of letters, in both ways of counting, and by name."""
    for written in ("&#{0};", "&#x{0:x};", "&#x{0:X};"):
        yield "".join(written.format(ord(one)) if ord(one) > 127 else one for one in text).encode()
    named = {code: f"&{name};" for code, name in html.entities.codepoint2name.items()}
    yield text.translate({code: name for code, name in named.items() if code > 127}).encode()


#: How the same may be written: by people, in addresses, in pages, in files.
SPELLINGS: Mapping[str, Spelling] = {
    "as it is": _as(str),
    "in small letters": _as(str.lower),
    "in capitals": _as(str.upper),
    "without marks": _as(_without_marks),
    "with marks apart": _as(lambda text: unicodedata.normalize("NFD", text)),
    "without spaces": _as(lambda text: "".join(text.split())),
    "without spaces and hyphens": _as(lambda text: re.sub(r"[\s-]", "", text)),
    "with hard spaces": _as(lambda text: text.replace(" ", "\u00a0")),
    "the last word first": _as(lambda text: " ".join(reversed(text.split()))),
    "for an address": _as(quote),
    "for a form": _as(quote_plus),
    "for a page": _of_a_page,
    "for a machine": _as(lambda text: json.dumps(text)[1:-1]),
    "in base64": lambda text: in_base64(text.encode()),
}


class Finder:
    """Finds secrets, each in every spelling, in one reading."""

    def __init__(self, secrets: Iterable[str]) -> None:
        written = {each: secret for secret in secrets for each in spelled(secret)}
        self._owners = list(written.values())
        self._seek = ahocorasick_rs.BytesAhoCorasick(list(written))

    def find(self, content: bytes) -> set[str]:
        """Which of the secrets are told, in any part of it."""
        return {secret for part in parts(content) for secret in self._in(part)}

    def _in(self, part: bytes) -> Iterator[str]:
        for which, _, _ in self._seek.find_matches_as_indexes(part, overlapping=True):
            yield self._owners[which]


def spelled(secret: str) -> Iterator[bytes]:
    """One secret in every spelling."""
    for spelling in SPELLINGS.values():
        yield from spelling(secret)


def parts(content: bytes) -> Iterator[bytes]:
    """What was sent, and whatever can be read out of it."""
    yield content
    yield from unpacked(content)
    if content.startswith(b"%PDF-"):
        yield from parts_of_pdf(content)
    if content.startswith(b"PK\x03\x04"):
        yield from parts_of_zip(content)


def parts_of_pdf(content: bytes) -> Iterator[bytes]:
    """Its text, with lines joined as a reader joins them, and all that is said about it."""
    reader = PdfReader(BytesIO(content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    yield text.encode()
    yield " ".join(text.split()).encode()
    yield from (str(value).encode() for value in (reader.metadata or {}).values())
    if reader.xmp_metadata is not None:
        yield reader.xmp_metadata.stream.get_data()
    yield from (str(each).encode() for each in reader.outline)
    yield from (name.encode() for name in reader.attachments)


def parts_of_zip(content: bytes) -> Iterator[bytes]:
    """Its names and what is in it, files in files too."""
    with zipfile.ZipFile(BytesIO(content)) as opened:
        yield opened.comment
        for each in opened.infolist():
            yield each.filename.encode()
            yield each.comment
            yield from parts(opened.read(each))


def parts_of_header(name: str, value: str) -> Iterator[bytes]:
    """A header as it was sent; of a cookie also what is in it."""
    yield f"{name}: {value}".encode()
    if name.lower() == "set-cookie":
        for piece in re.split(r"[=.;]", value):
            with suppress(ValueError, zlib.error):
                raw = urlsafe_b64decode(piece + "=" * (-len(piece) % 4))
                yield raw
                yield zlib.decompress(raw)
