"""How many calls ended how, since this process began."""

from collections import Counter

from runtime.trace import CAUSES, Event


class CauseCount:
    """Give `sink` to the calls."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter(dict.fromkeys(CAUSES, 0))

    def sink(self, event: Event) -> None:
        """Count an end; every other event is passed over."""
        if event["kind"] == "ended":
            self.counts[str(event["cause"])] += 1
