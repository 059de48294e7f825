"""Wires led by mouse: pulled, let go, led elsewhere, closed to a circle, and components put into them."""

import pytest
from playwright.sync_api import Page, expect

from scenarios.models import Scenario
from tests.browser.drawing import Drawing, box_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_wire_is_pulled_to_any_part_of_a_node(drawing: Drawing) -> None:
    drawing.drag_in("Присвоение", 560, 120)
    drawing.connect("Старт", "Присвоение 1")
    drawing.expect_wires(1)
    drawing.expect_said("Ведёт к узлу «Присвоение 1»")


def test_the_end_of_a_wire_is_taken_at_its_dot(drawing: Drawing) -> None:
    drawing.drag_in("Присвоение", 560, 120)
    drawing.drag_in("Уведомление", 560, 400)
    drawing.connect("Старт", "Присвоение 1")
    target = box_of(drawing.node("Уведомление 1"))
    drawing.pull(drawing.entry("Присвоение 1"), target["x"] + 60, target["y"] + 20)
    drawing.expect_said("Ведёт к узлу «Уведомление 1»")
    drawing.expect_wires(1)


def test_no_wire_is_pulled_out_of_where_wires_end(drawing: Drawing) -> None:
    drawing.drag_in("Присвоение", 560, 120)
    box = box_of(drawing.entry("Присвоение 1"))
    drawing.page.mouse.move(box["x"] + 4, box["y"] + 4)
    drawing.page.mouse.down()
    drawing.page.mouse.move(box["x"] - 100, box["y"] + 60, steps=4)
    expect(drawing.page.locator(".react-flow__connection")).to_have_count(0)
    drawing.page.mouse.up()


def test_a_wire_let_go_on_empty_space_asks_what_comes_next(drawing: Drawing) -> None:
    box = box_of(drawing.canvas)
    drawing.pull(drawing.port("Старт"), box["x"] + 600, box["y"] + 150)
    drawing.choose("увед", "Уведомление")
    drawing.expect_titles(["Старт", "Уведомление 1"])
    drawing.expect_wires(1)


def test_a_component_dropped_on_a_wire_is_put_into_it(drawing: Drawing) -> None:
    drawing.drag_in("Разрыв связи", 600, 120)
    drawing.connect("Старт", "Разрыв связи 1")
    drawing.expect_wires(1)
    start = box_of(drawing.port("Старт"))
    canvas = box_of(drawing.canvas)
    x, y = start["x"] + 16 - canvas["x"], start["y"] + start["height"] / 2 - canvas["y"]
    drawing.drag_in("Уведомление", x, y)
    drawing.expect_wires(2)


def test_a_component_is_put_into_a_wire_that_is_clicked_twice(drawing: Drawing) -> None:
    drawing.drag_in("Разрыв связи", 560, 120)
    drawing.connect("Старт", "Разрыв связи 1")
    port = box_of(drawing.port("Старт"))
    drawing.page.mouse.dblclick(port["x"] + 18, port["y"] + port["height"] / 2)
    drawing.choose("увед", "Уведомление")
    drawing.expect_titles(["Старт", "Уведомление 1", "Разрыв связи 1"])
    drawing.expect_wires(2)


def test_a_wire_that_closes_a_circle_becomes_a_repeat_and_says_so(drawing: Drawing) -> None:
    drawing.drag_in("Проигрывание", 240, 120)
    drawing.drag_in("Уведомление", 560, 120)
    drawing.connect("Проигрывание 1", "Уведомление 1")
    drawing.connect("Уведомление 1", "Проигрывание 1")
    drawing.expect_wires(2)
    drawing.expect_said("стал повтором: не больше 10 раз")
    expect(drawing.node("Уведомление 1")).to_contain_text("повторы исчерпаны")


def test_the_right_button_on_a_row_means_its_output(inside: Page) -> None:
    drawing = Drawing(inside, Scenario.objects.get(name="приёмная"))
    drawing.open()
    drawing.node("Главное меню").locator(".canvas-row", has_text="нет ввода").click(button="right")
    inside.get_by_role("menuitem", name="Вести выход к узлу").click()
    drawing.choose("до свидания", "До свидания")
    drawing.expect_said("Ведёт к узлу «До свидания»")
    drawing.press("i")
    drawing.expect_said("выход «нет ввода» ведёт к узлу «До свидания»")
