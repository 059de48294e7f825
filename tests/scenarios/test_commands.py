"""The commands of the shell."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from scenarios.history.spool import Spool
from scenarios.models import Route, Scenario
from scenarios.shell import language_of
from tests.scenarios.documents import Scenarios, broken, document, text_of

pytestmark = pytest.mark.django_db


class Ran:
    """A command that has run: its exit code, its lines, and what it told the person at the terminal."""

    def __init__(self, *words: str, language: str = "ru") -> None:
        out, told = io.StringIO(), io.StringIO()
        self.code = 0
        try:
            call_command(*words, language=language, stdout=out, stderr=told)
        except SystemExit as ended:
            self.code = int(str(ended.code))
        self.lines = out.getvalue().splitlines()
        self.told = told.getvalue().splitlines()

    @property
    def json(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.lines]


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "small.json"
    path.write_bytes(text_of(document()))
    return str(path)


@pytest.fixture
def broken_file(tmp_path: Path) -> str:
    path = tmp_path / "broken.json"
    path.write_bytes(text_of(broken()))
    return str(path)


@pytest.fixture(autouse=True)
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is spoken here; publishing's own prompts are tested with the speech."""
    monkeypatch.setattr("scenarios.shell.render", lambda _revision: None)


def test_an_imported_file_is_a_draft(file: str) -> None:
    assert Ran("scenario", "import", file).code == 0
    assert Scenario.objects.get().published is None


def test_an_imported_file_can_be_published_at_once(file: str) -> None:
    ran = Ran("scenario", "import", file, "--publish")
    assert ran.code == 0
    assert "опубликована версия 1" in ran.told
    assert Scenario.objects.get().is_main


def test_a_file_with_errors_is_stored_and_not_published(broken_file: str) -> None:
    ran = Ran("scenario", "import", broken_file, "--publish")
    assert ran.code == 1
    assert ran.told[-1] == "не опубликовано: в сценарии есть ошибки"
    assert Scenario.objects.get().published is None


@pytest.mark.parametrize("action", ["import", "check"])
@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\x00\xff", b"PK\x03\x04"])
def test_a_file_that_is_no_scenario_gets_one_clear_line(tmp_path: Path, action: str, content: bytes) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    ran = Ran("scenario", action, str(path))
    assert (ran.code, ran.lines, len(ran.told)) == (1, [], 1)
    assert ran.told[0].startswith(f"{path}: ")


@pytest.mark.parametrize("words", [("scenario", "import"), ("scenario", "check")])
def test_a_file_that_is_not_there_gets_one_clear_line(words: tuple[str, ...]) -> None:
    ran = Ran(*words, "/no/such/file.json")
    assert (ran.code, len(ran.told)) == (1, 1)
    assert ran.told[0].startswith("/no/such/file.json не читается")


def test_a_sound_scenario_is_checked_with_hints_only(file: str) -> None:
    ran = Ran("scenario", "check", file)
    assert ran.code == 0
    assert all(line.startswith("подсказка: ") for line in ran.lines)


def test_each_issue_is_one_line_with_its_place_and_code(broken_file: str) -> None:
    ran = Ran("scenario", "check", broken_file)
    assert ran.code == 1
    (line,) = [line for line in ran.lines if line.startswith("ошибка: ")]
    assert line.startswith("ошибка: n2.prompt.0.text@")
    assert line.endswith("]")


def test_issues_speak_english_when_asked(broken_file: str) -> None:
    ran = Ran("scenario", "check", broken_file, language="en")
    assert any(line.startswith("error: n2.prompt.0.text@") for line in ran.lines)
    assert not any("ошибка" in line for line in ran.lines)


def test_issues_as_json_have_both_languages(broken_file: str) -> None:
    ran = Ran("scenario", "check", broken_file, "--json")
    assert ran.code == 1
    issue = next(issue for issue in ran.json if issue["severity"] == "error")
    assert issue["node"] == "n2"
    assert set(issue["message"]) == {"ru", "en"}


def test_what_is_no_scenario_is_an_issue_as_json_too(tmp_path: Path) -> None:
    path = tmp_path / "empty.json"
    path.write_bytes(b"{")
    ran = Ran("scenario", "check", str(path), "--json")
    assert (ran.code, ran.told) == (1, [])
    assert [issue["severity"] for issue in ran.json] == ["error"]


