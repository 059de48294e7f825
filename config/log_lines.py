"""One log record, one line: what a caller or a stranger sent can neither start a new line nor move the
cursor. Lines for people, or JSON for programs that collect them.
"""

import json
import logging
from datetime import UTC, datetime
from typing import Any, Final

from config.log_words import IN_RUSSIAN
from runtime.current_call import CURRENT_CALL

_STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class LogLine(logging.Formatter):
    """`time level logger: message {extra fields as JSON}`; control characters are escaped.

    Messages that have Russian words are written in them when that is the `language`.
    """

    default_msec_format = "%s.%03d"

    def __init__(self, language: str = "en") -> None:
        super().__init__()
        self._words = IN_RUSSIAN if language == "ru" else {}

    def format(self, record: logging.LogRecord) -> str:
        extra = _extra(record)
        said = _escaped(self._said(record))
        text = f"{self.formatTime(record)} {record.levelname} {record.name}: {said}"
        if extra:
            text += " " + _escaped(json.dumps(extra, ensure_ascii=False, default=str))
        if record.exc_info:
            text += "\n" + self.formatException(record.exc_info)
        return text

    def _said(self, record: logging.LogRecord) -> str:
        message = record.getMessage()
        if message in self._words:
            return self._words[message]
        known = self._words.get(str(record.msg))
        return known % record.args if known else message


class JsonLine(logging.Formatter):
    """One JSON object: at (ISO, UTC), level, logger, message, exception when there is one, and the extra
    fields; `call` is the call that the record is about or that was being walked.
    """

    def format(self, record: logging.LogRecord) -> str:
        fields = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_extra(record),
        }
        if record.exc_info:
            fields["exception"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=True, default=str)


def part_line(part: str, line: str, log_format: str) -> str:
    """A line of one of several processes, marked with its name; JSON stays JSON, other text becomes it."""
    if log_format == "line":
        return f"{part} | {line}"
    try:
        fields = json.loads(line)
    except ValueError:
        fields = None
    if not isinstance(fields, dict):
        fields = {"message": line}
    return json.dumps({"part": part, **fields}, ensure_ascii=True)


def _extra(record: logging.LogRecord) -> dict[str, Any]:
    extra = {name: value for name, value in vars(record).items() if name not in _STANDARD}
    call = CURRENT_CALL.get()
    return {"call": call, **extra} if call else extra


def _escaped(text: str) -> str:
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text)
