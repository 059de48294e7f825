"""Tasks whose deeds can be seen: they write lines into a file."""

import time
from pathlib import Path

from celery import shared_task

from scenarios.jobs.progress import tell_progress

LIMIT_S = 20.0


def lines(path: Path) -> list[str]:
    """What was written so far."""
    return path.read_text().splitlines() if path.exists() else []


def until_lines(path: Path, count: int) -> list[str]:
    """The lines once there are so many."""
    limit = time.monotonic() + LIMIT_S
    while len(lines(path)) < count:
        assert time.monotonic() < limit, lines(path)
        time.sleep(0.01)
    return lines(path)


def _write(path: str, line: str) -> None:
    with Path(path).open("a") as file:
        file.write(line + "\n")


@shared_task
def note(path: str, line: str = "noted") -> None:
    """Write one line."""
    _write(path, line)


@shared_task(bind=True, max_retries=2)
def stumble(self, path: str, times: int) -> None:
    """Fail so many times, then write how many failures there were."""
    if self.request.retries < times:
        raise ValueError(f"stumbled {self.request.retries + 1}")
    _write(path, f"done after {self.request.retries}")


@shared_task(max_retries=2)
def hold(path: str, go: str) -> None:
    """Write "begun", wait for the file `go`, write "ended"; tells progress 3 of 5."""
    tell_progress(3, 5)
    _write(path, "begun")
    limit = time.monotonic() + LIMIT_S
    while not Path(go).exists() and time.monotonic() < limit:
        time.sleep(0.01)
    _write(path, "ended")
