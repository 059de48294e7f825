"""Lines and called numbers of recorded requests: analogue, E1 and SIP."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.asterisk.agi_request import parse_request
from runtime.asterisk.called_number import (
    CalledSource,
    called_number,
    header_template,
    header_text,
    line_of,
    trunk_of,
    user_part,
)

HEADERS = Path(__file__).parent / "headers"


def recorded(name):
    return parse_request((HEADERS / f"{name}.agi").read_bytes().removesuffix(b"\n\n"), "127.0.0.1")


@pytest.mark.parametrize(
    ("name", "called", "line", "trunk", "caller", "caller_name"),
    [
        ("analogue", "", "3", "DAHDI/3", "", ""),
        ("analogue_with_caller_id", "", "14", "DAHDI/14", "4951112233", "4951112233"),
        ("e1_pri", "4951234567", "", "DAHDI/i1", "79161234567", ""),
        ("e1_pri_without_dnid", "1234567", "", "DAHDI/i2", "79161234567", ""),
        ("e1_pri_redirected", "4951234568", "", "DAHDI/i1", "79161234567", ""),
        ("pjsip", "84951234567", "", "provider", "+79161234567", "Иван Петров"),
        ("iax2_windows_1251", "100", "", "old-gate", "2001", "Приёмная"),
        ("pjsip_anonymous", "+74951234567", "", "provider", "anonymous", "Anonymous"),
        ("pjsip_without_user", "", "", "provider", "79161234567", ""),
        ("local_after_transfer", "100", "", "", "1001", "Агент"),
    ],
)
def test_a_recorded_request_tells_its_line_and_numbers(name, called, line, trunk, caller, caller_name):
    request = recorded(name)
    channel = request.headers["channel"]
    assert not request.suspicious
    assert called_number(request, source=CalledSource.DNID, dialled=request.arguments[1]) == called
    assert (line_of(channel), trunk_of(channel)) == (line, trunk)
    assert (request.known("callerid"), request.known("calleridname")) == (caller, caller_name)


def test_a_forged_name_is_told_and_the_dialplans_own_arguments_stay():
    request = recorded("pjsip_forged_name")
    assert request.suspicious
    assert request.arguments == ("1764057711.23", "84951234567", "1")


@pytest.mark.parametrize("source", [CalledSource.TO, CalledSource.DIVERSION, CalledSource.P_CALLED_PARTY_ID])
def test_a_trunk_may_put_the_number_into_a_sip_header(source):
    request = recorded("pjsip_number_in_to")
    header = '"Main, <office>" <sip:%2B74951234567;npdi@192.0.2.7:5060;user=phone>;tag=1'
    assert called_number(request, source=source, dialled="gate_to", header=header) == "+74951234567"


@pytest.mark.parametrize("header", ["", "sip:192.0.2.7", "<sip:s@192.0.2.7>"])
def test_a_header_without_a_number_gives_way_to_what_was_dialled(header):
    request = recorded("pjsip_number_in_to")
    assert called_number(request, source=CalledSource.TO, dialled="gate_to", header=header) == "gate_to"


def test_a_header_as_asterisk_gave_it_can_be_shown_to_people():
    assert header_text("%3Csip%3A%D0%AF%40host%3E%0A") == "<sip:Я@host>"
    assert header_text("%CF%F0") == "Пр"


def test_only_a_sip_channel_is_asked_for_its_headers():
    assert header_template(CalledSource.TO, "PJSIP/gate-00000001") == "${URIENCODE(${PJSIP_HEADER(read,To)})}"
    assert header_template(CalledSource.DNID, "PJSIP/gate-00000001") is None
    assert header_template(CalledSource.REQUEST_URI, "PJSIP/gate-00000001") is None
    assert header_template(CalledSource.TO, "DAHDI/3-1") is None


@pytest.mark.parametrize(
    ("address", "user"),
    [
        ("sip:100@192.0.2.1", "100"),
        ("SIPS:+7495@[2001:db8::1]:5061;transport=tls", "+7495"),
        ("<sip:100@host>", "100"),
        ('"A \\"B\\" <sip:evil@x>" <sip:100@host>;tag=2', "100"),
        ("Sales <sip:100:secret@host>", "100"),
        ("<sip:100;phone-context=+7@host>", "100"),
        ("<sip:100@a>;reason=unconditional, <sip:200@b>", "100"),
        ("sip:100@a, sip:200@b", "100"),
        ("tel:+7-(495)-123.45.67;ext=1", "+74951234567"),
        ("<tel:100>", "100"),
        ("sip:%D0%AF@host", "Я"),
        ("sip:a%0D%0Ab@host", "ab"),
        ("sip:host", ""),
        ("<sip:@host>", ""),
        ("100", ""),
        ("", ""),
        ("<", ""),
        ("mailto:a@b", ""),
    ],
)
def test_the_user_part_of_an_address(address, user):
    assert user_part(address) == user


@given(st.text() | st.text('<>"\\ @:;sip'))
def test_no_header_breaks_the_reader_of_numbers(text):
    request = recorded("pjsip_number_in_to")
    number = called_number(request, source=CalledSource.TO, dialled=text, header=header_text(text))
    assert len(number) <= 128
    assert number.isprintable() or not number.isascii()


@pytest.mark.parametrize(
    ("channel", "trunk", "line"),
    [
        ("PJSIP/trunk-00000001", "trunk", ""),
        ("PJSIP/trunk-ab-00000001", "trunk-ab", ""),
        ("SIP/gate-0000001a", "gate", ""),
        ("IAX2/provider-12", "provider", ""),
        ("DAHDI/12-1", "DAHDI/12", "12"),
        ("DAHDI/i1/79161234567-1a", "DAHDI/i1", ""),
        ("Local/100@x-00000001;1", "", ""),
        ("", "", ""),
        ("nonsense", "", ""),
    ],
)
def test_a_channels_name_tells_trunk_and_line(channel, trunk, line):
    assert (trunk_of(channel), line_of(channel)) == (trunk, line)
