"""What every page shows of itself: theme, language, the place in the menu."""

from typing import Final

from django.http import HttpRequest
from django.utils.translation import get_language

THEME_COOKIE: Final = "theme"
_THEMES: Final = frozenset({"light", "dark"})


def appearance(request: HttpRequest) -> dict[str, str]:
    """Context processor. `theme` is "" while the person has not chosen: then the system's own counts."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    match = request.resolver_match
    return {
        "theme": theme if theme in _THEMES else "",
        "language": "ru" if (get_language() or "").startswith("ru") else "en",
        "page": match.url_name or "" if match else "",
    }
