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
from typing import BinaryIO

from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
CONTENT_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
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
        answer(BytesIO(), written.getvalue())


def shut_the_door() -> None:
    """Keep what is open, and open nothing more; take no more than a decoder may need."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU_SECONDS, MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def decode(content: bytes) -> tuple[str, Image.Image]:
    """What kind of picture it is, and its pixels, the right way up and free of all else."""
    with Image.open(BytesIO(content), formats=FORMATS) as opened:
        kind = CONTENT_TYPES[str(opened.format)]
        if opened.width * opened.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        opened.draft("RGB", (opened.width, opened.height))
        upright = ImageOps.exif_transpose(opened)
        shown = upright.convert("RGBA") if upright.has_transparency_data else upright.convert("RGB")
    fresh = Image.new("RGB", shown.size, WHITE)
    fresh.paste(shown, mask=shown if shown.mode == "RGBA" else None)
    return kind, fresh


def smaller(picture: Image.Image, *, longest: int, quality: int) -> tuple[bytes, int, int]:
    """A JPEG of a picture, made no larger than it was, with its width and height."""
    fitted = picture.copy()
    fitted.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    written = BytesIO()
    fitted.save(written, "JPEG", quality=quality, optimize=True)
    return written.getvalue(), fitted.width, fitted.height


def answer(out: BinaryIO, content: bytes) -> None:
    """Write what came of a picture: the line, then the bytes it counts."""
    kind, picture = decode(content)
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
    rehearse()
    shut_the_door()
    try:
        answer(sys.stdout.buffer, content)
    except Exception:  # noqa: BLE001 -- whatever a hostile picture sets off, it is not readable
        os._exit(1)


if __name__ == "__main__":
    main()
