"""Is this installation well? Every look at it is one finding: what was looked at, and what to do if it is
not well.
"""

import asyncio
import os
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from runtime.asterisk.ami import AmiClient, AmiState, Message
from runtime.asterisk.errors import ActionRefused, AmiError
from runtime.phone import Silence
from runtime.speech import PromptFolder, SpeechError
from runtime.wording import Wording
from scenarios.answering import ami_account
from scenarios.health import (
    answer_trouble,
    database_trouble,
    disk_trouble,
    failed_jobs_trouble,
    history_trouble,
    jobs_trouble,
    redis_trouble,
    scenario_trouble,
)
from scenarios.installation import weak_password_trouble
from scenarios.media_limit import media_limit_trouble

_CONNECT_WITHIN_S: Final = 6.0
_CLOCK_OFF_MAX_S: Final = 2.0
_FETCH_WITHIN_S: Final = 5.0
_MODULES: Final = (
    "res_agi",
    "res_http_media_cache",
    "app_read",
    "app_playback",
    "app_dial",
    "app_queue",
    "app_record",
    "app_stack",
    "func_cut",
    "func_strings",
)
_ACTIONS: Final = ("Command", "CoreShowChannels", "Originate", "QueueStatus", "Redirect", "Status")


@dataclass(frozen=True, slots=True)
class Finding:
    """One look; `trouble` is None when all is well."""

    subject: Wording
    trouble: Wording | None


def findings() -> Iterator[Finding]:
    """Everything that can be looked at from here, then through AMI."""
    looks: dict[Wording, Callable[[], Wording | None]] = {
        Wording("папка данных", "data directory"): _data_trouble,
        Wording("база данных", "database"): database_trouble,
        Wording("сценарии", "scenarios"): scenario_trouble,
        Wording("пароль администратора", "administrator's password"): _password_trouble,
        Wording("место на диске", "disk space"): disk_trouble,
        Wording("синтез речи", "speech"): _speech_trouble,
        Wording("приём звонков", "answering"): answer_trouble,
        Wording("история", "history"): history_trouble,
        Wording("задания", "jobs"): jobs_trouble,
        Wording("неудавшиеся задания", "failed jobs"): failed_jobs_trouble,
        Wording("Redis", "Redis"): redis_trouble,
        Wording("адрес подсказок", "prompt address"): _prompt_trouble,
    }
    for subject, look in looks.items():
        yield Finding(subject, look())
    yield from asyncio.run(_asterisk_findings())


def _data_trouble() -> Wording | None:
    folder = settings.CALLWRIGHT.data
    if os.access(folder, os.W_OK | os.X_OK):
        return None
    return Wording(
        f"в {folder} нельзя писать: задайте CALLWRIGHT_DATA или права",
        f"{folder} cannot be written: set CALLWRIGHT_DATA or the rights",
    )


def _password_trouble() -> Wording | None:
    return weak_password_trouble() if database_trouble() is None else None


def _speech_trouble() -> Wording | None:
    missing = [program for program in ("espeak-ng", "sox") if shutil.which(program) is None]
    if not missing:
        return None
    packages = " ".join(missing)
    return Wording(
        f"нет программ: apt-get install {packages}", f"programs are missing: apt-get install {packages}"
    )


def _probe() -> str:
    """The address of a prompt that certainly exists; raises SpeechError."""
    prompt = PromptFolder(settings.CALLWRIGHT.data).make(Silence(0.1))
    return f"{settings.CALLWRIGHT.prompt_url}{prompt.name}"


def _prompt_trouble() -> Wording | None:
    try:
        address = _probe()
        if not address.startswith(("http://", "https://")):
            raise ValueError(address)
        urllib.request.urlopen(address, timeout=_FETCH_WITHIN_S).close()  # noqa: S310 - the scheme is checked
    except SpeechError as error:
        return error.message
    except (OSError, ValueError) as error:
        base = settings.CALLWRIGHT.prompt_url
        return Wording(
            f"{base} не отвечает ({error}): запущен ли serve, верен ли CALLWRIGHT_PROMPT_URL?",
            f"{base} does not answer ({error}): is serve running, is CALLWRIGHT_PROMPT_URL right?",
        )
    return None


