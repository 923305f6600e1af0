"""Fresh pictures out of untrusted ones; the decoding is done by `picture_worker`, never here."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

WORKER = Path(__file__).with_name("picture_worker.py")
#: Longer than its allowance of processor time, for a machine that is busy.
MOST_SECONDS = 60


class PictureUnreadable(Exception):
    """Not a picture, not one of the kinds we open, or one that would cost too much."""


@dataclass(frozen=True, slots=True)
class FreshPicture:
    """A JPEG made anew: pixels, and nothing else of what came."""

    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class FreshPictures:
    """What a picture was, by who decoded it, and the fresh ones by name."""

    content_type: str
    pictures: Mapping[str, FreshPicture]


class _Made(BaseModel):
    name: str
    size: int
    width: int
    height: int


class _Line(BaseModel):
    content_type: str
    pictures: list[_Made]


def make_fresh_pictures(content: bytes) -> FreshPictures:
    """
    A page-sized picture and a thumbnail of a photo.

    Raises: `PictureUnreadable`.
    """
    try:
        ended = subprocess.run(  # noqa: S603  our own file, and the picture only as its input
            [sys.executable, "-I", str(WORKER)],
            input=content,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
            env={},
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise PictureUnreadable from error
    return _read(ended.stdout)


def _read(answer: bytes) -> FreshPictures:
    line, _, rest = answer.partition(b"\n")
    said = _Line.model_validate(json.loads(line))
    pictures: dict[str, FreshPicture] = {}
    for made in said.pictures:
        pictures[made.name] = FreshPicture(rest[: made.size], made.width, made.height)
        rest = rest[made.size :]
    return FreshPictures(said.content_type, pictures)
