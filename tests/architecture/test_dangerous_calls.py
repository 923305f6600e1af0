"""Nothing runs text as code, starts programs or is a weak cipher, but where it is said."""

import ast
import re
from collections.abc import Iterator

import pytest

from architecture.house import ROOT, Module, at, faults, files, modules, planted

#: What is named by any of these runs text, starts a program, or trusts what it is given.
DANGEROUS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "pickle",
    "marshal",
    "shelve",
    "subprocess",
    "popen",
    "system",
    "render_template_string",
    "from_string",
    "xml",
    "unsafe_load",
    "full_load",
}
#: Two programs are started: our own, which read a picture and a table. Typst sets what our
#: templates say.
MAY = {
    "landlord_watch/infra/charting.py": {"subprocess"},
    "landlord_watch/infra/pictures.py": {"subprocess"},
    "landlord_watch/infra/prepared.py": {"compile"},  # SQLAlchemy's word for rendering a statement
    "landlord_watch/infra/sheets.py": {"subprocess"},
    "landlord_watch/infra/typesetting.py": {"compile"},
}
#: Patterns are compiled by `re`, which runs none of it.
HARMLESS = {"re.compile"}

WEAK = {"md5", "sha1", "SHA1", "MD5", "ECB", "CBC", "PKCS1v15", "Fernet", "ARC4", "TripleDES"}
WEAK_IN_BROWSERS = {'"SHA-1"', '"AES-CBC"', '"AES-CTR"', '"RSASSA-PKCS1-v1_5"'}


def named(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every name that a module imports or calls, with where."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, part) for one in node.names for part in one.name.split("."))
        elif isinstance(node, ast.ImportFrom):
            names = [*(node.module or "").split("."), *(one.name for one in node.names)]
            yield from ((node, name) for name in names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) not in HARMLESS:
            yield node, ast.unparse(node.func).rpartition(".")[2]


def dangerous(module: Module) -> Iterator[str]:
    allowed = MAY.get(str(module.path), set())
    for node, name in named(module.tree):
        if name in DANGEROUS - allowed:
            yield at(module, node, name)


def weak(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        name = getattr(node, "attr", getattr(node, "id", None))
        imported = {one.name for one in node.names} if isinstance(node, ast.ImportFrom) else set()
        for found in ({name} | imported) & WEAK:
            yield at(module, node, found)


def unverified(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        is_off = isinstance(node, ast.keyword) and ast.unparse(node) == "verify=False"
        if is_off or getattr(node, "attr", "") in {"CERT_NONE", "_create_unverified_context"}:
            yield at(module, node, ast.unparse(node))


def test_nothing_runs_text_or_starts_programs():
    assert faults(dangerous, modules("landlord_watch")) == []


@pytest.mark.parametrize(
    "text",
    [
        "eval(typed)",
        "import pickle",
        "from subprocess import run",
        "import os\nos.system(typed)",
        "import xml.etree.ElementTree",
        "from flask import render_template_string",
        "compile(typed, '', 'exec')",
    ],
)
def test_what_runs_text_or_starts_programs_is_found(text: str):
    assert faults(dangerous, [planted(text)]) != []


def test_documents_are_set_from_data_that_is_never_run():
    sources = [path.read_text() for path in files(ROOT / "templates", "*.typ")]

    assert sources != []
    assert [text for text in sources if re.search(r"\beval\s*\(", text)] == []


def test_no_cipher_or_hash_is_weak():
    vault = [
        Module(path.relative_to(ROOT), path.read_text())
        for path in files(ROOT / "static" / "pwa" / "src", "*.ts")
    ]

    assert faults(weak, modules("landlord_watch")) == []
    assert [str(one.path) for one in vault for each in WEAK_IN_BROWSERS if each in one.text] == []


@pytest.mark.parametrize(
    "text", ["from hashlib import md5", "hashes.SHA1()", "modes.CBC(iv)", "padding.PKCS1v15()"]
)
def test_a_weak_cipher_or_hash_is_found(text: str):
    assert faults(weak, [planted(text)]) != []


def test_certificates_of_others_are_looked_at():
    assert faults(unverified, modules("landlord_watch")) == []


@pytest.mark.parametrize("text", ["get(url, verify=False)", "context.verify_mode = ssl.CERT_NONE"])
def test_a_certificate_that_is_not_looked_at_is_found(text: str):
    assert faults(unverified, [planted(text)]) != []
