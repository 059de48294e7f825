"""Which scenario a called number enters.

A route names a number or a mask (`?` one sign, `*` any number of signs), perhaps for one trunk only. A number
is recognised however the provider writes it: +7 495 123-45-67, 84951234567 and 4951234567 are one in Russia.
The most exact route wins: a number before a mask, then the mask with more signs of its own, then the route of
the call's own trunk before the one for all trunks.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import phonenumbers
from django.db import transaction

from runtime.numbers import norm_number
from runtime.wording import Wording
from scenarios.changes import count_change
from scenarios.errors import Refused
from scenarios.models import Route, Scenario

_ROUTE_NUMBER: Final = re.compile(r"[A-Za-z0-9+*?._-]{1,64}")
_WRITTEN_NUMBER: Final = re.compile(r"[\d\s()+*?-]+")


@dataclass(frozen=True, slots=True)
class RouteRow:
    """One route; `trunk` "" is any."""

    number: str
    trunk: str
    scenario: str


class RouteTable:
    """The routes of an installation, ready to be asked."""

    def __init__(self, rows: Iterable[RouteRow], region: str) -> None:
        self._region = region
        self._exact: dict[tuple[str, str], str] = {}
        masks: list[tuple[RouteRow, re.Pattern[str]]] = []
        for row in rows:
            if is_mask(row.number):
                masks.append((row, _pattern(row.number)))
            else:
                self._exact[norm_number(row.number, region), row.trunk] = row.scenario
        masks.sort(key=lambda mask: (-_own_signs(mask[0].number), mask[0].trunk == "", mask[0].number))
        self._masks = tuple(masks)

    def scenario_for(self, called: str, trunk: str) -> str | None:
        """The name of the scenario, or None when no route takes this number."""
        number = norm_number(called, self._region)
        for asked in (trunk, "") if trunk else ("",):
            exact = self._exact.get((number, asked))
            if exact is not None:
                return exact
        if not self._masks:
            return None
        forms = forms_of(called, self._region)
        for row, pattern in self._masks:
            if row.trunk in ("", trunk) and any(pattern.fullmatch(form) for form in forms):
                return row.scenario
        return None


def is_mask(number: str) -> bool:
    """Whether a route's number stands for several."""
    return "*" in number or "?" in number


def forms_of(called: str, region: str) -> frozenset[str]:
    """The ways this number is written inside and outside `region`; only itself when it is no full number."""
    bare = "".join(called.split())
    number = norm_number(called, region)
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:  # not in full form: a short number, a line, or no number at all
        return frozenset({bare, number})
    national = phonenumbers.national_significant_number(parsed)
    forms = {bare, number, number[1:]}
    if parsed.country_code == phonenumbers.country_code_for_region(region):
        trunk_prefix = phonenumbers.ndd_prefix_for_region(region, True) or ""
        forms |= {national, trunk_prefix + national}
    return frozenset(forms)


def _pattern(mask: str) -> re.Pattern[str]:
    return re.compile("".join({"*": ".*", "?": "."}.get(sign, re.escape(sign)) for sign in mask))


def _own_signs(mask: str) -> int:
    return len(mask.replace("*", "").replace("?", ""))


def set_route(number: str, scenario: Scenario, trunk: str = "") -> Route:
    """Lead calls to this number or mask into the scenario from now on, whatever it led to before.

    Raises Refused when it is no number.
    """
    written = re.sub(r"[\s()-]", "", number) if _WRITTEN_NUMBER.fullmatch(number) else number
    if not _ROUTE_NUMBER.fullmatch(written):
        raise Refused(
            Wording(
                f"{number!r} не номер и не маска: цифры, +, ? вместо одного знака, * вместо любых",
                f"{number!r} is no number and no mask: digits, +, ? for one sign, * for any signs",
            )
        )
    with transaction.atomic():
        route, _ = Route.objects.update_or_create(
            number=written, trunk=trunk, defaults={"scenario": scenario}
        )
        count_change()
    return route
