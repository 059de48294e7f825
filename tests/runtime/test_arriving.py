"""What is known of a call when it comes in."""

from dataclasses import dataclass

from runtime.arriving import arrival_of
from runtime.asterisk.agi import AgiRequest, Reply
from runtime.asterisk.agi_request import parse_request

HEADER = b"""agi_network_script: call
agi_channel: PJSIP/provider-00000001
agi_callerid: 79161234567
agi_calleridname: Anna
agi_arg_1: 1.1
agi_arg_2: provider"""


@dataclass
class _Session:
    """Answers every command with one header of the INVITE."""

    request: AgiRequest
    header: str

    async def command(self, *words: str, timeout_s: float) -> Reply:
        return Reply(200, "1", self.header, None)


async def test_the_header_that_named_the_called_number_is_shown_as_it_reads():
    session = _Session(parse_request(HEADER, "127.0.0.1"), "%22%D0%AF%22%20%3Csip%3A%2B74951234567%40host%3E")
    arrival = await arrival_of(session, "1.1", {"provider": "to"})
    assert (arrival.called, arrival.called_raw) == ("+74951234567", '"Я" <sip:+74951234567@host>')


async def test_without_a_header_the_dialled_extension_is_what_came():
    arrival = await arrival_of(_Session(parse_request(HEADER, "127.0.0.1"), ""), "1.1", {})
    assert (arrival.called, arrival.called_raw, arrival.trunk) == ("provider", "provider", "provider")
