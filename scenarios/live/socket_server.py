"""In `answer`: serves the live events over a unix socket, to any number of `web` processes.

Whoever connects gets the events of all kept calls first, then the list of calls on the line, and from then on
everything as it happens; nothing twice. A reader that lets 8 MB pile up is cut off: it connects again and
starts afresh.
"""

import asyncio
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from scenarios.live.batch import encoded_batch, framed
from scenarios.live.socket_place import SUFFIX, listening
from scenarios.live.source import Kept, Told

PILED_MAX_BYTES: Final = 8 * 1024 * 1024
_log = logging.getLogger("callwright.live")


class _Reader:
    """One `web`; `behind` are the calls whose kept events it has not got yet."""

    def __init__(self, writer: asyncio.StreamWriter, behind: dict[str, None]) -> None:
        self.writer = writer
        self.behind = behind


class LiveServer:
    """An outlet at `<folder>/<name>.sock`."""

    def __init__(self, folder: Path, name: str, server: str) -> None:
        self._folder = folder
        self._name = name
        self._server_name = server
        self._kept: Kept | None = None
        self._listener: asyncio.Server | None = None
        self._readers: dict[_Reader, asyncio.Task[None]] = {}
        self._cut_off = 0

    async def start(self, kept: Kept) -> None:
        """Listen. Raises OSError."""
        self._kept = kept
        place = listening(self._folder, self._name)
        self._listener = await asyncio.start_unix_server(self._serve, sock=place)

    def put(self, told: Told) -> None:
        """Give it to every reader."""
        if not self._readers:
            return
        frames = [framed(part) for part in told.parts]
        for reader in list(self._readers):
            if reader.behind:
                self._write(reader, [framed(self._without_behind(told, reader))])
            else:
                self._write(reader, frames)

    def lost(self) -> Mapping[str, int]:
        """Implements `Outlet`: readers that were cut off."""
        return {"readers": self._cut_off}

    async def stop(self) -> None:
        """Close; what is written already still arrives."""
        if self._listener is None:
            return
        self._listener.close()
        (self._folder / f"{self._name}{SUFFIX}").unlink(missing_ok=True)
        readers = dict(self._readers)
        for reader in readers:
            reader.writer.close()
        await asyncio.gather(*readers.values(), return_exceptions=True)

    async def _serve(self, stream: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        assert self._kept is not None  # noqa: S101 - set before the port is open
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - asyncio runs this in a task of its own
        reader = _Reader(writer, dict.fromkeys(self._kept.calls()))
        self._readers[reader] = task
        try:
            await self._catch_up(reader, self._kept)
            # A reader says nothing: what arrives is its end.
            await stream.read()
        except OSError:
            _log.info("a reader of live events is gone")
        finally:
            self._readers.pop(reader, None)
            writer.close()

    async def _catch_up(self, reader: _Reader, kept: Kept) -> None:
        while reader.behind:
            call = next(iter(reader.behind))
            del reader.behind[call]
            for part in kept.replay_of(call):
                reader.writer.write(framed(part))
            await reader.writer.drain()
        reader.writer.write(framed(kept.live_list()))

    def _without_behind(self, told: Told, reader: _Reader) -> bytes:
        """Events of calls that are still to come as a whole are left out: they come with their call."""
        events = [event for call, event in told.events if call not in reader.behind]
        return encoded_batch(self._server_name, events, told.notices)

    def _write(self, reader: _Reader, frames: list[bytes]) -> None:
        if reader.writer.transport.get_write_buffer_size() > PILED_MAX_BYTES:
            self._cut_off += 1
            _log.warning("a reader of live events was too slow")
            self._readers.pop(reader, None)
            reader.writer.transport.abort()
            return
        reader.writer.writelines(frames)
