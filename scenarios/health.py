"""Whether the parts of this installation are well, told by looking at each."""

import logging
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from redis import Redis, RedisError

from runtime.asterisk.ami import AmiState
from runtime.wording import Wording
from scenarios.jobs.models import Job, JobState
from scenarios.models import Scenario
from scenarios.status import ANSWER, SERVE, statuses

_log = logging.getLogger("callwright.health")
_DISK_FREE_MIN_BYTES: Final = 256 * 1024 * 1024
_REDIS_WITHIN_S: Final = 1.0
_JOB_WAITS_MAX_S: Final = 60.0


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
        "asterisk": asterisk_trouble,
        "history": history_trouble,
        "jobs": jobs_trouble,
        "redis": redis_trouble,
        "disk": disk_trouble,
    }
    return [PartHealth(name, look()) for name, look in looks.items()]


def database_trouble() -> Wording | None:
    """Out of reach, or with tables of an older release."""
    try:
        executor = MigrationExecutor(connection)
        is_current = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        # Strangers may ask for the health: hosts and names that stand in the error are for the log.
        _log.warning("the database is out of reach: %s", error)
        return Wording(
            "база данных недоступна: проверьте DATABASE_URL; причина в журнале",
            "the database is out of reach: check DATABASE_URL; the reason is in the log",
        )
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
    """No process on this machine takes calls. With a Redis they may be answered on another one."""
    told = {status.name: status for status in statuses()}
    serve = told.get(SERVE)
    if serve is not None and serve.is_fresh and not serve.told["parts"]["answer"]["is_ready"]:
        return Wording("звонки пока не принимаются: запускается", "no calls are taken yet: it is starting")
    answering = [status for name, status in told.items() if name.startswith(ANSWER)]
    if any(status.is_fresh and not status.told["is_draining"] for status in answering):
        return None
    if any(status.is_fresh for status in answering):
        return Wording(
            "новые звонки не принимаются: завершает начатые",
            "no new calls are taken: the last ones are finishing",
        )
    if not answering and settings.CALLWRIGHT.redis_url:
        return None
    return Wording(
        "никто не ждёт звонков: python manage.py serve", "nobody waits for calls: python manage.py serve"
    )


def asterisk_trouble() -> Wording | None:
    """An answering process has lost AMI, or never had it."""
    for told in _answering_now():
        state = told["ami"]
        if state is not None and state != AmiState.CONNECTED:
            return AmiState(state).wording
    return None


def history_trouble() -> Wording | None:
    """Calls pile up in a spool because the database does not take them."""
    waiting_bytes = sum(
        told["history"]["spool_bytes"] for told in _answering_now() if told["history"]["is_database_away"]
    )
    if not waiting_bytes:
        return None
    waiting_mb = waiting_bytes / 1_000_000
    return Wording(
        f"база истории недоступна, её ждут {waiting_mb:.1f} МБ",
        f"the history's database is away, {waiting_mb:.1f} MB wait for it",
    )


def jobs_trouble() -> Wording | None:
    """A job that is due has waited for a minute: nobody takes jobs."""
    late = timezone.now() - timedelta(seconds=_JOB_WAITS_MAX_S)
    try:
        waits = Job.objects.filter(ended_at=None, free_at__lte=late).exists()
    except DatabaseError:
        return Wording("задания не прочитать", "the jobs cannot be read")
    if not waits:
        return None
    if settings.CALLWRIGHT.redis_url:
        return Wording(
            "задания никто не выполняет: celery -A config worker",
            "nobody runs the jobs: celery -A config worker",
        )
    return Wording(
        "задания никто не выполняет: python manage.py serve", "nobody runs the jobs: python manage.py serve"
    )


def failed_jobs_trouble() -> Wording | None:
    """Jobs of the last week that failed for good; one of them says why. For the doctor: calls go on."""
    try:
        dead = Job.objects.filter(state=JobState.DEAD)
        count, last = dead.count(), dead.order_by("-ended_at").first()
    except DatabaseError:
        return Wording("задания не прочитать", "the jobs cannot be read")
    if last is None:
        return None
    return Wording(
        f"не удались: {count}, последнее {last.task}: {last.error}",
        f"{count} failed for good, the last one {last.task}: {last.error}",
    )


def redis_trouble() -> Wording | None:
    """REDIS_URL is set and nobody answers there."""
    url, limit_s = settings.CALLWRIGHT.redis_url, _REDIS_WITHIN_S
    if not url:
        return None
    try:
        with closing(Redis.from_url(url, socket_timeout=limit_s, socket_connect_timeout=limit_s)) as redis:
            redis.ping()
    except RedisError as error:
        _log.warning("Redis does not answer: %s", error)
        return Wording(
            "Redis не отвечает: проверьте REDIS_URL; причина в журнале",
            "Redis does not answer: check REDIS_URL; the reason is in the log",
        )
    return None


def disk_trouble() -> Wording | None:
    """Less than 256 MiB left where everything is written."""
    try:
        free_bytes = shutil.disk_usage(settings.CALLWRIGHT.data).free
    except OSError as error:
        _log.warning("the data directory is out of reach: %s", error)
        return Wording(
            "папка данных недоступна: проверьте CALLWRIGHT_DATA; причина в журнале",
            "the data directory is out of reach: check CALLWRIGHT_DATA; the reason is in the log",
        )
    if free_bytes >= _DISK_FREE_MIN_BYTES:
        return None
    free_mib = free_bytes // 1024 // 1024
    return Wording(
        f"на диске осталось {free_mib} МБ, освободите место", f"{free_mib} MiB left on the disk, free some"
    )


def _answering_now() -> list[Mapping[str, Any]]:
    """What the living answering processes tell."""
    return [status.told for status in statuses() if status.is_fresh and status.name.startswith(ANSWER)]
