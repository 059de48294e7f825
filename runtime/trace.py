"""What happened in a call, event by event: numbered, redacted once, handed to sinks that return at once."""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from runtime.clock import Clock
from runtime.expressions import to_text

Event = dict[str, object]
Sink = Callable[[Event], None]

HIDDEN = "•"
_SHORT_SECRET = 4
"""A secret shorter than this many characters is hidden where it stands alone, not inside longer texts."""
_STRUCTURE = frozenset({"type", "title", "output", "result", "reason", "level", "class", "cause", "revision"})
"""Fields that come from the drawing, never from the caller: they are shown as they are."""
_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Types whose values are JSON data already; most fields are such."""
KINDS = (
    "started",
    "entered",
    "left",
    "set",
    "played",
    "heard",
    "notified",
    "dialled",
    "queued",
    "recorded",
    "failed",
    "resumed",
    "ended",
)
CAUSES = (
    "completed",
    "caller_hung_up",
    "transferred",
    "abandoned",
    "broken_off",
    "failed",
    "rejected",
    "taken_away",
    "interrupted",
)

_log = logging.getLogger("callwright.trace")


class Trace:
    """The numbered events of one call.

    `seq` counts from 1 without holes; a call that is resumed elsewhere goes on from the number in its
    checkpoint. Times count from `started_at`. `secrets` holds the secret values heard or set so far: no event
    ever shows one.
    """

    def __init__(
        self, call_id: str, sinks: Sequence[Sink], clock: Clock, started_at: datetime, *, seq: int = 0
    ) -> None:
        self.call_id = call_id
        self.seq = seq
        self.secrets: set[str] = set()
        self._sinks = sinks
        self._clock_s = clock.elapsed_s
        self._began_s = clock.elapsed_s() - (clock.now() - started_at).total_seconds()

    def elapsed_s(self) -> float:
        """Seconds since the call began."""
        return self._clock_s() - self._began_s

    def emit(self, kind: str, node: str | None = None, **fields: object) -> None:
        """Number the event, hide secrets in it and give it to every sink."""
        self.seq += 1
        event: Event = {
            "call": self.call_id,
            "seq": self.seq,
            "at_ms": round((self._clock_s() - self._began_s) * 1000),
            "kind": kind,
            "node": node,
            **fields,
        }
        for name, value in fields.items():
            if type(value) not in _PLAIN:
                event[name] = to_json(value)
        if self.secrets:
            for name in fields.keys() - _STRUCTURE:
                event[name] = _redacted(event[name], self.secrets)
        for sink in self._sinks:
            try:
                sink(event)
            except Exception:
                _log.exception("a trace sink failed", extra={"call": self.call_id})

    def hide(self, value: object) -> None:
        """From now on this value is never shown, nor anything it holds; an empty one has nothing to hide."""
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, (list, tuple)):
            for item in value:
                self.hide(item)
        elif not isinstance(value, bool) and (text := to_text(value)):
            self.secrets.add(text)

    def shown(self, value: object) -> object:
        """The value as JSON data with every secret in it hidden; for whatever leaves the call."""
        shown = to_json(value)
        return _redacted(shown, self.secrets) if self.secrets else shown


def to_json(value: object) -> object:
    """The value as plain JSON data: dates as ISO text, durations as seconds, bytes as hex."""
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, Iterable):
        return [to_json(item) for item in value]
    return str(value)


def _redacted(value: object, secrets: set[str]) -> object:
    if isinstance(value, str):
        if value in secrets:
            return HIDDEN
        for secret in secrets:
            if len(secret) >= _SHORT_SECRET and secret in value:
                value = value.replace(secret, HIDDEN)
        return value
    if isinstance(value, dict):
        return {name: _redacted(item, secrets) for name, item in value.items()}
    if isinstance(value, list):
        return [_redacted(item, secrets) for item in value]
    if isinstance(value, (int, float)) and not isinstance(value, bool) and to_text(value) in secrets:
        return HIDDEN
    return value
