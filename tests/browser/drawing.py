"""A person at the drawing: what they point at, pull, press and read."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from playwright.sync_api import FloatRect, Locator, Page, expect

from scenarios.drafts import create
from scenarios.models import Scenario

# No measure of speed: as long as the busiest machine may take, so that only what never comes fails.
LIMIT_MS: Final = 30_000
TABS_MAX: Final = 60
WIDTH: Final = "element => element.getBoundingClientRect().width"
NAME_OF_FOCUSED: Final = """(() => {
    const focused = document.activeElement;
    const labels = [...(focused.labels ?? [])].map(label => label.textContent.trim());
    return focused.getAttribute('aria-label') ?? labels[0] ?? focused.textContent.trim();
})()"""


STILL: Final = """element => new Promise(done => {
    let seen = '', frames = 0;
    const look = () => {
        const {x, y} = element.getBoundingClientRect();
        frames = seen === `${x} ${y}` ? frames + 1 : 0;
        seen = `${x} ${y}`;
        if (frames > 4) done(); else requestAnimationFrame(look);
    };
    look();
})"""


PAINTED: Final = """() => new Promise(done => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 100);
})"""


def document_of(nodes: Iterable[dict[str, Any]] = (), **graph: Any) -> dict[str, Any]:
    """A scenario with a start and these nodes; `graph`: what it has beside them."""
    start = {"id": "start", "type": "start", "title": "Старт", "params": {}, "position": [0, 0]}
    return {
        "directed": True,
        "multigraph": True,
        "graph": {"format": 1, "name": "", "language": "ru", **graph},
        "nodes": [start, *nodes],
        "edges": [],
    }


def framed(*, collapsed: bool = False) -> dict[str, Any]:
    """A scenario with a frame around a transfer and a pause; what they lead to stands beside it."""
    document = document_of(
        [
            {
                "id": "menu",
                "type": "notification",
                "title": "Приветствие",
                "params": {"text": "Звонок"},
                "position": [300, 0],
            },
            {
                "id": "call",
                "type": "transfer",
                "title": "Секретарь",
                "params": {"targets": ["1001"]},
                "position": [640, 60],
            },
            {
                "id": "wait",
                "type": "wait",
                "title": "Пауза",
                "params": {"seconds": "1"},
                "position": [920, 240],
            },
            {
                "id": "after",
                "type": "wait",
                "title": "Потом",
                "params": {"seconds": "1"},
                "position": [1300, 0],
            },
            {
                "id": "sorry",
                "type": "wait",
                "title": "Извините",
                "params": {"seconds": "1"},
                "position": [1300, 160],
            },
            {
                "id": "frame",
                "type": "frame",
                "title": "Соединяем",
                "params": {"colour": "blue", **({"collapsed": True} if collapsed else {})},
                "position": [600, -20],
                "size": [600, 340],
            },
        ],
    )
    document["edges"] = [
        {"source": "start", "target": "menu", "key": "next"},
        {"source": "menu", "target": "call", "key": "next"},
        {"source": "call", "target": "wait", "key": "completed"},
        {"source": "call", "target": "sorry", "key": "busy"},
        {"source": "wait", "target": "after", "key": "next"},
    ]
    return document


class Drawing:
    """The drawing of one scenario in one page."""

    def __init__(self, page: Page, scenario: Scenario) -> None:
        self.page = page
        self.scenario = scenario

    @classmethod
    def of_new(cls, page: Page, name: str = "новый") -> "Drawing":
        """A scenario with nothing but its start, opened."""
        drawing = cls(page, create(name, author=None, language="ru"))
        drawing.open()
        return drawing

    def open(self) -> None:
        """Show it and wait until it is drawn."""
        self.page.goto(f"/scenarios/{self.scenario.pk}/drawing/")
        expect(self.canvas).to_be_visible()
        expect(self.nodes.first).to_be_visible()

    @property
    def canvas(self) -> Locator:
        return self.page.locator("[data-canvas]")

    @property
    def nodes(self) -> Locator:
        return self.page.locator(".react-flow__node")

    @property
    def wires(self) -> Locator:
        return self.page.locator(".react-flow__edge")

    def node(self, title: str) -> Locator:
        """The placed component of this name."""
        return self.nodes.filter(has=self.page.locator(f"[title={title!r}]"))

    def zoom_to_half(self) -> None:
        """So that a whole scenario fits into the window."""
        for _ in range(3):
            self.page.get_by_role("button", name="Мельче").click()
        expect(self.page.get_by_role("button", name="51 %")).to_be_visible()

    def drag_in(self, component: str, x: float, y: float) -> None:
        """From the palette to a place of the canvas, in several moves: Chromium drops nothing where no move
        before has told it yet that something may be dropped.
        """
        self.item(component).drag_to(self.canvas, target_position={"x": x, "y": y}, steps=4)

    def click_in(self, component: str, x: float, y: float) -> None:
        """Click the component, then the place."""
        self.item(component).click()
        box = box_of(self.canvas)
        self.page.mouse.click(box["x"] + x, box["y"] + y)

    def item(self, component: str) -> Locator:
        """A component in the palette."""
        palette = self.page.get_by_role("complementary", name="Компоненты")
        return palette.get_by_role("button", name=component, exact=True)

    def port(self, title: str, output: str = "") -> Locator:
        """The dot at which a wire leaves; of a node with one output without naming it."""
        node = self.node(title)
        row = node.locator(".canvas-row", has_text=output) if output else node
        return row.locator(".react-flow__handle-right")

    def entry(self, title: str) -> Locator:
        """The dot at which wires end."""
        return self.node(title).locator(".react-flow__handle-left")

    def pull(self, start: Locator, x: float, y: float) -> None:
        """A wire from a dot to a point of the screen."""
        box = box_of(start)
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        self.page.mouse.down()
        self.page.mouse.move(x, y, steps=6)
        self.page.mouse.up()

    def connect(self, title: str, target: str, output: str = "") -> None:
        """Lead an output to a node with the mouse."""
        box = box_of(self.node(target))
        self.pull(self.port(title, output), box["x"] + 60, box["y"] + 20)

    def go_to(self, title: str) -> None:
        """Find a node by its name and open it."""
        self.press("Control+f")
        self.choose(title, title)
        expect(self.side.locator(".inspector-title")).to_have_value(title)

    @property
    def side(self) -> Locator:
        """The panel on the right."""
        return self.page.locator("[data-panel=side]")

    def view(self) -> str:
        """Where one looks, and how near: the same text is the same view."""
        return str(self.page.locator(".react-flow__viewport").evaluate("one => one.style.transform"))

    def field(self, label: str) -> Locator:
        """A field of the node that is open, by its label."""
        return self.side.get_by_label(label, exact=True).first

    def write(self, label: str, text: str) -> None:
        """Into an expression or a text with holes."""
        editor = self.side.locator(".cm-content", has_not_text="\0").and_(
            self.side.get_by_label(label, exact=True)
        )
        editor.first.click()
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Escape")

    def press(self, *keys: str) -> None:
        """Press keys one after the other, wherever the keyboard is."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Into whatever has the keyboard."""
        self.page.keyboard.insert_text(text)

    def tab_to(self, label: str) -> None:
        """On with the Tab key until a control of this name has the keyboard."""
        for _ in range(TABS_MAX):
            self.press("Tab")
            named = self.page.evaluate(NAME_OF_FOCUSED)
            if named == label:
                return
        raise AssertionError(f"the Tab key leads to no {label!r}")

    def choose(self, text: str, option: str) -> None:
        """Search in the list that is open, and take what is wanted."""
        expect(self.page.locator(".picker").get_by_role("combobox")).to_be_focused()
        self.page.keyboard.insert_text(text)
        expect(self.page.locator('[role="option"][aria-selected="true"]')).to_contain_text(option)
        self.page.keyboard.press("Enter")

    def expect_wires(self, count: int) -> None:
        expect(self.wires).to_have_count(count, timeout=LIMIT_MS)

    def expect_said(self, text: str) -> None:
        """The last thing that whoever hears the page was told."""
        expect(self.page.locator(".designer > [role=status]")).to_contain_text(text)

    def expect_titles(self, titles: Sequence[str]) -> None:
        cards = self.page.locator(".canvas-card")
        expect(cards).to_have_count(len(titles))
        for title in titles:
            named = self.page.locator(f".canvas-card[title={json.dumps(title, ensure_ascii=False)}]")
            expect(named).to_have_count(titles.count(title))


def next_picture(page: Page) -> None:
    """Until the page has painted: what stands beside it follows an edit so late (editor/later.ts)."""
    page.evaluate(PAINTED)


def box_of(locator: Locator) -> FloatRect:
    """Where something stands on the screen: the view may be on its way to what was just added."""
    locator.evaluate(STILL)
    box = locator.bounding_box()
    assert box is not None
    return box
