"""The scenario of the first issue, drawn from an empty canvas."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.drawing import Drawing
from tests.browser.three_numbers import NODES, WIRES, fill_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_three_numbers_are_drawn_with_the_mouse(inside: Page) -> None:
    drawing = Drawing.of_new(inside)
    drawing.zoom_to_half()
    for placed in NODES:
        drawing.drag_in(placed.component, placed.x, placed.y)
    drawing.expect_titles(["Старт", *(placed.title for placed in NODES)])
    fill_in(drawing)
    for source, output, target in WIRES:
        drawing.connect(source, target, output)
    drawing.expect_wires(len(WIRES))
    expect(drawing.page.get_by_role("button", name="0 ошибок")).to_be_visible()
