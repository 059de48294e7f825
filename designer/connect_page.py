"""How to point an Asterisk at this server, with the real addresses filled in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from runtime.wording import Wording
from scenarios.health import answer_trouble

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104


@require_safe
def connect(request: HttpRequest) -> HttpResponse:
    """The steps. A server that listens on all addresses is named as the browser names it."""
    chosen = settings.CALLWRIGHT
    host = request.get_host().rpartition(":")[0] or request.get_host()
    agi_host = host if chosen.agi_bind in _EVERYWHERE else chosen.agi_bind
    agi_address = f"{agi_host}:{chosen.agi_port}"
    ami_user = chosen.ami_user or "callwright"
    context = {
        "agi_address": agi_address,
        "prompt_url": chosen.prompt_url,
        "ami_host": f"{chosen.ami_host}:{chosen.ami_port}",
        "ami_user": ami_user,
        "has_ami": bool(chosen.ami_user),
        "trouble": answer_trouble(),
        "waits": Wording("Callwright ждёт звонков", "Callwright waits for calls"),
        "copy_files": f"cp {settings.BASE_DIR / 'runtime/asterisk/pbx'}/*.conf /etc/asterisk/",
        "dialplan": f"[globals]\nCW_SERVERS={agi_address}\n\n#include callwright_extensions.conf",
        "media_cache": "#include callwright_http_media_cache.conf",
        "manager": f"#include callwright_manager.conf\n[{ami_user}](+)\nsecret = ...",
        "reload": 'asterisk -rx "core reload"',
    }
    return render(request, "connect.html", context)
