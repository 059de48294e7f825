"""The Celery application: `celery -A config worker` runs the jobs of an installation that has a Redis.

Without one its tasks run in threads of the web side and no broker is ever asked.

Beside each worker runs what feeds it: the relay of the outbox and the planner of periodic work.
"""

import logging
import os
from typing import Any, Final

from celery import Celery, bootsteps
from django.conf import settings

from config.notify import Notifier

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

VISIBLE_AGAIN_S: Final = 600
"""When Redis delivers again what a worker took and did not confirm."""

_log = logging.getLogger("callwright.worker")

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
# Runner threads ask for the current application, too.
app.set_default()
app.autodiscover_tasks()


class Feeding(bootsteps.StartStopStep):  # type: ignore[misc]  # Celery has no types
    """Starts and stops with the worker's pool."""

    requires = ("celery.worker.components:Pool",)

    def __init__(self, worker: Any, **options: Any) -> None:
        """End the worker with a message when there is nothing for it to work with."""
        if not settings.CALLWRIGHT.redis_url:
            raise SystemExit("A Celery worker needs REDIS_URL; without it manage.py serve runs the jobs.")
        super().__init__(worker, **options)
        self._notifier = Notifier()

    def start(self, worker: Any) -> None:
        """Begin to hand over and to plan."""
        # The models behind these are ready only now.
        from scenarios.installation import prepare
        from scenarios.jobs.relay import JobRelay
        from scenarios.jobs.schedule import PeriodicWork

        prepare(lambda message: _log.info("%s", message.in_language(settings.CALLWRIGHT.language)))
        self._threads = (JobRelay(), PeriodicWork())
        for thread in self._threads:
            thread.start()
        self._notifier.beat_beside()
        self._notifier.ready()

    def stop(self, worker: Any) -> None:
        """End both; what was handed over is still run."""
        self._notifier.stopping()
        for thread in self._threads:
            thread.stop()


app.steps["worker"].add(Feeding)
