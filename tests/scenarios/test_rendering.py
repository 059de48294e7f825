"""The prompts of a published revision are made by a job, once."""

import pytest

from config.celery import app
from runtime.speech import SpeechError
from runtime.wording import Wording
from scenarios import keeping
from scenarios.drafts import create
from scenarios.errors import PublishRefused
from scenarios.jobs import leases
from scenarios.jobs.models import Job, JobState
from scenarios.jobs.performing import perform
from scenarios.models import Revision
from scenarios.prompts import RENDER_TASK, rendering_of
from scenarios.revisions import publish, roll_back
from tests.scenarios.documents import Scenarios, broken

pytestmark = pytest.mark.django_db(transaction=True)
app.set_current()


def run_next() -> Job:
    job = leases.take_next()
    assert job is not None
    perform(job)
    job.refresh_from_db()
    return job


def test_publishing_orders_the_prompts_and_their_progress_is_told(
    published: Scenarios, monkeypatch: pytest.MonkeyPatch
) -> None:
    revision = published().published
    assert revision is not None
    waiting = rendering_of(revision)
    assert waiting is not None
    assert (waiting.task, waiting.state) == (RENDER_TASK, JobState.WAITING)
    rendered: list[Revision] = []

    def render(one: Revision, progress: object) -> None:
        rendered.append(one)
        assert callable(progress)
        progress(3, 3)

    monkeypatch.setattr("scenarios.tasks.render", render)
    job = run_next()
    assert (job.state, job.steps_done, job.steps) == (JobState.DONE, 3, 3)
    assert rendered == [revision]


def test_two_scenarios_of_one_content_are_rendered(
    published: Scenarios, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scenarios.tasks.render", lambda *_: None)
    keeping.rename(published("проба"), "другая", author=None)
    published("проба")
    assert Revision.objects.values("hash").distinct().count() == 1 < Revision.objects.count()
    assert run_next().state == JobState.DONE


def test_what_cannot_be_spoken_is_tried_again_and_published_all_the_same(
    published: Scenarios, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_program(*_: object) -> None:
        raise SpeechError(Wording("нет программы", "no program"))

    monkeypatch.setattr("scenarios.tasks.render", no_program)
    scenario = published()
    job = run_next()
    assert job.state == JobState.WAITING
    assert "no program" in job.error
    assert scenario.published is not None


def test_what_is_published_again_is_ordered_once(published: Scenarios) -> None:
    published(text="один")
    scenario = published(text="два")
    roll_back(scenario, scenario.revisions.get(number=1).hash, note="", author=None)
    assert Job.objects.count() == 2


def test_what_is_not_published_is_not_spoken(db: None) -> None:
    scenario = create("проба", author=None, document=broken())
    with pytest.raises(PublishRefused):
        publish(scenario, note="", author=None)
    assert not Job.objects.exists()
