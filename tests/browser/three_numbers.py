"""The three-number company as people draw it: what goes where, and what is written into each node."""

from typing import Final, NamedTuple

from playwright.sync_api import expect

from tests.browser.drawing import Drawing

NUMBERS: Final = ("84951234567", "84951234568", "88005553535")
GREETING: Final = "Отдел {number}. Для связи с оператором нажмите один."


class Placed(NamedTuple):
    """A component to add, its name, and where it stands on a canvas of 718 by 600 pixels at 50 %."""

    component: str
    title: str
    x: float
    y: float


NODES: Final = (
    Placed("Присвоение", "Присвоение 1", 130, 60),
    Placed("Уведомление", "Уведомление 1", 280, 60),
    Placed("Меню", "Меню 1", 430, 60),
    Placed("Уведомление", "Уведомление 2", 130, 200),
    Placed("Уведомление", "Уведомление 3", 280, 200),
    Placed("Уведомление", "Уведомление 4", 430, 200),
    Placed("Голосовое меню", "Голосовое меню 1", 130, 430),
    Placed("Голосовое меню", "Голосовое меню 2", 280, 430),
    Placed("Голосовое меню", "Голосовое меню 3", 430, 430),
    Placed("Проигрывание", "Проигрывание 1", 600, 340),
    Placed("Разрыв связи", "Разрыв связи 1", 600, 220),
)
WIRES: Final = (
    ("Старт", "", "Присвоение 1"),
    ("Присвоение 1", "", "Уведомление 1"),
    ("Уведомление 1", "", "Меню 1"),
    ("Меню 1", NUMBERS[0], "Уведомление 2"),
    ("Меню 1", NUMBERS[1], "Уведомление 3"),
    ("Меню 1", NUMBERS[2], "Уведомление 4"),
    ("Меню 1", "прочее", "Проигрывание 1"),
    ("Уведомление 2", "", "Голосовое меню 1"),
    ("Уведомление 3", "", "Голосовое меню 2"),
    ("Уведомление 4", "", "Голосовое меню 3"),
    ("Проигрывание 1", "", "Разрыв связи 1"),
)


def fill_in(drawing: Drawing) -> None:
    """Everything that is written into the nodes, each opened by a click."""
    for title in ("Присвоение 1", "Меню 1", "Уведомление 1", "Проигрывание 1"):
        drawing.node(title).click()
        _WRITERS[title](drawing)
    for place, number in enumerate(NUMBERS):
        drawing.node(f"Уведомление {place + 2}").click()
        drawing.write("Текст", f"Звонок на {number}")
        drawing.node(f"Голосовое меню {place + 1}").click()
        write_voice_menu(drawing, number)


def write_assignment(drawing: Drawing) -> None:
    drawing.field("Переменная").fill("CALLED ID")
    drawing.write("Значение", "calledID()")


def write_menu(drawing: Drawing) -> None:
    drawing.write("Аргумент", "`CALLED ID`")
    expect(drawing.side).to_contain_text("на примере")
    drawing.side.get_by_label("Сравнение").first.select_option(label="как номера телефонов")
    for place, number in enumerate(NUMBERS):
        if place:
            drawing.side.get_by_role("button", name="Добавить").click()
        row = drawing.side.get_by_role("group", name=f"Значения, {place + 1}", exact=True)
        row.get_by_label("Значение", exact=True).fill(number)
    expect(drawing.node("Меню 1")).to_contain_text(NUMBERS[2])


def write_notification(drawing: Drawing) -> None:
    drawing.write("Текст", "Набран номер: {{ `CALLED ID` }}")


def write_play(drawing: Drawing) -> None:
    drawing.write("Текст", "Такого номера у нас нет.")


def write_voice_menu(drawing: Drawing, number: str) -> None:
    drawing.side.get_by_role("button", name="Добавить фразу").first.click()
    drawing.write("Текст", GREETING.format(number=number))
    drawing.side.get_by_role("button", name="Добавить", exact=True).click()
    row = drawing.side.get_by_role("group", name="Пункты, 1")
    row.get_by_label("Клавиши").fill("1")
    row.get_by_label("Название").fill("Оператор")


_WRITERS: Final = {
    "Присвоение 1": write_assignment,
    "Меню 1": write_menu,
    "Уведомление 1": write_notification,
    "Проигрывание 1": write_play,
}
