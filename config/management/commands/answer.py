"""`manage.py answer`: takes calls from Asterisk until it is told to stop."""

import asyncio
import signal
from typing import Any

import uvloop
from django.conf import settings

from config.keys import key
from config.limits import show_where_it_hangs, take_all_files
from config.notify import Notifier
from config.ports import Port
from runtime.wording import Wording
from scenarios.answering import InstallationAnswering
from scenarios.shell import ShellCommand


class Command(ShellCommand):
    """The answering side alone."""

    help = "take calls from Asterisk (FastAGI); TERM or INT lets the live calls finish first"

    def handle(self, *args: Any, **options: Any) -> None:
        """Answer calls; exit code 1 when the port is taken."""
        take_all_files()
        show_where_it_hangs()
        chosen = settings.CALLWRIGHT
        side = InstallationAnswering(key(chosen.data, "seal"))
        side.open()
        try:
            left = uvloop.run(self._until_told(side))
        except OSError as error:
            self.fail(Port(chosen.agi_bind, chosen.agi_port, "CALLWRIGHT_AGI_PORT").told(error))
        finally:
            side.close()
        if left:
            self.tell(Wording(f"прервано звонков: {left}", f"calls cut off: {left}"))

    async def _until_told(self, side: InstallationAnswering) -> int:
        loop = asyncio.get_running_loop()
        notifier = Notifier()
        stop = asyncio.Event()

        def end() -> None:
            # The next signal has its usual effect and ends the process at once.
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)
            notifier.stopping()
            stop.set()

        def begin() -> None:
            notifier.ready()
            notifier.beat_in(loop)
            chosen = settings.CALLWRIGHT
            self.tell(
                Wording(
                    f"Жду звонков на {chosen.agi_bind}:{chosen.agi_port}",
                    f"Waiting for calls at {chosen.agi_bind}:{chosen.agi_port}",
                )
            )

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, end)
        return await side.run(stop, begin)
