"""CPU of a FastAGI call: our whole interpreter against a bare panoramisk script that sends the same six
commands.

The servers take turns in one run, so that a neighbour's load meets all of them, and are new processes in each
round, since where things lie in memory makes one process a tenth slower than the next; medians of the rounds
are reported. `saturated`: 100 calls at once without pause; `paced`: callers who take 200 ms to press the key.
"""

import json
import statistics
import subprocess
import sys
from typing import Final

SERVERS: Final = ("ours", "panoramisk", "panoramisk_uvloop")
LOADS: Final = {"saturated": (3000, 100, 0), "paced": (600, 20, 200)}
WARM_UP: Final = (300, 50, 0)
ROUNDS: Final = 5


class _Server:
    """One server process."""

    def __init__(self, which: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.agi_server", which],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.port = int(self._line())

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline()

    def cpu_s(self) -> float:
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return float(json.loads(self._line())["cpu_s"])

    def stop(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.terminate()
        self._process.wait()


def _measure(server: _Server, load: tuple[int, int, int]) -> dict[str, float]:
    before = server.cpu_s()
    client = subprocess.run(
        [sys.executable, "-m", "tests.bench.fake_pbx", str(server.port), *map(str, load)],
        capture_output=True,
        text=True,
        check=True,
    )
    done = json.loads(client.stdout)
    cpu_us = (server.cpu_s() - before) * 1e6
    return {
        "us_per_call": cpu_us / done["calls"],
        "us_per_command": cpu_us / done["commands"],
        "commands_per_call": done["commands"] / done["calls"],
    }


def _run_round(rows: dict[str, dict[str, list[dict[str, float]]]]) -> None:
    """Measure every server under every load once; appended to rows[load][server]."""
    servers = {which: _Server(which) for which in SERVERS}
    try:
        for server in servers.values():
            _measure(server, WARM_UP)
        for load, figures in LOADS.items():
            for which, server in servers.items():
                rows[load][which].append(_measure(server, figures))
    finally:
        for server in servers.values():
            server.stop()


def main() -> dict[str, object]:
    """{load: {server: {us_per_call, us_per_command, commands_per_call}}, ratio ours : bare panoramisk}."""
    rows: dict[str, dict[str, list[dict[str, float]]]] = {
        load: {which: [] for which in SERVERS} for load in LOADS
    }
    for _ in range(ROUNDS):
        _run_round(rows)
    result: dict[str, object] = {}
    for load, by_server in rows.items():
        medians = {
            which: {name: round(statistics.median(row[name] for row in found), 1) for name in found[0]}
            for which, found in by_server.items()
        }
        ratios = [
            ours["us_per_call"] / bare["us_per_call"]
            for ours, bare in zip(by_server["ours"], by_server["panoramisk"], strict=True)
        ]
        result[load] = {**medians, "ours_to_panoramisk": round(statistics.median(ratios), 2)}
    return result
