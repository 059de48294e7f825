"""The names that a real Asterisk tells by AMI."""

import asyncio

from lab.asterisk import AMI_SECRET, AMI_USER, Asterisk
from runtime.asterisk.ami import AmiClient
from scenarios.pbx.reading import read_names


async def test_its_queues_and_phones_are_read(asterisk: Asterisk) -> None:
    connected = asyncio.Event()

    async def on_login(_: AmiClient) -> None:
        connected.set()

    ami = AmiClient("127.0.0.1", asterisk.ami_port, AMI_USER, AMI_SECRET, on_login=on_login)
    ami.start()
    try:
        await asyncio.wait_for(connected.wait(), 5)
        found = await read_names(ami)
    finally:
        await ami.close()
    assert found["queue"] == {"support", "sales", "nobody", "empty", "tiny", "leaving"}
    assert {"1001", "1002"} <= found["phone"]
