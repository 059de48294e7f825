"""Calls a second through a real Asterisk: our interpreter against the same flow in native dialplan.

The flow: answer, a prompt of 0.5 s with one digit to read for 1 s, a second prompt of 0.5 s, hang up. SIPp
(Debian package sip-tester) makes the calls on loopback and echoes their audio; ours and native take turns at
each rate, one that has failed is not tried at higher rates.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from lab.asterisk import Asterisk

RATES: Final = (20, 40, 60, 80, 100, 130, 160, 200)
SECONDS: Final = 6
SIPP_CALL: Final = Path(__file__).parent / "sipp_call.xml"
NATIVE: Final = "9000000"
_NUMBERS: Final = {"native": NATIVE, "ours": "84951234567"}
_TICKS: Final = os.sysconf("SC_CLK_TCK")


def cpu_s(pid: int) -> float:
    """Processor seconds that a process has used (proc(5), stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def sipp(
    asterisk: Asterisk,
    number: str,
    rate: int,
    *,
    seconds: int = SECONDS,
    scenario: Path = SIPP_CALL,
    more: Sequence[str] = (),
) -> dict[str, int]:
    """Run one load through the trunk; {calls, failed, retransmissions}. `more` are options of SIPp."""
    folder = Path(tempfile.mkdtemp(prefix="sipp"))
    command = [
        "sipp", f"127.0.0.1:{asterisk.sip_port}", "-sf", str(scenario), "-s", number, "-i", "127.0.1.1",
        "-r", str(rate), "-m", str(rate * seconds), "-l", "5000", "-rtp_echo", "-nostdin", "-trace_screen",
        "-screen_file", str(folder / "screen"), "-timeout", f"{seconds + 24}s", *more,
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, check=False, cwd=folder, env={**os.environ, "TERM": "xterm"})
    screen = "".join(path.read_text(errors="replace") for path in folder.iterdir())
    shutil.rmtree(folder)
    done = re.findall(r"Successful call\s*\|\s*\d+\s*\|\s*(\d+)", screen)
    # Messages, then those sent again.
    resent = re.findall(r"INVITE ---------->\s+\d+\s+(\d+)", screen)
    wanted = rate * seconds
    return {
        "calls": wanted,
        "failed": wanted - int(done[-1] if done else 0),
        "retransmissions": int(resent[-1] if resent else 0),
    }


def _round(asterisk: Asterisk, server_pid: int, number: str, rate: int) -> dict[str, float]:
    pids = (asterisk.pid, server_pid)
    before = [cpu_s(pid) for pid in pids]
    figures: dict[str, float] = dict(sipp(asterisk, number, rate))
    asterisk_s, server_s = (cpu_s(pid) - used for pid, used in zip(pids, before, strict=True))
    figures["asterisk_ms_per_call"] = round(asterisk_s * 1000 / figures["calls"], 2)
    figures["server_ms_per_call"] = round(server_s * 1000 / figures["calls"], 2)
    return figures


def add_native(asterisk: Asterisk, prompt: str) -> None:
    """Put the flow into the dialplan, at the number NATIVE of the trunk."""
    steps = ["Answer(,i)", f"Read(D,{prompt},1,t(),1,1)", f"Playback({prompt})", "Hangup()"]
    for priority, step in enumerate(steps, start=1):
        asterisk.cli(f"dialplan add extension {NATIVE},{priority},{step} into from-trunk")


def _measured(asterisk: Asterisk, server_pid: int) -> dict[str, object]:
    """Every flow at every rate, up to the first at which calls fail."""
    rounds: dict[str, dict[int, dict[str, float]]] = {flow: {} for flow in _NUMBERS}
    for rate in RATES:
        for flow, number in _NUMBERS.items():
            if not any(figures["failed"] for figures in rounds[flow].values()):
                rounds[flow][rate] = _round(asterisk, server_pid, number, rate)
    return {
        flow: {
            "highest_clean_rate": max(
                (rate for rate, figures in by_rate.items() if not _is_strained(figures)), default=0
            ),
            "rates": by_rate,
        }
        for flow, by_rate in rounds.items()
    }


def _is_strained(figures: dict[str, float]) -> bool:
    return figures["failed"] > 0 or figures["retransmissions"] > 0


def main() -> dict[str, object]:
    """{"native" and "ours": {"highest_clean_rate", "rates": {rate: {calls, failed, retransmissions,
    asterisk_ms_per_call, server_ms_per_call}}}, "asterisk_start_s"}; clean is a rate at which nothing failed
    or had to be sent again.
    """
    if shutil.which("sipp") is None:
        sys.exit("sipp is missing: apt-get install sip-tester")
    begun_s = time.monotonic()
    with Asterisk() as asterisk:
        start_s = round(time.monotonic() - begun_s, 2)
        prompt = asterisk.tone(800, 0.5)
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.agi_server", "ours", "heard_twice", prompt],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            asterisk.set_servers([f"127.0.0.1:{int(server.stdout.readline())}"])
            add_native(asterisk, prompt)
            return {**_measured(asterisk, server.pid), "asterisk_start_s": start_s}
        finally:
            server.terminate()
            server.wait()
