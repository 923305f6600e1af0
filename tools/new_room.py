"""
Make the skeleton of a room: `python -m tools.new_room cases`.

Every module of a room is optional; take away what it does not need.
"""

import sys

from tools.steps import ROOT, Stopped, or_stop, say

#: Left imports right; what each is for, as its docstring begins.
MODULES = {
    "services": "What is done to {words}; each takes the database session first.",
    "queries": "What is asked about {words}.",
    "models": "The tables of {words}.",
    "rules": "What holds for {words}, whoever asks; no database, no web.",
    "errors": "What {words} may be refused for.",
}

PLACES = """
Now give it its place in pyproject.toml, [tool.importlinter]:
  1. in `layers` of "Rooms": above what it uses, below what uses it
  2. in `containers` of "Inside a room"
  3. in `source_modules` of "Only the doors know Flask"
and, when it has tables, in landlord_watch/models.py (ROOMS).
`make check only=rooms` says whether the contract agrees; docs/adr/ keeps why the room is there.
"""


def main(name: str) -> None:
    """
    Write the modules and the folder of tests, and say where the room gets its place.

    Raises: `Stopped`.
    """
    room = ROOT / "landlord_watch" / name
    if not name.isidentifier() or name != name.lower():
        raise Stopped("A room is named in lower case, by a plural noun: make room name=cases")
    if room.exists():
        raise Stopped(f"There is already {room.relative_to(ROOT)}.")
    words = name.replace("_", " ")
    room.mkdir()
    (room / "__init__.py").write_text(f'"""{words.capitalize()}."""\n')
    for module, says in MODULES.items():
        (room / f"{module}.py").write_text(f'"""{says.format(words=words)}"""\n')
    (ROOT / "tests" / "unit" / name).mkdir(parents=True, exist_ok=True)
    say(f"Made landlord_watch/{name}/ and tests/unit/{name}/.{PLACES}")


if __name__ == "__main__":
    or_stop(lambda: main(" ".join(sys.argv[1:])))
