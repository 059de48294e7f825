"""A scenario drawn in Chromium by the keyboard alone, published, and taken by a real call."""

import os
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from lab.asterisk import Asterisk
from lab.phones import Phones
from lab.product import Product
from scenarios.models import Scenario
from tests.browser.conftest import CHROMIUM, OPTIONS
from tests.browser.drawing import LIMIT_MS, Drawing
from tests.browser.three_numbers import GREETING, NUMBERS

NAME: Final = "компания"
UNKNOWN: Final = "Такого номера у нас нет."
HEARD_HZ: Final = dict(zip(NUMBERS, (600, 700, 800), strict=True))
UNKNOWN_HZ: Final = 900
TONES: Final = {GREETING.format(number=number): hz for number, hz in HEARD_HZ.items()} | {UNKNOWN: UNKNOWN_HZ}


@pytest.fixture(scope="module")
def product(asterisk: Asterisk) -> Iterator[Product]:
    """A running product in which the scenario is drawn, published and called."""
    with Product(asterisk, TONES) as running:
        _draw(running)
        for number in (*NUMBERS, "84950000000"):
            running.printed("scenario", "route", number, NAME)
        yield running


def _draw(product: Product) -> None:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        expect.set_options(timeout=LIMIT_MS)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(OPTIONS))
        context = chromium.new_context(base_url=product.address, locale="ru-RU")
        context.set_default_timeout(LIMIT_MS)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        drawing = Drawing(page, Scenario(pk=_entered(page)))
        drawing.open()
        _draw_by_keyboard(drawing)
        _publish(drawing)
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def _entered(page: Page) -> int:
    """Logs in and makes the empty scenario; its number."""
    page.goto("/")
    page.get_by_label("Имя").fill("admin")
    page.get_by_label("Пароль").fill("lab-admin")
    page.get_by_label("Пароль").press("Enter")
    page.wait_for_url("/")
    token = page.request.get("/api/session").json()["csrf_token"]
    made = page.request.post(
        "/api/scenarios", data={"name": NAME, "language": "ru"}, headers={"X-CSRFToken": token}
    )
    return int(made.json()["id"])


def _draw_by_keyboard(drawing: Drawing) -> None:
    """From here on nothing is touched but keys."""
    expect(drawing.canvas).to_be_focused()
    drawing.press("Home")
    _add_after(drawing, "присв", "Присвоение")
    _open_fields(drawing)
    drawing.tab_to("Переменная")
    drawing.type("CALLED ID")
    _write(drawing, "Значение", "calledID()")
    _back(drawing)
    _add_after(drawing, "уведом", "Уведомление")
    _open_fields(drawing)
    _write(drawing, "Текст", "Набран номер: {{ `CALLED ID` }}")
    _back(drawing)
    _add_after(drawing, "сравнивает значение", "Меню")
    _open_fields(drawing)
    _write(drawing, "Аргумент", "`CALLED ID`")
    for place, number in enumerate(NUMBERS):
        if place:
            drawing.tab_to("Добавить")
            drawing.press("Enter")
            expect(drawing.side.get_by_label("Значение", exact=True).last).to_be_focused()
        else:
            drawing.tab_to("Значение")
        drawing.type(number)
    _back(drawing)
    for place, number in enumerate(NUMBERS):
        _branch(drawing, place, number)
    drawing.press("Shift+o")
    drawing.expect_said("прочее")
    _add_after(drawing, "проигр", "Проигрывание")
    _open_fields(drawing)
    _write(drawing, "Текст", UNKNOWN)
    _back(drawing)
    _add_after(drawing, "разрыв", "Разрыв связи")
    expect(drawing.page.get_by_role("button", name="0 ошибок")).to_be_visible()


def _branch(drawing: Drawing, place: int, number: str) -> None:
    """A notification and a voice menu behind one value of the menu, and back to the menu."""
    drawing.press(*["o"] * (place + 1))
    drawing.expect_said(number)
    _add_after(drawing, "уведом", "Уведомление")
    _open_fields(drawing)
    _write(drawing, "Текст", f"Звонок на {number}")
    _back(drawing)
    _add_after(drawing, "голосовое", "Голосовое меню")
    _open_fields(drawing)
    drawing.tab_to("Добавить фразу")
    drawing.press("Enter")
    written = drawing.side.locator(".cm-content").first
    expect(written).to_be_focused()
    drawing.type(GREETING.format(number=number))
    expect(written).to_have_text(GREETING.format(number=number))
    drawing.tab_to("Добавить")
    drawing.press("Enter")
    expect(drawing.side.get_by_label("Клавиши", exact=True)).to_be_focused()
    drawing.type("1")
    drawing.tab_to("Название")
    drawing.type("Оператор")
    _back(drawing)
    drawing.press("ArrowLeft", "ArrowLeft")
    drawing.expect_said("Меню «Меню 1»")


def _add_after(drawing: Drawing, text: str, component: str) -> None:
    drawing.press("a")
    drawing.choose(text, component)
    drawing.expect_said("Добавлен узел")


def _open_fields(drawing: Drawing) -> None:
    drawing.press("Enter")
    expect(drawing.side.get_by_label("Название узла")).to_be_focused()


def _write(drawing: Drawing, label: str, text: str) -> None:
    drawing.tab_to(label)
    drawing.type(text)
    expect(drawing.side.locator(".cm-content").filter(has_text=text[:9]).first).to_be_visible()


def _back(drawing: Drawing) -> None:
    drawing.press("Shift+F6")
    expect(drawing.canvas).to_be_focused()


def _publish(drawing: Drawing) -> None:
    drawing.press("Control+k")
    drawing.choose("опубликовать", "Опубликовать")
    expect(drawing.page.get_by_role("dialog")).to_be_visible()
    drawing.type("Нарисовано с клавиатуры")
    drawing.tab_to("Опубликовать")
    drawing.press("Enter")
    drawing.expect_said("Опубликовано")


@pytest.mark.parametrize("number", NUMBERS)
async def test_a_call_takes_the_way_that_was_drawn(product: Product, phones: Phones, number: str) -> None:
    call = await (await phones.caller()).call(number)
    await call.wait_heard(HEARD_HZ[number])
    await call.send_keys("1")
    await call.wait_end()
    trace = product.trace()
    assert trace[0]["scenario"] == NAME
    texts = [event["text"] for event in trace if event["kind"] == "notified"]
    assert texts == [f"Набран номер: {number}", f"Звонок на {number}"]


async def test_any_other_number_goes_to_other(product: Product, phones: Phones) -> None:
    call = await (await phones.caller()).call("84950000000")
    await call.wait_heard(UNKNOWN_HZ)
    await call.wait_end()
    assert product.trace()[-1]["cause"] == "completed"
