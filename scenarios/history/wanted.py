"""Which calls a list shows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from runtime.trace import Event

LIVE: Final = "live"
"""Stands for the cause of a call that has not ended; no kept call has it."""


@dataclass(frozen=True, slots=True)
class WantedCalls:
    """Conditions that all have to hold; None is none. `scenarios` are names, `cause` one of the trace or
    LIVE, `number` a part of the called or the calling number, its letters in either case; `since` is
    inclusive, `until` is not. `before` is the beginning and the id of a call: only those that come behind it
    in the list.
    """

    scenarios: Collection[str] | None = None
    cause: str | None = None
    number: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: tuple[datetime, str] | None = None

    def fits(self, call: Event) -> bool:
        """Whether a call that is not kept yet is one of them. One whose beginning nobody knows is now."""
        at = datetime.fromisoformat(str(call["at"])) if call["at"] else None
        numbers = (str(call["called"]), str(call["caller"]))
        return (
            (self.scenarios is None or call["scenario"] in self.scenarios)
            and (self.cause is None or (call["cause"] or LIVE) == self.cause)
            and (self.number is None or any(self.number.lower() in number.lower() for number in numbers))
            and (self.since is None or at is None or at >= self.since)
            and (self.until is None or (at is not None and at < self.until))
            and (self.before is None or (at is not None and (at, str(call["call"])) < self.before))
        )

    def conditions(self, call_id: str) -> Iterator[tuple[str, list[Any]]]:
        """The same in SQL, with its values; `call_id` is how the database compares ids by their bytes."""
        if self.scenarios is not None:
            marks = ", ".join(["%s"] * len(self.scenarios)) or "NULL"
            yield f"scenario IN ({marks})", list(self.scenarios)
        if self.cause is not None:
            yield "cause = %s", [self.cause]
        if self.number is not None:
            part = self.number.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
            like = "LIKE %s ESCAPE '\\'"
            # LIKE looks at the case of letters in PostgreSQL and not in SQLite.
            yield f"(lower(called) {like} OR lower(caller) {like})", [f"%{part}%"] * 2
        if self.since is not None:
            yield "started_at >= %s", [self.since]
        if self.until is not None:
            yield "started_at < %s", [self.until]
        if self.before is not None:
            yield f"(started_at, {call_id}) < (%s, %s)", list(self.before)


EVERY_CALL: Final = WantedCalls()
