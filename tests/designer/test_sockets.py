"""Who may ask what of a socket: one cell for each request, and none without.

What happens to those who may not is tested beside the socket.
"""

import msgspec
import pytest
from channels.testing import WebsocketCommunicator

from config.asgi import SOCKETS, application
from designer.live_socket import Asked
from scenarios.roles import PERMISSIONS, ROLES

EVERYBODY = frozenset(ROLES)
WATCHERS = frozenset({"admin", "integrator", "supervisor"})
HEADERS = [(b"host", b"localhost:8000"), (b"origin", b"http://localhost:8000")]
CELLS = {
    "/ws/live/": {
        "ack": EVERYBODY,
        "watch": WATCHERS,
        "calls": WATCHERS,
        "recent": WATCHERS,
        "follow": WATCHERS,
        "after": WATCHERS,
        "unfollow": EVERYBODY,
        "seen": EVERYBODY,
    }
}


def test_every_socket_has_its_cells_and_every_cell_its_socket() -> None:
    assert sorted(SOCKETS) == sorted(CELLS)


def test_every_request_has_its_cell() -> None:
    assert {field.name for field in msgspec.structs.fields(Asked)} == CELLS["/ws/live/"].keys()


def test_calls_are_watched_by_those_of_the_cells() -> None:
    assert PERMISSIONS["call.watch"] == WATCHERS


@pytest.mark.parametrize("path", [*CELLS, "/ws/", "/ws/other/"])
async def test_a_stranger_is_let_in_nowhere(path: str) -> None:
    socket = WebsocketCommunicator(application, path, HEADERS)
    is_in, _ = await socket.connect()
    assert not is_in
