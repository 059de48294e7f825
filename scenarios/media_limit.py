"""How long does Asterisk wait for a prompt that does not come?

Its limit stands in res_http_media_cache.conf (timeout_secs), where AMI without the right `config` cannot read
it, so it is tried out: Asterisk is sent to a port that takes the connection and says nothing. With the
shipped 3 s it gives up after 3 s; with its own default of 180 s a caller, for whom Asterisk 22 asks three
times, would hear nine minutes of silence. Asterisk logs two warnings when it gives up: the address that it
asks for says where they come from.
"""

import asyncio
import secrets
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from runtime.asterisk.ami import AmiClient
from runtime.asterisk.errors import AnswerTimeout
from runtime.wording import Wording

GIVE_UP_WITHIN_S: Final = 16.0


async def media_limit_trouble(ami: AmiClient) -> Wording | None:
    """None when Asterisk gives up in good time. Takes as long as that."""
    opened: list[asyncio.StreamWriter] = []

    async def say_nothing(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        opened.append(writer)

    host = urlsplit(settings.CALLWRIGHT.prompt_url).hostname or "127.0.0.1"
    try:
        server = await asyncio.start_server(say_nothing, host, 0)
    except OSError:
        return Wording(
            f"отсюда ({host}) не проверить: в res_http_media_cache.conf нужно timeout_secs = 3",
            f"cannot be tried from here ({host}): res_http_media_cache.conf needs timeout_secs = 3",
        )
    port = server.sockets[0].getsockname()[1]
    address = f"http://{host}:{port}/callwright-doctor-tries-the-time-limit-{secrets.token_hex(4)}.wav"
    try:
        await ami.action("Command", Command=f"media cache refresh {address}", timeout_s=GIVE_UP_WITHIN_S)
    except AnswerTimeout:
        return Wording(
            "слишком велик: #include callwright_http_media_cache.conf в res_http_media_cache.conf",
            "too high: #include callwright_http_media_cache.conf in res_http_media_cache.conf",
        )
    finally:
        for writer in opened:
            writer.close()
        server.close()
    return None
