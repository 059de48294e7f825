"""The reference: a page for each component, and the functions of expressions."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client

from runtime.component import components
from runtime.expressions import functions
from tests.designer.pages import shown

pytestmark = pytest.mark.django_db

PALETTE = Path(__file__).parents[2] / "designer/frontend/src/i18n"


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("type_", sorted(components()))
def test_every_component_has_its_page_with_all_parameters_and_outputs(
    person: Client, type_: str, language: str
) -> None:
    page = shown(person, f"/components/{type_}/", language)
    kind = components()[type_]
    for name in kind.Params.model_json_schema().get("properties", {}):
        assert f'<dt id="{name}">' in page
    for output in kind.fixed_outputs():
        assert f'id="output-{output.id}"' in page
        assert getattr(output.title, language) in page
    assert "`" not in page
    assert not re.search(r"\^[\[(]", page)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_reference_is_ordered_as_the_palette_is(person: Client, language: str) -> None:
    words = json.loads((PALETTE / language / "palette.json").read_text("utf-8"))
    families = ("control", "voice", "routing", "messages", "drawing")
    page = shown(person, "/components/", language)
    titles = [f'<h2 class="group" id="{family}">{words[f"family_{family}"]}</h2>' for family in families]
    assert sorted(titles, key=page.index) == titles


def test_names_in_a_help_are_set_as_code(person: Client) -> None:
    assert "<code>error.class</code>" in shown(person, "/components/on_error/", "en")


def test_a_component_that_is_none_is_not_there(person: Client) -> None:
    assert person.get("/components/no_such/").status_code == 404


def test_units_limits_and_conditions_are_told_in_words(person: Client) -> None:
    page = shown(person, "/components/transfer/")
    assert "Номера телефонов, от 1 до 50 строк." in page
    assert "Число больше 0 и до 600 с. По умолчанию: 8 с." in page
    assert "Число от 0 до 86400 с. По умолчанию: 0 с." in page
    assert "Только если «Вид»: соединить." in page
    assert "Как писать: одна клавиша – цифра, * или #, например 9; или пусто." in page


def test_a_row_that_is_one_of_several_things_requires_none_of_them(person: Client) -> None:
    page = shown(person, "/components/voice_menu/")
    for name in ("text", "sound", "say", "silence_s"):
        field = page.partition(f'<dt id="prompt.{name}">')[2].partition("</dt>")[0]
        assert "одно из" in field
        assert "обязательно" not in field
    assert "В каждой строке одно из этих полей:" in page
    assert "Только вместе с «Значение»." in page
    assert "обязательно" in page.partition('<dt id="options.keys">')[2].partition("</dt>")[0]


def test_components_and_functions_are_found_by_their_words(person: Client) -> None:
    page = shown(person, "/components/?q=ОЧЕРЕДЬ")
    assert "/components/queue/" in page
    assert "/components/wait/" not in page
    assert "/components/play/" in shown(person, "/components/?q=озвучить")
    assert "Ничего не нашлось" in shown(person, "/components/?q=жжжж")
    assert 'id="calledID"' in shown(person, "/functions/?q=набранныйномер")


def test_every_function_is_in_the_reference(person: Client) -> None:
    page = shown(person, "/functions/", "en")
    assert page.index('id="all"') < page.index('id="hour"') < page.index('id="weekday"')
    for function in functions():
        assert f'<dt id="{function["name"]}">' in page


def test_a_function_is_shown_by_its_name_and_kinds_in_the_readers_language(person: Client) -> None:
    whole = shown(person, "/functions/")
    assert whole.index('id="weekday"') < whole.index('id="if"') < whole.index('id="hour"')
    assert "<code>подходит(x, &quot;^7&quot;)</code>" in whole
    russian = shown(person, "/functions/?q=набранныйномер")
    assert "набранныйНомер() → текст" in russian
    assert "<code>calledID</code>" in russian
    assert "calledID() → text" in shown(person, "/functions/?q=calledID", "en")
