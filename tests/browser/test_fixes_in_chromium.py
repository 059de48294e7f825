"""Every kind of fix that the checks offer, clicked in the list below the drawing."""

import copy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from scenarios.exchange import import_document
from tests.browser.conftest import Enter
from tests.browser.drawing import Drawing
from tests.runtime.checks.test_broken import CASES
from tests.scenarios.documents import document, text_of


def drawn(name: str) -> dict[str, Any]:
    """One of the broken scenarios, in a row on the drawing."""
    wrong: dict[str, Any] = copy.deepcopy(CASES[name]["document"])
    for place, node in enumerate(wrong["nodes"]):
        node.update({"params": {}, "position": [280 * place, 0]} | node)
    return wrong


def misspelt_sound() -> dict[str, Any]:
    wrong: dict[str, Any] = document()
    wrong["nodes"][1]["params"] = {"prompt": [{"sound": "gonk"}]}
    return wrong


@pytest.mark.parametrize(
    ("name", "issue", "button"),
    [
        ("unknown_variable", "Нет переменной «CALLERID»", "Написать `CALLED ID` вместо CALLERID"),
        ("unknown_variable", "Нет переменной «CALLERID»", "Объявить переменную «CALLERID»"),
        ("unknown_function", "Нет функции «calledIDD»", "Написать calledID вместо calledIDD"),
        ("single_equals", "«Ask», параметр «Условие»", "Написать == вместо ="),
        ("misspelt_sound", "нет звука «gonk»", "Взять «gong»"),
        ("unknown_parameter", "параметр «txt»", "Убрать этот параметр"),
        ("wrong_parameter", "параметр «Причина»", "Вернуть значение по умолчанию"),
        ("duplicate_value", "«2, 1» уже есть", "Убрать строку 2"),
        ("look_alike_names", "имена «CALLEDID» и «CALLED ID»", "Писать везде «CALLED ID»"),
        ("cycle", "Круг без конца", "Сделать повтором, до 10 раз"),
        ("unwired_required", "«Menu»: выход «прочее»", "Провести в «Goodbye»"),
        ("unwired_ending", "«Note»: выход «далее»", "Добавить «Разрыв связи» и провести туда"),
        ("sound", "«Ring»: выход «ошибка»", "Провести в «Broken», куда ведут ошибки"),
        ("bad_target", "переход в «Oops»", "Убрать переход"),
        ("unknown_main", "основным отмечен выход", "Снять отметку"),
    ],
)
def test_a_fix_that_is_clicked_takes_its_issue_away(
    enter: Enter, data: Path, name: str, issue: str, button: str
) -> None:
    (data / "sounds" / "gong.wav").touch()
    page = enter("anna")
    wrong_one = misspelt_sound() if name == "misspelt_sound" else drawn(name)
    drawing = Drawing(page, import_document(text_of(wrong_one), author=None).scenario)
    drawing.open()
    checks = page.get_by_role("region", name="Проверка схемы")
    checks.locator("[aria-controls=checks-list]").click()
    wrong = checks.get_by_role("listitem").filter(has_text=issue)
    wrong.get_by_role("button", name=button, exact=True).click()
    expect(wrong).to_have_count(0)
    drawing.expect_said(f"Исправлено: {button}")
    drawing.canvas.focus()
    drawing.press("Control+z")
    expect(wrong).to_have_count(1)


def test_an_error_that_nothing_takes_gets_a_lane_at_a_click(enter: Enter) -> None:
    page = enter("anna")
    drawing = Drawing(page, import_document(text_of(document()), author=None).scenario)
    drawing.open()
    checks = page.get_by_role("region", name="Проверка схемы")
    checks.locator("[aria-controls=checks-list]").click()
    loose = checks.get_by_role("listitem").filter(has_text="выход «ошибка»")
    expect(loose).to_contain_text("звонящий услышит извинение")
    loose.get_by_role("button", name="Добавить ветвь «При ошибке» для всех ошибок").click()
    expect(loose).to_contain_text("звонок уйдёт в ветвь «При ошибке»")
    # The list, longer by what the new lane lacks, may cover a part of it.
    expect(drawing.node("При ошибке")).to_be_in_viewport(ratio=0.5)


def test_what_a_fix_adds_comes_into_sight(enter: Enter) -> None:
    page = enter("anna")
    drawing = Drawing(page, import_document(text_of(drawn("unwired_ending")), author=None).scenario)
    page.set_viewport_size({"width": 1000, "height": 700})
    drawing.open()
    drawing.press("+", "+")
    checks = page.get_by_role("region", name="Проверка схемы")
    checks.get_by_role("button", name="Добавить «Разрыв связи» и провести туда").click()
    expect(drawing.node("Разрыв связи 1")).to_be_in_viewport(ratio=0.99)
