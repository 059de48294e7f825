"""What is served without a log-in: the site's own files, prompts for Asterisk, and whether all is well."""

from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.utils._os import safe_join
from django.views.decorators.http import require_safe
from django.views.static import serve

from runtime.speech import PromptFolder
from scenarios.health import parts

ASSETS: Final = "assets"
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_PACKINGS: Final = {"br": ".br", "gzip": ".gz"}
"""Content encodings, the best one first; Django tells them by the ending of the file's name."""


@login_not_required
@require_safe
def static_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A style, script, font or picture of the site; the browser asks each time whether it has changed."""
    # The back office brings its own files with Django.
    root = Path(admin.__file__).parent / "static" if path.startswith("admin/") else settings.STATIC_ROOT
    response = serve(request, path, document_root=str(root))
    response.headers["Cache-Control"] = "public, no-cache"
    return response


@login_not_required
@require_safe
def built_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file that Vite has made. Its name holds a digest of what is in it, so it is kept for ever; it goes
    out as the build has compressed it when the browser takes that.
    """
    folder = str(settings.BUILT_FRONT_END / ASSETS)
    suffix = _packed(request.headers.get("Accept-Encoding", ""), safe_join(folder, path))
    response = serve(request, path + suffix, document_root=folder)
    response.headers["Cache-Control"] = _FOR_EVER
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _packed(accepted: str, plain: str) -> str:
    """What is added to the name of the smallest form that the build has made and the browser takes."""
    taken = {offer.strip() for offer in accepted.lower().split(",")}
    made = (suffix for name, suffix in _PACKINGS.items() if name in taken and Path(plain + suffix).is_file())
    return next(made, "")


@login_not_required
@require_safe
def prompt(request: HttpRequest, name: str) -> HttpResponseBase:
    """A prompt by its content's name. Asterisk fetches it, keeps it and never asks again: with a maximum age
    its media cache (Asterisk 22) plays without a request; without one each playback would revalidate under
    one lock for all calls.
    """
    path = PromptFolder(settings.CALLWRIGHT.data).path_of(name)
    if path is None:
        raise Http404
    response = FileResponse(path.open("rb"), content_type="audio/wav")
    response.headers["Cache-Control"] = _FOR_EVER
    return response


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponseBase:
    """200 when every part is well, else 503; the reason for each part that is not."""
    found = {part.name: part.trouble.en if part.trouble else "ok" for part in parts()}
    is_well = all(state == "ok" for state in found.values())
    return JsonResponse(
        {"status": "ok" if is_well else "unwell", "parts": found}, status=200 if is_well else 503
    )