async def _asterisk_findings() -> list[Finding]:
    subject = Wording("связь с AMI", "AMI connection")
    account = ami_account()
    if account is None:
        trouble = Wording(
            "не настроена: CALLWRIGHT_AMI_USER и CALLWRIGHT_AMI_SECRET; остальное об Asterisk не узнать",
            "not set up: CALLWRIGHT_AMI_USER and CALLWRIGHT_AMI_SECRET; nothing more can be told of Asterisk",
        )
        return [Finding(subject, trouble)]
    connected = asyncio.Event()

    async def note(_client: AmiClient) -> None:
        connected.set()

    ami = AmiClient(account.host, account.port, account.user, account.secret, on_login=note)
    ami.start()
    try:
        async with asyncio.timeout(_CONNECT_WITHIN_S):
            await connected.wait()
    except TimeoutError:
        state = ami.state
        await ami.close()
        shown = AmiState.UNREACHABLE if state is AmiState.CONNECTING else state
        return [Finding(subject, shown.wording)]
    try:
        looks: dict[Wording, Callable[[AmiClient], Awaitable[Wording | None]]] = {
            Wording("модули Asterisk", "Asterisk modules"): _module_trouble,
            Wording("права AMI", "AMI rights"): _rights_trouble,
            Wording("диалплан", "dialplan"): _dialplan_trouble,
            Wording("часы", "clock"): _clock_trouble,
            Wording("подсказки из Asterisk", "prompts from Asterisk"): _fetch_trouble,
            Wording("предел ожидания подсказок", "time limit for prompts"): media_limit_trouble,
        }
        found = [Finding(subject, None)]
        for looked_at, look in looks.items():
            found.append(Finding(looked_at, await _answered(look, ami)))
        return found
    finally:
        await ami.close()


async def _answered(look: Callable[[AmiClient], Awaitable[Wording | None]], ami: AmiClient) -> Wording | None:
    try:
        return await look(ami)
    except AmiError as error:
        return Wording(f"не узнать через AMI: {error}", f"cannot be told through AMI: {error}")


async def _module_trouble(ami: AmiClient) -> Wording | None:
    missing = []
    for module in _MODULES:
        try:
            await ami.action("ModuleCheck", Module=module)
        except ActionRefused:
            missing.append(f"{module}.so")
    if not missing:
        return None
    names = ", ".join(missing)
    return Wording(
        f"не загружены: {names}; проверьте modules.conf", f"not loaded: {names}; look at modules.conf"
    )


async def _rights_trouble(ami: AmiClient) -> Wording | None:
    answer = (await ami.action("ListCommands"))[0]
    missing = [action for action in _ACTIONS if action.casefold() not in _names_in(answer)]
    if not missing:
        return None
    names = ", ".join(missing)
    return Wording(
        f"нельзя: {names}; возьмите права из callwright_manager.conf",
        f"not allowed: {names}; take the rights of callwright_manager.conf",
    )


def _names_in(answer: Message) -> frozenset[str]:
    """The action names of a ListCommands answer: Asterisk 22 sends each as a header of its own."""
    return frozenset(str(name).casefold() for name in answer)


async def _dialplan_trouble(ami: AmiClient) -> Wording | None:
    if "'pass'" not in await _shown(ami, "dialplan show callwright-call"):
        return Wording(
            "нет контекста callwright: #include callwright_extensions.conf в extensions.conf",
            "there is no context callwright: #include callwright_extensions.conf in extensions.conf",
        )
    servers = str((await ami.action("Getvar", Variable="CW_SERVERS"))[0].get("Value", "") or "127.0.0.1:4573")
    port = settings.CALLWRIGHT.agi_port
    if any(server.strip().endswith(f":{port}") for server in servers.split("&")):
        return None
    return Wording(
        f"CW_SERVERS={servers}, а Callwright ждёт звонков на порту {port}",
        f"CW_SERVERS={servers}, but Callwright waits for calls at port {port}",
    )


async def _clock_trouble(ami: AmiClient) -> Wording | None:
    answer = (await ami.action("Ping"))[0]
    off_s = abs(float(str(answer.get("Timestamp", "0"))) - time.time())
    if off_s <= _CLOCK_OFF_MAX_S:
        return None
    return Wording(
        f"часы Asterisk и Callwright расходятся на {off_s:.0f} с: включите синхронизацию времени",
        f"the clocks of Asterisk and Callwright differ by {off_s:.0f} s: switch time synchronisation on",
    )


async def _fetch_trouble(ami: AmiClient) -> Wording | None:
    try:
        address = await asyncio.to_thread(_probe)
    except SpeechError as error:
        return error.message
    answer = (await ami.action("Command", Command=f"media cache refresh {address}", timeout_s=30))[0]
    # "Refreshed '...' to local storage '...'", or "Unable to refresh '...'" (Asterisk 22.10).
    if _output(answer).startswith("Refreshed "):
        return None
    return Wording(
        f"Asterisk не может забрать {address}: проверьте CALLWRIGHT_PROMPT_URL и сеть",
        f"Asterisk cannot fetch {address}: look at CALLWRIGHT_PROMPT_URL and the network",
    )


async def _shown(ami: AmiClient, command: str) -> str:
    """What a command of Asterisk's shell printed; "" when it failed, as one does that finds nothing to show
    (Asterisk 22 answers that with an error and the words `Command output follows`).
    """
    try:
        return _output((await ami.action("Command", Command=command))[0])
    except ActionRefused as refused:
        if "output follows" in str(refused):
            return ""
        raise


def _output(answer: Message) -> str:
    """What a command of Asterisk's shell printed: one header a line, so a text or a list of texts."""
    output = answer.get("Output", "")
    return "\n".join(output) if isinstance(output, list) else str(output)
