"""The calls that the writer had and has let go of, in case more of them comes."""

from collections import OrderedDict
from pathlib import Path
from typing import Final

from scenarios.history.open_calls import OpenCall, OpenCalls, head_of

_REMEMBERED_CALLS: Final = 10_000


class ForgottenCalls:
    """What a late event belongs to."""

    def __init__(self) -> None:
        self._beginnings: OrderedDict[str, bytes | None] = OrderedDict()
        """Call -> the first event of its life; None when the call is over."""

    def over(self, call: OpenCall) -> None:
        """This one has ended: what comes late says nothing new."""
        self._remember(call.call_id, None)

    def moved(self, call: OpenCall) -> None:
        """Another server has this one. What is still told of it here belongs to the life it had here, and has
        to be known as that.
        """
        self._remember(call.call_id, call.payloads[0])

    def file(self, calls: OpenCalls, segment: Path, payload: bytes) -> OpenCall | None:
        """File an event, with the beginning of its life where that was let go; None when it comes too late.
        ValueError for a payload that is no event.
        """
        head = head_of(payload)
        is_strange = calls.get(head.call) is None and head.kind not in ("started", "resumed")
        if not is_strange or head.call not in self._beginnings:
            return calls.add(segment, payload, head)
        begins = self._beginnings[head.call]
        return None if begins is None else calls.add(segment, payload, head, begins)

    def _remember(self, call_id: str, begins: bytes | None) -> None:
        self._beginnings[call_id] = begins
        self._beginnings.move_to_end(call_id)
        if len(self._beginnings) > _REMEMBERED_CALLS:
            self._beginnings.popitem(last=False)
