"""A server killed at random moments: nothing that was written is lost, nothing is there twice."""

import os
import random
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from scenarios.history.packing import unpacked
from scenarios.history.store import HistoryStore
from tests.scenarios.history.servers import Server, segments
from tests.scenarios.history.told import whole_call

PROJECT = Path(__file__).resolve().parents[3]
ROUNDS = 6


def told_until_killed(root: Path, url: str, call_round: int, lines: int) -> list[str]:
    """What a server said it has written by the time it was killed, after so many lines."""
    environment = {**os.environ, "DATABASE_URL": url, "CALLWRIGHT_DATA": str(root.parent)}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.scenarios.history.calling", str(root), str(call_round)],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(lines)]
    process.kill()
    said += process.stdout.readlines()
    process.wait()
    process.stdout.close()
    # The last line may be torn; the write it speaks of has returned, but which one is unknown.
    return [line for line in said if line.endswith("\n")]


def test_a_kill_at_any_moment_loses_no_step_and_doubles_none(
    kept: HistoryStore, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = random.Random(4)
    written: dict[str, int] = defaultdict(int)
    for call_round in range(ROUNDS):
        # Each server finds what the one before left, and may be killed while it keeps that.
        for line in told_until_killed(tmp_path / "spool", store, call_round, moments.randrange(1, 4000)):
            call_id, seq = line.split()
            written[call_id] = max(written[call_id], int(seq))
    monkeypatch.setattr("scenarios.history.pieces.INTERRUPTED_AFTER_S", 0.0)
    last = Server(tmp_path / "spool")
    last.stop()
    assert len(written) > 200
    calls = {call.call_id: call for call in map(kept.find, written) if call is not None}
    for call_id, seq in written.items():
        events = unpacked(calls[call_id].events)
        # What was being written when the kill came may be there, too, and is not a loss.
        told = [event for event in events if event.get("cause") != "interrupted"]
        assert told == whole_call(call_id, length=12)[: len(told)]
        assert len(told) >= seq
    assert segments(tmp_path / "spool") == []
    listed = [call.call_id for call in kept.newest(100_000)]
    assert len(listed) == len(set(listed))
    assert counted(kept) == sum(left_nodes(kept, call_id) for call_id in listed)


def left_nodes(store: HistoryStore, call_id: str) -> int:
    call = store.find(call_id)
    assert call is not None
    return sum(event["kind"] == "left" for event in unpacked(call.events))


def counted(store: HistoryStore) -> int:
    with store.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(n), 0) FROM history_node")
        return int(cursor.fetchone()[0])
