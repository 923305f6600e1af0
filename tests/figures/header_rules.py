"""
What the headers of every answer have to say, a rule each, and for each rule a planted fault.

The rules are those that Mozilla's HTTP Observatory scores, written anew and made harder: they hold
for errors and redirects too, and for what is about people nothing may be kept by a browser.
Source: MDN, HTTP Observatory tests and scoring, read 2026-11-22. B.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from werkzeug.datastructures import Headers
from werkzeug.http import parse_options_header
from werkzeug.wrappers import Response

ONE_YEAR = 31_536_000
#: Built files, the same for everybody: they may be kept, everything else may not.
FILES = ("/static/", "/tablet/")
NONCE = re.compile(r"'nonce-([A-Za-z0-9_-]{22,})'")
WEAK_SOURCES = {"*", "'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "data:", "blob:"}
OWN_SOURCES = {"'self'", "'none'", "blob:", "data:"}
CLOSED = {"camera", "geolocation", "microphone"}


@dataclass(frozen=True)
class Answer:
    """What came back from an address."""

    path: str
    status: int
    headers: Headers

    @cached_property
    def policy(self) -> Mapping[str, list[str]]:
        """The one content security policy, by directive; empty if there is none, or several."""
        said = self.headers.getlist("Content-Security-Policy")
        parts = [part.split() for part in said[0].split(";")] if len(said) == 1 else []
        return {words[0]: words[1:] for words in parts if words}

    @property
    def nonce(self) -> str:
        """The word of this answer's own scripts; empty: there is none."""
        found = NONCE.search(self.headers.get("Content-Security-Policy", ""))
        return found[1] if found else ""

    @property
    def is_tablets(self) -> bool:
        return self.path.startswith("/tablet/")

    def sources(self, directive: str) -> list[str]:
        """Where a kind of thing may come from."""
        return self.policy.get(directive, self.policy.get("default-src", ["*"]))

    def says(self, name: str, value: str) -> bool:
        """Whether a header is there once and says this."""
        return self.headers.getlist(name) == [value]


Rule = Callable[[Answer], bool]


def _closes_the_rest(answer: Answer) -> bool:
    return answer.policy.get("default-src") == ["'none'"]


def _runs_own_scripts_alone(answer: Answer) -> bool:
    allowed = set(answer.sources("script-src"))
    if allowed & WEAK_SOURCES or any("." in word or "//" in word for word in allowed):
        return False
    if answer.is_tablets:
        return allowed == {"'self'", "'wasm-unsafe-eval'"}
    return allowed == {"'none'"} or (bool(answer.nonce) and "'strict-dynamic'" in allowed)


def _loads_from_here_alone(answer: Answer) -> bool:
    kinds = ("style-src", "img-src", "connect-src", "font-src", "worker-src", "manifest-src")
    styles = set(answer.sources("style-src"))
    loaded = {source for kind in kinds for source in answer.sources(kind)}
    return loaded <= OWN_SOURCES and styles <= {"'self'", "'none'"}


def _trusts_one_maker_of_scripts(answer: Answer) -> bool:
    if answer.sources("script-src") == ["'none'"]:
        return True
    asked = answer.policy.get("require-trusted-types-for") == ["'script'"]
    return asked and answer.policy.get("trusted-types") == ["app"]


def _is_said_none(directive: str) -> Rule:
    return lambda answer: answer.policy.get(directive) == ["'none'"]


def _sends_forms_here(answer: Answer) -> bool:
    return answer.policy.get("form-action") in (["'self'"], ["'none'"])


def _stays_with_tls(answer: Answer) -> bool:
    name, options = parse_options_header(answer.headers.get("Strict-Transport-Security", ""))
    _, _, seconds = name.partition("max-age=")
    said = answer.headers.get("Strict-Transport-Security", "")
    del options
    return seconds.isdigit() and int(seconds) >= ONE_YEAR and "includeSubDomains" in said


def _closes_what_watches(answer: Answer) -> bool:
    said = dict(
        part.strip().split("=", 1)
        for part in answer.headers.get("Permissions-Policy", "").split(",")
        if "=" in part
    )
    wanted = dict.fromkeys(CLOSED, "()") | ({"camera": "(self)"} if answer.is_tablets else {})
    return {name: said.get(name) for name in CLOSED} == wanted


def _is_not_kept(answer: Answer) -> bool:
    is_a_file = answer.path.startswith(FILES) and answer.status in {200, 304}
    return is_a_file or answer.says("Cache-Control", "no-store")


def _cookies_are_bound(answer: Answer) -> bool:
    return all(_is_bound(said) for said in answer.headers.getlist("Set-Cookie"))


def _is_bound(cookie: str) -> bool:
    name, *attributes = (part.strip() for part in cookie.split(";"))
    said = {each.lower() for each in attributes}
    is_of_this_host = "path=/" in said and not any(each.startswith("domain") for each in said)
    is_shut = {"secure", "httponly"} <= said and bool({"samesite=lax", "samesite=strict"} & said)
    return name.startswith("__Host-") and is_of_this_host and is_shut


