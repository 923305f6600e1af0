"""Pictures nobody has vouched for: opened in a process of its own, or not at all."""

from io import BytesIO
from typing import Any

import pillow_heif
import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from landlord_watch.infra import picture_worker
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


def png_words(*, is_packed: bool = False) -> PngImagePlugin.PngInfo:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", SECRET, zip=is_packed)
    words.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET}</x>", zip=is_packed)
    words.add(b"loCa", SECRET.encode())  # a chunk of somebody's own
    return words


def with_segment(marker: int, content: bytes) -> bytes:
    """A JPEG with a segment more right after its beginning."""
    whole = picture()
    length = (len(content) + 2).to_bytes(2, "big")
    return whole[:2] + bytes([0xFF, marker]) + length + content + whole[2:]


def with_thumbnail() -> bytes:
    """A JPEG whose Exif ends with a small picture that tells."""
    small = picture(size=(160, 120), comment=SECRET.encode())
    said = exif()
    said.get_ifd(ExifTags.IFD.IFD1).update({0x0103: 6, 0x0201: 0, 0x0202: len(small)})
    return picture(exif=said.tobytes() + small)


def maker_note() -> Image.Exif:
    said = exif()
    said.get_ifd(ExifTags.IFD.Exif)[0x927C] = b"MAKER\0" + SECRET.encode()
    return said


def heic(*, size: tuple[int, int] = (800, 600), **options: Any) -> bytes:
    written = BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", size, "teal")).save(written, **options)
    return written.getvalue()


def several() -> bytes:
    """A JPEG with more pictures in it, as telephones make them for depth and brightness."""
    beside = Image.new("RGB", (800, 600), "red")
    return picture("MPO", save_all=True, append_images=[beside], exif=exif())


XMP = f"<x>{SECRET}</x>".encode()
PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() + SECRET.encode()
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(SECRET).to_bytes(4, "big") + SECRET.encode()
END = SECRET.encode()
SIDEWAYS = {"exif": exif(orientation=6)}
#: By where it is told, a picture of each kind that can hold it there.
TELLING = {
    "jpeg exif": picture(exif=exif()),
    "jpeg exif sideways": picture(**SIDEWAYS),
    "jpeg maker note": picture(exif=maker_note()),
    "jpeg thumbnail": with_thumbnail(),
    "jpeg comment": picture(comment=END),
    "jpeg two comments": with_segment(0xFE, END),
    "jpeg xmp": picture(xmp=XMP),
    "jpeg more xmp": with_segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + XMP),
    "jpeg iptc": with_segment(0xED, IPTC),
    "jpeg colours": picture(icc_profile=PROFILE),
    "jpeg another picture beside": several(),
    "jpeg somebody's own": with_segment(0xEF, END),
    "jpeg grey": picture(mode="L", colour=90, exif=exif()),
    "jpeg for print": picture(mode="CMYK", colour=(9, 9, 9, 9), exif=exif(), comment=END),
    "jpeg by steps": picture(progressive=True, exif=exif(), xmp=XMP),
    "jpeg after its end": picture() + END,
    "png text": picture("PNG", pnginfo=png_words()),
    "png packed text": picture("PNG", pnginfo=png_words(is_packed=True)),
    "png exif": picture("PNG", exif=exif()),
    "png exif sideways": picture("PNG", **SIDEWAYS),
    "png maker note": picture("PNG", exif=maker_note()),
    "png colours": picture("PNG", icc_profile=PROFILE) + END,
    "png of few colours": picture("PNG", mode="P", colour=3, pnginfo=png_words(), exif=exif()),
    "png seen through": picture("PNG", mode="RGBA", colour=(1, 2, 3, 9), pnginfo=png_words()),
    "png grey": picture("PNG", mode="LA", colour=(9, 9), exif=exif()),
    "png after its end": picture("PNG") + END,
    "webp exif": picture("WEBP", exif=exif()),
    "webp exif sideways": picture("WEBP", **SIDEWAYS),
    "webp maker note": picture("WEBP", exif=maker_note()),
    "webp xmp": picture("WEBP", xmp=XMP),
    "webp colours": picture("WEBP", icc_profile=PROFILE),
    "webp seen through": picture("WEBP", mode="RGBA", colour=(1, 2, 3, 9), exif=exif()),
    "webp without loss": picture("WEBP", lossless=True, exif=exif(), xmp=XMP),
    "webp after its end": picture("WEBP") + END,
    "heic exif": heic(exif=exif().tobytes()),
    "heic maker note": heic(exif=maker_note().tobytes()),
    "heic xmp": heic(xmp=XMP),
    "heic both": heic(exif=exif().tobytes(), xmp=XMP),
    "heic without loss": heic(quality=-1, chroma=444, exif=exif().tobytes()),
    "heic after its end": heic() + END,
}


@pytest.mark.parametrize("name", TELLING)
def test_where_a_picture_was_taken_does_not_survive(name: str) -> None:
    assert SECRET.encode() in TELLING[name] or "packed" in name

    fresh = make_fresh_pictures(TELLING[name])

    for each in fresh.pictures.values():
        assert SECRET.encode() not in each.content
        assert SECRET not in str(opened(each).info)
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


def test_heic_is_opened_where_its_decoder_is_installed() -> None:
    fresh = make_fresh_pictures(heic(size=(4000, 3000)))

    assert fresh.content_type == "image/heic"
    assert (fresh.pictures["page"].width, fresh.pictures["page"].height) == (1600, 1200)


def test_heic_is_not_opened_by_a_decoder_that_is_known_to_be_unsafe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert picture_worker.HEIF in picture_worker.formats()

    monkeypatch.setattr(pillow_heif, "libheif_version", lambda: "1.23.3")
    assert picture_worker.formats() == picture_worker.FORMATS


def test_heic_is_no_picture_of_ours_where_nobody_installed_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(picture_worker, "heif", None)

    assert picture_worker.formats() == picture_worker.FORMATS


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
    "half a heic": heic()[:400],
    "a heic cut short": heic(size=(2000, 2000), quality=-1)[:-200],
    "avif": picture("AVIF"),
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
    for largest in (picture("PNG", size=(8000, 8000)), heic(size=(8000, 8000))):
        assert make_fresh_pictures(largest).pictures["page"].width == 1600
