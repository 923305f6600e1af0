"""
Drawing the photos: plainly drawings, of what a worker would photograph in a home.

No person, paper or name is ever in one, and each says of itself that it is drawn.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT = 1200, 900
#: A grain of the texture is so many pixels wide.
GRAIN = 3
QUALITY = 84
CAPTION = "Ritad bild · landlord_watch demo"

Colour = tuple[int, int, int]
WALL: Colour = (226, 219, 204)
FLOOR: Colour = (150, 118, 86)
TILE: Colour = (205, 216, 219)
DARK: Colour = (58, 58, 62)
WHITE: Colour = (244, 243, 238)
GREY: Colour = (168, 170, 172)


class Motif(StrEnum):
    """What a drawing shows."""

    DAMP = "damp"
    MOULD = "mould"
    RADIATOR = "radiator"
    WINDOW = "window"
    SMOKE_ALARM = "smoke_alarm"
    STOVE = "stove"
    SOCKET = "socket"
    DRAIN = "drain"
    DOOR = "door"


def draw_photo(motif: Motif, chance: Random) -> bytes:
    """A drawing as a JPEG; the same choices make the same bytes."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), WALL)
    DRAWERS[motif](picture, chance)
    textured = _with_texture(picture, chance)
    _say_it_is_drawn(textured)
    written = BytesIO()
    textured.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def _with_texture(picture: Image.Image, chance: Random) -> Image.Image:
    """The unevenness of a real surface in poor light: grain, and darker towards a corner."""
    small = (WIDTH // GRAIN, HEIGHT // GRAIN)
    noise = Image.frombytes("L", small, chance.randbytes(small[0] * small[1]))
    grain = noise.resize(picture.size).point(lambda value: 118 + value // 13)
    light = Image.radial_gradient("L").resize((2 * WIDTH, 2 * HEIGHT))
    left, top = chance.randrange(WIDTH // 2), chance.randrange(HEIGHT // 2)
    shade = light.crop((left, top, left + WIDTH, top + HEIGHT)).point(
        lambda value: 255 - value // 3
    )
    shaded = ImageChops.multiply(picture, Image.merge("RGB", (shade, shade, shade)))
    return ImageChops.overlay(shaded, Image.merge("RGB", (grain, grain, grain)))


def _say_it_is_drawn(picture: Image.Image) -> None:
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((0, HEIGHT - 44, 440, HEIGHT), fill=DARK)
    drawing.text((16, HEIGHT - 36), CAPTION, font=ImageFont.load_default(24), fill=WHITE)


def _floor(picture: Image.Image, *, at: int = 700) -> ImageDraw.ImageDraw:
    """A floor with its boards and a skirting."""
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((0, at, WIDTH, HEIGHT), fill=FLOOR)
    for x in range(-200, WIDTH + 200, 130):
        drawing.line((x, HEIGHT, x + 90, at), fill=(122, 94, 66), width=3)
    drawing.rectangle((0, at - 34, WIDTH, at), fill=WHITE)
    return drawing


def _blot(
    picture: Image.Image, chance: Random, *, middle: tuple[int, int], reach: int, colour: Colour
) -> None:
    """A soft uneven patch."""
    mask = Image.new("L", picture.size, 0)
    drawing = ImageDraw.Draw(mask)
    for _ in range(46):
        x = middle[0] + chance.gauss(0, reach / 2)
        y = middle[1] + chance.gauss(0, reach / 3)
        size = chance.uniform(reach / 9, reach / 3)
        drawing.ellipse((x - size, y - size, x + size, y + size), fill=chance.randint(70, 150))
    soft = mask.filter(ImageFilter.GaussianBlur(12))
    picture.paste(Image.new("RGB", picture.size, colour), mask=soft)


def _damp(picture: Image.Image, chance: Random) -> None:
    drawing = _floor(picture)
    middle = (chance.randint(420, 780), 250)
    _blot(picture, chance, middle=middle, reach=300, colour=(150, 122, 78))
    _blot(picture, chance, middle=(middle[0], 300), reach=170, colour=(118, 92, 58))
    for _ in range(5):
        x = middle[0] + chance.randint(-160, 160)
        drawing.line((x, 330, x + chance.randint(-6, 6), 640), fill=(178, 156, 118), width=4)


def _mould(picture: Image.Image, chance: Random) -> None:
    drawing = _floor(picture)
    drawing.line((WIDTH * 2 // 3, 0, WIDTH * 2 // 3, 666), fill=(190, 182, 166), width=5)
    for _ in range(420):
        x = WIDTH * 2 / 3 + chance.gauss(0, 150)
        y = 660 - abs(chance.gauss(0, 150))
        size = chance.uniform(2, 11)
        shade = chance.randint(35, 80)
        drawing.ellipse((x - size, y - size, x + size, y + size), fill=(shade, shade + 6, shade))


def _radiator(picture: Image.Image, chance: Random) -> None:
    drawing = _floor(picture)
    drawing.rectangle((250, 330, 950, 620), fill=(222, 222, 216), outline=GREY, width=6)
    for x in range(290, 940, 50):
        drawing.rounded_rectangle((x, 345, x + 26, 605), 12, fill=(238, 238, 233), outline=GREY)
    drawing.line((950, 585, 1060, 585, 1060, 700), fill=(176, 116, 70), width=16)
    drawing.ellipse((930, 560, 990, 612), fill=WHITE, outline=DARK, width=4)
    _blot(picture, chance, middle=(360, 640), reach=90, colour=(132, 82, 44))


def _window(picture: Image.Image, chance: Random) -> None:
    drawing = _floor(picture, at=780)
    drawing.rectangle((280, 90, 920, 640), fill=WHITE, outline=GREY, width=6)
    for left in (310, 615):
        drawing.rectangle((left, 120, left + 275, 610), fill=(176, 198, 214))
    x, y = chance.randint(660, 820), chance.randint(250, 460)
    for _ in range(9):
        to = (x + chance.randint(-150, 150), y + chance.randint(-170, 170))
        drawing.line((x, y, min(max(to[0], 615), 890), to[1]), fill=WHITE, width=3)
    drawing.rectangle((250, 640, 950, 680), fill=(232, 228, 218), outline=GREY, width=3)


def _smoke_alarm(picture: Image.Image, chance: Random) -> None:
    drawing = ImageDraw.Draw(picture)
    x, y = chance.randint(520, 680), chance.randint(380, 480)
    drawing.ellipse((x - 230, y - 230, x + 230, y + 230), fill=WHITE, outline=GREY, width=8)
    drawing.ellipse((x - 150, y - 150, x + 150, y + 150), outline=GREY, width=6)
    drawing.rounded_rectangle((x - 90, y - 46, x + 90, y + 46), 10, fill=DARK)
    drawing.line((x - 40, y, x + 30, y + 130), fill=(180, 40, 36), width=7)
    drawing.line((x + 30, y, x + 60, y + 120), fill=(20, 20, 20), width=7)


def _stove(picture: Image.Image, chance: Random) -> None:
    drawing = _floor(picture, at=820)
    drawing.rectangle((300, 260, 900, 830), fill=(236, 236, 232), outline=GREY, width=6)
    drawing.rectangle((300, 260, 900, 330), fill=DARK)
    for x in (380, 520, 660, 800):
        drawing.ellipse((x - 28, 350, x + 28, 406), fill=GREY, outline=DARK, width=4)
    drawing.rounded_rectangle((360, 460, 840, 740), 14, fill=(70, 70, 74), outline=DARK, width=6)
    drawing.line((380, 440, 820, 440), fill=GREY, width=14)
    _blot(picture, chance, middle=(600, 300), reach=120, colour=(96, 62, 30))


def _socket(picture: Image.Image, chance: Random) -> None:
    drawing = _floor(picture, at=780)
    x, y = chance.randint(480, 620), 380
    drawing.rounded_rectangle((x, y, x + 240, y + 240), 22, fill=WHITE, outline=GREY, width=6)
    drawing.ellipse((x + 40, y + 40, x + 200, y + 200), fill=(226, 226, 220), outline=GREY, width=5)
    drawing.polygon(((x + 130, y), (x + 240, y), (x + 240, y + 150)), fill=DARK)
    drawing.line((x + 190, y + 60, x + 330, y + 150), fill=(168, 92, 46), width=9)
    _blot(picture, chance, middle=(x + 200, y - 30), reach=90, colour=(66, 50, 40))


def _drain(picture: Image.Image, chance: Random) -> None:
    drawing = ImageDraw.Draw(picture)
    drawing.rectangle((0, 0, WIDTH, HEIGHT), fill=TILE)
    for step in range(0, WIDTH, 150):
        drawing.line((step, 0, step, HEIGHT), fill=WHITE, width=6)
        drawing.line((0, step, WIDTH, step), fill=WHITE, width=6)
    _blot(picture, chance, middle=(600, 470), reach=330, colour=(120, 112, 84))
    drawing.ellipse((480, 350, 720, 590), fill=GREY, outline=DARK, width=8)
    for x in range(510, 700, 34):
        drawing.line((x, 400, x, 540), fill=DARK, width=10)


def _door(picture: Image.Image, chance: Random) -> None:
    drawing = _floor(picture, at=810)
    drawing.rectangle((400, 60, 800, 815), fill=(136, 92, 60), outline=(92, 60, 38), width=10)
    for top in (120, 470):
        drawing.rectangle((460, top, 740, top + 270), outline=(108, 72, 46), width=8)
    drawing.ellipse((742, 430, 776, 464), fill=(196, 168, 90), outline=DARK, width=3)
    drawing.polygon(((770, 500), (800, 480), (800, 600), (782, 560)), fill=DARK)
    for _ in range(6):
        y = chance.randint(480, 620)
        drawing.line((740, y, 800, y + chance.randint(-30, 30)), fill=(196, 160, 124), width=4)


DRAWERS: Mapping[Motif, Callable[[Image.Image, Random], None]] = {
    Motif.DAMP: _damp,
    Motif.MOULD: _mould,
    Motif.RADIATOR: _radiator,
    Motif.WINDOW: _window,
    Motif.SMOKE_ALARM: _smoke_alarm,
    Motif.STOVE: _stove,
    Motif.SOCKET: _socket,
    Motif.DRAIN: _drain,
    Motif.DOOR: _door,
}
