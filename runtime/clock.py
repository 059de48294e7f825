"""Time as it is given to the core: real for real calls, virtual for calls in the terminal and in tests."""

import time
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol


class Clock(Protocol):
    """What time it is, and how much of it has passed."""

    def now(self) -> datetime:
        """The wall clock, aware, in the installation's zone."""

    def elapsed_s(self) -> float:
        """Seconds on a clock that never jumps; only differences mean something."""


class RealClock:
    """The machine's own clock, shown in `zone`."""

    def __init__(self, zone: tzinfo = UTC) -> None:
        self._zone = zone

    def now(self) -> datetime:
        return datetime.now(self._zone)

    elapsed_s = staticmethod(time.monotonic)


class VirtualClock:
    """A clock that moves only when told to: `pass_time(seconds)`."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._passed_s = 0.0

    def now(self) -> datetime:
        return self._start + timedelta(seconds=self._passed_s)

    def elapsed_s(self) -> float:
        return self._passed_s

    def pass_time(self, seconds: float) -> None:
        self._passed_s += seconds
