"""Published files as the room's data holds them: read strictly, and said clearly what is wrong."""

import json
import re
from collections.abc import Hashable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from landlord_watch.visits.rules.parts import Part

P = TypeVar("P", bound=Part)


class FileUnreadable(ValueError):
    """A published file that does not say what it must; every fault is a line of its own."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class _StrictLoader(yaml.SafeLoader):
    """YAML where a key said twice is a fault, and not silently the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            keys = [self.construct_object(key) for key, _ in node.value]
            line = node.start_mark.line + 1
            raise FileUnreadable(
                f"line {line}: {key} is said twice" for key in set(keys) if keys.count(key) > 1
            )
        return mapping


def read_yaml(text: str, shape: type[P]) -> P:
    """
    The text of a file as `shape`.

    Raises: `FileUnreadable`.
    """
    try:
        said = yaml.load(text, Loader=_StrictLoader)  # noqa: S506  a SafeLoader, and stricter
        return shape.model_validate_json(json.dumps(said), strict=True)
    except yaml.YAMLError as fault:
        raise FileUnreadable([str(fault)]) from fault
    except TypeError as fault:
        raise FileUnreadable([f"not plain data: {fault}"]) from fault
    except ValidationError as fault:
        raise FileUnreadable(_lines_of(fault)) from fault


def _lines_of(fault: ValidationError) -> Iterator[str]:
    for error in fault.errors():
        yield f"{'.'.join(str(step) for step in error['loc'])}: {error['msg']}"


@cache
def published_texts(kind: str) -> dict[str, str]:
    """The text of every published file of a kind by its version, the oldest version first."""
    name = re.compile(rf"{re.escape(kind)}-([0-9]+\.[0-9]+\.[0-9]+)\.yaml")
    found = {
        match[1]: entry.read_text(encoding="utf-8")
        for entry in files("landlord_watch.visits").joinpath("data").iterdir()
        if (match := name.fullmatch(entry.name))
    }
    return {version: found[version] for version in sorted(found, key=version_order)}


def version_order(version: str) -> tuple[int, ...]:
    """What versions are sorted by: 1.10.0 comes after 1.9.0."""
    return tuple(int(number) for number in version.split("."))
