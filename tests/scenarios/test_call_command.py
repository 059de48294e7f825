"""A call in the terminal."""

import logging
from pathlib import Path

import pytest

from scenarios.installation import SAMPLES
from tests.scenarios.documents import Scenarios, document, text_of
from tests.scenarios.ran import Ran

pytestmark = pytest.mark.django_db


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
        ("--keys", "h@n77"),
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
    checked = Ran("scenario", "check", broken_file)
    assert ran.told[:-1] == [line for line in checked.lines if line.startswith("ошибка")]
    assert ran.told[-1] == "в сценарии есть ошибки, звонок не начат"


def test_neither_file_nor_scenario_is_told() -> None:
    ran = Ran("call", "нет такого")
    assert (ran.code, ran.told) == (
        2,
        ["нет ни файла, ни сценария «нет такого»; сценарии: python manage.py scenario list"],
    )


def test_a_call_of_a_directory_is_told_in_the_language(tmp_path: Path) -> None:
    ran = Ran("call", str(tmp_path))
    assert (ran.code, ran.told) == (2, [f"{tmp_path} не читается: это папка"])


def test_an_example_of_an_outcome_is_one_of_this_scenario(tmp_path: Path) -> None:
    ran = Ran("call", str(SAMPLES / "reception.json"), "--outcome", "nonsense")
    told, _, example = ran.told[0].partition("например ")
    assert told == "--outcome nonsense: нужно УЗЕЛ=ИСХОД, здесь "
    assert Ran("call", str(SAMPLES / "reception.json"), "--outcome", example).code == 0


@pytest.mark.parametrize("node", ["support", "Очередь поддержки", "очередь поддержки"])
def test_the_node_of_an_outcome_is_named_by_id_or_title(node: str) -> None:
    ran = Ran("call", str(SAMPLES / "reception.json"), "--keys", "w,2", "--outcome", f"{node}=full")
    assert [
        event["output"] for event in ran.json if event.get("node") == "support" and "output" in event
    ] == ["full"]


def test_a_title_that_several_nodes_have_is_refused_with_their_ids(tmp_path: Path) -> None:
    twice = document()
    for number, id_ in enumerate(["q1", "q2"]):
        place = {"id": id_, "type": "queue", "title": "Очередь", "position": [0, 100 * number]}
        twice["nodes"].append({**place, "params": {"queue": "sales"}})
    path = tmp_path / "twice.json"
    path.write_bytes(text_of(twice))
    ran = Ran("call", str(path), "--outcome", "Очередь=full")
    assert (ran.code, ran.told) == (
        2,
        ["«Очередь» – так называются несколько узлов. Укажите один из них по id: q1, q2."],
    )


def test_a_title_that_no_node_has_is_refused_with_those_that_can_be_meant() -> None:
    ran = Ran("call", str(SAMPLES / "reception.json"), "--outcome", "Очередь=full")
    assert ran.code == 2
    assert "«Очередь»" in ran.told[0]
    assert "Очередь поддержки" in ran.told[0]


def test_notifications_do_not_come_between_the_events(caplog: pytest.LogCaptureFixture) -> None:
    ran = Ran("call", str(SAMPLES / "three_numbers.json"), "--called", "84951234567")
    assert any(event["kind"] == "notified" for event in ran.json)
    assert not [record for record in caplog.records if record.name == "callwright.notification"]
    assert not logging.getLogger("callwright.notification").disabled
