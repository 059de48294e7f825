"""The Celery application: `celery -A config worker` runs the jobs of an installation that has a Redis.

Without one its tasks run in threads of the web side and no broker is ever asked.
"""

import os
from typing import Any, Final

from celery import Celery
from celery.signals import worker_init
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

VISIBLE_AGAIN_S: Final = 600
"""When Redis delivers again what a worker took and did not confirm."""

app = Celery("callwright")
app.conf.update(
    broker_url=settings.CALLWRIGHT.redis_url or "memory://",
    broker_transport_options={"visibility_timeout": VISIBLE_AGAIN_S, "socket_connect_timeout": 2},
    broker_connection_retry_on_startup=True,
    # How a job ended stands in its row; nobody asks Celery.
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_default_queue="callwright",
    timezone=settings.TIME_ZONE,
    worker_concurrency=2,
    worker_hijack_root_logger=False,
    # Jobs wait for programs and the database; a pool of processes would cost 60 MB for each.
    worker_pool="threads",
    worker_prefetch_multiplier=1,
)
app.autodiscover_tasks()


@worker_init.connect  # type: ignore[untyped-decorator]
def _refuse_without_redis(**_: Any) -> None:
    if not settings.CALLWRIGHT.redis_url:
        raise ImproperlyConfigured("a Celery worker needs REDIS_URL; without it `manage.py serve` runs jobs")
