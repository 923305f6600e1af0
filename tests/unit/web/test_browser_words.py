"""A browser in words that its owner knows it by."""

import pytest

from landlord_watch.web.browser_words import words_of_browser

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (f"Mozilla/5.0 (Windows NT 10.0) {WEBKIT} Chrome/140.0 Safari/537.36", "Chrome, Windows"),
        (f"Mozilla/5.0 (Windows NT) {WEBKIT} Chrome/140 Safari/537 Edg/140.0", "Edge, Windows"),
        (f"Mozilla/5.0 (Linux; Android 15) {WEBKIT} Chrome/140 Mobile", "Chrome, Android"),
        (f"Mozilla/5.0 (Macintosh; Intel) {WEBKIT} Version/18 Safari/605", "Safari, Mac"),
        (f"Mozilla/5.0 (iPad; CPU OS 18) {WEBKIT} Version/18 Safari/605", "Safari, iPad"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0", "Firefox, Linux"),
        ("Firefox/140.0", "Firefox"),
        ("curl/8", ""),
        ("", ""),
    ],
)
def test_a_browser_is_called_by_its_name_and_machine(says: str, words: str) -> None:
    assert words_of_browser(says) == words
