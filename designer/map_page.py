"""The whole installation in one picture: numbers, the scenarios they enter, and what those lead to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import mean
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from runtime.names import NameKind
from runtime.wording import Wording
from scenarios.models import Scenario
from scenarios.reading_order import main_first, reading_order
from scenarios.roles import visible_scenarios
from scenarios.system_map import MappedScenario, Target, mapped

WIDTH_PX: Final = 1000
_ROW_PX: Final = 42
_BOX_PX: Final = 34
_BLOCK_GAP_PX: Final = 14
# Left edge and width of the three columns; the wires run between them.
_NUMBERS: Final = (0, 250)
_SCENARIOS: Final = (355, 290)
_TARGETS: Final = (750, 250)
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
    def key(self) -> str:
        """Tells it from the others: no two stand at one place."""
        return f"{self.x}-{self.y}"

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
    """A path between two boxes; `mark` as that of a box, `ends` their keys."""

    path: str
    mark: str
    ends: str


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
    scenarios = sorted(seen.select_related("published").prefetch_related("routes"), key=main_first)
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
    ordered = sorted(users, key=lambda used: (used[0], reading_order(used[1])))
    return [(*KINDS[kind], name, users[kind, name]) for kind, name in ordered]


def _picture(rows: Sequence[MappedScenario], addresses: dict[str, str]) -> Picture:
    """A block of rows for each scenario with its numbers; what they name stands level with those that do."""
    picture = Picture()
    scenarios: list[Box] = []
    for row in rows:
        numbers = list(_numbers(row))
        lines = max(1, len(numbers))
        top = picture.height
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
        scenarios.append(here)
        for place, (text, mark, address, note) in enumerate(numbers):
            y = _line(top, lines, place, len(numbers))
            box = Box(_NUMBERS[0], y, _NUMBERS[1], text, "phone-incoming", "voice", mark, address, note)
            picture.boxes.append(box)
            picture.wires.append(_wire(box, here, mark))
        picture.height = top + lines * _ROW_PX + _BLOCK_GAP_PX
    picture.boxes.extend(scenarios)
    _draw_targets(picture, list(zip(rows, scenarios, strict=True)), addresses)
    return picture


def _draw_targets(
    picture: Picture, drawn: Sequence[tuple[MappedScenario, Box]], addresses: dict[str, str]
) -> None:
    """The third column: each name once, as near to the middle of its users as the others leave room."""
    users: dict[tuple[NameKind, str], list[Box]] = {}
    first: dict[tuple[NameKind, str], tuple[Target, Scenario]] = {}
    for row, here in drawn:
        for target in row.targets:
            users.setdefault((target.kind, target.name), []).append(here)
            first.setdefault((target.kind, target.name), (target, row.scenario))
    wished = {key: mean(here.y for here in boxes) for key, boxes in users.items()}
    ordered = sorted(wished, key=lambda key: wished[key])
    for key, y in zip(ordered, _apart([wished[key] for key in ordered]), strict=True):
        target, scenario = first[key]
        box = _target_box(target, y, addresses, scenario)
        picture.boxes.append(box)
        picture.wires.extend(_wire(here, box, box.mark or here.mark) for here in users[key])
        picture.height = max(picture.height, y + _ROW_PX)


def _apart(wished: Sequence[float]) -> list[int]:
    """These heights, in their order, at least a row apart: groups that touch stay around their middle."""
    groups: list[list[float]] = []
    for y in wished:
        groups.append([y])
        while len(groups) > 1 and _group_top(groups[-1]) < _group_top(groups[-2]) + len(groups[-2]) * _ROW_PX:
            last = groups.pop()
            groups[-1] += last
    tops: list[int] = []
    for group in groups:
        top = max(round(_group_top(group)), tops[-1] + _ROW_PX if tops else 0)
        tops += [top + place * _ROW_PX for place in range(len(group))]
    return tops


def _group_top(group: Sequence[float]) -> float:
    return mean(group) - (len(group) - 1) * _ROW_PX / 2


def _numbers(row: MappedScenario) -> Iterator[tuple[str | Wording, str, str, str]]:
    """(text, mark, address, note) of what leads into a scenario."""
    page = reverse("numbers")
    mark = "" if row.scenario.published_id else "draft"
    for route in row.routes:
        text = f"{route.number} · {route.trunk}" if route.trunk else route.number
        yield text, mark, f"{page}#route-{route.pk}", route.description
    if row.takes_rest:
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
        f"{source.key} {target.key}",
    )


def _page(scenario: Scenario) -> str:
    return reverse("scenario", args=(scenario.pk,))
