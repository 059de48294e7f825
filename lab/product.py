"""The whole product as its users start it: `manage.py serve` over a data folder of its own, at one
Asterisk.
"""

# ruff: noqa: S603, S310 - commands and addresses here are constants of ours

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from lab.asterisk import AMI_SECRET, AMI_USER, Asterisk
from lab.errors import RigError
from lab.ports import free_port
from lab.sip.tones import write_tone
from runtime.speech import text_key

PROJECT: Final = Path(__file__).resolve().parent.parent
START_LIMIT_S: Final = 120.0
STOP_LIMIT_S: Final = 20.0
TOLD_LIMIT_S: Final = 30.0


class Product:
    """Callwright with its samples, answering the calls of `asterisk` between start() and stop().

    `tones` gives a text the sound of a tone of so many Hz: a recording kept for exactly these words, so that
    a caller can tell by ear what is said. `environment` is set beside what the lab sets itself.
    """

    def __init__(
        self,
        asterisk: Asterisk,
        tones: Mapping[str, int],
        *,
        language: str = "ru",
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._asterisk = asterisk
        self._more = environment or {}
        self._tones = tones
        self._language = language
        self._process: subprocess.Popen[bytes] | None = None
        self.data = Path(tempfile.mkdtemp(prefix="callwright"))
        self.web_port = free_port()
        self.agi_port = free_port()

    def __enter__(self) -> Self:
        for text, hz in self._tones.items():
            path = self.data / "recordings" / f"{text_key(text, self._language)}.wav"
            path.parent.mkdir(parents=True, exist_ok=True)
            write_tone(path, hz=hz, seconds=1.0)
        self._log = (self.data / "serve.log").open("wb")
        self._process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=PROJECT,
            env=self._environment(),
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
        try:
            self._wait_until_well()
        except BaseException:
            self._end()
            raise
        self._asterisk.set_servers([f"127.0.0.1:{self.agi_port}"])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    @property
    def address(self) -> str:
        """Where the browser goes."""
        return f"http://127.0.0.1:{self.web_port}"

    def run(self, *words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Run `manage.py` with these words over this installation."""
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=PROJECT,
            env={**self._environment(), **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def part_pid(self, part: str) -> int:
        """The process of the part `answer`, `web` or `worker` that runs now. Raises RigError."""
        if self._process is not None:
            children = Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children").read_text()
            for pid in map(int, children.split()):
                words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
                if part in words:
                    return pid
        raise RigError(f"no part {part} runs:\n{self.log()}")

    def tell(self, number: signal.Signals) -> None:
        """Send a signal to the supervisor and do not wait."""
        if self._process is not None:
            self._process.send_signal(number)

    def wait(self) -> int:
        """Wait until the supervisor has ended; its exit code. Raises subprocess.TimeoutExpired."""
        if self._process is None:
            raise RigError("the product does not run")
        return self._process.wait(STOP_LIMIT_S)

    def health(self) -> dict[str, str]:
        """What /health says of each part; empty when nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.address}/health", timeout=2) as answer:
                told = json.load(answer)
        except urllib.error.HTTPError as refused:
            told = json.load(refused)
        except OSError:
            return {}
        parts: dict[str, str] = told["parts"]
        return parts

    def metrics(self) -> list[str]:
        """The lines of /metrics; none when nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.address}/metrics", timeout=2) as answer:
                return str(answer.read().decode()).splitlines()
        except OSError:
            return []

    def log(self) -> str:
        """What the product printed so far."""
        return (self.data / "serve.log").read_text(errors="replace")

    def manage(self, *words: str) -> list[dict[str, Any]]:
        """Run `manage.py` with these words; its output as JSON lines."""
        return [json.loads(line) for line in self.printed(*words)]

    def trace(self, call: str = "") -> list[dict[str, Any]]:
        """Every event of a call, of the newest one when it is not named; waits for its end, of which a phone
        may hear first. Raises RigError when it does not come within `TOLD_LIMIT_S`.
        """
        limit = time.monotonic() + TOLD_LIMIT_S
        events: list[dict[str, Any]] = []
        while not events or events[-1]["kind"] != "ended":
            if time.monotonic() > limit:
                raise RigError(f"the call does not end: {events}")
            named = call or "".join(newest["call"] for newest in self.manage("calls", "--limit", "1"))
            events = self.manage("trace", named) if named else []
        return events

    def printed(self, *words: str) -> list[str]:
        """Run `manage.py` with these words; the lines of its output."""
        done = self.run(*words)
        if done.returncode not in (0, 1):
            raise RigError(f"manage.py {' '.join(words)}: {done.stderr}")
        return done.stdout.splitlines()

    def _end(self) -> None:
        process = self._process
        if process is not None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._log.close()

    def _wait_until_well(self) -> None:
        limit = time.monotonic() + START_LIMIT_S
        while time.monotonic() < limit and self._process is not None and self._process.poll() is None:
            if self._is_well() and _listens(self.agi_port):
                return
            time.sleep(0.05)
        raise RigError(f"the product did not start:\n{self.log()}")

    def _is_well(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "CALLWRIGHT_DATA": str(self.data),
            "CALLWRIGHT_WEB_PORT": str(self.web_port),
            "CALLWRIGHT_AGI_PORT": str(self.agi_port),
            "CALLWRIGHT_AMI_PORT": str(self._asterisk.ami_port),
            "CALLWRIGHT_AMI_USER": AMI_USER,
            "CALLWRIGHT_AMI_SECRET": AMI_SECRET,
            "CALLWRIGHT_RECORDINGS": str(self._asterisk.spool / "recording"),
            "CALLWRIGHT_DRAIN_S": "2",
            "CALLWRIGHT_ADMIN_PASSWORD": "lab-admin",
            **self._more,
        }


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
