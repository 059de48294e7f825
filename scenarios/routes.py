"""Which scenario a called number enters.

A route names a number or a mask (`?` one sign, `*` any number of signs), perhaps for one trunk only. A number
is recognised however the provider writes it: +7 495 123-45-67, 84951234567 and 4951234567 are one in Russia.
The most exact route wins: a number before a mask, then the mask with more signs of its own, of those the one
with more `?`, then with fewer `*`, then the route of the call's own trunk before the one for all trunks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import phonenumbers
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from runtime.numbers import norm_number
from runtime.wording import Wording
from scenarios.audit import record
from scenarios.changes import count_change
from scenarios.drafts import lock
from scenarios.errors import NotFound, RouteConflict, RouteRefused
from scenarios.models import DESCRIPTION_CHARS_MAX, Route, Scenario

TRUNK_CHARS_MAX: Final = 100
_ROUTE_NUMBER: Final = re.compile(r"(?=.*[0-9*?])[A-Za-z0-9+*?._-]{1,64}")
"""Letters stand in the numbers of some trunks; a word alone is a slip of the hand."""
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
        self._exact: dict[tuple[str, str], RouteRow] = {}
        masks: list[RouteRow] = []
        for row in rows:
            if is_mask(row.number):
                masks.append(row)
            else:
                self._exact[norm_number(row.number, region), row.trunk] = row
        self._masks = tuple((row, _pattern(row.number)) for row in sorted(masks, key=exactness))

    def scenario_for(self, called: str, trunk: str) -> str | None:
        """The name of the scenario, or None when no route takes this number."""
        row = next(self.rows_for(called, trunk), None)
        return None if row is None else row.scenario

    def rows_for(self, called: str, trunk: str) -> Iterator[RouteRow]:
        """The routes that this call fits, the most exact first: that one takes it."""
        number = norm_number(called, self._region)
        for asked in (trunk, "") if trunk else ("",):
            exact = self._exact.get((number, asked))
            if exact is not None:
                yield exact
        if not self._masks:
            return
        forms = forms_of(called, self._region)
        for row, pattern in self._masks:
            if row.trunk in ("", trunk) and any(pattern.fullmatch(form) for form in forms):
                yield row


def exactness(row: "RouteRow | Route") -> tuple[bool, int, int, int, bool, str, str]:
    """Sorts routes by how exact they are, the most exact first."""
    number, trunk = row.number, row.trunk
    signs, any_signs = number.count("?"), number.count("*")
    own_signs = len(number) - signs - any_signs
    return is_mask(number), -own_signs, -signs, any_signs, trunk == "", number, trunk


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


def routes() -> QuerySet[Route]:
    """All, each with its scenario."""
    return Route.objects.select_related("scenario")


def set_route(
    number: str,
    scenario: Scenario,
    *,
    author: User | None,
    trunk: str = "",
    description: str | None = None,
    move: bool = False,
) -> Route:
    """Lead calls to this number or mask, of this trunk or of any, into the scenario from now on.

    `description` says what the number is for; None leaves what is stored. Raises RouteConflict when the
    number, however it is written, leads elsewhere and is not to `move`; RouteRefused when it is no number,
    or the scenario is archived.
    """
    written, trunk = _written(number), _trunk(trunk)
    told = None if description is None else _description(description)
    with transaction.atomic():
        count_change()
        lock(scenario)
        if scenario.archived_at is not None:
            raise RouteRefused(
                "scenario",
                Wording(f"«{scenario.name}» в архиве", f"“{scenario.name}” is archived: restore it first"),
            )
        same = _same_number(written, trunk)
        if same is not None and same.scenario_id == scenario.pk:
            return _described(same, told, author)
        if same is not None and not move:
            raise RouteConflict(same.number, same.trunk, same.scenario.name)
        before = same.scenario.name if same is not None else ""
        route = same or Route(number=written, trunk=trunk)
        route.scenario = scenario
        route.description = route.description if told is None else told
        route.save()
        record("route_set", author=author, scenario=scenario, subject=_shown(route), before=before)
    return route


def route_of(number: str, trunk: str = "") -> Route:
    """The route of this number or mask, in whatever spelling. Raises Refused when it is no number, NotFound
    when it leads nowhere.
    """
    route = _same_number(_written(number), trunk)
    if route is None:
        raise NotFound(Wording(f"на {number} нет маршрута", f"there is no route for {number}"))
    return route


def remove_route(route: Route, *, author: User | None) -> None:
    """Calls to this number take the next most exact route from now on, or enter the main scenario.

    Raises NotFound when it leads elsewhere by now, or is gone.
    """
    with transaction.atomic():
        count_change()
        removed, _ = Route.objects.filter(pk=route.pk, scenario=route.scenario_id).delete()
        if not removed:
            raise NotFound(
                Wording(f"маршрут {_shown(route)} уже изменён", f"the route of {_shown(route)} has changed")
            )
        record("route_removed", author=author, scenario=route.scenario, subject=_shown(route))


def _described(route: Route, description: str | None, author: User | None) -> Route:
    """The route with this description, told when it is another one."""
    if description is not None and description != route.description:
        route.description = description
        route.save(update_fields=["description"])
        record(
            "route_described",
            author=author,
            scenario=route.scenario,
            subject=_shown(route),
            note=description,
        )
    return route


def _trunk(name: str) -> str:
    """The trunk as it is stored. Raises RouteRefused."""
    trunk = name.strip()
    if len(trunk) > TRUNK_CHARS_MAX or not trunk.isprintable():
        raise RouteRefused("trunk", Wording("имя транка не годится", "the name of the trunk cannot be used"))
    return trunk


def _description(text: str) -> str:
    """The description as it is stored, in one line. Raises RouteRefused."""
    description = " ".join(text.split())
    if len(description) > DESCRIPTION_CHARS_MAX or not description.isprintable():
        raise RouteRefused(
            "description",
            Wording(
                f"описание – одна строка до {DESCRIPTION_CHARS_MAX} знаков",
                f"a description is one line of up to {DESCRIPTION_CHARS_MAX} characters",
            ),
        )
    return description


def _written(number: str) -> str:
    """The number as it is stored. Raises RouteRefused."""
    written = re.sub(r"[\s()-]", "", number) if _WRITTEN_NUMBER.fullmatch(number) else number
    if not _ROUTE_NUMBER.fullmatch(written):
        raise RouteRefused(
            "number",
            Wording(
                f"«{number}» не номер и не маска: цифры, +, ? вместо одного знака, * вместо любых",
                f"“{number}” is neither a number nor a mask: digits, +, ? for one character, * for any",
            ),
        )
    return written


def _same_number(written: str, trunk: str) -> Route | None:
    """The route of this number in any spelling; two of them would take the same calls."""
    region = settings.CALLWRIGHT.region
    wanted = norm_number(written, region)
    for route in routes().filter(trunk=trunk):
        if route.number == written:
            return route
        if not is_mask(written) and not is_mask(route.number) and norm_number(route.number, region) == wanted:
            return route
    return None


def _shown(route: Route) -> str:
    return f"{route.number} · {route.trunk}" if route.trunk else route.number
