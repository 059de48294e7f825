"""The first jobs: letters, history."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.utils import timezone
from pytest_django.fixtures import Settings

from config.celery import app
from scenarios import tasks
from scenarios.jobs import leases
from scenarios.jobs.models import Job, JobState
from scenarios.jobs.performing import perform
from scenarios.jobs.schedule import NIGHTLY
from scenarios.live.models import Notification
from scenarios.mail import SEND_LETTER, write_letter
from scenarios.models import Invitation, WaitingFile
from scenarios.prompts import RENDER_TASK

pytestmark = pytest.mark.usefixtures("store")
app.set_current()


def run_all() -> None:
    while Job.objects.filter(ended_at=None).update(free_at=timezone.now() - timedelta(seconds=1)):
        job = leases.take_next()
        assert job is not None
        perform(job)


def test_the_tasks_that_are_ordered_by_name_exist() -> None:
    app.loader.import_default_modules()
    assert {RENDER_TASK, SEND_LETTER} <= set(app.tasks)


def test_a_letter_is_sent_once_with_an_id_that_tells_a_double() -> None:
    for _ in range(2):
        write_letter(["anna@example.org"], "Приглашение", "Ссылка внутри", key="invitation 7")
    run_all()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject, letter.body) == (
        ["anna@example.org"],
        "Приглашение",
        "Ссылка внутри",
    )
    job = Job.objects.get()
    assert letter.message()["Message-ID"].startswith(f"<job-{job.pk}@")


def test_a_letter_waits_for_a_mail_server_that_is_away(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    write_letter(["anna@example.org"], "Письмо", "Текст")
    job = leases.take_next()
    assert job is not None
    perform(job)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.WAITING, 1)
    assert "ConnectionRefusedError" in job.error


def test_history_is_kept_within_its_days_and_size(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(tasks, "apply_retention", lambda now, **limits: asked.append(limits))
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, history_days=30, history_gb=2)
    tasks.drop_old_calls()
    assert asked == [{"days": 30, "max_bytes": 2_000_000_000}]


def test_notifications_are_forgotten_each_night_after_their_days(settings: Settings) -> None:
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, notification_days=30)
    for seq, days in ((1, 31), (2, 29)):
        at = timezone.now() - timedelta(days=days)
        Notification.objects.create(call="c1", seq=seq, scenario="Главный", text="Звонок", created_at=at)
    app.loader.import_default_modules()
    for task in NIGHTLY:
        if "notification" in task:
            app.tasks[task]()
    assert [row.seq for row in Notification.objects.all()] == [2]


def test_what_has_run_out_is_forgotten_each_night(monkeypatch: pytest.MonkeyPatch) -> None:
    anna = User.objects.create_user("анна")
    now = timezone.now()
    for name, days in (("old", -1), ("new", 1)):
        Session.objects.create(session_key=name, session_data="", expire_date=now + timedelta(days=days))
        person = User.objects.create_user(name)
        Invitation.objects.create(user=person, digest=name, expires_at=now + timedelta(days=days))
    WaitingFile.objects.create(user=anna, name="s.json", content=b"{}")
    tasks.forget_what_ran_out()
    assert [session.session_key for session in Session.objects.all()] == ["new"]
    assert [invitation.digest for invitation in Invitation.objects.all()] == ["new"]
    assert WaitingFile.objects.exists()
    monkeypatch.setattr("scenarios.tasks.timezone.now", lambda: now + timedelta(days=8))
    tasks.forget_what_ran_out()
    assert not WaitingFile.objects.exists()
