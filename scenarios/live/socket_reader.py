"""In `web`: reads the live events from the unix sockets of every `answer` over this data folder."""

import asyncio
import logging
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

from scenarios.live.batch import BadBatch, Batch, decoded_batch, read_frame
from scenarios.live.socket_place import SUFFIX, connected

_LOOK_EVERY_S: Final = 0.25
_log = logging.getLogger("callwright.live")


class SocketReader:
    """Gives every batch to `take`, and tells `set_delayed` whether no `answer` is connected."""

    def __init__(
        self, folder: Path, take: Callable[[Batch], None], set_delayed: Callable[[bool], None]
    ) -> None:
        self._folder = folder
        self._take = take
        self._set_delayed = set_delayed
        self._links: dict[Path, asyncio.Task[None]] = {}
        self._caught_up: set[Path] = set()
        self.ready = asyncio.Event()
        """Every `answer` that was there has told what it keeps."""
        self.bad_batches = 0

    async def run(self) -> None:
        """Connect, again and again; runs until it is cancelled."""
        try:
            while True:
                self._look()
                await asyncio.sleep(_LOOK_EVERY_S)
        finally:
            for link in self._links.values():
                link.cancel()
            await asyncio.gather(*self._links.values(), return_exceptions=True)

    def _look(self) -> None:
        """Connect to sockets that are not connected yet."""
        self._links = {path: link for path, link in self._links.items() if not link.done()}
        for path in sorted(self._folder.glob(f"*{SUFFIX}")):
            if path not in self._links:
                try:
                    link = connected(path)
                except OSError:
                    continue
                self._links[path] = asyncio.create_task(self._read_on(path, link))
        if self._caught_up >= self._links.keys():
            self._tell()

    async def _read_on(self, path: Path, link: socket.socket) -> None:
        reader, writer = await asyncio.open_unix_connection(sock=link)
        try:
            while True:
                batch = decoded_batch(await read_frame(reader))
                self._take(batch)
                if batch.live is not None and path not in self._caught_up:
                    self._caught_up.add(path)
                    if self._caught_up >= self._links.keys():
                        self._tell()
        except (OSError, asyncio.IncompleteReadError):
            _log.info("the live events of a server have ended", extra={"place": path.name})
        except BadBatch:
            self.bad_batches += 1
            _log.exception("a server told nonsense", extra={"place": path.name})
        finally:
            writer.close()
            self._caught_up.discard(path)
            self._set_delayed(not self._caught_up)

    def _tell(self) -> None:
        self.ready.set()
        self._set_delayed(not self._links)
