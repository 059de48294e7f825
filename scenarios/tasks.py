"""The Celery tasks of this room. Each may run twice and bears that."""

from datetime import timedelta
from typing import Any, Final

from celery import shared_task
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from scenarios import invitation_letter
from scenarios.history.retention import apply_retention
from scenarios.jobs.progress import tell_progress
from scenarios.live.notification_store import forget_notifications
from scenarios.models import Invitation, Revision, WaitingFile
from scenarios.prompts import render

_LETTER_TRIES: Final = 12
"""About an hour and a half."""
_FILE_WAITS: Final = timedelta(days=7)
"""So long a file may wait for its sender's yes."""


@shared_task(max_retries=5)  # type: ignore[untyped-decorator]
def render_prompts(revision: str) -> None:
    """Make the prompts of the revision of this hash that are known before a call, and tell how far it is."""
    # A scenario renamed and its old file imported anew are two of one content: either will do.
    render(Revision.objects.filter(hash=revision).earliest("pk"), tell_progress)


@shared_task(bind=True, max_retries=_LETTER_TRIES - 1)  # type: ignore[untyped-decorator]
def send_invitation(self: Any, digest: str, page: str, language: str) -> None:
    """Send the letter of an invitation."""
    invitation_letter.send(digest, invitation_letter.Address(page, language), self.request.id)


@shared_task  # type: ignore[untyped-decorator]
def drop_old_calls() -> None:
    """Keep the history within its days and its size."""
    chosen = settings.CALLWRIGHT
    apply_retention(timezone.now(), days=chosen.history_days, max_bytes=chosen.history_gb * 1_000_000_000)


@shared_task  # type: ignore[untyped-decorator]
def forget_old_notifications() -> None:
    """Drop the notifications that are older than their days."""
    forget_notifications(timedelta(days=settings.CALLWRIGHT.notification_days))


@shared_task  # type: ignore[untyped-decorator]
def forget_what_ran_out() -> None:
    """Drop sessions and invitations that open nothing any more, and files that nobody has said yes to."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    Invitation.objects.filter(expires_at__lt=now).delete()
    WaitingFile.objects.filter(sent_at__lt=now - _FILE_WAITS).delete()
