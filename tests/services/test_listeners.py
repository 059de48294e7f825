"""The listeners of the rig end without losing a connection."""

import asyncio
import gc
import socket

import pytest

from lab.ports import stop_listening


@pytest.mark.parametrize("turns", range(6))
async def test_a_connection_accepted_at_the_last_moment_is_not_left_open(turns: int) -> None:
    def end(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    server = await asyncio.start_server(end, "127.0.0.1", 0)
    with socket.create_connection(server.sockets[0].getsockname()):
        for _ in range(turns):
            await asyncio.sleep(0)
        await stop_listening(server)
    # What was left open is found now, and its warning fails this test.
    gc.collect()
