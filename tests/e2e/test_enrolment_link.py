"""A tablet is connected by the link of a square, and the code stays nowhere."""

from playwright.sync_api import expect

from e2e.pages.field import Field
from e2e.serving import Server

CODE = "Kod från kontoret"


def test_a_link_fills_in_the_code_and_takes_it_out_of_the_address(
    field: Field, office: Server
) -> None:
    tablet, page, officer = field.tablet, field.tablet.page, field.officer
    page.context.clear_cookies()
    page.goto("about:blank")
    page.goto(f"{office.url}/tablet/#/enrol/{officer.code}")

    expect(page.get_by_label(CODE)).to_have_value(officer.code)
    assert page.url == f"{office.url}/tablet/#/enrol"

    tablet.arrive(officer)  # signing in leads away and back
    expect(page.get_by_label(CODE)).to_have_value(officer.code)
    page.get_by_label("Plattans namn").fill("Platta 1")
    tablet.press("Anslut plattan")
    tablet.bind()
    assert page.evaluate("sessionStorage.length") == 0


def test_a_link_that_comes_to_an_open_page_fills_in_the_code_there(
    field: Field, office: Server
) -> None:
    page = field.tablet.page
    expect(page.get_by_label(CODE)).to_have_value("")
    page.evaluate("location.hash = '#/enrol/ABCDE23456'")

    expect(page.get_by_label(CODE)).to_have_value("ABCDE23456")
    assert "ABCDE23456" not in page.url
    assert office.url in page.url
