"""Templates: nothing unescaped, nothing inline, and no form that another site could send."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from architecture.house import ROOT, Module, faults, files, planted

TEMPLATES = [
    Module(path.relative_to(ROOT), path.read_text()) for path in files(ROOT / "templates", "*.html")
]
TOKEN = re.compile(r"csrf_token|hidden_tag\(")
MACRO = re.compile(r"{% macro (?P<name>\w+)\(.*?{% endmacro", re.DOTALL)
#: Macros that bring the token into the form that calls them.
BRINGS_TOKEN = {
    macro["name"]
    for template in TEMPLATES
    for macro in MACRO.finditer(template.text)
    if TOKEN.search(macro[0])
}
#: What others extend, include or import is a part, and extends nothing itself.
PARTS = {
    part
    for template in TEMPLATES
    for part in re.findall(r"{%-? *(?:extends|include|from|import) \"([^\"]+)\"", template.text)
}

FORBIDDEN = {
    r"\|\s*safe\b|\bMarkup\b|autoescape\s+false": "unescaped",
    r"<style\b|\sstyle\s*=": "inline style",
    r"\son[a-z]+\s*=\s*[\"']|javascript:": "inline handler",
    r"<script\b(?![^>]*\ssrc=)": "inline script",
    r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//": "another origin",
    r"\.query\b|\bsession\.(?:scalars?|execute|get)\b|\bdb\(\)": "a query",
}
FORM = re.compile(r"<form\b(?P<tag>[^>]*(?:\{\{.*?\}\}[^>]*)*)>(?P<inside>.*?)</form>", re.DOTALL)


def forbidden(template: Module) -> Iterator[str]:
    """What no template may hold."""
    for pattern, says in FORBIDDEN.items():
        for found in re.finditer(pattern, template.text, re.IGNORECASE):
            line = template.text.count("\n", 0, found.start()) + 1
            yield f"{template.path}:{line}: {says}: {found[0].strip()}"


def open_forms(template: Module) -> Iterator[str]:
    """A form that is sent without a token, or does not say where to."""
    for form in FORM.finditer(template.text):
        if "action=" not in form["tag"]:
            yield f"{template.path}: a form without action"
        is_posted = re.search(r"method=[\"']post", form["tag"], re.IGNORECASE)
        called = set(re.findall(r"(\w+)\(", form["inside"]))
        if is_posted and not (TOKEN.search(form["inside"]) or called & BRINGS_TOKEN):
            yield f"{template.path}: a form posted without a token"


def without_layout(template: Module) -> Iterator[str]:
    """A page that does not begin by extending a layout."""
    begins = template.text.lstrip().startswith('{% extends "layouts/')
    if str(template.path.relative_to("templates")) not in PARTS and not begins:
        yield f"{template.path}: extends no layout"


def page(text: str, at: str = "templates/office/rents/new_rent.html") -> Module:
    return planted(text, at=at)


def test_there_are_templates_to_read():
    assert Path("templates/layouts/base.html") in {template.path for template in TEMPLATES}


def test_nothing_is_unescaped_inline_or_from_elsewhere():
    assert faults(forbidden, TEMPLATES) == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ note | safe }}",
        "{% autoescape false %}",
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        '<script src="https://cdn.example/x.js"></script>',
        "{{ Rent.query.all() }}",
    ],
)
def test_what_is_unescaped_inline_or_from_elsewhere_is_found(text):
    assert len(faults(forbidden, [page(text)])) == 1


def test_a_module_of_ours_and_a_link_out_may_stand():
    text = '<script type="module" src="{{ url }}"></script><a href="https://www.example.se/">x</a>'

    assert faults(forbidden, [page(text)]) == []


def test_every_form_says_where_to_and_carries_its_token():
    assert faults(open_forms, TEMPLATES) == []


@pytest.mark.parametrize(
    "text",
    [
        '<form method="post" action="/x"><button>Spara</button></form>',
        '<form method="post">{{ form.csrf_token }}</form>',
        '<form method="get"></form>',
        '<form class="{{ x if y > 1 else z }}" method="post" action="/x"></form>',
    ],
)
def test_an_open_form_is_found(text):
    assert len(faults(open_forms, [page(text)])) == 1


def test_every_page_extends_a_layout():
    assert faults(without_layout, TEMPLATES) == []


def test_a_page_without_layout_is_found():
    assert len(faults(without_layout, [page("<h1>Ny hyra</h1>")])) == 1
    assert faults(without_layout, [page("<nav></nav>", at="templates/components/page.html")]) == []
