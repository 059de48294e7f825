"""The dial rules: which numbers scenarios may ring and by which line, and what would be dialled for one."""

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from designer.sent_forms import sent_from
from designer.templatetags.two_languages import current_language
from runtime.errors import Failure
from runtime.names import SHIPPED_RULES, DialRule, wrong_in_rule
from runtime.wording import Wording
from scenarios.dial_rules import dial_rules, read_rule, replace_dial_rules
from scenarios.errors import Refused
from scenarios.surroundings import stored_dial_rules

PATTERN_CHARS_MAX = 64
DIAL_CHARS_MAX = 200
_NUMBER_CHARS_MAX = 64
_SAVED = Wording("Правила набора сохранены", "The dial rules are saved")
_Row = tuple[str, str]
"""(pattern, dial) as they were typed."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What would be dialled for `number`, and by which rule; `refusal` when nothing would, `needs_rule` when
    a rule would change that.
    """

    number: str
    dial: str
    rule: DialRule | None
    refusal: Wording | None
    needs_rule: bool = False


@require_safe
def dial_rule_list(request: HttpRequest) -> HttpResponse:
    """The rules in their order; with `?number=` also what would be dialled."""
    return _listed(request, _stored(), _stored())


@sent_from("dial_rules")
def dial_rule_save(request: HttpRequest) -> HttpResponse:
    """All rows as they were typed, changed by the button that was pressed; a mistake loses nothing typed."""
    rows, base = _typed(request, ""), _typed(request, "base_")
    rows = [row for row in _moved(rows, request.POST.get("do", "")) if row != ("", "")]
    try:
        replace_dial_rules(
            [_rule(row) for row in rows], base=[_rule(row) for row in base], author=cast(User, request.user)
        )
    except Refused as refused:
        return _listed(request, rows, base, refusal=refused.message)
    messages.success(request, _SAVED.in_language(current_language()))
    return redirect("dial_rules")


def _listed(
    request: HttpRequest, rows: list[_Row], base: list[_Row], refusal: Wording | None = None
) -> HttpResponse:
    number = request.GET.get("number", "").strip()[:_NUMBER_CHARS_MAX]
    # The refusal is about the first row that is no rule.
    refused = next((place for place, row in enumerate(rows) if _is_too_long(row) or wrong_in_rule(*row)), -1)
    context = {
        "rows": [
            (*row, wrong_in_rule(*row) if refusal and place == refused else ())
            for place, row in enumerate(rows)
        ],
        "base": base,
        "shipped": SHIPPED_RULES,
        "refusal": refusal,
        "tried": _tried(number) if number else None,
    }
    return render(request, "dial_rules.html", context, status=422 if refusal else 200)


def _stored() -> list[_Row]:
    return [(rule.pattern, rule.dial) for rule in dial_rules()]


def _typed(request: HttpRequest, prefix: str) -> list[_Row]:
    patterns = request.POST.getlist(f"{prefix}pattern")
    dials = request.POST.getlist(f"{prefix}dial")
    return [(pattern.strip(), dial.strip()) for pattern, dial in zip(patterns, dials, strict=False)]


def _moved(rows: list[_Row], asked: str) -> list[_Row]:
    """The rows after the pressed button: `up-2`, `down-2`, `remove-2`, else as they are."""
    what, _, place_text = asked.partition("-")
    place = int(place_text) if place_text.isdecimal() and len(place_text) < 6 else len(rows)
    if place >= len(rows):
        return rows
    rest = [*rows[:place], *rows[place + 1 :]]
    if what == "remove":
        return rest
    shift = {"up": -1, "down": 1}.get(what, 0)
    to = max(0, place + shift)
    return [*rest[:to], rows[place], *rest[to:]]


def _rule(row: _Row) -> DialRule:
    """Raises Refused, also for what is too long to keep."""
    if _is_too_long(row):
        raise Refused(Wording("образец или набор слишком длинный", "the pattern or the dial is too long"))
    return read_rule(*row)


def _is_too_long(row: _Row) -> bool:
    pattern, dial = row
    return len(pattern) > PATTERN_CHARS_MAX or len(dial) > DIAL_CHARS_MAX


def _tried(number: str) -> Tried:
    rules = stored_dial_rules()
    try:
        return Tried(number, rules.dial_string(number), rules.rule_for(number), None)
    except Failure as failure:
        return Tried(number, "", None, failure.text, failure.failure_class == "forbidden")
