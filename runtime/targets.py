"""Whom to ring: the numbers a scenario names, rendered for one call and put through the dial rules."""

from collections.abc import Iterable

from runtime.call import Call
from runtime.errors import Failure
from runtime.expressions import Template
from runtime.wording import Wording


def dial_strings(call: Call, targets: Iterable[Template]) -> list[str]:
    """The dial strings of the good targets, in order; each other one leaves a warning.

    Raises Failure "forbidden" when no target is good and at least one is refused by the dial rules; an empty
    list means that none is a number.
    """
    good: list[str] = []
    refusal: Failure | None = None
    for place, target in enumerate(targets, 1):
        try:
            good.append(_dial_string(call, target))
        except Failure as failure:
            if failure.failure_class not in ("bad_data", "forbidden"):
                raise
            call.warn(failure.text.under(Wording(f"пропущен номер {place}", f"target {place} is left out")))
            if failure.failure_class == "forbidden":
                refusal = failure
    if refusal and not good:
        raise refusal
    return good


def _dial_string(call: Call, target: Template) -> str:
    """Raises Failure; half a number, left by a hole that failed, is never dialled."""
    warnings = len(call.warnings)
    number = call.render(target)
    if len(call.warnings) > warnings:
        raise Failure("bad_data", Wording("у части номера нет значения", "a part of the number has no value"))
    return call.surroundings.dial_rules.dial_string(number)
