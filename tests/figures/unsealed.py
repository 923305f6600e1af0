"""
A tablet without its seal, so that seeking has something to find.

The build lies outside what is ever served or packed: see static/pwa/test/unsealed.mjs.
"""

import subprocess

from tools.steps import BUILD, FRONT, environment

FOLDER = BUILD / "unsealed"
APP = "figures.unsealed_office:app"


def build() -> None:
    """Build the tablet once more, its encryption replaced by nothing."""
    command = ("node", "pwa/test/unsealed.mjs", FOLDER / "pwa")
    subprocess.run(command, cwd=FRONT, env=environment(), check=True)
