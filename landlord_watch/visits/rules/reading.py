"""Published files as the room's data holds them: read strictly, and said clearly what is wrong."""

import json
import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from landlord_watch.visits.rules.parts import Part

P = TypeVar("P", bound=Part)


@dataclass(frozen=True, slots=True)
class Fault:
    """
    What is wrong at one place of a file; `code` is a stable word.

    `line` counts from 1; None: it is of no one line. `field` is its path, as
    `sections.3.paragraphs`; empty: the file itself.
    """

    line: int | None
    field: str
    code: str
    said: str = ""

    def __str__(self) -> str:
        return f"{self.field}: {self.said or self.code}" if self.field else self.said or self.code


class FileUnreadable(ValueError):
    """A published file that does not say what it must; every fault is a line of its own."""

    def __init__(self, faults: Iterable[Fault | str]) -> None:
        self.found = tuple(
            Fault(None, "", "wrong", each) if isinstance(each, str) else each for each in faults
        )
        self.faults = tuple(map(str, self.found))
        super().__init__("\n".join(self.faults))


class _StrictLoader(yaml.SafeLoader):
    """
    YAML where a key said twice is a fault, and not silently the last one.

    Nothing may stand for something said elsewhere: a few lines could be made to mean
    more than fits in memory.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]  # its stub says nothing
            line = event.start_mark.line + 1
            said = f"line {line}: says only that it is as elsewhere"
            raise FileUnreadable([Fault(line, "", "alias", said)])
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        mapping = super().construct_mapping(node, deep=deep)
        if len(mapping) != len(node.value):
            keys = [self.construct_object(key) for key, _ in node.value]
            line = node.start_mark.line + 1
            raise FileUnreadable(
                Fault(line, "", "twice", f"line {line}: {key} is said twice")
                for key in set(keys)
                if keys.count(key) > 1
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
        raise FileUnreadable([_of_yaml(fault)]) from fault
    except RecursionError as fault:
        raise FileUnreadable([Fault(None, "", "nested", "nested too deep")]) from fault
    except TypeError as fault:
        raise FileUnreadable([Fault(None, "", "not_plain", f"not plain data: {fault}")]) from fault
    except ValidationError as fault:
        raise FileUnreadable(_of_shape(fault, text)) from fault


def _of_yaml(fault: yaml.YAMLError) -> Fault:
    mark = getattr(fault, "problem_mark", None)
    return Fault(mark.line + 1 if mark else None, "", "not_yaml", str(fault))


def _of_shape(fault: ValidationError, text: str) -> Iterator[Fault]:
    root = yaml.compose(text, Loader=_StrictLoader)
    for error in fault.errors():
        field = ".".join(str(step) for step in error["loc"])
        yield Fault(_line_of(root, error["loc"]), field, error["type"], error["msg"])


def line_of(text: str, field: str) -> int | None:
    """The line of a file that a field begins at, or the field around it that is there."""
    return _line_of(yaml.compose(text, Loader=_StrictLoader), field.split("."))


def _line_of(root: yaml.Node | None, path: Iterable[int | str]) -> int | None:
    line = None if root is None else root.start_mark.line + 1
    node = root
    for step in path:
        line, node = _step_into(node, step, line)
    return line


def _step_into(
    node: yaml.Node | None, step: int | str, line: int | None
) -> tuple[int | None, yaml.Node | None]:
    """The line and node of a step; those around it where there is no such step."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and int(step) < len(node.value):
        child = node.value[int(step)]
        return child.start_mark.line + 1, child
    return line, None


@cache
def published_texts(kind: str) -> dict[str, str]:
    """The text of every published file of a kind by its version, the oldest version first."""
    found = {version: text for version, _, text in _published(kind)}
    return {version: found[version] for version in sorted(found, key=version_order)}


@cache
def published_in_languages(kind: str) -> tuple[str, ...]:
    """The text of every published file of a kind that has a file for each language."""
    return tuple(text for _, language, text in _published(kind) if language is not None)


def _published(kind: str) -> Iterator[tuple[str, str | None, str]]:
    """Version, language if it is of one, and text."""
    name = re.compile(rf"{re.escape(kind)}-([0-9]+\.[0-9]+\.[0-9]+)(?:\.([a-z]{{2,3}}))?\.yaml")
    for entry in files("landlord_watch.visits").joinpath("data").iterdir():
        match = name.fullmatch(entry.name)
        if match is not None:
            yield match[1], match[2], entry.read_text(encoding="utf-8")


def version_order(version: str) -> tuple[int, ...]:
    """What versions are sorted by: 1.10.0 comes after 1.9.0."""
    return tuple(int(number) for number in version.split("."))
