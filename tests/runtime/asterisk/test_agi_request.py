"""What is read from the headers that Asterisk opens a connection with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.asterisk.agi_request import parse_request
from runtime.asterisk.errors import BadRequest


def request_of(*lines):
    return parse_request("\n".join(lines).encode(), "127.0.0.1")


@pytest.mark.parametrize(
    ("script", "path", "query"),
    [
        ("call", "/call", {}),
        ("/call/", "/call", {}),
        ("call?did=84951234567&try=2", "/call", {"did": "84951234567", "try": "2"}),
        ("call?did=+74951234567", "/call", {"did": "+74951234567"}),
        ("call?name=%D0%AF%20%26&empty=", "/call", {"name": "Я &", "empty": ""}),
        ("call?name=%CF&x", "/call", {"name": "�", "x": ""}),
        ("ended/now?", "/ended/now", {}),
        ("", "/", {}),
    ],
)
def test_the_script_is_a_path_and_a_query(script, path, query):
    request = request_of(f"agi_network_script: {script}")
    assert (request.path, request.query) == (path, query)


def test_without_a_script_the_address_tells_the_path():
    assert request_of("agi_request: agi://127.0.0.1:4573/call?x=1").path == "/call"
    assert request_of("agi_request: agi://127.0.0.1").path == "/"


@pytest.mark.parametrize("line", ["", "agi_channel: x", "agi_request: agi://[", "Host: x"])
def test_what_names_no_script_is_no_request(line):
    with pytest.raises(BadRequest):
        request_of(line)


def test_arguments_come_in_their_order():
    request = request_of("agi_network_script: call", "agi_arg_1: 1.1", "agi_arg_2: ", "agi_arg_3: x y")
    assert request.arguments == ("1.1", "", "x y")


def test_an_ordinary_request_is_not_suspicious():
    assert not request_of("agi_network: yes", "agi_network_script: call", "agi_accountcode:").suspicious


@pytest.mark.parametrize(
    "line", ["agi_extension: 100", "agi_shell: yes", "no header", "X: y", "agi_arg_0: x", "agi_arg_: x"]
)
def test_a_line_that_asterisk_does_not_write_is_suspicious(line):
    request = request_of("agi_network_script: call", "agi_extension: 1", line)
    assert request.suspicious
    assert request.headers["extension"] == "1"


def test_a_name_that_stands_twice_in_the_query_is_suspicious_and_the_first_counts():
    request = request_of("agi_network_script: call?did=1&did=2")
    assert request.suspicious
    assert request.query == {"did": "1"}


def test_what_asterisk_calls_unknown_is_not_known():
    request = request_of("agi_network_script: call", "agi_dnid: unknown", "agi_callerid: 100")
    assert (request.known("dnid"), request.known("callerid"), request.known("rdnis")) == ("", "100", "")


def test_control_characters_reach_no_scenario_and_are_not_lost():
    request = parse_request(b"agi_network_script: call\nagi_calleridname: A\x1b[2J\x00\tB\r", "127.0.0.1")
    assert request.headers["calleridname"] == "A[2JB"
    assert request.raw_headers["calleridname"] == "A\x1b[2J\x00\tB\r"


@given(st.binary(max_size=40).filter(lambda name: b"\n" not in name))
def test_the_bytes_of_a_name_can_be_had_back(name):
    request = parse_request(b"agi_network_script: call\nagi_calleridname: " + name, "127.0.0.1")
    assert request.raw_headers["calleridname"].encode("utf-8", "surrogateescape") == name


@given(st.binary(max_size=300))
def test_no_bytes_break_the_parser(block):
    request = parse_request(b"agi_network_script: call\n" + block, "127.0.0.1")
    assert request.path == "/call"
