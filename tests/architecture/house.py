"""
Reading the house: which files there are, and what stands in them.

A rule is a function from one read file to what is wrong with it. Each is tried twice:
on every file of the house, and on a planted fault that it must find.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "landlord_watch"
NOT_OURS = {".types", "node_modules", "dist", "build", "var", "__pycache__", "bundled"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file: where it lies, seen from the root, and what it says."""

    path: Path
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def name(self) -> str:
        """The module's own name; a package's is its folder's."""
        return self.path.parent.name if self.path.name == "__init__.py" else self.path.stem


def planted(text: str, *, at: str = "landlord_watch/rents/services.py") -> Module:
    """A file that is not there, to try a rule on."""
    return Module(path=Path(at), text=text)


def files(folder: Path, pattern: str) -> Iterator[Path]:
    """Files of ours, in order; nothing installed or built."""
    for path in sorted(folder.rglob(pattern)):
        inside = path.relative_to(ROOT).parts
        if not NOT_OURS.intersection(inside) and not inside[0].startswith(".venv"):
            yield path


def modules(*folders: str) -> list[Module]:
    """The Python files of these folders of the root."""
    found = [path for folder in folders for path in files(ROOT / folder, "*.py")]
    assert found, f"no Python in {folders}"
    return [Module(path.relative_to(ROOT), path.read_text()) for path in found]


def room_modules(name: str) -> list[Module]:
    """The module or package `name` of every room: rents/services.py, visits/rules/outcome.py."""
    return [
        module
        for module in modules("landlord_watch")
        if module.path.parts[2:3] in ((f"{name}.py",), (name,))
    ]


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function, method and function inside a function."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def classes(tree: ast.AST) -> Iterator[ast.ClassDef]:
    """Every class."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def public(nodes: Iterable[ast.stmt]) -> Iterator[Function | ast.ClassDef]:
    """What stands outermost in a module, or in a class, and has no underscore before it."""
    for node in nodes:
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node


def words(name: str) -> set[str]:
    """The words of a name: `RentHandler` and `rent_handler` are rent and handler."""
    return set(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_"))


def at(module: Module, node: ast.AST, says: str) -> str:
    """A fault, with the line it is on."""
    return f"{module.path}:{getattr(node, 'lineno', 1)}: {says}"


def faults(rule: Callable[[Module], Iterable[str]], read: Iterable[Module]) -> list[str]:
    """What a rule finds in these files."""
    return [fault for module in read for fault in rule(module)]
