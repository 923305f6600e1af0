"""
Make a bare checkout ready: `python3 -m tools.set_up run`, or `test` for all that tests need.

Needs Python 3.11 and a line to the package registries the first time; nothing else.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 -- says so in words, where an older Python is the default
    sys.exit("Python 3.11 or later is needed. Say which: make PYTHON=/path/to/python3.11 …")

import fcntl
import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from tools.browser import CHOSEN, find_browser
from tools.steps import BIN, BUILD, FRONT, ROOT, Step, Stopped, or_stop, run, say, take
from tools.tracer import FOUND, find_tracer

REQUIREMENTS = ROOT / "requirements"
TRANSLATIONS = ROOT / "landlord_watch" / "web" / "translations"
#: What Vite asks for; see `engines` in static/package.json.
NODE_NEEDED = (20, 19)
LINE = "Is there a line to the package registry? Then run make again."


def main(purpose: str) -> None:
    """
    Take every step for `run` or `test`.

    Raises: `Stopped`.
    """
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "set-up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two makes at once would install into each other
        for step in steps(purpose):
            take(step)


def steps(purpose: str) -> list[Step]:
    """What is to be done, in order; only what asks for a tool waits for the tool."""
    every = [environment_step(), python_step("run"), package_step()]
    every += [] if node_is_enough() else [node_step()]
    every += [modules_step(), front_step(), catalogue_step()]
    if purpose == "run":
        return every
    return [*every, python_step("test"), browser_step(), tracer_step()]


def environment_step() -> Step:
    """A virtual environment of this Python, in this folder."""
    return Step(
        name="environment",
        says=f"Making a virtual environment (Python {sys.version.split()[0]})",
        inputs=[sys.version, str(ROOT)],
        makes=BIN / "pip",
        do=make_environment,
    )


def make_environment() -> None:
    """Make .venv; Debian keeps a part of what that needs in a package of its own."""
    if importlib.util.find_spec("ensurepip") is None:
        install_venv_package()
    shutil.rmtree(BIN.parent, ignore_errors=True)
    advice = "Remove the folder .venv and run make again."
    run(sys.executable, "-m", "venv", BIN.parent, named="environment", advice=advice)


def install_venv_package() -> None:
    """Fetch Debian's python3-venv if we may, else say how to."""
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    advice = f"Python lacks venv. Run: sudo apt-get install {package}, then run make again."
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Stopped(advice)
    say(f"  installing {package}")
    run("apt-get", "update", "-q", named="apt-update", advice=advice)
    run("apt-get", "install", "-q", "-y", package, named="apt-venv", advice=advice)


def python_step(purpose: str) -> Step:
    """What the program needs (`run`), or what its tests need besides (`test`)."""
    names = {"run": ["run.txt", "build.txt"], "test": ["test.txt"]}[purpose]
    files = [REQUIREMENTS / name for name in names]
    return Step(
        name=f"python-{purpose}",
        says=f"Installing Python packages to {purpose} (a minute or two the first time)",
        inputs=[str(ROOT), sys.version, *files],
        makes=BIN / {"run": "gunicorn", "test": "pytest"}[purpose],
        do=lambda: pip_install(*files),
    )


def pip_install(*files: Path) -> None:
    """Install pinned packages, each against its hash."""
    asked = [word for file in files for word in ("-r", str(file))]
    pip("install", "--require-hashes", *asked, named=files[0].stem)


def pip(*words: str, named: str, advice: str = LINE) -> None:
    """Call the environment's pip, quietly."""
    quiet = ("--no-input", "--progress-bar=off", "--disable-pip-version-check")
    command = ("-m", "pip", words[0], *quiet, *words[1:])
    run(BIN / "python", *command, named=f"pip-{named}", advice=advice)


def package_step() -> Step:
    """The program itself, read from this folder, and its command `landlord-watch`."""
    asked = ("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    advice = "pyproject.toml or hatch_build.py cannot be built from; what is wrong stands above."
    return Step(
        name="package",
        says="Installing the command landlord-watch",
        inputs=[
            str(ROOT),
            ROOT / "pyproject.toml",
            ROOT / "hatch_build.py",
            REQUIREMENTS / "run.in",
        ],
        makes=BIN / "landlord-watch",
        do=lambda: pip(*asked, named="package", advice=advice),
    )


def node_is_enough() -> bool:
    """Whether the machine has a Node that the front end can be built with, and its npm."""
    here = str(BIN)
    path = os.pathsep.join(p for p in os.get_exec_path() if p != here)
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node is None or npm is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    numbers = re.match(r"v(\d+)\.(\d+)", said)
    return numbers is not None and (int(numbers[1]), int(numbers[2])) >= NODE_NEEDED


def node_step() -> Step:
    """Node from a wheel."""
    wanted = REQUIREMENTS / "node.txt"
    return Step(
        name="node",
        says="Installing Node (the machine has none that is new enough)",
        inputs=[str(ROOT), wanted],
        makes=BIN / "node",
        do=lambda: pip_install(wanted),
    )


def modules_step() -> Step:
    """What the front end is built from and with."""
    words = ("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
    return Step(
        name="modules",
        says="Installing the front end's packages",
        inputs=[FRONT / "package.json", FRONT / "package-lock.json"],
        makes=FRONT / "node_modules",
        do=lambda: run(*words, at=FRONT, named="npm-ci", advice=LINE),
    )


def front_step() -> Step:
    """The built front end, as browsers get it."""
    made = {"node_modules", "dist", ".types"}
    sources = [path for path in sorted(FRONT.iterdir()) if path.name not in made]
    advice = "The front end does not build; what it says stands above."
    return Step(
        name="front",
        says="Building the front end",
        inputs=sources,
        makes=FRONT / "dist",
        do=lambda: run("npm", "run", "build", at=FRONT, named="npm-build", advice=advice),
    )


def catalogue_step() -> Step:
    """The sentences of each language, compiled; without a header Babel calls them all fuzzy."""
    words = ("pybabel", "compile", "--use-fuzzy", "--directory", TRANSLATIONS)
    advice = "A catalogue cannot be read; what is wrong with it stands above."
    catalogues = sorted(TRANSLATIONS.rglob("*.po"))
    return Step(
        name="catalogues",
        says="Compiling the catalogues",
        inputs=catalogues,
        makes=catalogues[0].with_suffix(".mo") if catalogues else ROOT,
        do=lambda: run(*words, named="catalogues", advice=advice) if catalogues else None,
    )


def browser_step() -> Step:
    """A browser that the tests can drive."""
    return Step(
        name="browser",
        says="Finding a browser for the tests",
        inputs=[str(ROOT), REQUIREMENTS / "test.txt"],
        makes=CHOSEN,
        do=find_browser,
    )


def tracer_step() -> Step:
    """A tracer that figures count flushes with; nothing stops where there is none."""
    return Step(
        name="tracer",
        says="Looking for a tracer for the figures",
        inputs=[str(ROOT)],
        makes=FOUND,
        do=find_tracer,
    )


if __name__ == "__main__":
    or_stop(lambda: main(sys.argv[1]))
