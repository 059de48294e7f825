"""Where the pages are, told once they are there."""

import threading
from collections.abc import Callable, Sequence
from typing import Final

from config.ports import Port
from runtime.wording import Wording

_LOOK_AGAIN_S: Final = 0.1


class Welcome(threading.Thread):
    """Says where the pages are once every port answers; the first port is theirs."""

    def __init__(self, ports: Sequence[Port], tell: Callable[[Wording], None]) -> None:
        super().__init__(name="welcome", daemon=True)
        self._ports = ports
        self._tell = tell
        self._stopping = threading.Event()

    def run(self) -> None:
        """Until it was said, or `stop()`."""
        while not all(port.answers() for port in self._ports):
            if self._stopping.wait(_LOOK_AGAIN_S):
                return
        if self._stopping.is_set():
            return
        web = self._ports[0]
        self._tell(
            Wording(
                f"Callwright: http://{web.host}:{web.number}/  остановить: Ctrl-C",
                f"Callwright: http://{web.host}:{web.number}/  stop with Ctrl-C",
            )
        )

    def stop(self) -> None:
        """Say nothing from now on."""
        self._stopping.set()
        self.join()
