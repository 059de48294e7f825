"""A call's facts for tests: everything fixed, the clock included."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

# Wednesday evening in Moscow.
WEDNESDAY = datetime(2026, 11, 25, 20, 5, tzinfo=ZoneInfo("Europe/Moscow"))


@dataclass
class FixedFacts:
    """Facts of one imagined call."""

    call_id: str = "c-17"
    called: str = "84951234567"
    caller: str = "79991234567"
    caller_name: str = "Анна"
    line: str = "3"
    trunk: str = "gate"
    region: str = "RU"
    last_keys: str = "42#"
    revision: str = "5f2a"
    moment: datetime = field(default=WEDNESDAY)
    seconds: float = 75.9

    def now(self) -> datetime:
        return self.moment

    def call_seconds(self) -> float:
        return self.seconds
