"""Files that are still there after a power cut: write, flush, rename, flush the folder."""

import os
from pathlib import Path

from landlord_watch.kernel.ids import new_id


def flush_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Make a folder, and those it lies in, so that their names survive a power cut."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    flush_folder(folder.parent)


#: Less what the one who runs the program has decided.
ANYBODY = 0o666


def write_whole(path: Path, content: bytes, *, mode: int = ANYBODY) -> None:
    """Put a whole file in its place; it is there complete, or not at all, and open to no more."""
    folder = path.parent
    make_folder(folder)
    beside = folder / f".{path.name}.{new_id().hex}"
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    flush_folder(folder)
