"""Template tags for what is shown: icons, times, durations, and texts that strangers sent."""

import re
import unicodedata
from datetime import datetime
from typing import Final

from django import template
from django.utils import dateformat, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from designer.icons import drawn, known_icon
from designer.templatetags.two_languages import current_language

register = template.Library()

# Categories that no eye can see: controls, format characters (bidi overrides among them), lone surrogates,
# private use, unassigned.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite; unknown names get a neutral dot."""
    return format_html(
        '<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>',
        size,
        drawn(),
        known_icon(name),
    )


@register.filter
def visible(text: object) -> SafeString:
    """A text from outside; what cannot be seen is written out: nothing hides or turns around in it."""
    shown = "" if text is None else str(text)
    if not any(unicodedata.category(sign) in _UNSEEN for sign in shown):
        return format_html("{}", shown)
    return format_html_join(
        "",
        "{}",
        ((_escape(sign) if unicodedata.category(sign) in _UNSEEN else sign,) for sign in shown),
    )


@register.filter
def quoted(text: object) -> SafeString:
    """As `visible`, in the quotation marks of the reader's language."""
    marks = "«{}»" if current_language() == "ru" else "“{}”"
    return format_html(marks, visible(text))


@register.filter
def listing(text: str) -> SafeString:
    """Lines of a file or of a shell, each shown as `visible` does."""
    return format_html_join("\n", "{}", ((visible(line),) for line in text.split("\n")))


@register.filter
def coded(text: str) -> SafeString:
    """A text of ours: what stands in `backticks` is set as code."""
    parts = re.split("`([^`]+)`", text)
    return format_html_join(
        "",
        "{}",
        ((format_html("<code>{}</code>", part) if place % 2 else part,) for place, part in enumerate(parts)),
    )


@register.simple_tag
def linked(text: str, name: str, address: str) -> SafeString:
    """The text as `visible` shows it, with the first `name` in it leading to this address."""
    before, found, after = text.partition(name)
    if not found:
        return visible(text)
    return format_html('{}<a href="{}">{}</a>{}', visible(before), address, visible(found), visible(after))


def _escape(sign: str) -> SafeString:
    return format_html('<span class="unseen">\\u{{{}}}</span>', f"{ord(sign):x}")


@register.filter
def moment(text: str) -> datetime | None:
    """An ISO time as a datetime in the installation's zone, None when it is none."""
    try:
        at = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return timezone.localtime(at) if at.tzinfo else at


@register.filter(expects_localtime=True)
def when(at: datetime | None, exactness: str = "") -> str:
    """A time as the reader's language writes it: 25 ноября 2026, 14:05; 25 Nov 2026, 14:05; "exact" has the
    seconds too; "" without a time.
    """
    if at is None:
        return ""
    day = "j E Y" if current_language() == "ru" else "j M Y"
    return dateformat.format(at, f"{day}, H:i:s" if exactness == "exact" else f"{day}, H:i")


@register.filter
def seconds(ms: object) -> str:
    """Milliseconds as seconds with three digits, for the steps of a trace: 2.214, in Russian 2,214."""
    if not isinstance(ms, (int, float)):
        return ""
    shown = f"{ms / 1000:.3f}"
    return shown.replace(".", ",") if current_language() == "ru" else shown


@register.filter
def clock(ms: object) -> str:
    """Milliseconds as a duration people read: 0:07, 12:30, 1:02:03."""
    if not isinstance(ms, (int, float)):
        return ""
    minutes, rest_s = divmod(round(ms / 1000), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest_s:02}" if hours else f"{minutes}:{rest_s:02}"
