"""The installation's secret keys: made once, kept in the data directory, readable by its owner only."""

import os
import secrets
from pathlib import Path
from typing import Final

_KEY_BYTES: Final = 32


def key(data: Path, name: str) -> bytes:
    """The 32 bytes of the key `name`; made when it does not exist yet, by one of any number of processes."""
    folder = data / "keys"
    path = folder / name
    if not path.exists():
        # Sessions, drawings and letters stand in it, too: no other account of the machine is to read them.
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        _make(path)
    found = path.read_bytes()
    if len(found) != _KEY_BYTES:
        raise OSError(f"the key file {path} is damaged: it has {len(found)} bytes instead of {_KEY_BYTES}")
    return found


def _make(path: Path) -> None:
    """Write beside it and link into place: whoever links first wins, and nobody ever reads half a key."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
