"""The prompts of this installation: rendered when a scenario is published, fetched by Asterisk over HTTP."""

import asyncio
from collections.abc import Callable
from typing import Final

from django.conf import settings

from runtime.asterisk.media import MediaFile
from runtime.graph import compile_graph
from runtime.phone import Utterance
from runtime.speech import SpeechStore, static_texts
from scenarios.jobs.models import Job
from scenarios.jobs.outbox import enqueue
from scenarios.models import Revision

RENDER_TASK: Final = "scenarios.tasks.render_prompts"


class PromptsByUrl:
    """Implements `runtime.asterisk.media.Media`: each prompt is a file below one address."""

    def __init__(self, store: SpeechStore, address: str) -> None:
        """`address` ends with a slash and is as Asterisk reaches it."""
        self._store = store
        self._address = address

    async def files_of(self, utterance: Utterance) -> tuple[MediaFile, ...]:
        """One URL, or nothing when there is nothing to play."""
        prompt = await self._store.file_for(utterance)
        return () if prompt is None else (MediaFile(f"{self._address}{prompt.name}", prompt.ms),)


def order_rendering(revision: Revision) -> None:
    """Have a job make the revision's prompts once it is published; call it in that transaction."""
    enqueue(RENDER_TASK, [revision.hash], key=_job_key(revision))


def rendering_of(revision: Revision) -> Job | None:
    """The job that makes the revision's prompts, or made them within the last week."""
    return Job.objects.filter(key=_job_key(revision)).first()


def _job_key(revision: Revision) -> str:
    return f"render {revision.hash}"


def render(revision: Revision, progress: Callable[[int, int], None] | None = None) -> None:
    """Make every prompt of a revision that is known before a call; `progress(done, total)` after each.

    Raises `runtime.speech.SpeechError`; the revision is published all the same, and a call renders what it
    needs.
    """
    asyncio.run(_render(revision, progress))


async def _render(revision: Revision, progress: Callable[[int, int], None] | None) -> None:
    store = SpeechStore(settings.CALLWRIGHT.data)
    try:
        await store.render_all(static_texts(compile_graph(revision.read())), progress)
    finally:
        await store.close()
