"""AMI's wire format: actions out, messages in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.asterisk.ami_wire import (
    MESSAGE_LIMIT_BYTES,
    BlockReader,
    action_bytes,
    build_action,
    event_name,
    first_value,
    to_message,
)
from runtime.asterisk.errors import MessageTooLong, UnsafeArgument

FIELDS = ["Channel", "Exten", "CallerID", "Variable", "Data", "ChannelId", "Command"]
VALUES = st.text(max_size=30) | st.sampled_from(
    [
        "\r\n\r\nAction: Command\r\nCommand: core stop now",
        "a\r\nb",
        "a\nb",
        "a\x00b",
        "Action: Logoff",
        ": ",
        "ё",
    ]
)


@given(st.dictionaries(st.sampled_from(FIELDS), VALUES | st.lists(VALUES, max_size=3), max_size=5))
async def test_what_is_sent_is_exactly_one_action_with_the_fields_given(fields):
    try:
        action = build_action("Originate", fields)
    except UnsafeArgument:
        return
    head, end, rest = action_bytes(action).decode().partition("\r\n\r\n")
    assert (end, rest) == ("\r\n\r\n", "")
    sent = [tuple(line.split(": ", 1)) for line in head.split("\r\n")]
    meant = [("Action", "Originate"), ("ActionID", action.id)]
    for name, value in fields.items():
        meant += [(name, text) for text in ([value] if isinstance(value, str) else value)]
    assert sorted(sent) == sorted(meant)


@pytest.mark.parametrize(
    "value", ["a\rb", "a\nb", "a\x00b", "a\r\n\r\nAction: Command", ["ok", "a\nb"], "x" * 1000]
)
@pytest.mark.parametrize("field", FIELDS)
async def test_a_value_that_would_break_its_line_is_refused(field, value):
    with pytest.raises(UnsafeArgument):
        build_action("Originate", {field: value})


@pytest.mark.parametrize("field", ["A: b\r\nAction", "", "Канал", "A b", "A:"])
async def test_a_field_with_an_impossible_name_is_refused(field):
    with pytest.raises(UnsafeArgument):
        build_action("Ping", {field: "x"})


async def test_an_action_name_cannot_carry_a_second_action():
    with pytest.raises(UnsafeArgument):
        build_action("Ping\r\n\r\nAction: Logoff", {})


@given(st.lists(st.text("абвab :", min_size=1), min_size=1, max_size=5), st.data())
def test_messages_may_be_cut_anywhere_by_the_network(names, data):
    stream = b"Asterisk Call Manager/11.0.0\r\n" + b"".join(
        f"Event: Newchannel\r\nCallerIDName: {name}\r\n\r\n".encode() for name in names
    )
    reader = BlockReader()
    blocks = []
    while stream:
        size = data.draw(st.integers(1, len(stream)))
        blocks += reader.feed(stream[:size])
        stream = stream[size:]
    assert [to_message(block)["CallerIDName"] for block in blocks] == names


def test_a_letter_split_between_two_segments_is_whole():
    reader = BlockReader()
    data = "Event: X\r\nName: Ж\r\n\r\n".encode()
    middle = data.index("Ж".encode()) + 1
    assert reader.feed(data[:middle]) == []
    assert first_value(to_message(reader.feed(data[middle:])[0]), "Name") == "Ж"


def test_a_name_in_windows_1251_is_read_beside_one_in_utf_8():
    block = b"Event: X\r\nOld: " + "Анна".encode("cp1251") + b"\r\nNew: " + "Анна".encode()
    message = to_message(block)
    assert (message["Old"], message["New"]) == ("Анна", "Анна")


def test_of_a_repeated_line_the_first_counts():
    message = to_message(b"Event: Hangup\r\nUniqueid: 1.1\r\nUniqueid: 9.9")
    assert first_value(message, "Uniqueid") == "1.1"
    assert first_value(message, "Linkedid") == ""


def test_control_characters_in_a_value_are_taken_out():
    assert to_message(b"Event: X\r\nName: a\nEvent: Hangup\x1b")["Name"] == "aEvent: Hangup"


@pytest.mark.parametrize("block", [b"", b"Nothing: here", b"\xff\xfe", b"no colon"])
def test_what_is_no_message_is_none(block):
    assert to_message(block) is None


def test_the_output_of_a_command_comes_line_by_line():
    message = to_message(b"Response: Success\r\nMessage: follows\r\nOutput: one\r\nOutput: two")
    assert message["Output"] == ["one", "two"]


def test_the_name_of_an_event_is_known_without_parsing_it():
    assert event_name(b"Event: VarSet\r\nVariable: X") == "VarSet"
    assert event_name(b"Response: Success\r\nEvent: X") is None


def test_a_message_without_an_end_is_told():
    reader = BlockReader()
    with pytest.raises(MessageTooLong):
        reader.feed(b"x" * (MESSAGE_LIMIT_BYTES + 1))
