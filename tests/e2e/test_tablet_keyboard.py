"""A visit from the list of the day to the office, without a touch."""

from e2e.pages.checklist import question, zone
from e2e.pages.field import PLAIN, Field
from e2e.pages.keyboard import Keyboard
from e2e.pages.tablet import PURPOSES

MOULD = "DMP-01"


def test_a_visit_can_be_made_with_a_keyboard_alone(connected: Field) -> None:
    page, keys = connected.page, Keyboard(connected.page)
    keys.go_to(page.get_by_role("link", name=f"Starta {PLAIN.street}"))
    page.keyboard.press("Enter")
    keys.press("Fråga Vuxen 1")
    keys.press("Hyr bostaden")
    for purpose in PURPOSES:
        keys.press("Ja", within=page.get_by_role("group", name=purpose, exact=True))
    keys.press("Muntligt, vittne")
    keys.write("Vittne", "Viktor Vittne")
    keys.press("Ja, spara svaret")
    walk_by_keyboard(keys)
    keys.press("Visat eller uppläst, den boende håller med")
    keys.press("Avsluta besöket")
    page.get_by_text("Mottaget", exact=True).wait_for()

    assert keys.unseen == set()


def walk_by_keyboard(keys: Keyboard) -> None:
    """From the consent to the summary; one item is answered on the way, and one sheet closed."""
    page = keys.page
    here = page.get_by_role("heading", level=1)
    keys.press("Akut")
    page.get_by_role("dialog", name="Akut").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog", name="Akut").wait_for(state="hidden")
    while here.inner_text() != "Summering":
        before = page.url
        if here.inner_text() == zone(MOULD):
            keys.press("Ok", within=page.get_by_role("region", name=question(MOULD)))
            keys.be_led_to("h2")
        keys.press("Nästa")
        page.wait_for_function("before => location.href !== before", arg=before)
        keys.be_led_to("h1")
