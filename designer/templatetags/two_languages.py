"""Template tags for a product in two languages: both texts stand side by side, where they are shown.

There is no catalogue to compile and no text that can be missing in one of the languages.
"""

from collections.abc import Sequence

from django import template
from django.utils.translation import get_language

from runtime.wording import Wording

register = template.Library()


def current_language() -> str:
    """ "ru" or "en"."""
    return "ru" if (get_language() or "").startswith("ru") else "en"


@register.simple_tag
def say(ru: str, en: str) -> str:
    """The text in the reader's language: `{% say "Звонки" "Calls" %}`."""
    return Wording(ru, en).in_language(current_language())


@register.filter
def wording(text: Wording) -> str:
    """A text that has both languages, in the reader's."""
    return text.in_language(current_language())


@register.simple_tag
def counted(count: int, ru: str, en: str) -> str:
    """A number with its noun: `{% counted n "звонок|звонка|звонков" "call|calls" %}`."""
    language = current_language()
    forms = (ru if language == "ru" else en).split("|")
    return f"{count} {plural(count, forms, language)}"


def plural(count: int, forms: Sequence[str], language: str) -> str:
    """The form of a noun after `count`: one, few, many in Russian; one, many in English."""
    if language != "ru":
        return forms[0] if count == 1 else forms[1]
    last_two, last = count % 100, count % 10
    if 11 <= last_two <= 14 or last == 0 or last >= 5:
        return forms[2]
    return forms[0] if last == 1 else forms[1]
