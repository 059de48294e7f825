"""Fetching Asterisk: once, whole or not at all, and with a clear word when it cannot be."""

from pathlib import Path

import pytest

from lab import image
from lab.errors import ImageError

FAKE_LOADER = "#!/bin/sh\necho Asterisk 22.0.0\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, and an unpacking that takes no network: counts in the file `unpacked`."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def unpack(target: Path, mirror: str) -> None:
        with (tmp_path / "unpacked").open("a") as counted:
            counted.write(f"{mirror}\n")
        for folder in ("usr/lib/x86_64-linux-gnu", "usr/lib64", "usr/share/asterisk/sounds"):
            (target / folder).mkdir(parents=True)
        loader = target / "usr/lib64/ld-linux-x86-64.so.2"
        loader.write_text(FAKE_LOADER)
        loader.chmod(0o755)

    monkeypatch.setattr(image, "_unpack", unpack)
    monkeypatch.setattr(image, "_install_mmdebstrap", lambda: None)
    monkeypatch.setattr(image, "debian_mirror", lambda: "http://mirror.example/debian")
    return tmp_path


def unpacked(cache: Path) -> int:
    return len((cache / "unpacked").read_text().splitlines())


def test_asterisk_is_fetched_once(cache: Path) -> None:
    first = image.ensure_image()
    assert image.ensure_image() == first
    assert unpacked(cache) == 1


def test_a_folder_left_half_made_is_made_again(cache: Path) -> None:
    root = image.ensure_image().root
    (root / image.COMPLETE).unlink()
    (root / "leftover").touch()
    image.ensure_image()
    assert unpacked(cache) == 2
    assert not (root / "leftover").exists()


def test_an_asterisk_that_does_not_run_is_not_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setitem(globals(), "FAKE_LOADER", "#!/bin/sh\necho wrong\n")
        with pytest.raises(ImageError, match="does not run"):
            image.ensure_image()
    image.ensure_image()
    assert unpacked(cache) == 2


def test_a_machine_without_a_mirror_is_told_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    silent = tmp_path / "apt-get"
    silent.write_text("#!/bin/sh\nexit 0\n")
    silent.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(ImageError, match="no Debian mirror"):
        image.debian_mirror()