def test_an_exported_scenario_can_be_imported_elsewhere(file: str, tmp_path: Path) -> None:
    Ran("scenario", "import", file)
    path = tmp_path / "exported.json"
    path.write_text("\n".join(Ran("scenario", "export", "проба").lines))
    Scenario.objects.all().delete()
    assert Ran("scenario", "import", str(path), "--publish").code == 0


def test_the_list_has_one_line_a_scenario_the_main_one_first(published: Scenarios, file: str) -> None:
    published("я главный")
    published("а другой")
    Ran("scenario", "import", file)
    Ran("scenario", "route", "100", "а другой")
    assert Ran("scenario", "list").lines == ["я главный\tv1\tглавный", "а другой\tv1\t\t100", "проба\t-"]


def test_another_main_scenario_is_named(published: Scenarios) -> None:
    published("первый")
    published("второй")
    assert Ran("scenario", "main", "второй").code == 0
    assert Scenario.objects.get(is_main=True).name == "второй"


@pytest.mark.parametrize(
    "words", [("main", "нет"), ("route", "100", "нет"), ("export", "нет")], ids=lambda words: words[0]
)
def test_an_unknown_scenario_is_exit_code_one(words: tuple[str, ...]) -> None:
    ran = Ran("scenario", *words)
    assert (ran.code, ran.told) == (1, ["сценария «нет» нет"])


def test_a_number_is_routed(published: Scenarios) -> None:
    published("приёмная")
    assert Ran("scenario", "route", "100", "приёмная").code == 0
    assert Route.objects.get().scenario.name == "приёмная"


def test_a_route_to_what_is_no_number_is_refused(published: Scenarios) -> None:
    published("приёмная")
    assert Ran("scenario", "route", "сто", "приёмная").code == 1


def test_a_call_of_a_file_prints_its_trace(file: str) -> None:
    ran = Ran("call", file, "--called", "84951234567", "--caller", "79991234567", "--line", "3")
    assert ran.code == 0
    started, *_, ended = ran.json
    assert (started["kind"], started["called"], started["line"]) == ("started", "84951234567", "3")
    assert (ended["kind"], ended["cause"]) == ("ended", "completed")


def test_a_call_of_a_stored_scenario_walks_what_callers_walk(published: Scenarios) -> None:
    published(text="опубликовано")
    assert any(event.get("prompt") == "опубликовано" for event in Ran("call", "проба").json)


def test_the_time_of_a_call_is_given_in_the_installations_zone(file: str) -> None:
    ran = Ran("call", file, "--at", "2026-11-23T20:00")
    assert ran.json[0]["at"] == "2026-11-23T20:00:00+03:00"


def test_the_caller_hangs_up_when_the_keys_say_so(file: str) -> None:
    ran = Ran("call", file, "--keys", "h")
    assert (ran.code, ran.json[-1]["cause"]) == (0, "caller_hung_up")


def test_a_call_that_fails_is_exit_code_one(tmp_path: Path) -> None:
    failing = document()
    failing["nodes"][1] = {
        "id": "n2",
        "type": "play",
        "title": "Проигрывание 1",
        "params": {"prompt": [{"text": "Нажмите один"}], "break_keys": "1"},
        "position": [0, 0],
    }
    path = tmp_path / "failing.json"
    path.write_bytes(text_of(failing))
    ran = Ran("call", str(path), "--keys", "1")
    assert (ran.code, ran.json[-1]["cause"]) == (1, "broken_off")


@pytest.mark.parametrize(
    "words",
    [
        ("--keys", "1,x"),
        ("--outcome", "n2=busy"),
        ("--outcome", "nonsense"),
        ("--at", "yesterday"),
    ],
    ids=" ".join,
)
def test_an_option_that_cannot_be_meant_is_exit_code_two(file: str, words: tuple[str, str]) -> None:
    ran = Ran("call", file, *words)
    assert (ran.code, ran.lines, len(ran.told)) == (2, [], 1)


def test_a_scenario_with_errors_is_exit_code_two_and_no_call(broken_file: str) -> None:
    ran = Ran("call", broken_file)
    assert (ran.code, ran.lines) == (2, [])
    assert ran.told[0].startswith("ошибка: n2.prompt.0.text@")
    assert ran.told[-1] == "в сценарии есть ошибки, звонок не начат"


def test_neither_file_nor_scenario_is_told(file: str) -> None:
    assert Ran("call", "нет такого").told == ["сценария «нет такого» нет"]


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
