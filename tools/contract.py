"""
The shapes that tablet and office share: written from the program, never by hand.

`python -m tools.contract` writes them; with `check` it refuses if that changed anything.
"""

import subprocess
import sys

from tools.steps import BIN, FRONT, ROOT, Stopped, or_stop, run, say

DOCUMENT = ROOT / "docs" / "openapi.json"
WRITTEN = (DOCUMENT, FRONT / "pwa" / "src" / "domain" / "contract.ts")
ADVICE = "The contract cannot be written; what is wrong stands above."


def main(words: list[str]) -> None:
    """
    Write the document and the tablet's types.

    Raises: `Stopped`, if asked to check and a file was not what it should be.
    """
    before = [path.read_bytes() if path.exists() else b"" for path in WRITTEN]
    with DOCUMENT.open("wb") as out:
        subprocess.run(
            [BIN / "python", "-m", "landlord_watch.sync.openapi"], stdout=out, check=True
        )
    run("npm", "run", "contract", at=FRONT, named="contract", advice=ADVICE)
    changed = [path for path, was in zip(WRITTEN, before, strict=True) if path.read_bytes() != was]
    names = ", ".join(str(path.relative_to(ROOT)) for path in changed)
    if changed and words == ["check"]:
        raise Stopped(f"Was out of date and is now written anew: {names}. Commit it.")
    say(f"Written: {names}" if changed else "The contract is as the program says.")


if __name__ == "__main__":
    or_stop(lambda: main(sys.argv[1:]))
