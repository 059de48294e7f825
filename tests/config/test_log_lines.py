"""Log lines."""

import logging

from hypothesis import given
from hypothesis import strategies as st

from config.log_lines import LogLine


def written(message: str, **extra: object) -> str:
    record = logging.makeLogRecord({"msg": message, "name": "calls", "levelname": "INFO", **extra})
    return LogLine().format(record)


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
