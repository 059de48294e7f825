"""Calls a second through a real Asterisk: our interpreter against the same flow in native dialplan.

The flow: answer, a prompt of 0.5 s with one digit to read for 1 s, a second prompt of 0.5 s, hang up. SIPp
(Debian package sip-tester) makes the calls on loopback; ours and native take turns at each rate.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from lab.asterisk import Asterisk

RATES: Final = (20, 60, 100, 140)
SECONDS: Final = 10
_SCENARIO: Final = Path(__file__).parent / "sipp_call.xml"
_NATIVE: Final = "9000000"
_OURS: Final = "84951234567"
_TICKS: Final = os.sysconf("SC_CLK_TCK")


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _sipp(asterisk: Asterisk, number: str, rate: int) -> dict[str, int]:
    """Run one load; {calls, failed, retransmissions}."""
    folder = Path(tempfile.mkdtemp(prefix="sipp"))
    command = [
        "sipp", f"127.0.0.1:{asterisk.sip_port}", "-sf", str(_SCENARIO), "-s", number, "-i", "127.0.1.1",
        "-r", str(rate), "-m", str(rate * SECONDS), "-l", "5000", "-rtp_echo", "-nostdin", "-trace_screen",
        "-screen_file", str(folder / "screen"), "-timeout", "60s",
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, check=False, cwd=folder, env={**os.environ, "TERM": "xterm"})
    screen = "".join(path.read_text(errors="replace") for path in folder.iterdir())
    shutil.rmtree(folder)
    done = [int(found) for found in re.findall(r"Successful call\s*\|\s*\d+\s*\|\s*(\d+)", screen)]
    resent = [
        int(row.split()[-3])
        for row in re.findall(r"INVITE ---------->\s+(.*)", screen)
        if len(row.split()) > 2
    ]
    wanted = rate * SECONDS
    return {
        "calls": wanted,
        "failed": wanted - (done[-1] if done else 0),
        "retransmissions": resent[-1] if resent else 0,
    }


def _round(asterisk: Asterisk, server_pid: int, number: str, rate: int) -> dict[str, float]:
    pids = (asterisk.pid, server_pid)
    before = [_cpu_s(pid) for pid in pids]
    figures: dict[str, float] = dict(_sipp(asterisk, number, rate))
    asterisk_s, server_s = (_cpu_s(pid) - used for pid, used in zip(pids, before, strict=True))
    figures["asterisk_ms_per_call"] = round(asterisk_s * 1000 / figures["calls"], 2)
    figures["server_ms_per_call"] = round(server_s * 1000 / figures["calls"], 2)
    return figures


def _add_native(asterisk: Asterisk, prompt: str) -> None:
    steps = ["Answer(,i)", f"Read(D,{prompt},1,t(),1,1)", f"Playback({prompt})", "Hangup()"]
    for priority, step in enumerate(steps, start=1):
        application = step.replace("(", ",", 1).removesuffix(")")
        asterisk.cli(f"dialplan add extension {_NATIVE},{priority},{application} into lab")


def main() -> dict[str, object]:
    """{rate: {ours, native: {calls, failed, retransmissions, asterisk_ms_per_call, server_ms_per_call}}}."""
    if shutil.which("sipp") is None:
        sys.exit("sipp is missing: apt-get install sip-tester")
    with Asterisk() as asterisk:
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
            _add_native(asterisk, prompt)
            result: dict[str, object] = {}
            for rate in RATES:
                result[f"{rate}_per_s"] = {
                    "native": _round(asterisk, server.pid, _NATIVE, rate),
                    "ours": _round(asterisk, server.pid, _OURS, rate),
                }
            return result
        finally:
            server.terminate()
            server.wait()
