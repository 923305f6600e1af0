"""Papers that are kept and given out again as they came: nothing in one is read, shown or run."""

from dataclasses import dataclass
from typing import Final

from landlord_watch.files.errors import FileNotPdf, PaperTooLarge
from landlord_watch.infra.sealed_files import open_file, seal_file
from landlord_watch.infra.storage import BlobStore

#: A board's minutes with their annexes, scanned.
MOST_PAPER_BYTES: Final = 15_000_000
PDF_START: Final = b"%PDF-"


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper whose bytes lie in the blob store, sealed under `key`; a row has to name it."""

    sha256: str
    key: str


def keep_paper(*, store: BlobStore, content: bytes) -> KeptPaper:
    """
    Keep a PDF, sealed. What is in it is never read or shown by us, only given out again.

    Raises: `PaperTooLarge`, `FileNotPdf`, `StorageFull`.
    """
    if len(content) > MOST_PAPER_BYTES:
        raise PaperTooLarge(most_bytes=MOST_PAPER_BYTES)
    if not content.startswith(PDF_START):
        raise FileNotPdf
    sealed = seal_file(content)
    return KeptPaper(store.write(sealed.content), sealed.key)


def open_paper(*, store: BlobStore, sha256: str, key: str) -> bytes:
    """
    A paper as it came.

    Raises: `BlobMissing`, `SealBroken`.
    """
    return open_file(store.read(sha256), key=key)
