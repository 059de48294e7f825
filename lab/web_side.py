"""The web side as a process, `manage.py web` over a data folder, to be killed and started again."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from lab.errors import RigError
from lab.ports import free_port

PROJECT: Final = Path(__file__).resolve().parent.parent
START_LIMIT_S: Final = 60.0
STOP_LIMIT_S: Final = 15.0
_PAGE_BYTES: Final = os.sysconf("SC_PAGE_SIZE")


class WebSide:
    """Daphne and the pages at 127.0.0.1:`port`. The data folder and its database stand already."""

    def __init__(self, data: Path, database_url: str = "", redis_url: str = "") -> None:
        self.port = free_port()
        self.data = data
        self._urls = {"DATABASE_URL": database_url, "REDIS_URL": redis_url}
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self.end(signal.SIGTERM)

    def start(self) -> None:
        """Return when it answers. Raises RigError."""
        with (self.data / "web.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "manage.py", "web"],
                cwd=PROJECT,
                env={
                    **os.environ,
                    **self._urls,
                    "CALLWRIGHT_DATA": str(self.data),
                    "CALLWRIGHT_WEB_PORT": str(self.port),
                },
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        limit = time.monotonic() + START_LIMIT_S
        while time.monotonic() < limit and self._process.poll() is None:
            if self._answers():
                return
            time.sleep(0.05)
        raise RigError(f"the web side did not start:\n{self.log()}")

    def end(self, number: signal.Signals) -> None:
        """Send the signal and wait until the process is gone."""
        if self._process is None:
            raise RigError("the web side does not run")
        self._process.send_signal(number)
        try:
            self._process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise RigError(f"the web side did not stop:\n{self.log()}") from None
        self._process = None

    def tell(self, number: signal.Signals) -> None:
        """Send the signal and do not wait."""
        if self._process is not None:
            self._process.send_signal(number)

    def resident_bytes(self) -> int:
        """Memory of the process in RAM."""
        return resident_bytes(self._process.pid if self._process else 0)

    def cpu_s(self) -> float:
        """Processor seconds used so far (proc(5), stat)."""
        pid = self._process.pid if self._process else 0
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def log(self) -> str:
        """What it printed so far."""
        return (self.data / "web.log").read_text(errors="replace")

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{self.port}/login/", timeout=2).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True


def resident_bytes(pid: int) -> int:
    """Memory of a process in RAM (proc(5), statm)."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_BYTES
