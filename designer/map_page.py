"""The whole installation in one picture: numbers, the scenarios they enter, and what those lead to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from runtime.names import NameKind
from runtime.wording import Wording
from scenarios.models import Scenario
from scenarios.roles import visible_scenarios
from scenarios.system_map import MappedScenario, Target, mapped

WIDTH_PX: Final = 900
_ROW_PX: Final = 42
_BOX_PX: Final = 34
_BLOCK_GAP_PX: Final = 14
# Left edge and width of the three columns; the wires run between them.
_NUMBERS: Final = (0, 210)
_SCENARIOS: Final = (310, 250)
_TARGETS: Final = (670, 230)
KINDS: Final[dict[NameKind, tuple[str, str, Wording]]] = {
    "scenario": ("sitemap", "control", Wording("сценарий", "scenario")),
    "queue": ("users", "routing", Wording("очередь", "queue")),
    "phone": ("phone-outgoing", "routing", Wording("телефон", "phone")),
    "box": ("microphone", "messages", Wording("ящик голосовой почты", "voicemail box")),
}
"""Kind of a name -> icon, colour, word."""
_REST: Final = Wording("все остальные номера", "all other numbers")


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the picture, in pixels of it. `mark` is "", main, draft, missing or computed; `note` stands
    behind the text.
    """

    x: int
    y: int
    width: int
    text: str | Wording
    icon: str
    family: str
    mark: str
    address: str
    note: str = ""

    @property
    def middle(self) -> float:
        """Where its wires end."""
        return self.y + _BOX_PX / 2

    @property
    def height(self) -> int:
        """The same for all."""
        return _BOX_PX

    @property
    def is_worded(self) -> bool:
        """The text is ours and has both languages."""
        return isinstance(self.text, Wording)


@dataclass(frozen=True, slots=True)
class Wire:
    """A path between two boxes; `mark` as that of a box."""

    path: str
    mark: str


@dataclass(slots=True)
class Picture:
    """What the SVG holds."""

    boxes: list[Box] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    height: int = 0


@require_safe
def system_map(request: HttpRequest) -> HttpResponse:
    """The scenarios in use that the visitor gets to see, the main one first, as a picture and as a list."""
    seen = visible_scenarios(request.user).filter(archived_at=None)
    scenarios = list(seen.select_related("published").prefetch_related("routes").order_by("-is_main", "name"))
    rows = mapped(scenarios)
    addresses = {scenario.name: _page(scenario) for scenario in scenarios}
    context = {
        "rows": [(row, [(target, *KINDS[target.kind]) for target in row.targets]) for row in rows],
        "names": _users_of_names(rows),
        "picture": _picture(rows, addresses),
        "width": WIDTH_PX,
    }
    return render(request, "map.html", context)


def _users_of_names(
    rows: Sequence[MappedScenario],
) -> list[tuple[str, str, Wording, str, list[tuple[Scenario, str]]]]:
    """(icon, colour, kind, name, the scenarios that use it, each with its node) of every queue, phone and
    box, by kind and name.
    """
    users: dict[tuple[NameKind, str], list[tuple[Scenario, str]]] = {}
    for row in rows:
        for target in row.targets:
            if target.kind != "scenario" and not target.is_computed:
                users.setdefault((target.kind, target.name), []).append((row.scenario, target.node))
    return [(*KINDS[kind], name, users[kind, name]) for kind, name in sorted(users)]


def _picture(rows: Sequence[MappedScenario], addresses: dict[str, str]) -> Picture:
    """A block of rows for each scenario: its numbers and what it is the first to name stand around it."""
    picture = Picture()
    drawn: dict[tuple[NameKind, str], Box] = {}
    top = 0
    for row in rows:
        fresh = [target for target in row.targets if (target.kind, target.name) not in drawn]
        numbers = list(_numbers(row))
        lines = max(1, len(numbers), len(fresh))
        here = Box(
            _SCENARIOS[0],
            _line(top, lines, 0, 1),
            _SCENARIOS[1],
            row.scenario.name,
            "star" if row.scenario.is_main else "sitemap",
            "control",
            _scenario_mark(row),
            _page(row.scenario),
        )
        picture.boxes.append(here)
        for place, (text, mark, address, note) in enumerate(numbers):
            y = _line(top, lines, place, len(numbers))
            box = Box(_NUMBERS[0], y, _NUMBERS[1], text, "phone-incoming", "voice", mark, address, note)
            picture.boxes.append(box)
            picture.wires.append(_wire(box, here, mark))
        for place, target in enumerate(fresh):
            y = _line(top, lines, place, len(fresh))
            box = _target_box(target, y, addresses, row.scenario)
            drawn[target.kind, target.name] = box
            picture.boxes.append(box)
        for target in row.targets:
            to = drawn[target.kind, target.name]
            picture.wires.append(_wire(here, to, to.mark or here.mark))
        top += lines * _ROW_PX + _BLOCK_GAP_PX
    picture.height = top
    return picture


def _numbers(row: MappedScenario) -> Iterator[tuple[str | Wording, str, str, str]]:
    """(text, mark, address, note) of what leads into a scenario."""
    page = reverse("numbers")
    mark = "" if row.scenario.published_id else "draft"
    for route in row.routes:
        text = f"{route.number} · {route.trunk}" if route.trunk else route.number
        yield text, mark, f"{page}#route-{route.pk}", route.description
    if row.scenario.is_main:
        yield _REST, "main", page, ""


def _scenario_mark(row: MappedScenario) -> str:
    if row.errors:
        return "missing"
    if row.scenario.is_main:
        return "main"
    return "" if row.scenario.published_id else "draft"


def _target_box(target: Target, y: int, addresses: dict[str, str], scenario: Scenario) -> Box:
    icon, family, _ = KINDS[target.kind]
    mark = "missing" if target.is_missing else "computed" if target.is_computed else ""
    address = f"{_page(scenario)}#{target.node}"
    if target.kind == "scenario":
        address = addresses.get(target.name, address)
    return Box(_TARGETS[0], y, _TARGETS[1], target.name, icon, family, mark, address)


def _line(top: int, lines: int, place: int, count: int) -> int:
    """Where the box with this place among `count` begins, in a block of `lines`."""
    return top + round(((lines - count) / 2 + place) * _ROW_PX)


def _wire(source: Box, target: Box, mark: str) -> Wire:
    start, end = source.x + source.width, target.x
    bend = (end - start) / 2
    return Wire(
        f"M{start} {source.middle:g}C{start + bend:g} {source.middle:g} {end - bend:g} {target.middle:g}"
        f" {end} {target.middle:g}",
        mark,
    )


def _page(scenario: Scenario) -> str:
    return reverse("scenario", args=(scenario.pk,))
