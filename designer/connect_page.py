"""How to point an Asterisk at this server, with the real addresses filled in."""

from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from designer.templatetags.two_languages import say
from runtime.wording import Wording
from scenarios.health import answer_trouble

_EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104 - only compared
_AMI_USER: Final = "callwright"
"""The user that callwright_manager.conf brings."""


@require_safe
def connect(request: HttpRequest) -> HttpResponse:
    """The steps. A server that listens on all addresses is named as the browser names it."""
    chosen = settings.CALLWRIGHT
    host = request.get_host().rpartition(":")[0] or request.get_host()
    agi_host = host if chosen.agi_bind in _EVERYWHERE else chosen.agi_bind
    agi_address = f"{agi_host}:{chosen.agi_port}"
    ami_user = chosen.ami_user or _AMI_USER
    context = {
        "agi_address": agi_address,
        "is_local": _is_loopback(agi_host) or _is_loopback(urlsplit(chosen.prompt_url).hostname or ""),
        "prompt_url": chosen.prompt_url,
        "ami_host": f"{chosen.ami_host}:{chosen.ami_port}",
        "ami_user": ami_user,
        "has_ami": bool(chosen.ami_user),
        "trouble": answer_trouble(),
        "waits": Wording("Callwright ждёт звонков", "Callwright waits for calls"),
        **_listings(agi_address, ami_user),
    }
    return render(request, "connect.html", context)


def _listings(agi_address: str, ami_user: str) -> dict[str, str]:
    """What is written into files and terminals, by the step it belongs to."""
    return {
        "copy_files": f"cp {settings.BASE_DIR / 'runtime/asterisk/pbx'}/*.conf /etc/asterisk/",
        "dialplan": (
            f"[globals]\nCW_SERVERS={agi_address}\nCW_DEADMAN_S=10\nCW_OPERATOR=from-internal,100,1\n\n"
            "#include callwright_extensions.conf"
        ),
        "media_cache": "#include callwright_http_media_cache.conf",
        "manager": f"#include callwright_manager.conf\n[{ami_user}](+)\nsecret = "
        + say("свой пароль", "your own"),
        "queues": "#include callwright_queues.conf\n[support](callwright-queue)\nmember => PJSIP/1001",
        "remote": (
            "CALLWRIGHT_AGI_BIND=10.0.0.5\nCALLWRIGHT_AGI_ALLOW=10.0.0.9/32\n"
            "CALLWRIGHT_WEB_BIND=10.0.0.5\nCALLWRIGHT_HOSTS=10.0.0.5\n"
            f"CALLWRIGHT_PROMPT_URL=http://10.0.0.5:{settings.CALLWRIGHT.web_port}/prompts\nCALLWRIGHT_AMI_HOST=10.0.0.9"
        ),
        "ami_login": (
            f"CALLWRIGHT_AMI_USER={ami_user}\nCALLWRIGHT_AMI_SECRET="
            + say("пароль из manager.conf", "the secret of manager.conf")
        ),
        "reload": 'asterisk -rx "core reload"',
    }


def _is_loopback(host: str) -> bool:
    """Whether only programs of this machine reach it."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
