"""An invitation that goes out by mail."""

import dataclasses
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import timezone
from pytest_django.fixtures import Settings

from config.celery import app
from scenarios.invitation_letter import Address, write_invitation
from scenarios.jobs import leases
from scenarios.jobs.models import Job, JobState
from scenarios.jobs.performing import perform
from scenarios.people import accept, invite, invite_again, invited, switch_off

pytestmark = pytest.mark.usefixtures("store")
app.set_current()

ADDRESS = Address("https://pbx.example/invitation/", "ru")
LINK = re.compile(r"https://pbx\.example/invitation/([\w-]+)/")
PASSWORD = "synthetic-heron-7"


@pytest.fixture(autouse=True)
def mail_server(settings: Settings) -> None:
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, mail_url="smtp://mail.example:587")


def vera(email: str = "vera@example.org") -> tuple[User, str]:
    return invite("вера", "operator", author=None, email=email)


def run_next() -> Job:
    job = leases.take_next()
    assert job is not None
    perform(job)
    job.refresh_from_db()
    return job


def test_the_letter_brings_a_link_that_lets_in_once() -> None:
    user, token = vera()
    assert write_invitation(user, ADDRESS)
    run_next()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["vera@example.org"], "Приглашение в Callwright")
    found = LINK.search(str(letter.body))
    assert found is not None
    assert found.group(1) == token
    assert "вера" in letter.body
    assert accept(found.group(1), PASSWORD) == user
    assert invited(token) is None


def test_it_is_written_in_the_language_of_whoever_invites() -> None:
    assert write_invitation(vera()[0], dataclasses.replace(ADDRESS, language="en"))
    run_next()
    (letter,) = mail.outbox
    assert letter.subject == "Your invitation to Callwright"
    assert not re.search("[а-я]", str(letter.body).replace("вера", ""))


def test_nothing_that_is_kept_tells_the_link() -> None:
    user, token = vera()
    write_invitation(user, ADDRESS)
    job = Job.objects.get()
    assert token not in str([job.args, job.kwargs, job.key])
    assert token not in str(User.objects.filter(pk=user.pk).values("invitation__digest", "invitation__seed"))


def test_a_second_run_sends_a_letter_that_tells_it_is_a_double() -> None:
    write_invitation(vera()[0], ADDRESS)
    job = run_next()
    Job.objects.update(state=JobState.WAITING, ended_at=None, free_at=timezone.now() - timedelta(seconds=1))
    run_next()
    assert [letter.message()["Message-ID"].partition("@")[0] for letter in mail.outbox] == [
        f"<job-{job.pk}"
    ] * 2


def test_an_invitation_that_was_replaced_used_or_withdrawn_is_not_sent() -> None:
    user, token = vera()
    write_invitation(user, ADDRESS)
    newer = invite_again(user, author=None)
    run_next()
    write_invitation(user, ADDRESS)
    accept(newer, PASSWORD)
    run_next()
    invite_again(user, author=None)
    write_invitation(user, ADDRESS)
    switch_off(user, author=None)
    run_next()
    assert mail.outbox == []
    assert invited(token) is None


def test_nothing_is_written_without_an_address_or_a_mail_server(settings: Settings) -> None:
    user, _ = vera(email="")
    assert not write_invitation(user, ADDRESS)
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, mail_url="")
    user.email = "vera@example.org"
    assert not write_invitation(user, ADDRESS)
    assert not Job.objects.exists()


def test_a_letter_waits_for_a_mail_server_that_is_away(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    write_invitation(vera()[0], ADDRESS)
    job = run_next()
    assert (job.state, job.attempts) == (JobState.WAITING, 1)
    assert "ConnectionRefusedError" in job.error
