"""Recording a voice message on a real Asterisk.

Facts (Asterisk 22, measured): `EXEC Record` with option k keeps the file when the caller hangs up; option o
ends it by 0 with RECORD_STATUS=OPERATOR; the file stands in the recordings folder of the Asterisk machine.
"""

import re
from typing import Final

from runtime.errors import Failure
from runtime.phone import Recorded, RecordReason, RecordRequest
from runtime.wording import Wording

from .causes import record_reason
from .line import AsteriskLine

_STATUS: Final = "${RECORD_STATUS}"
_SAFE_NAME: Final = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_REASONS: Final[dict[str, RecordReason]] = {
    "key": "key",
    "silence": "silence",
    "timeout": "timeout",
    "operator": "operator",
    "hangup": "hangup",
}


async def record(line: AsteriskLine, request: RecordRequest, folder: str) -> Recorded:
    """Beep and record as the request says. Raises HungUp, CallMoved."""
    if not _SAFE_NAME.fullmatch(request.name):
        raise Failure(
            "internal",
            Wording(
                "в имени записи могут быть буквы, цифры, точки, дефисы и подчёркивания",
                "a recording's name may hold letters, digits, dots, dashes and underscores only",
            ),
        )
    file = request.name
    if line.resuming:
        line.resuming = False
        status = await line.read(_STATUS)
        if status:
            return _recorded(file, 0, status)
    began_ms = line.clock_ms()
    options = "ko" if request.operator_key == "0" else "k"
    arguments = f"{folder}/{file},{request.silence_s:g},{request.max_s:g},{options}"
    await line.request("EXEC", "Record", arguments, clears=("RECORD_STATUS",), longest_s=request.max_s + 5)
    status = await line.read(_STATUS)
    return _recorded(file, round(line.clock_ms() - began_ms), status)


def _recorded(file: str, ms: int, status: str) -> Recorded:
    reason = _REASONS.get(record_reason(status), "error")
    return Recorded("" if reason == "error" else file, ms, reason)
