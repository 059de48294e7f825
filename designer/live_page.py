"""What happens right now: calls on the line and notifications, as they come."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from designer.live_socket import WATCHED_MAX
from designer.templatetags.two_languages import current_language
from designer.trace_words import CAUSES, REASONS, RESULTS
from runtime.errors import FAILURE_CLASSES
from runtime.wording import Wording
from scenarios.roles import may_watch, visible_scenarios

SOCKET: Final = "/ws/live/"
NO_SCENARIO: Final = ""
"""What the calls are under that entered no scenario."""
_KINDS: Final = {
    "started": Wording("звонок", "call"),
    "set": Wording("записано", "set"),
    "played": Wording("прозвучало", "played"),
    "heard": Wording("нажато", "pressed"),
    "notified": Wording("уведомление", "notification"),
    "dialled": Wording("вызов", "dialled"),
    "queued": Wording("очередь", "queue"),
    "recorded": Wording("запись", "recorded"),
    "failed": Wording("ошибка", "failed"),
    "resumed": Wording("продолжен", "continued"),
    "ended": Wording("конец", "ended"),
}


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The page; what is on it comes through the socket."""
    known = visible_scenarios(request.user).values_list("name", flat=True)[: WATCHED_MAX - 1]
    scenarios = may_watch(request.user, (*known, NO_SCENARIO))
    words = {
        "kinds": _worded(_KINDS),
        "causes": _worded(CAUSES),
        "results": _worded(RESULTS),
        "reasons": _worded(REASONS),
        "classes": _worded(FAILURE_CLASSES),
    }
    facts = {
        "socket": SOCKET,
        "scenarios": scenarios,
        "words": words,
        "now": timezone.now().isoformat(),
        "zone": timezone.get_current_timezone_name(),
    }
    return render(request, "live.html", {"facts": facts, "may_watch": bool(scenarios)})


def _worded(words: Any) -> dict[str, str]:
    """Code word -> what it is called in the reader's language."""
    return {code: wording.in_language(current_language()) for code, wording in words.items()}
