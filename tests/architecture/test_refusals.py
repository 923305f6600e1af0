"""Every refusal has a code of its own, and a sentence for people in the catalogue."""

import ast
import importlib
import pkgutil
import string
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import landlord_watch
from architecture.house import Module, at, classes, faults, functions, planted, room_modules
from landlord_watch.kernel.errors import DomainError
from landlord_watch.web.sentences import SENTENCES


def every_refusal() -> list[type[DomainError]]:
    """The refusals of the whole program, once each."""
    for module in pkgutil.walk_packages(landlord_watch.__path__, "landlord_watch."):
        if not module.name.endswith(("__main__", ".wsgi")):  # these start the program
            importlib.import_module(module.name)
    return list(below(DomainError))


def below(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("landlord_watch."):
            yield one
            yield from below(one)


def without_a_code_of_its_own(refusals: Iterable[type[DomainError]]) -> list[str]:
    """Refusals that share a code, or have only their parent's."""
    kinds = list(refusals)
    shared = {code for code, times in Counter(kind.code for kind in kinds).items() if times > 1}
    return [kind.__name__ for kind in kinds if kind.code in shared]


def without_sentence(
    refusals: Iterable[type[DomainError]], known: Mapping[str, object]
) -> list[str]:
    """Refusals that people would only see the code of."""
    return [kind.code for kind in refusals if kind.code not in known]


def unfillable(module: Module) -> Iterator[str]:
    """A sentence that names what its refusal's context does not hold."""
    for kind in classes(module.tree):
        code = next((n.value for n in kind.body if is_code(n)), None)
        init = next((f for f in functions(kind) if f.name == "__init__"), None)
        if code is None or init is None:
            continue
        held = {
            keyword.arg for call in ast.walk(init) if is_super(call) for keyword in call.keywords
        }
        missing = asked(str(SENTENCES.get(ast.literal_eval(code), ""))) - held
        if missing and None not in held:
            yield at(module, kind, f"its sentence asks for {sorted(missing)}")


def is_code(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "code"


def is_super(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "super().__init__"


def asked(sentence: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_refusal_has_a_code_of_its_own():
    assert without_a_code_of_its_own(every_refusal()) == []


def test_a_shared_or_missing_code_is_found():
    class RentMissing(DomainError):
        code = "rent_missing"

    class RentGone(DomainError):
        code = "rent_missing"

    assert without_a_code_of_its_own([RentMissing, RentGone]) == ["RentMissing", "RentGone"]


def test_every_refusal_has_a_sentence():
    assert without_sentence(every_refusal(), SENTENCES) == []


def test_a_refusal_without_sentence_is_found():
    class RentForgotten(DomainError):
        code = "rent_forgotten"

    assert without_sentence([RentForgotten], SENTENCES) == ["rent_forgotten"]


def test_every_sentence_can_be_filled_from_its_refusal():
    assert faults(unfillable, room_modules("errors")) == []


def test_a_sentence_that_asks_for_more_is_found():
    refusal = """
class TooManyAttempts(DomainError):
    code = "too_many_attempts"
    def __init__(self, *, seconds):
        super().__init__(seconds=seconds)
"""

    assert asked(str(SENTENCES["too_many_attempts"])) == {"wait_seconds"}
    assert len(faults(unfillable, [planted(refusal)])) == 1
