"""What pytest says of tests that are run once more for a figure."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree as ET

from tools.steps import ROOT

NOT_PASSED = {"failure", "error", "skipped"}


def told(*what: str) -> dict[str, bool]:
    """Whether each test of these paths passes, by `module::name`; `what`: as pytest is given it."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *what],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": "tests"},
            capture_output=True,
            check=False,  # which of them failed is what is asked for
        )
        cases = ET.parse(report).iter("testcase")  # noqa: S314 -- our own pytest wrote it
        return {_name(case): not NOT_PASSED & {each.tag for each in case} for case in cases}


def _name(case: ET.Element) -> str:
    module = case.attrib["classname"].rpartition(".")[2]
    return f"{module}::{case.attrib['name']}"
