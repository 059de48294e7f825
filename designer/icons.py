"""The sprite of icons (Tabler Icons, MIT licence) that pages draw from."""

import re
from functools import cache
from typing import Final

from django.conf import settings
from django.templatetags.static import static

_SPRITE: Final = "icons.svg"
_FALLBACK: Final = "circle-dot"


def drawn() -> str:
    """The address of the sprite."""
    return static(_SPRITE)


def known_icon(name: str) -> str:
    """The name, or the neutral icon's when the sprite does not have it."""
    return name if name in _names() else _FALLBACK


@cache
def _names() -> frozenset[str]:
    return frozenset(re.findall(r'<symbol id="([a-z0-9-]+)"', (settings.STATIC_ROOT / _SPRITE).read_text()))
