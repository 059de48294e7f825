"""The runtime stays free of what must never touch a call: proved in a fresh Python, not by reading the
source.
"""

import json
import subprocess
import sys

import pytest

FORBIDDEN = ("django", "channels", "daphne", "celery", "redis", "networkx", "scenarios", "designer", "config")

IMPORT_THE_CALL_PATH = """
import json, sys
from runtime.component import components
components()
import runtime.answering, runtime.interpreter, runtime.server, runtime.simulator, runtime.speech
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.fixture(scope="module")
def loaded() -> list[str]:
    """The top-level packages in memory after the whole call path was imported."""
    run = subprocess.run(
        [sys.executable, "-c", IMPORT_THE_CALL_PATH], capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)


@pytest.mark.parametrize("package", FORBIDDEN)
def test_the_call_path_loads_nothing_of_the_web_or_of_networkx(loaded: list[str], package: str):
    assert package not in loaded


def test_the_call_path_was_really_imported(loaded: list[str]):
    assert {"runtime", "msgspec", "panoramisk"} <= set(loaded)
