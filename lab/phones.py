"""Makes the phones of one test or session and closes them all together."""

import asyncio
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Self

from lab.asterisk import Asterisk, phone_password
from lab.sip.call import Call
from lab.sip.callee import Behaviour, Callee
from lab.sip.caller import Caller, Identity

# The trunks of etc/pjsip.conf, told apart by the address that calls.
TRUNK_HOSTS = {"trunk": "127.0.1.1", "trunk_to": "127.0.1.2"}
CARRIER_HOST = TRUNK_HOSTS["trunk"]


class Phones:
    """An async context manager that makes phones for `asterisk`."""

    def __init__(self, asterisk: Asterisk) -> None:
        self._asterisk = asterisk
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def caller(self, trunk: str = "trunk") -> Caller:
        """A phone that calls in through this trunk."""
        return await self._stack.enter_async_context(Caller(self._server, host=TRUNK_HOSTS[trunk]))

    async def employee_caller(self) -> Caller:
        """A phone that calls as an employee: give call() an Identity with the number and its password."""
        return await self._stack.enter_async_context(Caller(self._server))

    async def callee(self, number: str, behaviour: Behaviour | None = None) -> Callee:
        """A registered employee's phone (1001 to 1008) that behaves like this."""
        phone = Callee(self._server, number=number, password=phone_password(number), behaviour=behaviour)
        await self._stack.enter_async_context(phone)
        await phone.register()
        return phone

    async def carrier(self, behaviour: Behaviour | None = None) -> Callee:
        """The far end of the trunk: receives what is dialled as PJSIP/<number>@trunk."""
        port = self._asterisk.carrier_port
        return await self._stack.enter_async_context(
            Callee(self._server, number="carrier", behaviour=behaviour, host=CARRIER_HOST, port=port)
        )

    @property
    def _server(self) -> tuple[str, int]:
        return "127.0.0.1", self._asterisk.sip_port


class Dial:
    """Calls in through the trunk, after pointing the dialplan at the given servers."""

    def __init__(self, asterisk: Asterisk, phones: Phones) -> None:
        self._asterisk = asterisk
        self._phones = phones

    async def __call__(
        self, *servers: str, number: str = "84951234567", identity: Identity | None = None
    ) -> Call:
        """Makes the call and returns at once; `servers` are tried in this order."""
        await asyncio.to_thread(self._asterisk.set_servers, servers)
        caller = await self._phones.caller()
        return await caller.call(number, identity=identity)
