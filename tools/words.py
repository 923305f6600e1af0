"""
Gather what the program says to people, and say what has no English yet: `python -m tools.words`.

The words in the code are the Swedish; landlord_watch/web/translations/en has the English.
"""

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from tools.steps import BIN, BUILD, ROOT, or_stop, run, say

ENGLISH = ROOT / "landlord_watch" / "web" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
FOLDERS = ("landlord_watch", "templates")
ADVICE = "What could not be read stands above."


def main() -> None:
    """
    Bring the English catalogue up to date with the code, and list what is missing in it.

    Raises: `Stopped`.
    """
    catalogue = english()
    catalogue.update(said(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:  # without lines and days it changes only when words do
        write_po(file, catalogue, omit_header=True, no_location=True, sort_output=True)
    missing = [message.id for message in catalogue if message.id and not has_words(message)]
    say("\n".join([*(f"  {words}" for words in missing), f"{len(missing)} without English."]))


def said() -> Catalog:
    """
    Everything the program says to people, as the code has it.

    Raises: `Stopped`.
    """
    found = BUILD / "words.pot"
    extract = ("extract", "-F", "pyproject.toml", "-k", "lazy_gettext", "-o", found, *FOLDERS)
    run(BIN / "pybabel", *extract, named="words", advice=ADVICE)
    with found.open("rb") as file:
        return read_po(file)


def has_words(message: Message) -> bool:
    """Whether it is said in English, in the singular and in the plural if it has one."""
    said = message.string
    return all(said) if isinstance(said, (list, tuple)) else bool(said)


def english() -> Catalog:
    """The English catalogue; empty if there is none yet."""
    if not ENGLISH.exists():
        return Catalog(locale="en")
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


if __name__ == "__main__":
    or_stop(main)
