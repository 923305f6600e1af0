"""Nothing the program itself says judges a landlord: a number deviates, and no more than that."""

import re

import pytest
from babel.messages.pofile import read_po

from architecture.house import ROOT

#: Words that say why a number is as it is, or what somebody is. Own, after landlords 2.4.
JUDGING = re.compile(
    r"oseriös|dumpar|slumvärd|ohederlig|bluffa|skojare|fuska|misskött|utnyttjar|kriminell|"
    r"brottsling|ockrar|vanskött|lurendre|girig|suspekt|rogue|slumlord|dishonest|crook|criminal|"
    r"greedy|shady|unscrupulous",
    re.IGNORECASE,
)
CATALOGUE = ROOT / "landlord_watch/web/translations/en/LC_MESSAGES/messages.po"


def sayings() -> list[str]:
    """All that pages, letters, papers and refusals say, in both languages."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    both = [part for each in catalogue if each.id for part in (each.id, each.string)]
    words = [text for part in both for text in ([part] if isinstance(part, str) else part)]
    rooms = ("templates", "landlord_watch/oversight/data", "landlord_watch/documents/data")
    files = [path for room in rooms for path in (ROOT / room).rglob("*.*") if path.is_file()]
    return [*words, *(path.read_text(encoding="utf-8") for path in files)]


def test_no_saying_judges_a_landlord() -> None:
    found = {match[0] for text in sayings() for match in JUDGING.finditer(text)}

    assert found == set()


@pytest.mark.parametrize("planted", ["Hyresvärden är oseriös.", "Ni dumpar.", "A rogue landlord"])
def test_a_judging_word_is_found(planted: str) -> None:
    assert JUDGING.search(planted)


def test_what_is_said_of_a_deviation_is_said() -> None:
    assert any("avviker från kommunens övriga" in text for text in sayings())
