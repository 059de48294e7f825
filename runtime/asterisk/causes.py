"""Asterisk's words for how things ended, and ours: one table for each of its words.

Facts: app_dial.c, app_queue.c, app_read.c, app_record.c, causes.h and res_pjsip.c of Asterisk 22, each line
that matters tried on a real one with SIP phones.
"""

from types import MappingProxyType

# A refusal: 603 (and 401, 403, 407 of a trunk) become cause 21 in res_pjsip.c, and Dial calls that
# CHANUNAVAIL.
CALL_REJECTED = 21

_DIAL = MappingProxyType(
    {
        "ANSWER": "answered",
        "BUSY": "busy",
        # Cause 19 for 480; when the time ran out, a dead host's included, it is 0 or left from a Dial before.
        "NOANSWER": "no_answer",
        "CHANUNAVAIL": "unreachable",  # not registered (3), 404 (1), 488 (58)
        "CONGESTION": "unreachable",  # 503 (34)
        "DONTCALL": "declined",  # the callee's choice in call screening
        "TORTURE": "declined",
        "CANCEL": "cancelled",
    }
)

_QUEUE = MappingProxyType(
    {
        "CONTINUE": "completed",  # with option c, after the talk
        "TIMEOUT": "timeout",
        "FULL": "full",
        "JOINEMPTY": "no_agents",
        "JOINUNAVAIL": "no_agents",
        "LEAVEEMPTY": "agents_left",
        "LEAVEUNAVAIL": "agents_left",
        "WITHDRAW": "withdrawn",
        "": "left",
    }
)

_READ = MappingProxyType({"OK": "complete", "TIMEOUT": "timeout", "HANGUP": "hangup"})

_RECORD = MappingProxyType(
    {
        "DTMF": "key",
        "OPERATOR": "operator",
        "SILENCE": "silence",
        "TIMEOUT": "timeout",
        "HANGUP": "hangup",
    }
)

_CAUSE_OF = MappingProxyType({"normal": 16, "busy": 17, "congestion": 34, "no_answer": 19, "rejected": 21})

_WORD_OF_CAUSE = MappingProxyType(
    {
        0: "normal",  # the caller hung up while an application ran
        16: "normal",
        17: "busy",
        18: "no_answer",
        19: "no_answer",
        21: "rejected",
        34: "congestion",
        38: "congestion",
        41: "congestion",
        42: "congestion",
        44: "congestion",
        127: "normal",  # CANCEL before the answer
    }
)


def dial_result(dial_status: str, cause: int) -> str:
    """How a transfer ended, from DIALSTATUS and HANGUPCAUSE.

    answered, busy, no_answer, unreachable, declined; cancelled: the caller hung up while it rang; error:
    anything that Dial itself calls wrong, and an empty status.
    """
    result = _DIAL.get(dial_status, "error")
    return "declined" if result == "unreachable" and cause == CALL_REJECTED else result


def queue_result(queue_status: str) -> str:
    """How waiting in a queue ended, from QUEUESTATUS.

    completed, timeout, full, no_agents, agents_left, withdrawn (taken out by an action); left: an exit key,
    which EXTEN names, or a hang-up; error: no such queue.
    """
    return _QUEUE.get(queue_status, "error")


def read_reason(read_status: str, keys: str) -> str:
    """Why collecting keys ended, from READSTATUS: complete, timeout (no key), partial, hangup or error."""
    reason = _READ.get(read_status, "error")
    return "partial" if reason == "timeout" and keys else reason


def record_reason(record_status: str) -> str:
    """Why a recording ended, from RECORD_STATUS: key, operator, silence, timeout, hangup or error."""
    return _RECORD.get(record_status, "error")


def cause_of(word: str) -> int:
    """The cause to hang up with: normal, busy, congestion, no_answer or rejected; KeyError for another
    word."""
    return _CAUSE_OF[word]


def word_of_cause(cause: int) -> str:
    """The word for a hang-up's cause: normal, busy, congestion, no_answer, rejected; other for the rest."""
    return _WORD_OF_CAUSE.get(cause, "other")
