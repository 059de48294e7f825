"""One running Asterisk of our own: its folder, its ports, its life."""

# ruff: noqa: S603, S607 - every command here is a constant of ours, found by PATH as the user set it

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from lab.errors import RigError, StartError
from lab.image import AsteriskImage, ensure_image
from lab.ports import PortBlock
from lab.sip.tones import tone_file, write_tone

ETC = Path(__file__).parent / "etc"
PBX = Path(__file__).parent.parent / "runtime" / "asterisk" / "pbx"
PHONES = tuple(str(number) for number in range(1001, 1009))
AMI_USER = ARI_USER = "callwright"
# Loopback only, and gone with the run: these protect nothing and need not be random.
AMI_SECRET = "lab-ami"  # noqa: S105
ARI_PASSWORD = "lab-ari"  # noqa: S105
MUSIC_HZ = 440
START_LIMIT_S = 20.0
STOP_LIMIT_S = 5.0


def phone_password(number: str) -> str:
    """The digest password of a lab phone."""
    return f"secret{number}"


class Asterisk:
    """An Asterisk with a folder and ports of its own, so that several can run side by side.

    `servers` is the ordered list of interpreters ("host:port"). Use as a context manager, or start() and
    stop(). `sip_port`, `ami_port`, `http_port` (ARI), `carrier_port` (where calls to the trunk go) and
    `spool` (recordings are in `spool / "recording"`) are valid between start() and stop(); everything listens
    on 127.0.0.1.
    """

    def __init__(self, *, servers: Sequence[str] = ("127.0.0.1:4573",), deadman_s: int = 10) -> None:
        self._servers = tuple(servers)
        self._deadman_s = deadman_s
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts Asterisk and returns when it is fully booted (about half a second). Raises RigError."""
        self._image: AsteriskImage = ensure_image()
        self._ports = PortBlock.take()
        self.sip_port, self.ami_port, self.http_port, self.carrier_port = self._ports.single(4)
        # Named after the port block, which is ours alone: what a killed run left there is swept away here.
        self.folder = Path(tempfile.gettempdir()) / f"cw{os.getuid()}-{self._ports.first}"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(mode=0o700)
        self.spool = self.folder / "spool"
        self._lay_out()
        try:
            self._launch()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Ends Asterisk and removes its folder; harmless when it is not running."""
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            try:
                process.wait(STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        self._ports.give_back()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def is_running(self) -> bool:
        """Whether the process lives; False after a crash."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process id, for measuring its CPU."""
        if self._process is None:
            raise RigError("Asterisk is not running.")
        return self._process.pid

    def cli(self, command: str) -> str:
        """What Asterisk's console answers to `command`. Blocks 20 ms: use a thread during calls."""
        done = subprocess.run(
            self._image.command("-C", str(self._etc / "asterisk.conf"), "-rx", command),
            capture_output=True,
            check=False,
            timeout=10,
        )
        if done.returncode != 0:
            raise RigError(f"Asterisk does not answer {command!r}: {done.stderr.decode(errors='replace')}")
        return done.stdout.decode(errors="replace")

    def set_global(self, name: str, value: str) -> None:
        """Sets a dialplan global for the calls that come in from now on."""
        self.cli(f'dialplan set global {name} "{value}"')

    def set_servers(self, servers: Sequence[str]) -> None:
        """Points the dialplan at other interpreters, in this order."""
        self.set_global("CW_SERVERS", "&".join(servers))

    def log(self) -> str:
        """The warnings and errors so far."""
        return (self.folder / "log" / "messages.log").read_text(errors="replace")

    def tone(self, hz: int, seconds: float = 1.0) -> str:
        """The path, without suffix, of a prompt that is a pure tone: what STREAM FILE and Playback take."""
        return tone_file(self.sounds, hz, seconds)

    @property
    def sounds(self) -> Path:
        """The folder of the tones."""
        return self.folder / "sounds"

    @property
    def _etc(self) -> Path:
        return self.folder / "etc"

    def _lay_out(self) -> None:
        for folder in (
            "etc",
            "lib/keys",
            "log",
            "c",
            "moh",
            "sounds",
            "spool/recording",
            "spool/monitor",
            "spool/tmp",
        ):
            (self.folder / folder).mkdir(parents=True)
        for source in ETC.glob("*.conf"):
            if source.name != "phones_endpoint.conf":
                (self._etc / source.name).write_text(fill(source.read_text(), self._values()))
        phone = (ETC / "phones_endpoint.conf").read_text()
        with (self._etc / "pjsip.conf").open("a") as pjsip:
            for number in PHONES:
                pjsip.write(fill(phone, {"number": number, "password": phone_password(number)}))
        write_tone(self.folder / "moh" / "music.wav", hz=MUSIC_HZ, seconds=20.0)
        for hz in (600, 700, 800, 900, 1000, 1200, 1400):
            self.tone(hz)

    def _values(self) -> dict[str, str]:
        first, last = self._ports.media
        return {
            "run": str(self.folder),
            "etc": str(self._etc),
            "pbx": str(PBX),
            "modules": str(self._image.modules),
            "data": str(self._image.data),
            "servers": "&".join(self._servers),
            "deadman_s": str(self._deadman_s),
            "sip_port": str(self.sip_port),
            "ami_port": str(self.ami_port),
            "http_port": str(self.http_port),
            "carrier_port": str(self.carrier_port),
            "rtp_first": str(first),
            "rtp_last": str(last),
            "ami_secret": AMI_SECRET,
            "ari_password": ARI_PASSWORD,
        }

    def _launch(self) -> None:
        # setpriv: Asterisk dies with the test run, even one that is killed, and leaves no process behind.
        command = self._image.command("-f", "-C", str(self._etc / "asterisk.conf"))
        self._console = self.folder / "log" / "console.log"
        with self._console.open("wb") as console:
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *command],
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                cwd=self.folder,
            )
        self._wait_booted(time.monotonic() + START_LIMIT_S)

    def _wait_booted(self, limit: float) -> None:
        while time.monotonic() < limit and self.is_running:
            if (self.folder / "asterisk.ctl").exists():
                try:
                    if "fully booted" in self.cli("core waitfullybooted"):
                        return
                except RigError:
                    pass  # the socket is there before somebody listens on it
            time.sleep(0.02)
        raise StartError(
            f"Asterisk did not start:\n{self._console.read_text(errors='replace')[-2000:]}{self.log()}"
        )


def fill(template: str, values: dict[str, str]) -> str:
    """Replaces `@name@` by its value; an unknown name is a KeyError."""
    return re.sub(r"@([a-z_]+)@", lambda hole: values[hole[1]], template)
