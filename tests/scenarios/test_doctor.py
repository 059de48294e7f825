"""Is this installation well? The looks through AMI, at an Asterisk played from a table."""

import asyncio
import dataclasses
import io
import time
from typing import Any

import pytest
from django.core.management import call_command
from panoramisk.message import Message
from pytest_django.fixtures import Settings

from runtime.asterisk.errors import ActionRefused, AnswerTimeout
from runtime.wording import Wording
from scenarios import doctor, media_limit

GOOD: dict[str, dict[str, Any] | Exception] = {
    "ModuleCheck": {},
    "ListCommands": dict.fromkeys(
        ("Command", "CoreShowChannels", "Originate", "QueueStatus", "Redirect", "Status"), "(Priv: all)"
    ),
    "dialplan show": {"Output": ["[ Context 'callwright-call' ]", "  'pass' =>  1. Set(CW_AT=1)"]},
    "Getvar": {"Value": "10.0.0.9:4573&127.0.0.1:4573"},
    "media cache": {"Output": "Refreshed 'http://127.0.0.1/p.wav' to local storage '/tmp/bucket-XquxkM'"},
}


class PlayedAmi:
    """Answers as the table says; `Command` by the first two words of the command."""

    def __init__(self, **changes: dict[str, Any] | Exception) -> None:
        self.answers = GOOD | {"Ping": {"Timestamp": str(time.time())}} | changes

    async def action(self, name: str, /, **fields: Any) -> list[Message]:
        key = " ".join(str(fields["Command"]).split()[:2]) if name == "Command" else name
        answer = self.answers[key]
        if isinstance(answer, Exception):
            raise answer
        return [Message(answer)]


def trouble(look: Any, **changes: dict[str, Any] | Exception) -> Wording | None:
    found: Wording | None = asyncio.run(look(PlayedAmi(**changes)))
    return found


@pytest.fixture(autouse=True)
def agi_port(settings: Settings) -> None:
    settings.CALLWRIGHT = dataclasses.replace(
        settings.CALLWRIGHT, agi_port=4573, prompt_url="http://127.0.0.1:8000/prompts/"
    )


@pytest.mark.parametrize(
    "look",
    [
        doctor._module_trouble,
        doctor._rights_trouble,
        doctor._dialplan_trouble,
        doctor._clock_trouble,
        doctor._fetch_trouble,
        media_limit.media_limit_trouble,
    ],
)
def test_a_well_asterisk_gives_no_trouble(look: Any) -> None:
    assert trouble(look) is None


@pytest.mark.parametrize(
    ("look", "changes", "cure"),
    [
        (doctor._module_trouble, {"ModuleCheck": ActionRefused("no such module")}, "modules.conf"),
        (doctor._rights_trouble, {"ListCommands": {"Command": "(Priv: all)"}}, "Originate"),
        (
            doctor._dialplan_trouble,
            {"dialplan show": {"Output": "There is no existence of 'callwright-call' context"}},
            "callwright_extensions.conf",
        ),
        (
            doctor._dialplan_trouble,
            {"dialplan show": ActionRefused("Command", "Command output follows")},
            "callwright_extensions.conf",
        ),
        (doctor._dialplan_trouble, {"Getvar": {"Value": "127.0.0.1:4574"}}, "4573"),
        (doctor._clock_trouble, {"Ping": {"Timestamp": "1000000000.0"}}, "time synchronisation"),
        (
            doctor._fetch_trouble,
            {"media cache": {"Output": "Unable to refresh 'http://127.0.0.1/p.wav'"}},
            "CALLWRIGHT_PROMPT_URL",
        ),
        (
            media_limit.media_limit_trouble,
            {"media cache": AnswerTimeout()},
            "callwright_http_media_cache.conf",
        ),
    ],
)
def test_each_trouble_names_its_cure(look: Any, changes: dict[str, Any], cure: str) -> None:
    found = trouble(look, **changes)
    assert found is not None
    assert cure in found.en
    assert found.ru != found.en


def test_a_limit_that_cannot_be_tried_from_here_says_what_it_should_be(settings: Settings) -> None:
    settings.CALLWRIGHT = dataclasses.replace(settings.CALLWRIGHT, prompt_url="http://192.0.2.1/prompts/")
    found = trouble(media_limit.media_limit_trouble)
    assert found is not None
    assert "timeout_secs = 3" in found.en


@pytest.mark.django_db
def test_the_command_prints_a_line_for_each_look_and_ends_with_one_when_something_is_wrong() -> None:
    out, told = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("doctor", language="en", stdout=out, stderr=told)
    lines = out.getvalue().splitlines()
    assert ended.value.code == 1
    assert "ok  database" in lines
    assert any(line.startswith("!!  scenarios: there is no main scenario") for line in lines)
    assert any(line.startswith("!!  AMI connection: not set up") for line in lines)
    assert told.getvalue().startswith("need attention: ")
