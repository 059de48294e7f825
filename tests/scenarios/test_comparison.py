"""What two revisions differ in."""

import copy

import pytest

from runtime.graph import Document
from scenarios.comparison import compared
from tests.scenarios.documents import document


def test_equal_documents_differ_in_nothing() -> None:
    assert compared(document(), document()).is_same


def test_a_changed_parameter_is_told_by_its_label_with_both_values() -> None:
    found = compared(document(text="раз"), document(text="два"))
    ((value,),) = [node.values for node in found.nodes]
    assert (value.label.en, "раз" in value.before.ru, "два" in value.after.ru) == ("Prompt", True, True)
    assert not found.wires


def test_long_values_are_cut_to_where_they_differ() -> None:
    found = compared(document(text="а" * 900 + "б"), document(text="а" * 900 + "в"))
    (value,) = found.nodes[0].values
    assert len(value.before.ru) < 250
    assert ("б" in value.before.ru, "в" in value.after.ru) == (True, True)


def test_added_and_removed_nodes_are_told_with_their_wires() -> None:
    before, after = document(), copy.deepcopy(document())
    after["nodes"][1] = {**after["nodes"][1], "id": "n9", "title": "Другое"}
    after["edges"] = [
        {"source": "n1", "target": "n9", "key": "next"},
        {"source": "n9", "target": "n3", "key": "next"},
    ]
    found = compared(before, after)
    assert [(node.title, node.kind) for node in found.nodes] == [
        ("Другое", "added"),
        ("Проигрывание 1", "removed"),
    ]
    assert [(wire.source, wire.target, wire.kind) for wire in found.wires] == [
        ("Старт", "Другое", "added"),
        ("Другое", "Разрыв связи 1", "added"),
        ("Старт", "Проигрывание 1", "removed"),
        ("Проигрывание 1", "Разрыв связи 1", "removed"),
    ]


def test_the_layout_is_told_in_a_word() -> None:
    after = copy.deepcopy(document())
    after["nodes"][0]["position"] = [500, 500]
    assert [word.en for word in compared(document(), after).rest] == ["layout"]


def test_a_repeat_is_told_with_its_limit() -> None:
    after = copy.deepcopy(document())
    after["graph"]["repeats"] = [{"source": "n2", "key": "error", "target": "n2", "limit": 3}]
    (wire,) = compared(document(), after).wires
    assert (wire.output.en, wire.limit, wire.kind) == ("error", 3, "added")


def test_another_main_output_is_told_by_its_name() -> None:
    after = copy.deepcopy(document())
    after["nodes"][1]["main"] = "error"
    ((value,),) = [node.values for node in compared(document(), after).nodes]
    assert (value.label.en, value.before.en, value.after.en) == ("main output", "", "error")


def menu(*options: dict[str, str], **params: object) -> Document:
    """A voice menu, whose first option hangs up."""
    drawn = document()
    drawn["nodes"][1] |= {
        "type": "voice_menu",
        "title": "Меню",
        "params": {"prompt": [{"text": "Выбирайте"}], "options": list(options), **params},
    }
    drawn["edges"][1]["key"] = options[0]["id"]
    return drawn


SALES = {"id": "r1", "keys": "1", "label": "Продажи"}
SUPPORT = {"id": "r2", "keys": "2", "label": "Поддержка"}


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            menu(SALES),
            menu(SALES | {"label": "Отдел продаж"}),
            ("Пункты › «1» › Название", "Продажи", "Отдел продаж"),
        ),
        (menu(SALES), menu(SALES, SUPPORT), ("Пункты › «2»", "", "2 · Поддержка")),
        (menu(SALES, SUPPORT), menu(SUPPORT, SALES), ("Пункты › порядок", "«1», «2»", "«2», «1»")),
        (menu(SALES, timeout_s=5.0), menu(SALES, timeout_s=7.5), ("Ждать клавишу", "5 с", "7.5 с")),
        (document(text="раз"), document(text="два"), ("Что сказать", "«раз»", "«два»")),
        (
            menu(SALES, short_prompt=[{"say": "сумма", "as": "number"}]),
            menu(SALES, short_prompt=[{"say": "сумма", "as": "money"}, {"silence_s": 2}]),
            ("Короткий повтор", "сумма · число", "сумма · деньги, 2 с"),
        ),
    ],
)
def test_a_value_is_told_as_its_author_knows_it(
    before: Document, after: Document, told: tuple[str, str, str]
) -> None:
    ((value,),) = [node.values for node in compared(before, after).nodes]
    assert (value.label.ru, value.before.ru, value.after.ru) == told


def test_the_output_of_a_row_is_told_by_its_title() -> None:
    after = menu(SALES)
    after["edges"].pop()
    (wire,) = compared(menu(SALES), after).wires
    assert (wire.output.ru, wire.kind) == ("1 Продажи", "removed")
