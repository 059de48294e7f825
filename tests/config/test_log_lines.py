"""Log lines."""

import logging

from hypothesis import given
from hypothesis import strategies as st

from config.environment import PROJECT
from config.log_lines import LogLine
from config.log_words import IN_RUSSIAN
from runtime.asterisk.ami import AmiState


def written(message: str, **extra: object) -> str:
    record = logging.makeLogRecord({"msg": message, "name": "calls", "levelname": "INFO", **extra})
    return LogLine().format(record)


def test_the_log_speaks_the_language_of_the_installation() -> None:
    record = logging.makeLogRecord({"msg": "scenarios loaded", "name": "calls", "levelname": "INFO"})
    assert LogLine("ru").format(record).endswith("INFO calls: сценарии загружены")
    assert LogLine("en").format(record).endswith("INFO calls: scenarios loaded")


def test_russian_words_belong_to_messages_that_are_written() -> None:
    """A message whose English is changed would lose its Russian unnoticed."""
    sources = [
        path.read_text() for room in ("runtime", "scenarios") for path in (PROJECT / room).rglob("*.py")
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
