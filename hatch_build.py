"""What the wheel depends on is what requirements/run.in names: one list, not two."""

from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface


class RequirementsHook(MetadataHookInterface):
    """Reads the dependencies of the project from requirements/run.in."""

    def update(self, metadata: dict[str, Any]) -> None:
        lines = (Path(self.root) / "requirements" / "run.in").read_text().splitlines()
        metadata["dependencies"] = [
            line for line in map(str.strip, lines) if line and not line.startswith("#")
        ]
