"""The camera in the page: a picture taken, covered, kept, and what can be read of it."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

#: How much neighbouring pixels differ in a part of a picture; a mosaic's hardly do.
ROUGHNESS = """
  (image, [x, y, width, height]) => {
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth;
    canvas.height = image.naturalHeight;
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const part = [x, y, width, height].map((share, at) =>
      Math.round(share * (at % 2 === 0 ? canvas.width : canvas.height)),
    );
    const { data } = context.getImageData(...part);
    let sum = 0;
    for (let at = 4; at < data.length; at += 4) sum += Math.abs(data[at] - data[at - 4]);
    return sum / (data.length / 4);
  }
"""
#: In parts of the picture; a thumb drawn along the middle of it covers this.
COVERED = (0.32, 0.47, 0.36, 0.06)
OPEN = (0.32, 0.05, 0.36, 0.06)


class Camera:
    """The camera of a tablet, opened from an item."""

    def __init__(self, page: Page, item: Locator) -> None:
        self.page = page
        self.item = item

    def open(self) -> None:
        self.item.get_by_role("button", name="Ta foto", exact=True).click()
        self.page.get_by_role("dialog", name="Kamera").wait_for()

    def shoot(self) -> None:
        """One picture, and the screen to cover it on."""
        self.page.get_by_role("button", name="Ta bilden", exact=True).click()
        expect(self.page.get_by_role("button", name="Använd")).to_be_enabled()

    def cover_the_middle(self) -> None:
        """A thumb from left to right."""
        picture = self.page.get_by_role("application", name="Bilden som togs")
        box = picture.bounding_box()
        assert box is not None
        y = box["y"] + box["height"] / 2
        self.page.mouse.move(box["x"] + box["width"] * 0.3, y)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + box["width"] * 0.7, y, steps=12)
        self.page.mouse.up()

    def use(self) -> None:
        self.page.get_by_role("button", name="Använd", exact=True).click()

    def must_have_kept(self, words: str) -> None:
        expect(self.page.get_by_text(words, exact=True)).to_be_visible()

    def close(self) -> None:
        self.page.get_by_role("button", name="Klar", exact=True).click()
        expect(self.page.locator("video")).to_have_count(0)


def roughness(picture: Locator, part: tuple[float, float, float, float]) -> float:
    """How rough a part of a shown picture is."""
    found: Any = picture.evaluate(ROUGHNESS, list(part))
    return float(found)
