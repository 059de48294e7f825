"""The pages around the drawing as a person uses them, and every plain page as axe-core judges it."""

import pytest
from django.urls import resolve
from playwright.sync_api import Page, expect

from scenarios.drafts import create, save_draft
from scenarios.history.spool import Spool
from scenarios.keeping import archive
from scenarios.models import Scenario
from scenarios.people import invite
from scenarios.routes import set_route
from tests.browser.axe import violations
from tests.browser.conftest import Enter
from tests.browser.test_pages_in_chromium import started_now
from tests.designer.test_permissions import CELLS

pytestmark = pytest.mark.django_db(transaction=True)
PLACES = (
    *("/", "/numbers/?called=100", "/map/", "/calls/", "/audit/", "/people/", "/connect/"),
    *("/account/", "/components/", "/components/transfer/", "/functions/", "/dial_rules/?number=101"),
    *("/scenarios/new/", "/import/", "/calls/17.4/", "/?archive=1", "/?q=жжж"),
)
OF_A_SCENARIO = ("", "revisions/", "manage/")
STRANGERS = ("login", "invitation")
ELSEWHERE = {"live", "drawing"}
"""Pages that the tests of their own look at, as they need more than a plain server."""
FILES = {"metrics", "prompt", "built_file", "static_file"}


@pytest.fixture
def routed(inside: Page) -> Page:
    """The samples, the second of them with a number and a mask."""
    scenario = Scenario.objects.get(name="приёмная")
    set_route("100", scenario, author=None)
    set_route("8495*", scenario, author=None, trunk="mts")
    return inside


def test_a_number_is_assigned_asked_about_and_removed(inside: Page) -> None:
    inside.goto("/")
    inside.get_by_role("link", name="Номера", exact=True).click()
    inside.locator("#add").get_by_label("Номер или маска").fill("84951112233")
    inside.locator("#add").get_by_role("combobox").select_option(label="приёмная")
    inside.get_by_role("button", name="Направить").click()
    expect(inside.get_by_role("cell", name="84951112233", exact=True)).to_be_visible()
    inside.get_by_label("На номер").fill("+7 495 111-22-33")
    inside.get_by_role("button", name="Узнать").click()
    expect(inside.locator(".answer")).to_contain_text("«приёмная»")
    inside.get_by_text("Убрать").first.click()
    inside.get_by_role("button", name="Убрать маршрут").click()
    expect(inside.get_by_text("Ни один номер ещё никуда не направлен")).to_be_visible()


def test_a_number_is_led_elsewhere_by_the_form_in_its_row(routed: Page) -> None:
    routed.goto("/numbers/")
    expect(routed.get_by_label("Вести звонки в")).to_have_count(0)
    routed.get_by_role("link", name="Изменить 100").click()
    expect(routed.get_by_label("Вести звонки в")).to_be_focused()
    routed.get_by_label("Вести звонки в").select_option(label="три номера")
    routed.get_by_role("button", name="Сохранить").click()
    row = routed.get_by_role("row").filter(has=routed.get_by_role("cell", name="100", exact=True))
    expect(row).to_contain_text("три номера")
    expect(routed.get_by_label("Вести звонки в")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 1240, 900, 420])
def test_nothing_in_a_row_of_the_lists_of_scenarios_runs_out_of_its_cell(routed: Page, width: int) -> None:
    archive(create("давний", author=None), author=None)
    edited = Scenario.objects.get(name="приёмная")
    save_draft(edited, {**edited.draft, "nodes": []}, base=edited.draft_number, author=None)
    routed.set_viewport_size({"width": width, "height": 900})
    for address, button in (("/", "Управление: приёмная"), ("/?archive=1", "Управление: давний")):
        routed.goto(address)
        expect(routed.get_by_role("link", name=button)).to_be_visible()
        cut_off = routed.eval_on_selector_all(
            ".scenarios td",
            """cells => cells.filter((cell) => {
                const parts = [...cell.querySelectorAll("a, button, .badge, .state, .number")];
                const right = cell.getBoundingClientRect().right;
                return parts.some((part) => part.getBoundingClientRect().right > right);
            }).map((cell) => cell.textContent)""",
        )
        assert cut_off == [], address


@pytest.mark.parametrize("width", [1440, 1240, 900, 420])
def test_a_very_long_number_pushes_no_button_out_of_the_list_of_numbers(routed: Page, width: int) -> None:
    long = "1234567890" * 6
    set_route(long, Scenario.objects.get(name="приёмная"), author=None, trunk="mts")
    routed.set_viewport_size({"width": width, "height": 900})
    routed.goto("/numbers/")
    cards = routed.locator("section:has(> .routes)")
    edge = cards.evaluate("element => element.getBoundingClientRect().right")
    for button in routed.locator(".routes .button", has_text=long).all():
        assert button.evaluate("element => element.getBoundingClientRect().right") <= edge


