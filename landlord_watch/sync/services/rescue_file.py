"""
A rescue file, taken apart without trust: no more is read than what it says it holds, nor than
what a tablet could have sent.
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from os import SEEK_END
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pydantic import ValidationError

from landlord_watch.sync.errors import (
    RescuedParcelDamaged,
    RescuedParcelMissing,
    RescueFileMalformed,
    RescueFileTooLarge,
)
from landlord_watch.sync.rules import MOST_BLOB_BYTES, MOST_PARCEL_BYTES
from landlord_watch.sync.shapes import MOST_RESCUED, RescuedParcel, RescueManifest

MANIFEST = "manifest.json"
PARCELS = "parcels/"
#: What all of it may come to when unpacked.
MOST_BYTES = 4 * 1024**3
MOST_MANIFEST_BYTES = 8 * 1024**2
#: The list of entries at the end of a zip: read into memory whole, so looked at before.
MOST_DIRECTORY_BYTES = 4 * 1024**2

# The end of a zip. Source: PKWARE's APPNOTE 6.3, 4.3.15 and 4.3.16. A.
END = struct.Struct("<4s4H2LH")
END_MARK = b"PK\x05\x06"
LARGE_MARK = b"PK\x06\x07"
LARGE_MARK_BYTES = 20
LONGEST_COMMENT = 65_535

#: What the library may raise over bytes that somebody has made up.
UNREADABLE = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


@dataclass(frozen=True, slots=True)
class RescueFile:
    """An open rescue file and its list."""

    archive: ZipFile
    manifest: RescueManifest

    @classmethod
    @contextmanager
    def opened(cls, file: BinaryIO) -> Iterator["RescueFile"]:
        """
        Open a file that somebody says is one.

        Raises: `RescueFileMalformed` (cut short, or something else), `RescueFileTooLarge`.
        """
        _check_directory(file)
        try:
            archive = ZipFile(file)
        except UNREADABLE as error:
            raise RescueFileMalformed from error
        with archive:
            yield cls(archive, _manifest_in(archive))

    @property
    def unlisted(self) -> int:
        """How many parcels lie in it that its list does not name."""
        listed = {PARCELS + parcel.sha256 for parcel in self.manifest.parcels}
        return len({name for name in self.archive.namelist() if name.startswith(PARCELS)} - listed)

    def read(self, parcel: RescuedParcel) -> bytes:
        """
        The bytes of a parcel, which are what their name says.

        Raises: `RescuedParcelMissing`, `RescuedParcelDamaged`.
        """
        most = MOST_BLOB_BYTES if parcel.kind == "blob" else MOST_PARCEL_BYTES
        try:
            entry = self.archive.getinfo(PARCELS + parcel.sha256)
        except KeyError as error:
            raise RescuedParcelMissing from error
        if entry.file_size != parcel.size or parcel.size > most:
            raise RescuedParcelDamaged
        content = _content_of(self.archive, entry)
        if sha256(content).hexdigest() != parcel.sha256:
            raise RescuedParcelDamaged
        return content


def _check_directory(file: BinaryIO) -> None:
    """Look at how large the list of entries says it is, before anything of it is read."""
    end = file.seek(0, SEEK_END)
    tail_starts = max(0, end - END.size - LONGEST_COMMENT - LARGE_MARK_BYTES)
    file.seek(tail_starts)
    tail = file.read()
    file.seek(0)
    at = tail.rfind(END_MARK)
    if at < 0 or len(tail) - at < END.size:
        raise RescueFileMalformed
    _, _, _, _, entries, directory_bytes, _, _ = END.unpack_from(tail, at)
    is_large = tail[max(0, at - LARGE_MARK_BYTES) : at].startswith(LARGE_MARK)
    if is_large or entries > MOST_RESCUED + 1 or directory_bytes > MOST_DIRECTORY_BYTES:
        raise RescueFileTooLarge


def _manifest_in(archive: ZipFile) -> RescueManifest:
    try:
        entry = archive.getinfo(MANIFEST)
    except KeyError as error:
        raise RescueFileMalformed from error
    if entry.file_size > MOST_MANIFEST_BYTES:
        raise RescueFileTooLarge
    try:
        manifest = RescueManifest.model_validate_json(_content_of(archive, entry))
    except (ValidationError, RescuedParcelDamaged) as error:
        raise RescueFileMalformed from error
    if sum(parcel.size for parcel in manifest.parcels) > MOST_BYTES:
        raise RescueFileTooLarge
    return manifest


def _content_of(archive: ZipFile, entry: ZipInfo) -> bytes:
    """An entry's bytes: as many as it says, and not one more is unpacked."""
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise RescuedParcelDamaged
    try:
        with archive.open(entry) as content:
            read = content.read(entry.file_size + 1)
    except (*UNREADABLE, zlib.error) as error:
        raise RescuedParcelDamaged from error
    if len(read) != entry.file_size:
        raise RescuedParcelDamaged
    return read
