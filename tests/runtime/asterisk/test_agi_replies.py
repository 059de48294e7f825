"""How the bytes from Asterisk are cut into answers."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from runtime.asterisk.agi_replies import REPLY_LIMIT_BYTES, Reply, ReplyReader
from runtime.asterisk.errors import LineGarbled

# Words that mean something in the protocol: random text alone never finds the faults that they do.
WORDS = st.sampled_from(
    [
        "hangup",
        "HANGUP",
        "520",
        "520-",
        "(timeout)",
        "(",
        ")",
        "()",
        "result=-1",
        "endpos=5",
        ") endpos=7",
        "200",
        "100",
        "511",
        " ",
        "200 result=1",
        "200 result=1 (evil)",
        "520 End of proper usage.",
        "\udcff",
    ]
)
ONE_LINE = st.lists(WORDS | st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]))).map(
    "".join
)
MANY_LINES = st.lists(ONE_LINE, min_size=1, max_size=4).map("\n".join)
USAGE = (
    "520-Invalid command syntax.  Proper usage follows:\n Usage: GET VARIABLE <name>\n"
    " example return code: 200 result=1 (testvariable)\n520 End of proper usage.\n"
)


def read(data: bytes) -> Reply | None:
    """What a reader that expects an answer makes of `data`."""
    reader = ReplyReader()
    reader.expect()
    return reader.feed(data)


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("200 result=0", Reply(200, "0", "", None)),
        ("200 result=1 (Up)", Reply(200, "1", "Up", None)),
        ("200 result=-1 endpos=15840", Reply(200, "-1", "", 15840)),
        ("200 result= (timeout)", Reply(200, "", "timeout", None)),
        ("200 result=12 (timeout)", Reply(200, "12", "timeout", None)),
        ("200 result=", Reply(200, "", "", None)),
        ("200 result=*#1", Reply(200, "*#1", "", None)),
        ("200 result=-1 (hangup) endpos=800", Reply(200, "-1", "hangup", 800)),
        ("200 result=1 (hangup)", Reply(200, "1", "hangup", None)),
        ("200 result=1 (digit) digit=5 endpos=80", Reply(200, "1", "digit", 80)),
        ("200 result=0 Gosub complete", Reply(200, "0", "Gosub complete", None)),
        ("200 result=1 ()", Reply(200, "1", "", None)),
        ("200 result=1 (a (b) c)", Reply(200, "1", "a (b) c", None)),
        ("200 result=1 (a) endpos=5)", Reply(200, "1", "a) endpos=5", None)),
        ("510 Invalid or unknown command", Reply(510, "", "Invalid or unknown command", None)),
        ("520 Invalid command syntax.", Reply(520, "", "Invalid command syntax.", None)),
    ],
)
def test_an_answer_is_read(line, reply):
    assert read(line.encode() + b"\n") == reply


@pytest.mark.parametrize(
    "end", ["520 End of proper usage.\n", "Glued to the text.520 End of proper usage.\n"]
)
def test_a_usage_block_is_one_answer(end):
    reply = read(f"520-Invalid command syntax.  Proper usage follows:\n Usage: NOOP\n{end}".encode())
    assert reply is not None
    assert reply.code == 520
    assert "Usage: NOOP" in reply.data


def test_trying_is_no_answer():
    assert read(b"100 result=0 Trying...\n200 result=1\n") == Reply(200, "1", "", None)


@given(MANY_LINES, st.integers(0, 2))
def test_a_lone_value_is_given_whole_whatever_stands_in_it(value, hangups):
    data = f"200 result=1 ({value})\n".encode("utf-8", "surrogateescape") + b"HANGUP\n" * hangups
    assert read(data) == Reply(200, "1", value, None)


@given(ONE_LINE, st.booleans(), st.data())
def test_an_answer_may_be_cut_anywhere_by_the_network(value, is_trying, data):
    stream = f"200 result=1 ({value})\n".encode("utf-8", "surrogateescape")
    if is_trying:
        stream = b"100 result=0 Trying...\n" + stream
    reader = ReplyReader()
    reader.expect()
    replies = []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        replies.append(reader.feed(stream[:size]))
        stream = stream[size:]
    assert replies[-1] == Reply(200, "1", value, None)
    assert replies[:-1] == [None] * (len(replies) - 1)


@pytest.mark.parametrize("data", [b"200 result=1\n200 result=2\n", b"Hello\n", b"\n", b"HTTP/1.1 200 OK\n"])
def test_bytes_that_answer_nothing_are_told(data):
    with pytest.raises(LineGarbled):
        read(data)


def test_an_answer_before_any_command_is_told():
    with pytest.raises(LineGarbled):
        ReplyReader().feed(b"200 result=1\n")


def test_an_answer_without_an_end_is_told():
    with pytest.raises(LineGarbled):
        read(b"200 result=1 (" + b"a\n" * (REPLY_LIMIT_BYTES // 2))


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data):
    with suppress(LineGarbled):
        assert read(data) is None or data[:1] in b"125H"


class Conversation(RuleBasedStateMachine):
    """Commands and answers in any order that Asterisk can produce, HANGUP lines in between, cut anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.reader = ReplyReader()
        self.is_due = False
        self.hangups = 0

    @precondition(lambda self: not self.is_due)
    @rule()
    def ask(self):
        self.is_due = True
        self.reader.expect()

    @precondition(lambda self: self.is_due)
    @rule(value=ONE_LINE, is_refused=st.booleans(), data=st.data())
    def answer(self, value, is_refused, data):
        text, meant = (
            (USAGE, (520, USAGE[4:-1])) if is_refused else (f"200 result=1 ({value})\n", (200, value))
        )
        stream = text.encode("utf-8", "surrogateescape")
        cut = data.draw(st.integers(0, len(stream) - 1))
        assert self.reader.feed(stream[:cut]) is None
        reply = self.reader.feed(stream[cut:])
        assert reply is not None
        assert (reply.code, reply.data) == meant
        self.is_due = False

    @rule()
    def hang_up(self):
        self.hangups += 1
        assert self.reader.feed(b"HANGUP\n") is None

    @invariant()
    def a_hang_up_is_seen_and_only_then(self):
        assert self.reader.hangup_seen == (self.hangups > 0)


TestConversation = Conversation.TestCase
