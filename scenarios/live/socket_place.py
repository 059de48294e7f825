"""Unix sockets in the data folder, however long its path is.

A socket's address holds 107 bytes (unix(7)); a folder may lie deeper. So the folder is opened and named by
its descriptor, `/proc/self/fd/<n>` (proc(5)).
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SUFFIX: Final = ".sock"
_BACKLOG: Final = 16
_OWNER_ONLY: Final = 0o600


def listening(folder: Path, name: str) -> socket.socket:
    """A socket that listens as `<folder>/<name>.sock`, for its owner only; takes the place of one that a dead
    process left. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    listener = socket.socket(socket.AF_UNIX)
    try:
        with _short(folder) as short:
            path = short / f"{name}{SUFFIX}"
            path.unlink(missing_ok=True)
            before = os.umask(0o777 & ~_OWNER_ONLY)
            try:
                listener.bind(str(path))
            finally:
                os.umask(before)
        listener.listen(_BACKLOG)
        listener.setblocking(False)
    except BaseException:
        listener.close()
        raise
    return listener


def connected(path: Path) -> socket.socket:
    """A socket connected to the one at `path`. Raises OSError when nobody listens there."""
    link = socket.socket(socket.AF_UNIX)
    try:
        # Connecting to a unix socket is done at once or not at all; a full backlog is an error like others.
        link.setblocking(False)
        with _short(path.parent) as short:
            link.connect(str(short / path.name))
    except BaseException:
        link.close()
        raise
    return link


@contextmanager
def _short(folder: Path) -> Iterator[Path]:
    number = os.open(folder, os.O_PATH | os.O_DIRECTORY)
    try:
        yield Path(f"/proc/self/fd/{number}")
    finally:
        os.close(number)
