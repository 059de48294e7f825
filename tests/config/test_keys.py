"""The installation's secret keys."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.keys import key


def test_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    made = key(tmp_path / "data", "seal")
    path = tmp_path / "data" / "keys" / "seal"
    assert len(made) == 32
    assert key(tmp_path / "data", "seal") == made == path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_data_directory_that_is_made_is_its_owners_alone(tmp_path: Path) -> None:
    key(tmp_path / "data", "seal")
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_every_key_is_another(tmp_path: Path) -> None:
    assert key(tmp_path, "seal") != key(tmp_path, "django")


def test_of_many_who_make_a_key_at_once_all_get_the_same(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as threads:
        keys = set(threads.map(lambda _: key(tmp_path, "seal"), range(64)))
    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["seal"]


def test_a_damaged_key_is_told_and_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "seal").write_bytes(b"half")
    with pytest.raises(OSError, match="damaged"):
        key(tmp_path, "seal")
    assert (tmp_path / "keys" / "seal").read_bytes() == b"half"
