"""Everybody can use the drawing: in both languages and themes, with a screen reader and by keys."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Browser, Page, expect

from scenarios.drafts import create
from scenarios.models import Scenario
from tests.browser.axe import violations
from tests.browser.conftest import PASSWORD
from tests.browser.drawing import LIMIT_MS, Drawing, framed


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
        # Until it has come into sight the canvas names a node that is not mounted.
        expect(drawing.node(title)).to_be_in_viewport(ratio=0.99)
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


def test_axe_finds_nothing_on_a_collapsed_frame_and_an_open_one(reader: Page) -> None:
    reader.set_viewport_size({"width": 1900, "height": 950})
    drawing = Drawing(reader, create("с рамкой", author=None, document=framed(collapsed=True)))
    drawing.open()
    expect(drawing.node("Секретарь")).to_have_count(0)
    found = violations(reader)
    drawing.node("Соединяем").dblclick()
    expect(drawing.node("Секретарь")).to_have_count(1)
    assert (found, violations(reader)) == ([], [])