def test_a_note_that_is_cut_at_its_limit_tells_that_nothing_is_left(inside: Page) -> None:
    edited = Scenario.objects.get(name="приёмная")
    nodes = [node | {"position": [0, 0]} for node in edited.draft["nodes"]]
    save_draft(edited, {**edited.draft, "nodes": nodes}, base=edited.draft_number, author=None)
    inside.goto(f"/scenarios/{edited.pk}/")
    note = inside.get_by_label("Что изменилось")
    note.fill("коротко")
    left = inside.locator(".left")
    expect(left).to_have_text("")
    note.fill("a" * 460)
    expect(left).to_have_text("Осталось знаков: 40")
    note.press_sequentially("b" * 60, delay=0)
    expect(left).to_have_text("Осталось знаков: 0")


def test_the_map_leads_to_the_scenario(routed: Page) -> None:
    routed.goto("/map/")
    routed.locator("svg a", has_text="приёмная").click()
    expect(routed.get_by_role("heading", name="приёмная")).to_be_visible()


def test_what_is_pointed_at_on_the_map_stands_out_with_what_it_leads_to(routed: Page) -> None:
    routed.goto("/map/")
    routed.locator("[data-box]", has_text="приёмная").hover()
    expect(routed.locator("[data-box].lit", has_text="8495*")).to_have_count(1)
    expect(routed.locator("[data-box]:not(.lit)", has_text="три номера")).to_have_count(1)
    ends = routed.locator("[data-box]", has_text="приёмная").get_attribute("data-box")
    wires = routed.locator(".wire.lit")
    assert wires.count() == routed.locator(f'[data-ends~="{ends}"]').count() > 0
    routed.get_by_role("heading", name="Карта").hover()
    expect(wires).to_have_count(0)


def test_a_dial_rule_is_added_by_the_enter_key_and_moved_up(inside: Page) -> None:
    inside.goto("/dial_rules/")
    for pattern, place in (("8X.", 1), ("9X.", 2)):
        inside.get_by_label("Образец нового правила").fill(pattern)
        inside.get_by_label("Набор нового правила").fill("PJSIP/{number}@mts")
        inside.get_by_label("Набор нового правила").press("Enter")
        expect(inside.get_by_label(f"Образец {place}")).to_have_value(pattern)
    inside.get_by_role("button", name="Выше: 9X.").click()
    expect(inside.get_by_label("Образец 1")).to_have_value("9X.")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_no_page_breaks_a_rule_of_accessibility_or_is_wider_than_its_window(
    routed: Page, spool: Spool, language: str, theme: str
) -> None:
    spool.sink(started_now())
    routed.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    routed.goto("/account/")
    routed.get_by_role("button", name=language.upper(), exact=True).click()
    scenario = f"/scenarios/{Scenario.objects.get(name='приёмная').pk}/"
    found = {}
    for address in (*PLACES, *(f"{scenario}{page}" for page in OF_A_SCENARIO)):
        routed.goto(address)
        for details in routed.locator("main details").all()[:3]:
            details.evaluate("element => { element.open = true; }")
        if wrong := violations(routed):
            found[address] = wrong
        for width in (1440, 900, 420):
            routed.set_viewport_size({"width": width, "height": 900})
            assert routed.evaluate("document.documentElement.scrollWidth") <= width, (address, width)
    assert found == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_pages_of_strangers_break_no_rule_either(page: Page, language: str, theme: str) -> None:
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    _, token = invite("вера", "supervisor", author=None)
    for address in ("/login/", f"/invitation/{token}/"):
        page.goto(address)
        page.get_by_role("button", name=language.upper(), exact=True).click()
        assert violations(page) == [], address


def test_every_page_is_looked_at() -> None:
    addresses = (*PLACES, *(f"/scenarios/1/{page}" for page in OF_A_SCENARIO))
    seen = {resolve(address.partition("?")[0]).url_name for address in addresses}
    pages = {view for view, cells in CELLS.items() if 200 in cells} - FILES
    assert pages - seen - ELSEWHERE - set(STRANGERS) == set()


def test_a_refused_number_keeps_what_was_typed_and_gets_the_keyboard(enter: Enter, page: Page) -> None:
    inside = enter("вера")
    inside.goto("/numbers/")
    form = inside.locator("#add")
    form.get_by_label("Номер или маска").fill("8495;")
    form.get_by_label("Для чего этот номер").fill("реклама")
    form.get_by_role("combobox").select_option(label="приёмная")
    inside.get_by_role("button", name="Направить").click()
    expect(form.get_by_role("alert")).to_contain_text("не номер и не маска")
    expect(form.locator('[name="number"]')).to_be_focused()
    expect(form.locator('[name="description"]')).to_have_value("реклама")
    expect(form.locator("option:checked")).to_have_text("приёмная")
    assert violations(inside) == []
