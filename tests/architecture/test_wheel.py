"""The wheel carries all it needs, and runs from it: no checkout, no Node."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from architecture.house import ROOT

ASK = """
import json, sys
from landlord_watch.infra import bundled, schema
from landlord_watch.settings import read_settings
from landlord_watch.web.app import create_app
from landlord_watch.cli.installation import upgrade_database

settings = read_settings()
settings.var.mkdir(parents=True, exist_ok=True)
upgrade_database(settings.database_url)
client = create_app(settings).test_client()
page = client.get("/", follow_redirects=True)
print(json.dumps({
    "from": bundled.__file__,
    "status": page.status_code,
    "html": page.get_data(as_text=True),
    "styles": [
        client.get(line.split('href="')[1].split('"')[0]).status_code
        for line in page.get_data(as_text=True).splitlines()
        if "stylesheet" in line
    ],
}))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    pip("install", "--no-index", "--target", folder, wheel)
    return folder


def pip(*words: str | Path) -> None:
    quiet = ("--quiet", "--no-deps", "--disable-pip-version-check")
    subprocess.run([sys.executable, "-m", "pip", words[0], *quiet, *words[1:]], check=True)


def said_by(installed: Path, *command: str | Path, at: Path) -> str:
    """What a command prints, in another folder, with the wheel alone and no Node on the path."""
    alone = {
        "PATH": os.devnull,
        "PYTHONPATH": str(installed),
        "LANDLORD_WATCH_SECRET_KEY": "only for this test",
        "LANDLORD_WATCH_VAR": str(at / "var"),
    }
    ended = subprocess.run(
        [sys.executable, *command], cwd=at, env=alone, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.parametrize(
    "part",
    [
        "templates/layouts/base.html",
        "static/dist/office/",
        "static/dist/fonts/noto-sans-arabic/NotoSansArabic",
        "static/dist/fonts/noto-sans-arabic/LICENSE",
        "migrations/env.py",
        "migrations/versions/0001_first_tables.py",
    ],
)
def test_the_wheel_carries_what_the_program_reads(wheel, part):
    names = zipfile.ZipFile(wheel).namelist()

    assert any(name.startswith(f"landlord_watch/bundled/{part}") for name in names)


def test_the_wheel_carries_data_and_compiled_catalogues(wheel):
    carried = set(zipfile.ZipFile(wheel).namelist())
    kept = [path for path in (ROOT / "landlord_watch").rglob("*") if path.suffix in KEPT]
    missing = {str(path.relative_to(ROOT)) for path in kept} - carried

    assert {path.suffix for path in kept} == KEPT
    assert missing == set()


KEPT = {".csv", ".yaml", ".mo", ".py"}


def test_the_command_says_what_it_can_do(installed, tmp_path):
    assert "init" in said_by(installed, installed / "bin" / "landlord-watch", "--help", at=tmp_path)


def test_the_wheel_serves_the_first_page_and_its_looks(installed, tmp_path):
    answer = json.loads(said_by(installed, "-c", ASK, at=tmp_path))

    assert answer["from"].startswith(str(installed))
    assert answer["status"] == 200
    assert '<form method="post"' in answer["html"]
    assert answer["styles"]
    assert set(answer["styles"]) == {200}
