"""`python -m lab`: an Asterisk pointed at a running Callwright, for a person with a soft-phone."""

import argparse
import signal
import sys
import time
from pathlib import Path

from lab.asterisk import AMI_SECRET, AMI_USER, PHONES, Asterisk, phone_password
from lab.errors import RigError
from lab.image import ensure_image

LOG_PAUSE_S = 0.3
WELCOME = """
Asterisk is running and hands every call to Callwright at {servers}.
Asterisk работает и передаёт каждый звонок в Callwright: {servers}.

  SIP account / учётная запись SIP    {phone}, password / пароль {password}
  SIP server / сервер SIP             127.0.0.1:{sip_port} (UDP)
  more accounts / ещё записи          {first} .. {last}, password / пароль secret<number>
  call these / звоните на             {numbers}
  a tone of 800 Hz, no Callwright     *800

How to start Callwright with this AMI and these recordings / как запустить Callwright с ними:
  CALLWRIGHT_AMI_PORT={ami_port} CALLWRIGHT_AMI_USER={ami_user} CALLWRIGHT_AMI_SECRET={ami_secret} \\
  CALLWRIGHT_RECORDINGS={recordings} make run

Warnings of Asterisk follow. Ctrl-C ends. / Ниже предупреждения Asterisk. Ctrl-C завершает.
"""


def main() -> None:
    """Runs until interrupted; exit code 1 when Asterisk cannot be had."""
    options = _options()
    if options.numbers == ["build"]:
        _build()
        return
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Asterisk(servers=options.server) as asterisk:
            print(_welcome(asterisk, options), flush=True)
            _follow(asterisk)
    except KeyboardInterrupt:
        print("Asterisk is stopped. / Asterisk остановлен.")
    except RigError as error:
        sys.exit(str(error))


def _build() -> None:
    try:
        print(f"Asterisk lies in {ensure_image().root}")
    except RigError as error:
        sys.exit(str(error))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m lab", description=__doc__)
    parser.add_argument(
        "--server",
        action="append",
        metavar="HOST:PORT",
        help="where Callwright answers; several are tried in order (default: 127.0.0.1:4573)",
    )
    parser.add_argument(
        "numbers",
        nargs="*",
        help="numbers to show as worth calling; or the one word `build`: only fetch Asterisk",
    )
    options = parser.parse_args()
    options.server = options.server or ["127.0.0.1:4573"]
    return options


def _welcome(asterisk: Asterisk, options: argparse.Namespace) -> str:
    return WELCOME.format(
        servers=", ".join(options.server),
        phone=PHONES[0],
        password=phone_password(PHONES[0]),
        sip_port=asterisk.sip_port,
        first=PHONES[1],
        last=PHONES[-1],
        numbers=", ".join(options.numbers) or "any number / любой номер",
        ami_port=asterisk.ami_port,
        ami_user=AMI_USER,
        ami_secret=AMI_SECRET,
        recordings=asterisk.spool / "recording",
    )


def _follow(asterisk: Asterisk) -> None:
    """Prints the log as it grows; raises RigError when Asterisk is gone."""
    shown = 0
    log: Path = asterisk.folder / "log" / "messages.log"
    while asterisk.is_running:
        with log.open(errors="replace") as lines:
            lines.seek(shown)
            print(lines.read(), end="", flush=True)
            shown = lines.tell()
        time.sleep(LOG_PAUSE_S)
    raise RigError("Asterisk has ended by itself; the lines above may tell why.")


if __name__ == "__main__":
    main()
