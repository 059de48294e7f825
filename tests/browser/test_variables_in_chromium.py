"""The variables in the panel on the right: declared one after the other, and found by who only reads."""

import pytest
from playwright.sync_api import Route, expect

from scenarios.drafts import create
from tests.browser.conftest import Enter
from tests.browser.draft import expect_held, opened
from tests.browser.drawing import Drawing, document_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_variable_is_declared_as_soon_as_the_list_is_there(reception: Drawing) -> None:
    page = reception.page
    reception.open()
    page.get_by_role("tab", name="Переменные").click()
    field = reception.side.get_by_label("Новая переменная")
    box = field.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 40, box["y"] + 10)
    page.keyboard.type("НОЧЬ", delay=30)
    expect(field).to_have_value("НОЧЬ")
    reception.press("Enter")
    row = reception.side.locator(".variables-item", has_text="НОЧЬ")
    expect(row.get_by_label("Вид")).to_have_value("text")
    page.keyboard.type("день")
    expect(field).to_have_value("день")
    expect(row.get_by_label("Вид")).to_have_value("text")


def test_a_variable_that_comes_takes_no_letter_of_the_next_one(reception: Drawing) -> None:
    page = reception.page
    reception.open()
    page.get_by_role("tab", name="Переменные").click()
    field = reception.side.get_by_label("Новая переменная")
    field.fill("НОЧЬ")
    # The list with the new one comes when the next letter is there.
    asked: list[Route] = []
    page.route("**/expressions/uses", lambda route: asked.append(route))
    with page.expect_request("**/expressions/uses"):
        field.press("Enter")
        page.keyboard.type("D")
    expect(field).to_have_value("D")
    for route in asked:
        route.continue_()
    expect(reception.side.get_by_role("button", name="НОЧЬ")).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("AY")
    expect(field).to_have_value("DAY")


def test_a_variable_that_a_reader_searches_for_is_unfolded_in_sight(enter: Enter) -> None:
    variables = {f"V{place}": {"type": "text"} for place in range(60)}
    scenario = create("с переменными", author=None, document=document_of(variables=variables))
    opened(enter("anna"), scenario)
    reading = opened(enter("boris"), scenario)
    expect_held(reading.page, "Правит anna")
    reading.press("Control+f")
    reading.choose("V59", "V59")
    head = reading.side.get_by_role("button", name="V59")
    expect(head).to_be_focused()
    expect(head).to_be_in_viewport(ratio=1)
    expect(head).to_have_attribute("aria-expanded", "true")
