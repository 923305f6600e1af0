"""Where templates, the built front end and migrations lie: in the wheel, or in the checkout."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def bundled(name: str) -> Path:
    """The folder `name`: inside the installed package if it is there, else in the checkout."""
    inside = PACKAGE / "bundled" / name
    return inside if inside.exists() else PACKAGE.parent / name
