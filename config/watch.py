"""Is a process that says nothing hung, or only short of CPU?

Problem: a part has to be replaced soon after it hangs, and a busy machine must not make it look hung. Idea:
not time is counted but what the process could have used. While it sleeps, waits for a lock or is stopped, all
time counts; while it wants to run, only the CPU time that it got. A process that gets a tenth of a core has
ten times as long to speak; one that spins in an endless loop or is stopped is found at once. Time in which
the watcher itself did not run counts for nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from os import sysconf
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_TICKS_PER_S: Final = sysconf("SC_CLK_TCK")
_WANTS_TO_RUN: Final = "R"
_WAITS_FOR_DISK: Final = "D"


@dataclass(frozen=True, slots=True)
class Look:
    """A process at one moment: the CPU time it has had, and the states of its threads (proc_pid_stat(5))."""

    cpu_s: float
    states: frozenset[str]


class Watch:
    """Counts the silence of one process; `beat()` when it speaks, `tick()` at even pauses."""

    def __init__(self, limit_s: float, tick_s: float) -> None:
        self._limit_s = limit_s
        self._tick_s = tick_s
        self._silent_s = 0.0
        self._last: Look | None = None

    def beat(self) -> None:
        """It is alive."""
        self._silent_s = 0.0

    def tick(self, look: Look) -> bool:
        """Whether it has hung by now."""
        last, self._last = self._last, look
        if last is not None:
            self._silent_s += self._could_have_used_s(look, look.cpu_s - last.cpu_s)
        return self._silent_s >= self._limit_s

    def _could_have_used_s(self, look: Look, had_s: float) -> float:
        if _WANTS_TO_RUN in look.states:
            return min(self._tick_s, had_s)
        # The disk keeps it waiting, and killing it would not make the disk faster.
        if _WAITS_FOR_DISK in look.states:
            return 0.0
        return self._tick_s


def look_at(pid: int) -> Look | None:
    """The process now; None when it is gone."""
    try:
        fields = _fields(_PROC / str(pid) / "stat")
        states = frozenset(_states(pid))
    except (OSError, ValueError, IndexError):
        return None
    return Look(cpu_s=(int(fields[11]) + int(fields[12])) / _TICKS_PER_S, states=states)


def _states(pid: int) -> Iterator[str]:
    for thread in (_PROC / str(pid) / "task").iterdir():
        try:
            yield _fields(thread / "stat")[0]
        except OSError:  # this thread has just ended
            continue


def _fields(path: Path) -> list[str]:
    """The fields after the name, which may hold anything: state, ppid, ..., utime, stime at 11 and 12."""
    return path.read_text(errors="replace").rpartition(")")[2].split()
