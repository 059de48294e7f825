"""Which spool folder belongs to which process: `spool/1`, `spool/2` ... each locked by its owner.

Several answering processes may share a data directory. A folder whose owner is gone is emptied by the next
process that starts, whoever it is.
"""

import fcntl
import os
from pathlib import Path
from typing import Self

from scenarios.history.records import segments_in


class OwnFolder:
    """A spool folder that this process holds until `close()` or its death."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path = path
        self._lock = lock

    @classmethod
    def take(cls, path: Path) -> Self | None:
        """The folder, made when it is missing; None when another process has it."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return None
        return cls(path, lock)

    def close(self) -> None:
        """Leave it to others."""
        os.close(self._lock)


def spool_folders(root: Path) -> list[Path]:
    """Every spool folder under `root`, locked or not."""
    return sorted(path for path in root.glob("[0-9]*") if path.is_dir())


def take_own(root: Path) -> OwnFolder:
    """The first folder nobody has."""
    number = 1
    while (folder := OwnFolder.take(root / str(number))) is None:
        number += 1
    return folder


def take_orphans(root: Path) -> list[OwnFolder]:
    """All other folders whose owner is gone and that are not empty."""
    taken = (OwnFolder.take(path) for path in spool_folders(root) if segments_in(path))
    return [folder for folder in taken if folder is not None]
