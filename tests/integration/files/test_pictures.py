"""Pictures nobody has vouched for: opened in a process of its own, or not at all."""

from io import BytesIO
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from landlord_watch.infra.pictures import FreshPicture, PictureUnreadable, make_fresh_pictures

#: What must not survive, in whatever place it was hidden.
SECRET = "59.0351N 12.2256E serial 4711"
ORIENTATION, GPS, CAMERA_SERIAL = 0x0112, 0x8825, 0xA431


def exif(**more: int) -> Image.Exif:
    """Where and with what a picture was taken."""
    said = Image.Exif()
    said[CAMERA_SERIAL] = SECRET
    said.get_ifd(GPS).update({1: "N", 2: (59.0, 2.0, 6.0), 29: SECRET})
    if "orientation" in more:
        said[ORIENTATION] = more["orientation"]
    return said


def picture(kind: str = "JPEG", *, size: tuple[int, int] = (800, 600), **options: Any) -> bytes:
    written = BytesIO()
    Image.new(options.pop("mode", "RGB"), size, options.pop("colour", "teal")).save(
        written, kind, **options
    )
    return written.getvalue()


def opened(fresh: FreshPicture) -> Image.Image:
    return Image.open(BytesIO(fresh.content))


def png_words() -> PngImagePlugin.PngInfo:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SECRET)
    words.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>")
    return words


TELLING = {
    "jpeg exif": picture(exif=exif()),
    "jpeg comment": picture(comment=SECRET.encode()),
    "jpeg xmp": picture(xmp=f"<x>{SECRET}</x>".encode()),
    "jpeg after its end": picture() + SECRET.encode(),
    "png text": picture("PNG", pnginfo=png_words()),
    "png exif": picture("PNG", exif=exif()),
    "webp exif": picture("WEBP", exif=exif()),
    "webp xmp": picture("WEBP", xmp=f"<x>{SECRET}</x>".encode()),
}


@pytest.mark.parametrize("name", TELLING)
def test_where_a_picture_was_taken_does_not_survive(name: str) -> None:
    assert SECRET.encode() in TELLING[name]

    fresh = make_fresh_pictures(TELLING[name])

    for each in fresh.pictures.values():
        assert SECRET.encode() not in each.content
        assert dict(opened(each).getexif()) == {}
        assert b"Exif" not in each.content


def test_a_photo_becomes_a_page_and_a_thumbnail_no_larger_than_it_was() -> None:
    large = make_fresh_pictures(picture(size=(4000, 3000))).pictures
    small = make_fresh_pictures(picture(size=(200, 100))).pictures

    assert opened(large["page"]).size == (large["page"].width, large["page"].height)
    assert (large["page"].width, large["page"].height) == (1600, 1200)
    assert (large["thumbnail"].width, large["thumbnail"].height) == (320, 240)
    assert (small["page"].width, small["page"].height) == (200, 100)


def test_a_picture_held_sideways_is_shown_upright() -> None:
    fresh = make_fresh_pictures(picture(size=(800, 600), exif=exif(orientation=6)))

    assert opened(fresh.pictures["page"]).size == (600, 800)


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")],
)
def test_who_decoded_it_says_what_it_was(kind: str, content_type: str) -> None:
    assert make_fresh_pictures(picture(kind)).content_type == content_type


def test_what_is_seen_through_becomes_white() -> None:
    clear = picture("PNG", mode="RGBA", colour=(0, 0, 0, 0))

    page = opened(make_fresh_pictures(clear).pictures["page"])

    assert page.getpixel((5, 5)) == (255, 255, 255)


HOSTILE = {
    "nothing": b"",
    "a web page": b"<html><script>alert(1)</script>",
    "a drawing with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "half a picture": picture("PNG")[:200],
    "a picture cut short": picture(size=(2000, 2000), quality=95)[:-2000],
    "another kind": picture("GIF"),
    "one more kind": picture("TIFF"),
    "a program": b"\x7fELF" + bytes(200),
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "900 megapixels": picture("PNG", mode="1", size=(30_000, 30_000), colour=0),
    "81 megapixels": picture("PNG", mode="1", size=(9_000, 9_000), colour=0),
    "a line of pixels": picture("PNG", mode="1", size=(1, 65_000_000), colour=0),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_picture_of_ours_is_not_opened(name: str) -> None:
    with pytest.raises(PictureUnreadable):
        make_fresh_pictures(HOSTILE[name])


def test_the_largest_photo_that_passes_is_opened_within_its_allowance() -> None:
    largest = picture("PNG", size=(8000, 8000))

    assert make_fresh_pictures(largest).pictures["page"].width == 1600
