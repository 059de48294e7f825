"""The lab phones' wire formats: SIP text, digest, PCMU and tones, keys as RTP events."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.sip.caller import Identity
from lab.sip.digest import authorization
from lab.sip.ear import Ear
from lab.sip.messages import MalformedMessage, SipMessage, parse, tag_in, uri_in, user_in
from lab.sip.tones import FRAME_SAMPLES, classify, decode, encode, tone

# What may stand in a header value: anything but line ends, without blanks around it.
VALUES = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=40).map(str.strip)
NAMES = st.from_regex(r"[A-Z][A-Za-z]{1,9}-X", fullmatch=True)


@given(headers=st.lists(st.tuples(NAMES, VALUES), max_size=6), body=st.text(max_size=60))
def test_a_message_survives_the_wire(headers: list[tuple[str, str]], body: str) -> None:
    body = body.encode("utf-8", "replace").decode()
    sent = SipMessage("INVITE sip:1@h SIP/2.0", (("CSeq", "1 INVITE"), *headers), body)
    received = parse(sent.encode())
    assert (received.first_line, received.body) == (sent.first_line, body)
    assert received.headers[:-1] == sent.headers
    assert received.header("Content-Length") == str(len(body.encode()))


@given(st.binary(max_size=300))
def test_bytes_that_are_no_message_are_refused(data: bytes) -> None:
    try:
        message = parse(data)
    except MalformedMessage:
        return
    assert message.cseq >= 0


def test_bytes_that_are_no_text_survive_in_a_name() -> None:
    name = "Иван".encode("cp1251")
    value = Identity(user="7999", display_name=name).header("127.0.1.1")
    message = SipMessage("INVITE sip:1@h SIP/2.0", (("CSeq", "1 INVITE"), ("From", value)))
    assert b'From: "' + name + b'" <sip:7999@127.0.1.1>' in message.encode()


ADDRESSES = [
    ("<sip:100@h:5060;x=1>;tag=7;y=2", "sip:100@h:5060;x=1", "100", "7"),
    ("sip:100@h;tag=8", "sip:100@h", "100", "8"),
    ("<sip:h>", "sip:h", "", ""),
    ("<tel:+74951234567>", "tel:+74951234567", "", ""),
]


@pytest.mark.parametrize(("value", "uri", "user", "tag"), ADDRESSES)
def test_the_parts_of_an_address_are_found(value: str, uri: str, user: str, tag: str) -> None:
    assert (uri_in(value), user_in(value), tag_in(value)) == (uri, user, tag)


def test_short_header_names_are_the_long_ones() -> None:
    message = parse(b"BYE sip:1@h SIP/2.0\r\nf: <sip:a@b>\r\ni: id\r\nCSeq: 2 BYE\r\n\r\n")
    assert (message.header("From"), message.header("Call-ID")) == ("<sip:a@b>", "id")


def test_the_digest_is_that_of_rfc_2617() -> None:
    challenge = (
        'Digest realm="testrealm@host.com", qop="auth,auth-int", '
        'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"'
    )
    value = authorization(
        challenge,
        user="Mufasa",
        password="Circle Of Life",
        method="GET",
        uri="/dir/index.html",
        cnonce="0a4f113b",
    )
    assert 'response="6629fae49393a05397450978507c4ef1"' in value
    assert 'opaque="5ccc069c403ebaf9f0171e9517f40e41"' in value


@given(st.binary(min_size=1, max_size=200))
def test_pcmu_codes_survive_decoding_and_encoding(codes: bytes) -> None:
    again = encode(decode(codes))
    assert np.array_equal(decode(again), decode(codes))


@given(st.integers(300, 3000))
def test_a_tone_is_named_by_its_frequency(hz: int) -> None:
    named = classify(decode(encode(tone(hz, 0.04))))
    assert named is not None
    assert abs(named - hz) <= 3


def test_two_tones_at_once_are_no_tone() -> None:
    assert classify(tone(600, 0.04) + tone(1000, 0.04)) == 0.0


def test_a_quiet_line_is_silent() -> None:
    assert classify(decode(b"\xff" * 320)) is None


async def test_a_timeline_tells_sounds_and_pauses_apart() -> None:
    ear = Ear()
    at_s = 10.0
    for hz, seconds in ((600, 1.0), (0, 0.5), (600, 0.4), (800, 0.6)):
        data = encode(tone(hz, seconds))
        for start in range(0, len(data), FRAME_SAMPLES):
            at_s += 0.02
            ear.hear(data[start : start + FRAME_SAMPLES], at_s)
    found = [(round(s.from_s, 2), round(s.to_s, 2), round(s.hz, -1)) for s in ear.sounds()]
    expected = [(10.0, 11.0, 600), (11.5, 11.9, 600), (11.9, 12.5, 800)]
    assert len(found) == len(expected)
    for heard, made in zip(found, expected, strict=True):
        assert heard == pytest.approx(made, abs=0.04)
