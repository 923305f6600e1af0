"""What axe-core says against a page: every rule of it, with the strict contrast for sunlight."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).resolve().parents[2] / "static/node_modules/axe-core/axe.min.js"

#: axe leaves out what is beyond AA unless it is asked for.
STRICT = ("color-contrast-enhanced",)

ASK = """async (rules) => {
  const options = { resultTypes: ["violations"], rules };
  const { violations } = await axe.run(document, options);
  return violations.map(({ id, help, nodes }) => ({
    id, help, nodes: nodes.map(({ failureSummary, html }) => ({
      html: html.slice(0, 160),
      why: failureSummary.split("\\n").slice(1).join("; ").trim(),
    })),
  }));
}"""


@cache
def source() -> str:
    return SOURCE.read_text(encoding="utf-8")


def violations(page: Page, *, strict: bool = False) -> list[str]:
    """One line for each thing that breaks a rule; `strict` asks for contrast of 7:1."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(source())
    rules = {rule: {"enabled": True} for rule in STRICT} if strict else {}
    found: list[dict[str, Any]] = page.evaluate(ASK, rules)
    return [
        f"{each['id']}: {node['why']} · {node['html']}" for each in found for node in each["nodes"]
    ]
