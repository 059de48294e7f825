"""Our connection to the Asterisk Manager Interface, kept up for as long as the program runs."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from panoramisk.message import Message

from runtime.wording import Wording

from .ami_link import AmiLink
from .ami_wire import Field, build_action, first_value
from .errors import ActionRefused, AmiError, NotConnected

__all__ = ["AmiClient", "AmiState", "AmiTimes", "Field", "Message", "first_value"]

_log = logging.getLogger(__name__)


class AmiState(StrEnum):
    """How the connection stands."""

    OFF = "off"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    LOST = "lost"

    @property
    def wording(self) -> Wording:
        """The state in a sentence, for status pages."""
        return _WORDINGS[self]


_WORDINGS = {
    AmiState.OFF: Wording("Связь с AMI выключена.", "The AMI connection is off."),
    AmiState.CONNECTING: Wording("Подключаемся к AMI.", "Connecting to AMI."),
    AmiState.CONNECTED: Wording("Связь с AMI есть.", "Connected to AMI."),
    AmiState.UNREACHABLE: Wording(
        "AMI не отвечает. Проверьте адрес, порт и enabled=yes в manager.conf.",
        "AMI does not answer. Check address, port and enabled=yes in manager.conf.",
    ),
    AmiState.REFUSED: Wording(
        "AMI не принимает имя или пароль. Проверьте пользователя в manager.conf.",
        "AMI refuses the user name or the password. Check the user in manager.conf.",
    ),
    AmiState.LOST: Wording(
        "Связь с AMI потеряна, подключаемся снова.", "The AMI connection is lost; retrying."
    ),
}


@dataclass(frozen=True, slots=True)
class AmiTimes:
    """How long the client waits, in seconds."""

    connect_s: float = 5.0
    login_s: float = 5.0
    ping_every_s: float = 5.0
    ping_answer_s: float = 3.0
    first_retry_s: float = 1.0
    longest_retry_s: float = 30.0
    refused_retry_s: float = 30.0

    def retry_s(self, failures: int, chance: float) -> float:
        """The pause before the next try: doubled for each failure so far, by `chance` (0 to 1) down to its
        half."""
        ceiling = min(self.longest_retry_s, self.first_retry_s * 2.0 ** min(failures, 16))
        return ceiling * (0.5 + chance / 2)


class AmiClient:
    """Logs in, keeps the connection up, carries out actions.

    Nothing is queued while there is no connection and nothing is ever sent twice. `on_event` takes the events
    of `event_names` (None: all) that answer none of our actions; it runs inside the reader, so it must return
    at once, and what it raises is logged. Events are hints: a caller's name may forge lines in them, so
    confirm by an action before anything that cannot be undone. `on_login` runs after each log-in, to ask for
    what was missed meanwhile.
    """

    def __init__(
        self,
        host: str,
        port: int,
        user: str,
        secret: str,
        *,
        on_event: Callable[[Message], None] | None = None,
        event_names: Collection[str] | None = None,
        on_login: "Callable[[AmiClient], Awaitable[None]] | None" = None,
        times: AmiTimes | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Nothing is opened before `start`; `chance` (0 to 1) spreads the retries of many clients."""
        self.state = AmiState.OFF
        self._address = (host, port)
        self._login = {"Username": user, "Secret": secret}
        self._on_event = on_event
        self._event_names = None if event_names is None else frozenset(event_names)
        self._on_login = on_login
        self._times = times or AmiTimes()
        self._chance = chance
        self._link: AmiLink | None = None
        self._life: asyncio.Task[None] | None = None

    @property
    def connected(self) -> bool:
        """True from a log-in until the connection is lost."""
        return self._link is not None and not self._link.lost.is_set()

    def start(self) -> None:
        """Begins to connect, and goes on trying until `close`; RuntimeError when it has begun already."""
        if self._life is not None:
            raise RuntimeError("An AMI client starts once.")
        self._life = asyncio.get_running_loop().create_task(self._live())

    async def close(self) -> None:
        """Ends the connection for good."""
        if self._life is not None:
            self._life.cancel()
            await asyncio.gather(self._life, return_exceptions=True)
        self.state = AmiState.OFF

    async def action(
        self, name: str, /, *, timeout_s: float = 5.0, list_end: str | None = None, **fields: Field
    ) -> list[Message]:
        """Carries out one action; the response, and with `list_end` the events up to the one of that name.

        An asynchronous Originate tells its end with list_end="OriginateResponse"; fields are spelt as in
        Asterisk's manual (Channel="PJSIP/1001"), a field with several values is a list. NotConnected: nothing
        was sent. ActionRefused: Asterisk said no, and why. UnknownOutcome, and AnswerTimeout of its kind: it
        was sent, whether it was carried out is not known. UnsafeArgument: a value cannot be sent.
        """
        link = self._link
        if link is None:
            raise NotConnected
        return await link.ask(build_action(name, fields), timeout_s=timeout_s, list_end=list_end)

    async def _live(self) -> None:
        failures = 0
        while True:
            was_connected = await self._connect()
            failures = 0 if was_connected else failures + 1
            if self.state is AmiState.REFUSED:
                # Asking often with a wrong password makes fail2ban shut the door.
                await asyncio.sleep(self._times.refused_retry_s)
            else:
                await asyncio.sleep(self._times.retry_s(max(0, failures - 1), self._chance()))

    async def _connect(self) -> bool:
        """One connection from its beginning to its end; False when it did not come to a log-in."""
        if self.state is AmiState.OFF:
            self.state = AmiState.CONNECTING
        loop = asyncio.get_running_loop()
        link = AmiLink(hear=self._hear, wants=self._wants)
        try:
            async with asyncio.timeout(self._times.connect_s):
                await loop.create_connection(lambda: link, *self._address)
            await link.ask(build_action("Login", self._login), timeout_s=self._times.login_s)
            await self._stay(link)
        except ActionRefused:
            self._become(AmiState.REFUSED)
            return False
        except (OSError, TimeoutError, AmiError):
            self._become(AmiState.UNREACHABLE)
            return False
        finally:
            self._link = None
            link.cut()
        self._become(AmiState.LOST)
        return True

    async def _stay(self, link: AmiLink) -> None:
        """Logged in: returns once the connection is lost or a ping stays unanswered."""
        self._link = link
        self._become(AmiState.CONNECTED)
        resync = asyncio.get_running_loop().create_task(self._resync())
        try:
            while not await _is_lost_within(link, self._times.ping_every_s):
                try:
                    await link.ask(build_action("Ping", {}), timeout_s=self._times.ping_answer_s)
                except AmiError:
                    return
        finally:
            resync.cancel()
            await asyncio.gather(resync, return_exceptions=True)

    async def _resync(self) -> None:
        if self._on_login is None:
            return
        try:
            await self._on_login(self)
        except AmiError as error:
            _log.warning("After the log-in to AMI something could not be asked: %s", error)
        except Exception:
            _log.exception("What follows the log-in to AMI failed.")

    def _wants(self, name: str) -> bool:
        return self._on_event is not None and (self._event_names is None or name in self._event_names)

    def _hear(self, event: Message) -> None:
        if self._on_event is None:
            return
        try:
            self._on_event(event)
        except Exception:
            _log.exception("An AMI event could not be taken in (%s).", first_value(event, "Event"))

    def _become(self, state: AmiState) -> None:
        if state is not self.state:
            level = logging.INFO if state is AmiState.CONNECTED else logging.WARNING
            _log.log(level, "%s", state.wording.en)
        self.state = state


async def _is_lost_within(link: AmiLink, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            await link.lost.wait()
    except TimeoutError:
        return False
    return True
