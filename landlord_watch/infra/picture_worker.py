"""
Decodes one picture that nobody has vouched for, in a process of its own, and ends.

Run as a file with a bare interpreter: the picture comes in on stdin; out go a line of JSON and
the fresh pictures, one after the other. It may take so much memory and time and no more, and
once the picture is in its hands it can open nothing: no file, no line. It ends with 1 for a
picture it cannot or will not open.
"""

import json
import os
import resource
import sys
import warnings
from io import BytesIO
from types import ModuleType
from typing import BinaryIO

from PIL import Image, ImageOps

heif: ModuleType | None
try:
    import pillow_heif as heif
except ImportError:
    heif = None

FORMATS = ("JPEG", "PNG", "WEBP")
#: Opened too where the extra `heic` is installed, with a decoder that is mended.
HEIF = "HEIF"
CONTENT_TYPES = {
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",  # a JPEG with other pictures behind the first
    "PNG": "image/png",
    "WEBP": "image/webp",
    HEIF: "image/heic",
}
#: The first libheif without the faults of August 2026, by which a picture could run a program.
#: Source: its own release notes; C, by way of who packages it (docs/adr/0028).
LEAST_LIBHEIF = (1, 23, 4)
#: A photo of 48 megapixels passes; each pixel is three bytes once decoded.
MOST_PIXELS = 64_000_000
MOST_MEMORY_BYTES = 1024**3
MOST_CPU_SECONDS = 10
#: The longer side of each fresh picture, and how faithful it is.
SIZES = (("page", 1600, 85), ("thumbnail", 320, 80))
WHITE = (255, 255, 255)
ORIENTATION = 0x0112
UPSIDE_DOWN = 3


def rehearse() -> None:
    """Go through it all with a picture of our own, so that every module needed is loaded."""
    exif = Image.Exif()
    exif[ORIENTATION] = UPSIDE_DOWN
    for kind in FORMATS:
        written = BytesIO()
        Image.new("RGB", (2, 2)).save(written, kind, exif=exif)
        answer(BytesIO(), written.getvalue(), FORMATS)


def formats() -> tuple[str, ...]:
    """What is opened here: HEIC only where it is installed, and no older than it may be."""
    if heif is None or tuple(map(int, heif.libheif_version().split("."))) < LEAST_LIBHEIF:
        return FORMATS
    heif.register_heif_opener(thumbnails=False, decode_threads=1)
    return (*FORMATS, HEIF)


def shut_the_door() -> None:
    """Keep what is open, and open nothing more; take no more than a decoder may need."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def decode(content: bytes, kinds: tuple[str, ...]) -> tuple[str, Image.Image]:
    """What kind of picture it is, and its pixels, the right way up and free of all else."""
    with Image.open(BytesIO(content), formats=kinds) as opened:
        kind = CONTENT_TYPES[str(opened.format)]
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        opened.draft("RGB", (opened.width, opened.height))
        ImageOps.exif_transpose(opened, in_place=True)
        mode = "RGBA" if opened.has_transparency_data else "RGB"
        # a copy of the largest is a quarter of what may be taken
        shown = opened if opened.mode == mode else opened.convert(mode)
        fresh = Image.new("RGB", shown.size, WHITE)
        fresh.paste(shown, mask=shown if mode == "RGBA" else None)
    return kind, fresh


def smaller(picture: Image.Image, *, longest: int, quality: int) -> tuple[bytes, int, int]:
    """A JPEG of a picture, made no larger than it was, with its width and height."""
    fitted = picture.copy()
    fitted.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    written = BytesIO()
    fitted.save(written, "JPEG", quality=quality, optimize=True)
    return written.getvalue(), fitted.width, fitted.height


def answer(out: BinaryIO, content: bytes, kinds: tuple[str, ...]) -> None:
    """Write what came of a picture: the line, then the bytes it counts."""
    kind, picture = decode(content, kinds)
    made = [(name, *smaller(picture, longest=side, quality=q)) for name, side, q in SIZES]
    line = {
        "content_type": kind,
        "pictures": [
            {"name": name, "size": len(jpeg), "width": width, "height": height}
            for name, jpeg, width, height in made
        ],
    }
    out.write(json.dumps(line).encode() + b"\n")
    out.writelines(jpeg for _, jpeg, _, _ in made)
    out.flush()


def main() -> None:
    """Read, decode, answer; anything out of the ordinary is a picture that cannot be read."""
    warnings.simplefilter("error")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    content = sys.stdin.buffer.read()
    kinds = formats()
    rehearse()
    shut_the_door()
    try:
        answer(sys.stdout.buffer, content, kinds)
    except Exception:  # noqa: BLE001 -- whatever a hostile picture sets off, it is not readable
        os._exit(1)


if __name__ == "__main__":
    main()
