"""A QR code as a path to draw, so that a page holds no picture and no style of somebody else's."""

from dataclasses import dataclass

import segno

#: Modules of quiet around it: a camera needs four.
QUIET = 4


@dataclass(frozen=True, slots=True)
class Square:
    """A square of so many modules, and the path that fills the dark ones."""

    size: int
    path: str


def square_of(text: str) -> Square:
    """The QR code of a text."""
    rows = [list(row) for row in segno.make_qr(text, error="m").matrix]
    dark = (
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_dark in enumerate(row)
        if is_dark
    )
    return Square(len(rows) + 2 * QUIET, "".join(dark))
