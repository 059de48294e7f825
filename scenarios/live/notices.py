"""Notifications from trace events; a node that sends more than 20 in a second becomes a counter."""

from dataclasses import dataclass
from typing import Final

import msgspec

from runtime.trace import Event
from scenarios.live.batch import Notice

PER_SECOND_MAX: Final = 20
_WINDOW_S: Final = 1.0


@dataclass(slots=True)
class _Window:
    began_s: float
    told: int = 0
    held: int = 0
    last: Notice | None = None


class Notices:
    """Give it each `notified` event, ask it for what has been held back when a second is over."""

    def __init__(self) -> None:
        self._windows: dict[tuple[str, str], _Window] = {}

    def of(self, event: Event, scenario: str, at: str, now_s: float) -> list[Notice]:
        """What is told at once: the notification, or nothing while its node is over the limit."""
        notice = notice_of(event, scenario, at)
        key = (scenario, notice.node)
        window = self._windows.get(key)
        told = []
        if window is None or now_s - window.began_s >= _WINDOW_S:
            told += _counter(window)
            window = self._windows[key] = _Window(now_s)
        if window.told < PER_SECOND_MAX:
            window.told += 1
            return [*told, notice]
        window.held += 1
        window.last = notice
        return told

    def due(self, now_s: float) -> list[Notice]:
        """The counters of the seconds that are over."""
        told: list[Notice] = []
        for key, window in list(self._windows.items()):
            if now_s - window.began_s >= _WINDOW_S:
                told += _counter(window)
                del self._windows[key]
        return told


def _counter(window: _Window | None) -> list[Notice]:
    """One notification for those held back: the last one's text, and their number."""
    if window is None or window.last is None:
        return []
    return [msgspec.structs.replace(window.last, count=window.held)]


def notice_of(event: Event, scenario: str, at: str) -> Notice:
    """The notification that a `notified` event stands for."""
    recipients = event.get("recipients")
    ttl_s = event.get("ttl_s")
    seq = event["seq"]
    return Notice(
        call=str(event["call"]),
        seq=seq if isinstance(seq, int) else 0,
        scenario=scenario,
        node=str(event.get("node") or ""),
        text=str(event.get("text") or ""),
        level=str(event.get("level") or "info"),
        recipients=[
            {"kind": str(one.get("kind")), "name": str(one.get("name") or "")}
            for one in (recipients if isinstance(recipients, list) else [])
            if isinstance(one, dict)
        ],
        ttl_s=float(ttl_s) if isinstance(ttl_s, (int, float)) else 0.0,
        group=str(event.get("group") or ""),
        save=bool(event.get("save", True)),
        at=at,
    )
