"""Every screen of the tablet: pictured on three glasses, and read by axe in both languages."""

from pathlib import Path

from e2e.pages.checklist import described, question, zone
from e2e.pages.field import ASKED_LATE, FAMILY, Field
from landlord_watch.visits.shapes import Level

MOULD, WARMTH, WAY_OUT = "DMP-01", "CLI-01", "FIR-07"


def test_what_is_seen_before_a_visit_can_be_read_by_all(field: Field) -> None:
    tablet, eyes = field.tablet, field.eyes
    eyes.look("enrol")
    tablet.give_code("FEL-KOD", name="Platta 1")
    tablet.press("Anslut plattan")
    tablet.page.get_by_text("Koden stämmer inte").wait_for()
    eyes.look("enrol-wrong-code")

    tablet.connect(field.officer)
    tablet.page.get_by_text("1 annan dag").wait_for()
    eyes.look("today")
    tablet.press("Klar för fält")
    tablet.page.get_by_text("Prova igen").or_(tablet.page.get_by_role("listitem")).first.wait_for()
    eyes.look("ready")
    tablet.open_outbox()
    tablet.page.get_by_text("Allt är hos kontoret.").wait_for()
    eyes.look("outbox-empty")
    tablet.press("Hyreskontroll")
    eyes.look("rent-empty")
    tablet.page.get_by_label("Hyra i månaden, kr").fill("9450")
    tablet.press("Samma som normen")
    eyes.look("rent-answer")

    assert not eyes.faults, eyes.said()


def test_asking_for_consent_can_be_read_by_all(connected: Field) -> None:
    tablet, eyes, page = connected.tablet, connected.eyes, connected.page
    tablet.start(FAMILY.street)
    eyes.look("consent")
    tablet.press("Ingen hemma")
    eyes.look("consent-nobody-home")
    tablet.press("Tillbaka")
    tablet.press("Fråga Vuxen 1")
    eyes.look("consent-asked")
    tablet.press("Ja, spara svaret")
    page.get_by_text("Det här saknas för ett ja:").wait_for()
    eyes.look("consent-lacks")
    look_at_the_answers(connected)

    assert not eyes.faults, eyes.said()


def look_at_the_answers(field: Field) -> None:
    tablet, eyes, page = field.tablet, field.eyes, field.page
    tablet.say_yes_to("Besök", "Rum")
    tablet.press("Bara vissa rum")
    page.get_by_label("Kök", exact=True).check()
    tablet.sign("Vuxen 1 skriver här")
    eyes.look("consent-signing")
    tablet.press("Muntligt, vittne")
    page.get_by_label("Vittne", exact=True).fill("Viktor Vittne")
    eyes.look("consent-oral")
    tablet.press("Ja, spara svaret")
    page.get_by_role("button", name="Fråga Vuxen 2").wait_for()
    eyes.look("consent-given")
    tablet.press("Fråga Vuxen 2")
    tablet.press("Nej tack")
    page.get_by_text("Tackade nej").wait_for()
    eyes.look("consent-partial")


def test_a_no_and_a_late_question_can_be_read_by_all(connected: Field) -> None:
    tablet, eyes, page = connected.tablet, connected.eyes, connected.page
    tablet.start(ASKED_LATE.street)
    page.get_by_text("mindre än ett dygn").wait_for()
    eyes.look("consent-asked-late")
    tablet.press("Fråga Vuxen 1")
    tablet.press("Nej tack")
    page.get_by_text("Ett nej är ett lika bra svar").wait_for()
    eyes.look("consent-refused")

    assert not eyes.faults, eyes.said()


def test_the_walk_through_a_home_can_be_read_by_all(walking: Field, picture: Path) -> None:
    look_at_the_home(walking)
    look_into_the_rooms(walking, picture)
    look_at_the_talk(walking)
    look_at_the_summary(walking)

    assert not walking.eyes.faults, walking.eyes.said()


def look_at_the_home(field: Field) -> None:
    tablet, eyes, page = field.tablet, field.eyes, field.page
    eyes.look("home")
    tablet.press("Lägg till barn")
    eyes.look("home-add-child")
    tablet.press("Tillbaka")
    tablet.press("Lägg till de 2 barn som kontoret räknar med")
    page.get_by_role("heading", name="Barn 2").wait_for()
    eyes.look("home-children")


def look_into_the_rooms(field: Field, picture: Path) -> None:
    tablet, eyes, page = field.tablet, field.eyes, field.page
    tablet.open_zone(zone(WARMTH))
    page.get_by_label("Mätt värde").first.fill("14,5")
    eyes.look("zone-measured")

    tablet.go_to(zone(WAY_OUT))
    look_at_the_acute(field)

    tablet.go_to(zone(MOULD))
    tablet.answer_ok(question("ENT-04"))
    tablet.find_deficiency(question(MOULD), described(MOULD, Level.MODERATE), picture=picture)
    tablet.item(question(MOULD)).get_by_text("Varför och vilken regel").click()
    tablet.item(question("STR-03")).get_by_role("button", name="Ej undersökt").click()
    tablet.must_be_saved()
    eyes.look("zone-photo")


def look_at_the_acute(field: Field) -> None:
    tablet, eyes = field.tablet, field.eyes
    way_out = tablet.item(question(WAY_OUT))
    way_out.get_by_role("button", name="Brist", exact=True).click()
    way_out.get_by_role("button", name=described(WAY_OUT, Level.ACUTE)).click()
    way_out.get_by_text("Rum, anteckning och mer").click()
    eyes.look("zone-acute")
    way_out.get_by_label("Vad gjordes?").fill("Flyttade sängen från dörren.")
    way_out.get_by_label("Vem fick veta?").fill("Den boende")
    way_out.get_by_role("button", name="Ok", exact=True).click()
    eyes.look("zone-take-back-a-deficiency")
    tablet.press("Tillbaka")


def look_at_the_talk(field: Field) -> None:
    tablet, eyes, page = field.tablet, field.eyes, field.page
    tablet.go_to(zone("CRO-01"))
    eyes.look("zone-talk")
    tablet.go_to("Barnets egna ord")
    page.get_by_role("button", name="Inte bra").first.click()
    eyes.look("voice")


def look_at_the_summary(field: Field) -> None:
    tablet, eyes, page = field.tablet, field.eyes, field.page
    tablet.go_to("Summering")
    eyes.look("summary-much-lacks")
    page.get_by_text("Jag bedömer annorlunda").click()
    tablet.press("Visa för den boende")
    eyes.look("summary-for-the-resident")
    tablet.press("Klar")
    tablet.press("Visat eller uppläst, den boende har en annan syn")
    eyes.look("summary-another-view")


def test_a_visit_that_must_end_early_can_be_read_by_all(walking: Field) -> None:
    tablet, eyes = walking.tablet, walking.eyes
    tablet.press("Akut")
    eyes.look("acute")
    tablet.press("Tillbaka")
    tablet.page.get_by_role("button", name="Avbryt besök").click()
    eyes.look("stop")
    tablet.press("Ja, samtycket tas tillbaka")
    tablet.page.get_by_text("Inget mer skrivs.").wait_for()
    eyes.look("ended")

    assert not eyes.faults, eyes.said()
