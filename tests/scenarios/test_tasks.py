"""What is done each night, and the tasks that are ordered by name."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django.fixtures import Settings

from config.celery import app
from scenarios import tasks
from scenarios.invitation_letter import SEND_INVITATION
from scenarios.jobs.schedule import NIGHTLY
from scenarios.live.models import Notification
from scenarios.models import Invitation, WaitingFile
from scenarios.prompts import RENDER_TASK

pytestmark = pytest.mark.usefixtures("store")
app.set_current()


def test_the_tasks_that_are_ordered_by_name_exist() -> None:
    app.loader.import_default_modules()
    assert {RENDER_TASK, SEND_INVITATION} <= set(app.tasks)


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
