"""Whatever is written into a scenario or said by a caller stays a text; and everybody can use the page."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Browser, Page, expect

from scenarios.drafts import create
from scenarios.history.spool import Spool
from scenarios.models import Scenario
from tests.browser.axe import violations
from tests.browser.conftest import LIMIT_MS, PASSWORD
from tests.browser.drawing import Drawing
from tests.browser.payloads import PAYLOADS

pytestmark = pytest.mark.django_db(transaction=True)


def hostile_document() -> dict[str, Any]:
    """Every payload as a title, a note, a text, a row and a variable."""
    nodes: list[dict[str, Any]] = [
        {"id": "n1", "type": "start", "title": PAYLOADS[0], "params": {}, "position": [0, 0]}
    ]
    for place, payload in enumerate(PAYLOADS):
        x, y = 300 * (place % 20), 200 * (place // 20) + 200
        common: dict[str, Any] = {"title": payload, "position": [x, y]}
        params: dict[str, Any] = (
            {"text": payload}
            if place % 3 == 0
            else {"operations": [{"variable": payload, "value": payload}]}
            if place % 3 == 1
            else {"prompt": [{"text": payload}], "options": [{"id": "a", "keys": "1", "label": payload}]}
        )
        kind = ("note", "assignment", "voice_menu")[place % 3]
        nodes.append({"id": f"p{place}", "type": kind, "params": params, **common})
    graph = {
        "format": 1,
        "name": "опасный",
        "language": "ru",
        "variables": {payload: {"type": "text"} for payload in PAYLOADS[:100]},
    }
    return {"directed": True, "multigraph": True, "graph": graph, "nodes": nodes, "edges": []}


def test_there_are_two_hundred_different_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) == 200


def test_nothing_written_into_a_scenario_becomes_a_script(inside: Page) -> None:
    scenario = create("опасный", author=None, document=hostile_document(), language="ru")
    drawing = Drawing(inside, scenario)
    drawing.open()
    for kind in range(3):
        drawing.go_to(PAYLOADS[kind])
        expect(drawing.side.get_by_label("Название узла")).to_be_visible()
    inside.get_by_role("tab", name="Переменные").click()
    expect(drawing.side.locator(".variables-item").first).to_be_visible()
    inside.get_by_role("button", name="0 ошибок").or_(inside.locator(".checks-counts")).first.click()
    inside.get_by_role("button", name="Структура").click()
    expect(inside.get_by_role("treeitem").nth(150)).to_be_visible()
    inside.goto(f"/scenarios/{scenario.pk}/")
    expect(inside.get_by_role("heading", name="опасный")).to_be_visible()
    assert inside.evaluate("window.broken") is None


def test_nothing_that_a_caller_is_called_becomes_a_script(inside: Page, spool: Spool) -> None:
    for place, payload in enumerate(PAYLOADS):
        call = f"17.{place}"
        common = {"call": call, "at_ms": 0}
        spool.sink(
            common
            | {"seq": 1, "kind": "started", "scenario": "три номера", "revision": "", "called": payload}
            | {"caller": payload, "caller_name": payload, "at": datetime.now(UTC).isoformat()}
        )
        spool.sink(common | {"seq": 2, "kind": "set", "node": "n1", "variables": {payload: payload}})
    for page in ("/calls/", f"/calls/17.{len(PAYLOADS) - 1}/"):
        inside.goto(page)
        expect(inside.locator("main")).to_be_visible()
        assert inside.evaluate("window.broken") is None


@pytest.fixture(params=["light ru", "dark ru", "light en", "dark en"])
def reader(request: pytest.FixtureRequest, browser: Browser, page: Page, installation: str) -> Iterator[Page]:
    """An integrator with their own colours and language; `page` has put the samples there."""
    theme, language = str(request.param).split()
    context = browser.new_context(
        base_url=installation,
        locale={"ru": "ru-RU", "en": "en-GB"}[language],
        color_scheme="dark" if theme == "dark" else "light",
    )
    context.set_default_timeout(LIMIT_MS)
    opened = context.new_page()
    opened.goto("/")
    opened.locator("input[name=username]").fill(get_user_model().objects.get().get_username())
    opened.locator("input[name=password]").fill(PASSWORD)
    opened.locator("input[name=password]").press("Enter")
    expect(opened.locator(".places")).to_be_visible()
    yield opened
    context.close()


def test_axe_finds_nothing_on_any_part_of_the_drawing(reader: Page) -> None:
    drawing = Drawing(reader, Scenario.objects.get(name="приёмная"))
    drawing.open()
    found = {"drawing": violations(reader)}
    for title in ("Главное меню", "Секретарь", "Очередь поддержки"):
        drawing.go_to(title)
        found[title] = violations(reader)
    for place, part in ((1, "variables"), (2, "revisions")):
        reader.get_by_role("tab").nth(place).click()
        expect(reader.get_by_role("tab").nth(place)).to_have_attribute("aria-selected", "true")
        found[part] = violations(reader)
    drawing.canvas.focus()
    drawing.press("Control+k")
    expect(reader.locator(".picker")).to_be_visible()
    found["commands"] = violations(reader)
    drawing.press("Escape")
    drawing.canvas.focus()
    drawing.press("?")
    expect(reader.get_by_role("dialog")).to_be_visible()
    found["shortcuts"] = violations(reader)
    drawing.press("Escape")
    reader.locator(".shell-views button").nth(1).click()
    expect(reader.get_by_role("tree")).to_be_visible()
    found["outline"] = violations(reader)
    assert {part: wrong for part, wrong in found.items() if wrong} == {}