def _tells_nothing_of_the_server(answer: Answer) -> bool:
    told = answer.headers.get("Server", "") + answer.headers.get("X-Powered-By", "")
    return not any(letter.isdigit() for letter in told)


def _says_what_it_is(answer: Answer) -> bool:
    if "Content-Type" not in answer.headers:
        return answer.status in {204, 304} or answer.headers.get("Content-Length", "0") == "0"
    kind, options = parse_options_header(answer.headers["Content-Type"])
    return not kind.startswith("text/") or options.get("charset", "").lower() == "utf-8"


def _is_for_no_other_site(answer: Answer) -> bool:
    return "Access-Control-Allow-Origin" not in answer.headers


def _leads_nowhere_else(answer: Answer) -> bool:
    where = answer.headers.get("Location", "/")
    return where.startswith("/") and not where.startswith(("//", "/\\"))


RULES: Mapping[str, Rule] = {
    "what the policy does not name is closed": _closes_the_rest,
    "own scripts alone run": _runs_own_scripts_alone,
    "everything comes from here": _loads_from_here_alone,
    "one maker of scripts is trusted": _trusts_one_maker_of_scripts,
    "no plug-ins": lambda answer: answer.sources("object-src") == ["'none'"],
    "no other base": _is_said_none("base-uri"),
    "in no frame": _is_said_none("frame-ancestors"),
    "forms are sent here": _sends_forms_here,
    "TLS for a year": _stays_with_tls,
    "kinds are not guessed": lambda answer: answer.says("X-Content-Type-Options", "nosniff"),
    "no referrer": lambda answer: answer.says("Referrer-Policy", "no-referrer"),
    "opened by nobody": lambda answer: answer.says("Cross-Origin-Opener-Policy", "same-origin"),
    "embedded by nobody": lambda answer: answer.says("Cross-Origin-Resource-Policy", "same-origin"),
    "nothing watches": _closes_what_watches,
    "nothing is kept": _is_not_kept,
    "cookies are bound": _cookies_are_bound,
    "the server is not told": _tells_nothing_of_the_server,
    "it says what it is": _says_what_it_is,
    "no other site reads it": _is_for_no_other_site,
    "it leads nowhere else": _leads_nowhere_else,
}


def missed(answer: Answer) -> list[str]:
    """The rules that an answer breaks."""
    return [name for name, is_kept in RULES.items() if not is_kept(answer)]


def _replaced(header: str, old: str, new: str) -> Callable[[Response], None]:
    def plant(response: Response) -> None:
        response.headers[header] = response.headers.get(header, "").replace(old, new)

    return plant


def _set(header: str, value: str) -> Callable[[Response], None]:
    return lambda response: response.headers.__setitem__(header, value)


def _without(header: str) -> Callable[[Response], None]:
    return lambda response: response.headers.__delitem__(header)


POLICY = "Content-Security-Policy"

#: By rule, what breaks it in an answer that kept it.
PLANTED: Mapping[str, Callable[[Response], None]] = {
    "what the policy does not name is closed": _replaced(
        POLICY, "default-src 'none'", "default-src 'self'"
    ),
    "own scripts alone run": _replaced(POLICY, "'strict-dynamic'", "'unsafe-inline'"),
    "everything comes from here": _replaced(POLICY, "img-src 'self'", "img-src https:"),
    "one maker of scripts is trusted": _replaced(POLICY, "trusted-types app", "trusted-types *"),
    "no plug-ins": _replaced(POLICY, "object-src 'none'", "object-src 'self'"),
    "no other base": _replaced(POLICY, "base-uri 'none'", "base-uri 'self'"),
    "in no frame": _replaced(POLICY, "frame-ancestors 'none'; ", ""),
    "forms are sent here": _replaced(POLICY, "form-action 'self'; ", ""),
    "TLS for a year": _set("Strict-Transport-Security", "max-age=300; includeSubDomains"),
    "kinds are not guessed": _without("X-Content-Type-Options"),
    "no referrer": _set("Referrer-Policy", "origin"),
    "opened by nobody": _without("Cross-Origin-Opener-Policy"),
    "embedded by nobody": _set("Cross-Origin-Resource-Policy", "cross-origin"),
    "nothing watches": _replaced("Permissions-Policy", "geolocation=()", "geolocation=*"),
    "nothing is kept": _set("Cache-Control", "private, max-age=60"),
    "cookies are bound": _set("Set-Cookie", "sid=x; Secure; HttpOnly; SameSite=Lax; Path=/"),
    "the server is not told": _set("Server", "gunicorn/23.0"),
    "it says what it is": _set("Content-Type", "text/html"),
    "no other site reads it": _set("Access-Control-Allow-Origin", "*"),
    "it leads nowhere else": _set("Location", "https://elsewhere.example/"),
}
