"""What an installation decides, and what the server does not start on."""

import pytest

from landlord_watch.settings import (
    MailSettings,
    NoticeSettings,
    SettingMissing,
    SettingUnsafe,
    read_settings,
    refuse_unsafe,
)

REAL = {"SECRET_KEY": "only for tests", "ADDRESS": "https://watch.kommunen.example"}
ASKS = {"GEOCODER": "nominatim", "GEOCODER_USER_AGENT": "prov@example.se"}
CLOSED = {**ASKS, "GEOCODER_ADDRESS": "https://geo.example/nominatim"}


def refused(**said: str) -> str:
    """What is said of settings with these; empty: nothing."""
    values = {f"LANDLORD_WATCH_{name}": value for name, value in {**REAL, **said}.items()}
    try:
        refuse_unsafe(read_settings(values))
    except SettingUnsafe as error:
        return str(error)
    return ""


def test_an_installation_that_says_where_it_is_may_start() -> None:
    assert refused() == ""
    assert refused(ADDRESS="https://watch.kommunen.example:8443/") == ""


def test_what_asks_where_homes_are_is_let_out_over_tls_or_to_this_machine_alone() -> None:
    assert refused(**CLOSED, MAP_TILES="https://tiles.example/{z}/{x}/{y}.png") == ""
    assert refused(**{**CLOSED, "GEOCODER_ADDRESS": "http://127.0.0.1:8080"}) == ""


def test_no_address_is_asked_for_anywhere_unless_it_is_said() -> None:
    settings = read_settings({"LANDLORD_WATCH_SECRET_KEY": "only for tests"})

    assert settings.geocoder is None
    assert settings.map.tiles_origin == ""


def notices_of(**said: str) -> NoticeSettings:
    values = {f"LANDLORD_WATCH_{name}": value for name, value in {**REAL, **said}.items()}
    return read_settings(values).notices


def test_nobody_is_told_anything_outside_unless_it_is_said() -> None:
    settings = notices_of()

    assert (settings.mail, settings.webhook, settings.administrators) == (None, "", ())
    assert (settings.minutes, settings.minutes_in_danger) == (15, 5)


def test_who_is_told_and_how_is_read_from_the_settings() -> None:
    settings = notices_of(
        MAIL_SERVER="smtps://post.example",
        MAIL_FROM="watch@k.example",
        MAIL_ADMINISTRATORS="a@k.example b@k.example",
        WEBHOOK="https://call.example/x",
        DUTY_MINUTES="20",
        DUTY_MINUTES_DANGER="3",
    )

    assert settings.mail == MailSettings("post.example", 465, True, "", "", "watch@k.example")
    assert settings.administrators == ("a@k.example", "b@k.example")
    assert (settings.webhook, settings.minutes, settings.minutes_in_danger) == (
        *("https://call.example/x", 20, 3),
    )
    assert notices_of(MAIL_SERVER="smtp://p.example", MAIL_FROM="w@k.example").mail.port == 587


@pytest.mark.parametrize(
    "said",
    [
        {"MAIL_SERVER": "post.example", "MAIL_FROM": "w@k.example"},
        {"MAIL_SERVER": "https://post.example", "MAIL_FROM": "w@k.example"},
        {"MAIL_SERVER": "smtp://post.example"},
        {"WEBHOOK": "http://call.example/"},
        {"WEBHOOK": "https://call.example/", "ADDRESS": ""},
        {"DUTY_MINUTES": "0"},
    ],
)
def test_ways_out_that_cannot_be_used_are_refused(said: dict[str, str]) -> None:
    with pytest.raises(SettingMissing):
        notices_of(**said)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"ADDRESS": ""}, "LANDLORD_WATCH_ADDRESS has to say"),
        ({"ADDRESS": "http://watch.kommunen.example"}, "LANDLORD_WATCH_ADDRESS has to say"),
        ({"ADDRESS": "watch.kommunen.example"}, "LANDLORD_WATCH_ADDRESS has to say"),
        ({"ADDRESS": "https://watch.kommunen.example/office"}, "LANDLORD_WATCH_ADDRESS has to say"),
        ({"ADDRESS": "http://127.0.0.1.example"}, "LANDLORD_WATCH_ADDRESS has to say"),
        ({"ADDRESS": "http://localhost@watch.example"}, "LANDLORD_WATCH_ADDRESS has to say"),
        ({"SECURE_COOKIES": "no"}, "LANDLORD_WATCH_SECURE_COOKIES=no is for practice"),
        ({"SECOND_FACTOR": "no"}, "LANDLORD_WATCH_SECOND_FACTOR=no is for practice"),
        ({"SECOND_FACTOR": "off"}, "LANDLORD_WATCH_SECOND_FACTOR=no is for practice"),
        ({**ASKS, "GEOCODER_ADDRESS": "http://geo.example"}, "LANDLORD_WATCH_GEOCODER_ADDRESS has"),
        ({"MAP_TILES": "http://tiles.example/{z}/{x}/{y}.png"}, "LANDLORD_WATCH_MAP_TILES has to"),
    ],
)
def test_what_is_for_practice_is_refused_where_others_come(said: dict[str, str], says: str) -> None:
    assert refused(**said).startswith(says)


@pytest.mark.parametrize(
    "said",
    [
        {"DEMO": "yes", "ADDRESS": ""},
        {"ADDRESS": "http://127.0.0.1:8000"},
        {"ADDRESS": "http://localhost:8000"},
        {"ADDRESS": "http://[::1]:8000"},
    ],
)
def test_a_demo_and_practice_on_one_machine_do_without(said: dict[str, str]) -> None:
    assert refused(**said, SECURE_COOKIES="no", SECOND_FACTOR="no") == ""
