"""Reads the spool folders of a data directory as they grow."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from scenarios.history.records import SegmentReader, number_of, segments_in

IsFinal = Callable[[Path], bool]
"""Whether nobody writes to this segment any more."""


class SpoolTail:
    """What is new in one spool folder since the last look, in the order it was written."""

    def __init__(self, folder: Path, is_final: IsFinal, *, syncs: bool = False) -> None:
        """`syncs`: what has been read survives a power cut once `sync()` was called."""
        self.folder: Final = folder
        self.read_out: dict[Path, None] = {}
        """Segments that are final and have been read to their end; whoever removes one takes it from here."""
        self._is_final = is_final
        self._syncs = syncs
        self._readers: dict[Path, SegmentReader] = {}
        self._unsynced: set[Path] = set()
        self._is_folder_synced = False

    def new(self) -> Iterator[tuple[Path, bytes]]:
        """The payloads not seen yet, each with its segment; ends where the spool ends now."""
        for path in segments_in(self.folder):
            if path in self.read_out:
                continue
            # Asked before the last look: what is final then has nothing more after it.
            is_final = self._is_final(path)
            reader = self._reader(path)
            if reader is None:
                continue
            payload = reader.next()
            if payload is not None:
                self._unsynced.add(path)
            while payload is not None:
                yield path, payload
                payload = reader.next()
            if is_final:
                if path in self._unsynced:
                    self.sync()
                self._readers.pop(path).close()
                self.read_out[path] = None

    def is_empty(self) -> bool:
        """Whether the folder holds nothing, read or unread."""
        return not segments_in(self.folder)

    def drop_missing(self) -> list[Path]:
        """Let go of the segments that somebody has removed, and name them."""
        there = set(segments_in(self.folder))
        missing = [path for path in (*self.read_out, *self._readers) if path not in there]
        for path in missing:
            self.read_out.pop(path, None)
            self._unsynced.discard(path)
            if path in self._readers:
                self._readers.pop(path).close()
        return missing

    def sync(self) -> None:
        """Make what was read survive a power cut."""
        if self._syncs:
            for path in self._unsynced:
                self._readers[path].sync()
            if not self._is_folder_synced:
                sync_folder(self.folder)
                self._is_folder_synced = True
        self._unsynced.clear()

    def close(self) -> None:
        """Let go of all files."""
        for reader in self._readers.values():
            reader.close()
        self._readers.clear()

    def _reader(self, path: Path) -> SegmentReader | None:
        if path not in self._readers:
            try:
                self._readers[path] = SegmentReader(path)
            except FileNotFoundError:
                return None
            # A new name is not on the disk before its folder is.
            self._is_folder_synced = False
        return self._readers[path]


def is_followed(path: Path) -> bool:
    """Whether a newer segment stands beside this one; for those who only look on."""
    newest = segments_in(path.parent)[-1:]
    return bool(newest) and number_of(newest[0]) > number_of(path)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
