"""Servers that tell of calls, and what is kept of them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings

from scenarios.history.folders import take_own
from scenarios.history.packing import Told
from scenarios.history.spool import Spool
from scenarios.history.stores import history_store
from scenarios.history.writer import HistoryWriter
from tests.scenarios.history.told import NOW


class Server:
    """One life of an answering process over a spool directory; `die()` is a kill, `stop()` an orderly end."""

    def __init__(
        self, root: Path, now: Callable[[], datetime] = lambda: NOW, segment_bytes: int = 4096
    ) -> None:
        self.folder = take_own(root)
        self.spool = Spool(self.folder.path, segment_bytes=segment_bytes)
        self.writer = HistoryWriter(
            self.folder.path, lambda: self.spool.current, history_store(), now, freed=self.spool.freed
        )

    def tell(self, *events: Told) -> None:
        """Events of calls, as the calls give them to the sink."""
        for told in events:
            self.spool.sink(told)

    def die(self) -> None:
        """What was written stays; nobody reads it."""
        self.spool.close()
        self.folder.close()

    def look(self) -> None:
        """One round of the writer, in this thread."""
        self.writer._look()

    def stop(self) -> None:
        """Write all that can be written."""
        if not self.writer.is_alive():
            self.writer.start()
        self.spool.close()
        self.writer.stop()
        self.folder.close()


def kept_once(root: Path, *events: Told, now: datetime = NOW) -> None:
    """A server that tells these and ends."""
    server = Server(root, lambda: now)
    server.tell(*events)
    server.stop()


def segments(root: Path) -> Sequence[Path]:
    """What is left of the spools."""
    return sorted(root.glob("*/*.spool"))


def data_root() -> Path:
    """The spool directory of the settings, which the pages look at."""
    root: Path = settings.CALLWRIGHT.data / "spool"
    return root
