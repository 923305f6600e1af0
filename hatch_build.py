"""
What pyproject.toml cannot say of the package by itself.

What the wheel depends on is what requirements/run.in names: one list, not two.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

CARRIED = ("templates", "static/dist", "migrations")


class RequirementsHook(MetadataHookInterface):
    """Reads the dependencies of the project from requirements/run.in."""

    def update(self, metadata: dict[str, Any]) -> None:
        lines = (Path(self.root) / "requirements" / "run.in").read_text().splitlines()
        metadata["dependencies"] = [
            line for line in map(str.strip, lines) if line and not line.startswith("#")
        ]


class CarriedHook(BuildHookInterface[Any]):
    """Puts into a wheel what lies beside the package; a checkout reads it where it lies."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "standard":
            build_data["force_include"].update(
                {name: f"landlord_watch/bundled/{name}" for name in CARRIED}
            )
