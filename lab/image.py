"""Fetches Asterisk 22 from Debian sid and unpacks it into a cached folder that all rigs on this machine
share.

Problem: the host may run another Debian, and Asterisk 22 is only in sid. Idea: unpack the packages, without
installing them, beside the host's own files, and start Asterisk with the unpacked loader and libraries. So
nothing is installed on the host, no chroot is needed, and a path means the same to Asterisk and to a test
that reads a recording. Limits: Linux on the host's architecture; security of the files rests on the mirror's
signatures, which are checked.
"""

# ruff: noqa: S603, S607 - every command here is a constant of ours, found by PATH as the user set it

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lab.errors import ImageError

PACKAGES = ("asterisk", "asterisk-core-sounds-ru-gsm", "asterisk-core-sounds-en-gsm", "libc6")
# Raised when the way of unpacking changes, so that an older cached folder is not taken for a current one.
LAYOUT = 1
COMPLETE = "complete"
SOUND_LANGUAGES = {"ru": "ru_RU_f_IvrvoiceRU", "en": "en_US_f_Allison"}
INSTALL_SCRIPT = Path(__file__).parent.parent / "scripts" / "debian_packages.sh"


@dataclass(frozen=True)
class AsteriskImage:
    """An unpacked Asterisk: where it lies, and how a program of it is started."""

    root: Path

    @property
    def libraries(self) -> Path:
        """The folder of the unpacked shared libraries (`usr/lib/x86_64-linux-gnu`, say)."""
        return next((self.root / "usr/lib").glob("*-linux-gnu*"))

    @property
    def modules(self) -> Path:
        """The folder of Asterisk's loadable modules."""
        return self.libraries / "asterisk" / "modules"

    @property
    def data(self) -> Path:
        """Asterisk's data directory: sounds by language, documentation, ARI descriptions."""
        return self.root / "usr/share/asterisk"

    def command(self, *arguments: str) -> list[str]:
        """The argument list that runs the unpacked asterisk under its own loader."""
        loader = next((self.root / "usr").glob("lib*/ld-linux-*.so.*"))
        paths = f"{self.libraries}:{self.libraries}/asterisk"
        return [str(loader), "--library-path", paths, str(self.root / "usr/sbin/asterisk"), *arguments]


def cache_folder() -> Path:
    """Where everything the rig keeps between runs lies; shared by all clones of one user."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "callwright"


def ensure_image() -> AsteriskImage:
    """Returns the unpacked Asterisk, fetching it first when there is none.

    Raises ImageError. Several processes may ask at once: one fetches, the others wait. A folder that was left
    half made lacks the file `complete` and is made again.
    """
    cache = cache_folder()
    root = cache / f"asterisk-22-{os.uname().machine}-{LAYOUT}"
    if not (root / COMPLETE).exists():
        cache.mkdir(parents=True, exist_ok=True)
        with _locked(cache / f"{root.name}.lock"):
            if not (root / COMPLETE).exists():
                _build(root)
    return AsteriskImage(root)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(root: Path) -> None:
    started = root.with_name(root.name + ".part")
    for leftover in (root, started):
        shutil.rmtree(leftover, ignore_errors=True)
    _say(f"Fetching Asterisk 22 from Debian sid, once, about 60 MB, into {root}")
    _install_mmdebstrap()
    _unpack(started, debian_mirror())
    image = AsteriskImage(started)
    for language, folder in SOUND_LANGUAGES.items():
        (image.data / "sounds" / language).symlink_to(folder)
    version = subprocess.run(image.command("-V"), capture_output=True, text=True, check=False)
    if not version.stdout.startswith("Asterisk 22"):
        raise ImageError(f"The unpacked Asterisk does not run: {version.stdout}{version.stderr}")
    (started / COMPLETE).write_text(version.stdout)
    started.rename(root)
    _say(f"Ready: {version.stdout.strip()}")


def debian_mirror() -> str:
    """The Debian mirror that this machine's apt already uses. Raises ImageError when apt knows none."""
    for attempt in ("as it is", "after an update"):
        listed = subprocess.run(
            ["apt-get", "indextargets", "--format", "$(LABEL)|$(REPO_URI)"],
            capture_output=True,
            text=True,
            check=False,
        )
        mirrors = [
            line.partition("|")[2] for line in listed.stdout.splitlines() if line.startswith("Debian|")
        ]
        if mirrors:
            return mirrors[0]
        if attempt == "as it is":
            _say("apt has no package lists yet: running apt-get update")
            subprocess.run(["apt-get", "update", "-q"], check=False)
    raise ImageError(
        "apt knows no Debian mirror on this machine, and Asterisk comes from there. Check its sources."
    )


def _install_mmdebstrap() -> None:
    installed = subprocess.run([str(INSTALL_SCRIPT), "mmdebstrap"], check=False)
    if installed.returncode != 0:
        raise ImageError("mmdebstrap is needed to unpack Asterisk and could not be installed (see above).")


def _unpack(target: Path, mirror: str) -> None:
    """Extracts the packages and what they depend on; no package script is run, nothing outside is touched."""
    command = [
        "mmdebstrap",
        "--variant=extract",
        # A mirror kept for repeatable builds serves Release files past their date; their signature still
        # counts.
        '--aptopt=Acquire::Check-Valid-Until "false"',
        f"--include={','.join(PACKAGES)}",
        "sid",
        str(target),
        mirror,
    ]
    if subprocess.run(command, check=False, stdout=sys.stderr).returncode != 0:
        raise ImageError(
            "Asterisk could not be fetched from the Debian mirror (see above). Is the network there?"
        )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
