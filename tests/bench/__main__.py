"""Runs every benchmark (or those named) and prints one JSON object a line.

`python -m tests.bench [NAME ...]`; each benchmark is a file here with `main() -> dict`.
"""

import importlib
import json
import pkgutil
import sys
from pathlib import Path

_FOLDER = Path(__file__).parent
_NO_BENCHMARK = ("__main__", "fake_pbx", "agi_server", "account", "large_drawings", "browser_page")


def names() -> list[str]:
    """Every benchmark in this folder."""
    return [
        module.name for module in pkgutil.iter_modules([str(_FOLDER)]) if module.name not in _NO_BENCHMARK
    ]


def run(name: str) -> None:
    """Run one benchmark and print its figures."""
    figures = importlib.import_module(f"tests.bench.{name}").main()
    print(json.dumps({"benchmark": name, **figures}, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    for wanted in sys.argv[1:] or names():
        run(wanted)
