"""Reads the names of queues and phones from Asterisk by AMI, for as long as calls are answered.

The check of a drawing runs elsewhere and would have to wait for Asterisk; so the process that has the AMI
connection asks every half a minute and leaves the answer in the database.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final, NamedTuple

from django.db import DatabaseError, InterfaceError, connection

from runtime.asterisk.ami import AmiClient, first_value
from runtime.asterisk.errors import ActionRefused, AmiError
from scenarios.pbx.kept import PbxKind, keep

READ_EVERY_S: Final = 30.0
_RETRY_S: Final = 1.0
_log = logging.getLogger("callwright.pbx")


class _Question(NamedTuple):
    """An AMI action that lists something: the event of a row, the one of the end, the field with the name."""

    action: str
    row: str
    end: str
    field: str


# Asterisk 22: app_queue.c manager_queues_summary, res_pjsip/pjsip_configuration.c ami_show_endpoints.
_QUESTIONS: Final[dict[PbxKind, _Question]] = {
    "queue": _Question("QueueSummary", "QueueSummary", "QueueSummaryComplete", "Queue"),
    "phone": _Question("PJSIPShowEndpoints", "EndpointList", "EndpointListComplete", "ObjectName"),
}


@asynccontextmanager
async def pbx_names_kept(server: str, ami: AmiClient | None) -> AsyncIterator[None]:
    """Reads and keeps the names while the block runs; without an AMI account nobody does."""
    if ami is None:
        yield
        return
    reading = asyncio.get_running_loop().create_task(_read_on(server, ami))
    try:
        yield
    finally:
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)


async def _read_on(server: str, ami: AmiClient) -> None:
    while True:
        found: dict[PbxKind, frozenset[str]] = {}
        try:
            found = await read_names(ami)
            if found:
                await asyncio.to_thread(_keep, server, found)
        # A list of names is never worth a call: whatever is wrong with it, the next round tries again.
        except Exception:
            _log.exception("the names of the PBX cannot be read")
        await asyncio.sleep(READ_EVERY_S if found else _RETRY_S)


async def read_names(ami: AmiClient) -> dict[PbxKind, frozenset[str]]:
    """Kind -> all its names; a kind that Asterisk does not tell (no connection, no module) is left out."""
    found: dict[PbxKind, frozenset[str]] = {}
    for kind, question in _QUESTIONS.items():
        try:
            answer = await ami.action(question.action, list_end=question.end)
        except ActionRefused:
            continue
        except AmiError:
            break
        rows = (event for event in answer if event.event == question.row)
        found[kind] = frozenset(first_value(row, question.field) for row in rows) - {""}
    return found


def _keep(server: str, found: dict[PbxKind, frozenset[str]]) -> None:
    try:
        keep(server, found)
    except (DatabaseError, InterfaceError):
        _log.warning("the names of the PBX cannot be kept: the database is away")
    finally:
        connection.close()
