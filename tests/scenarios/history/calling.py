"""A server to kill: tells of calls as fast as it can, and says of each event that its write has returned.

`python -m tests.scenarios.history.calling SPOOL ROUND`; each line of its output is "call seq".
"""

import os
import sys
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from scenarios.history.answered import AnsweredHistory  # noqa: E402
from tests.scenarios.history.told import whole_call  # noqa: E402

_CALLS_AT_ONCE = 20


def tell(history: AnsweredHistory, call_round: str) -> None:
    """Calls without end, twenty at a time, step by step."""
    number = 0
    while True:
        calls = [whole_call(f"{call_round}.{number + place}", length=12) for place in range(_CALLS_AT_ONCE)]
        number += _CALLS_AT_ONCE
        for step in zip(*calls, strict=True):
            for told in step:
                history.sink(told)
                os.write(1, f"{told['call']} {told['seq']}\n".encode())


if __name__ == "__main__":
    kept = AnsweredHistory(Path(sys.argv[1]), timezone.now)
    kept.start()
    tell(kept, sys.argv[2])
