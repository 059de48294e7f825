"""Log lines."""

import ast
import asyncio
import json
import logging
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from config.environment import PROJECT
from config.log_lines import JsonLine, LogLine, part_line
from config.log_words import IN_RUSSIAN
from runtime.asterisk.ami import AmiState
from runtime.current_call import CURRENT_CALL


def written(message: str, **extra: object) -> str:
    record = logging.makeLogRecord({"msg": message, "name": "calls", "levelname": "INFO", **extra})
    return LogLine().format(record)


def test_the_log_speaks_the_language_of_the_installation() -> None:
    record = logging.makeLogRecord({"msg": "scenarios loaded", "name": "calls", "levelname": "INFO"})
    assert LogLine("ru").format(record).endswith("INFO calls: сценарии загружены")
    assert LogLine("en").format(record).endswith("INFO calls: scenarios loaded")


def test_what_a_message_is_about_stands_in_its_russian_words() -> None:
    record = logging.makeLogRecord({"msg": "a call is refused: %s", "args": ("full",), "name": "calls"})
    assert LogLine("ru").format(record).endswith("звонок не принят: full")


def test_every_message_has_russian_words() -> None:
    said = {
        (path.name, message)
        for room in ("config", "designer", "runtime", "scenarios")
        for path in (PROJECT / room).rglob("*.py")
        for message in _logged(ast.parse(path.read_text()))
    }
    assert {place for place in said if place[1] not in IN_RUSSIAN} == set()


def test_russian_words_leave_room_for_all_that_is_told() -> None:
    """A line with another number of holes would not be written at all."""
    assert [text for text, words in IN_RUSSIAN.items() if text.count("%s") != words.count("%s")] == []


def _logged(module: ast.Module) -> Iterator[str]:
    """The messages that a module logs, but for those that only pass on a text of somebody else's."""
    for node in ast.walk(module):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="_log"), attr=attr), args=args):
                text = args[1 if attr == "log" else 0]
                if isinstance(text, ast.Constant) and text.value != "%s":
                    yield str(text.value)


def test_russian_words_belong_to_messages_that_are_written() -> None:
    """A message whose English is changed would lose its Russian unnoticed."""
    sources = [
        path.read_text()
        for room in ("config", "designer", "runtime", "scenarios")
        for path in (PROJECT / room).rglob("*.py")
        if path.name != "log_words.py"
    ]
    states = {state.wording.en for state in AmiState}
    unused = [
        text for text in IN_RUSSIAN if text not in states and not any(f'"{text}"' in code for code in sources)
    ]
    assert unused == []


def test_fields_stand_behind_the_message_as_json() -> None:
    line = written("a call is rejected", call="17.4", caller_pii="+7 Иван")
    assert line.endswith('INFO calls: a call is rejected {"call": "17.4", "caller_pii": "+7 Иван"}')


@given(st.text(), st.text())
def test_nothing_from_outside_begins_a_line_or_moves_the_cursor(message: str, field: str) -> None:
    line = written(message.replace("%", ""), field=field)
    assert len(line.splitlines()) == 1
    assert line.isprintable()


def test_a_traceback_follows_its_line() -> None:
    try:
        raise ValueError("no")
    except ValueError as error:
        record = logging.LogRecord("calls", logging.ERROR, "", 0, "failed", (), (ValueError, error, None))
    assert "ValueError: no" in LogLine().format(record)


def as_json(message: str, **extra: object) -> dict[str, object]:
    record = logging.makeLogRecord({"msg": message, "name": "calls", "levelname": "INFO", **extra})
    read: dict[str, object] = json.loads(JsonLine().format(record))
    return read


def test_a_line_for_programs_is_one_json_object_with_all_fields() -> None:
    read = as_json("a call is rejected", created=0.0, call="17.4", caller_pii="+7 Иван")
    assert read == {
        "at": "1970-01-01T00:00:00.000+00:00",
        "level": "info",
        "logger": "calls",
        "message": "a call is rejected",
        "call": "17.4",
        "caller_pii": "+7 Иван",
    }


def test_a_traceback_is_a_field_for_programs() -> None:
    try:
        raise ValueError("no")
    except ValueError as error:
        read = as_json("failed", exc_info=(ValueError, error, None))
    assert "ValueError: no" in str(read["exception"])


@given(st.text(), st.text())
def test_a_line_for_programs_is_one_line_whatever_is_in_it(message: str, field: str) -> None:
    text = message.replace("%", "")
    record = logging.makeLogRecord({"msg": text, "field": field})
    line = JsonLine().format(record)
    assert len(line.splitlines()) == 1
    assert (json.loads(line)["message"], json.loads(line)["field"]) == (text, field)


async def test_every_line_of_a_calls_work_names_the_call() -> None:
    async def work(call: str) -> object:
        CURRENT_CALL.set(call)
        return await asyncio.to_thread(lambda: as_json("something deep down")["call"])

    assert await asyncio.gather(work("17.4"), work("17.5")) == ["17.4", "17.5"]
    assert as_json("outside", call="17.6")["call"] == "17.6"
    assert "call" not in as_json("outside")


def test_a_parts_lines_are_marked_with_its_name_in_either_format() -> None:
    assert part_line("web", "ready", "line") == "web | ready"
    assert json.loads(part_line("web", '{"level": "info"}', "json")) == {"part": "web", "level": "info"}
    assert json.loads(part_line("web", "plain", "json")) == {"part": "web", "message": "plain"}
    assert json.loads(part_line("web", "7", "json")) == {"part": "web", "message": "7"}
