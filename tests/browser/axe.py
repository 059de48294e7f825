"""Accessibility as axe-core judges it: WCAG 2.1 A and AA, and its best practices."""

import json
from functools import cache
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

_AXE: Final = Path(__file__).parents[2] / "designer/frontend/node_modules/axe-core/axe.min.js"
_RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")


@cache
def _source() -> str:
    return _AXE.read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What is wrong on the page as it is shown now, a line each: rule, what it asks for, where."""
    page.evaluate(_source())
    options = json.dumps({"runOnly": _RULES, "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run(document, {options})")["violations"]
    return [
        f"{violation['id']}: {violation['help']}: {' '.join(node['target'][0:1])} {node['html'][:200]}"
        for violation in found
        for node in violation["nodes"]
    ]
