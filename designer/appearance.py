"""What every page shows of itself: theme, language, the place in the menu."""

from typing import Final

from django.http import HttpRequest
from django.utils.translation import get_language

THEME_COOKIE: Final = "theme"
_SECTIONS: Final = {
    "scenarios": ("scenario", "revisions", "import_decide", "route_set"),
    "numbers": ("number",),
    "map": ("map",),
    "calls": ("call",),
    "live": ("live",),
    "dial_rules": ("dial_rule",),
    "reference": ("component", "functions"),
    "audit": ("audit",),
    "people": ("people", "person"),
    "connect": ("connect",),
    "account": ("account",),
}
"""Place in the menu -> how the names of its routes begin, those that answer its forms among them."""
_THEMES: Final = frozenset({"light", "dark"})


def appearance(request: HttpRequest) -> dict[str, str]:
    """Context processor. `theme` is "" while the person has not chosen: then the system's own counts."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    match = request.resolver_match
    return {
        "theme": theme if theme in _THEMES else "",
        "language": "ru" if (get_language() or "").startswith("ru") else "en",
        "section": _section(match.url_name or "") if match else "",
    }


def _section(route: str) -> str:
    return next((section for section, begins in _SECTIONS.items() if route.startswith(begins)), "")
