"""What the commands of the shell share, and those that look at calls."""

from pathlib import Path

import pytest
from django.core.management import load_command_class
from pytest_django.fixtures import Settings

from scenarios.history.spool import Spool
from scenarios.shell import language_of
from tests.scenarios.ran import Ran

pytestmark = pytest.mark.django_db
_OF_DJANGO = {
    "help",
    "version",
    "verbosity",
    "settings",
    "pythonpath",
    "traceback",
    "no_color",
    "force_color",
}


@pytest.mark.parametrize("command", ["call", "calls", "scenario", "trace"])
def test_every_option_has_a_help_text(command: str) -> None:
    parser = load_command_class("scenarios", command).create_parser("manage.py", command)
    own = [action for action in parser._actions if action.dest not in _OF_DJANGO]
    assert [action.dest for action in own if not action.help and action.dest != "action"] == []


@pytest.fixture
def three_calls(data: Path) -> None:
    folder = data / "spool" / "1"
    folder.mkdir()
    spool = Spool(folder)
    for number in range(3):
        call = {"call": f"17.{number}", "seq": 1, "at_ms": 0, "node": None, "caller_name": "\ud800"}
        spool.sink({**call, "kind": "started", "at": f"2026-11-23T20:0{number}:00+03:00"})
    spool.close()


@pytest.mark.usefixtures("three_calls")
def test_calls_are_listed_newest_first_as_json_lines() -> None:
    assert [call["call"] for call in Ran("calls", "--limit", "2").json] == ["17.2", "17.1"]


def test_that_there_are_no_calls_is_said_beside_the_empty_list() -> None:
    ran = Ran("calls")
    assert (ran.code, ran.lines, ran.told) == (0, [], ["звонков ещё не было"])


@pytest.mark.usefixtures("three_calls")
def test_a_finished_call_shows_its_trace_again() -> None:
    ran = Ran("trace", "17.1")
    assert (ran.code, [event["kind"] for event in ran.json]) == (0, ["started"])
    assert ran.json[0]["caller_name"] == "\ud800"


def test_the_trace_of_no_call_is_exit_code_one() -> None:
    ran = Ran("trace", "../../etc/passwd")
    assert (ran.code, ran.lines) == (1, [])


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "ru"),
        ({}, "ru"),
        ({"LANG": "en_US", "LC_ALL": "ru_RU"}, "ru"),
    ],
)
def test_the_terminals_language_is_spoken_else_the_installations(
    settings: Settings, variables: dict[str, str], language: str
) -> None:
    assert language_of(variables) == language
