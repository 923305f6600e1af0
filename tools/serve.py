"""
Serve the checkout on loopback: `python -m tools.serve 8000`.

The first time, an invented municipality is made in var/; what is there already is kept, and
brought up to date. The server is the one that a municipality runs.
"""

import os
import socket
import subprocess
import sys

from tools.steps import BIN, ROOT, Stopped, environment, or_stop, say

SETTINGS = ROOT / "var" / "landlord_watch.env"
HOST = "127.0.0.1"
#: How the server's threads share its lines: docs/set-up.md.
WORKER = "landlord_watch.web.workers.StayingThreads"
#: What readies an installation of one's own, and a demo.
OWN = (("init",), ("keys", "init", "--if-none"))
DEMO = (("demo",),)


def main(port: int) -> None:
    """
    Ready the database and become the server.

    Raises: `Stopped`.
    """
    refuse_taken(port)
    ready()
    said = {**practising(port), **environment(), **settings()}
    where = said.get("LANDLORD_WATCH_ADDRESS", f"http://{HOST}:{port}")
    say(f"\nlandlord_watch is at {where} — Ctrl+C ends it.\n")
    words = ("--bind", f"{HOST}:{port}", "--worker-class", WORKER, "--threads", "8")
    server = str(BIN / "gunicorn")
    os.chdir(ROOT)
    os.execve(server, [server, *words, "--log-level", "warning", "landlord_watch.wsgi:app"], said)


def practising(port: int) -> dict[str, str]:
    """Where an installation of one's own is tried here, by a name that a key may be bound to."""
    return {"LANDLORD_WATCH_ADDRESS": f"http://localhost:{port}"} if is_own() else {}


def is_own() -> bool:
    """Whether what lies in var/ is no demo."""
    return SETTINGS.exists() and settings().get("LANDLORD_WATCH_DEMO") != "yes"


def refuse_taken(port: int) -> None:
    """Say at once, and in words, that something else listens there."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except OSError as trouble:
            raise Stopped(f"Port {port} is taken. Choose another: make run port=8001") from trouble


def ready() -> None:
    """Make the demo, or bring what there is up to date; either says how to sign in."""
    for words in OWN if is_own() else DEMO:
        command = [str(BIN / "landlord-watch"), *words]
        if subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode != 0:
            raise Stopped(f"Failed: landlord-watch {' '.join(words)}. What it says stands above.")


def settings() -> dict[str, str]:
    """What the installation decided; what the environment says already wins."""
    lines = [line.partition("=") for line in SETTINGS.read_text().splitlines()]
    said = {name: value for name, mark, value in lines if mark and not name.startswith("#")}
    return {name: os.environ.get(name, value) for name, value in said.items()}


if __name__ == "__main__":
    or_stop(lambda: main(int(sys.argv[1])))
