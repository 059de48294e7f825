"""Whether the parts of this installation are well, told by looking at each."""

import shutil
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from runtime.wording import Wording
from scenarios.models import Scenario

_DISK_FREE_MIN_BYTES: Final = 256 * 1024 * 1024
_CONNECT_WITHIN_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class PartHealth:
    """One part; `trouble` says what is wrong and what to do, None when it is well."""

    name: str
    trouble: Wording | None


def parts() -> Iterable[PartHealth]:
    """Every part, in the order in which one needs the other."""
    looks: dict[str, Callable[[], Wording | None]] = {
        "database": database_trouble,
        "scenarios": scenario_trouble,
        "answer": answer_trouble,
        "disk": disk_trouble,
    }
    return [PartHealth(name, look()) for name, look in looks.items()]


def database_trouble() -> Wording | None:
    """Out of reach, or with tables of an older release."""
    try:
        executor = MigrationExecutor(connection)
        is_current = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return Wording(f"база данных недоступна: {error}", f"the database is out of reach: {error}")
    if is_current:
        return None
    return Wording(
        "таблицы от прежней версии: python manage.py migrate",
        "tables of an older release: python manage.py migrate",
    )


def scenario_trouble() -> Wording | None:
    """A call that no route names would find no scenario."""
    try:
        has_main = Scenario.objects.filter(is_main=True).exists()
    except DatabaseError:
        return Wording("сценарии не прочитать", "the scenarios cannot be read")
    if has_main:
        return None
    return Wording(
        "нет главного сценария: python manage.py scenario main NAME",
        "there is no main scenario: python manage.py scenario main NAME",
    )


def answer_trouble() -> Wording | None:
    """Nobody listens at the FastAGI port."""
    chosen = settings.CALLWRIGHT
    host = "127.0.0.1" if chosen.agi_bind in ("0.0.0.0", "::") else chosen.agi_bind  # noqa: S104
    try:
        socket.create_connection((host, chosen.agi_port), _CONNECT_WITHIN_S).close()
    except OSError:
        place = f"{host}:{chosen.agi_port}"
        return Wording(
            f"на {place} никто не ждёт звонков: python manage.py serve",
            f"nobody waits for calls at {place}: python manage.py serve",
        )
    return None


def disk_trouble() -> Wording | None:
    """Less than 256 MiB left where everything is written."""
    try:
        free_bytes = shutil.disk_usage(settings.CALLWRIGHT.data).free
    except OSError as error:
        return Wording(f"папка данных недоступна: {error}", f"the data directory is out of reach: {error}")
    if free_bytes >= _DISK_FREE_MIN_BYTES:
        return None
    free_mib = free_bytes // 1024 // 1024
    return Wording(
        f"на диске осталось {free_mib} МБ, освободите место", f"{free_mib} MiB left on the disk, free some"
    )
