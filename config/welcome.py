"""Where the pages are, told once calls are taken too."""

import threading
from collections.abc import Callable
from typing import Final

from config.ports import Port
from runtime.wording import Wording

_LOOK_AGAIN_S: Final = 0.1


class Welcome(threading.Thread):
    """Says where the pages are, the port `web`, once `is_well` says that every part of our own does its work:
    a port may also be answered by somebody else, who took it first.
    """

    def __init__(self, web: Port, is_well: Callable[[], bool], tell: Callable[[Wording], None]) -> None:
        super().__init__(name="welcome", daemon=True)
        self._web = web
        self._is_well = is_well
        self._tell = tell
        self._stopping = threading.Event()

    def __enter__(self) -> None:
        self.start()

    def __exit__(self, *error: object) -> None:
        """Say nothing from now on."""
        self._stopping.set()
        self.join()

    def run(self) -> None:
        """Until it was said, or the end."""
        while not self._is_well():
            if self._stopping.wait(_LOOK_AGAIN_S):
                return
        if self._stopping.is_set():
            return
        web = self._web
        self._tell(
            Wording(
                f"Callwright: http://{web.host}:{web.number}/  остановить: Ctrl-C",
                f"Callwright: http://{web.host}:{web.number}/  stop with Ctrl-C",
            )
        )
