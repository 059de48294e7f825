"""The pages around the drawing: numbers, map, reference, dial rules, revisions, restrictions of people."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from runtime.component import components
from runtime.expressions import functions
from runtime.names import DialRule
from scenarios.dial_rules import dial_rules, replace_dial_rules
from scenarios.drafts import save_draft
from scenarios.models import Route, Scenario
from scenarios.people import invite
from scenarios.revisions import publish, unpublish
from scenarios.roles import visible_scenarios
from scenarios.routes import set_route
from scenarios.system_map import mapped
from tests.designer.events import STARTED, spooled

pytestmark = pytest.mark.django_db
PALETTE = Path(__file__).parents[2] / "designer/frontend/src/i18n"


def shown(client: Client, address: str, language: str = "ru") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def sent(client: Client, address: str, fields: dict[str, object]) -> str:
    answer = client.post(address, fields, follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_numbers_stand_in_the_order_in_which_they_win(
    person: Client, samples: dict[str, Scenario]
) -> None:
    set_route("1*", samples["приёмная"], author=None)
    set_route("10?", samples["приёмная"], author=None)
    page = shown(person, "/numbers/")
    assert page.index(">100</span>") < page.index(">10?</span>") < page.index(">1*</span>")
    assert "попадают в главный сценарий" in page


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ("100", "Побеждает"),
        ("88005553535", "Ни один маршрут не подходит, поэтому главный сценарий"),
        ("10%00", "Ни один маршрут не подходит"),
    ],
)
def test_the_numbers_page_tells_what_a_call_would_meet(
    person: Client, samples: dict[str, Scenario], called: str, said: str
) -> None:
    assert said in shown(person, f"/numbers/?called={called}")


def test_a_number_is_led_moved_and_taken_away(person: Client, samples: dict[str, Scenario]) -> None:
    one, other = samples["приёмная"], samples["три номера"]
    sent(person, "/numbers/set/", {"number": "200", "scenario": one.pk})
    refused = person.post("/numbers/set/", {"number": "200", "scenario": other.pk})
    assert "уже занят" in refused.content.decode()
    sent(person, "/numbers/set/", {"number": "200", "scenario": other.pk, "move": "on"})
    route = Route.objects.get(number="200")
    assert route.scenario == other
    sent(person, f"/numbers/{route.pk}/remove/", {})
    assert not Route.objects.filter(number="200").exists()


@pytest.mark.parametrize(
    ("number", "wrong"),
    [
        ("8495;", "не номер и не маска"),
        ("", "не номер и не маска"),
        ("100", "уже занят: 100 ведёт в «приёмная»"),
    ],
)
def test_a_number_that_is_refused_keeps_all_that_was_typed(
    person: Client, samples: dict[str, Scenario], number: str, wrong: str
) -> None:
    chosen = samples["три номера"]
    fields = {"number": number, "trunk": "", "scenario": chosen.pk, "description": "реклама"}
    for address in ("/numbers/set/", f"/scenarios/{chosen.pk}/routes/"):
        answer = person.post(address, fields)
        page = " ".join(answer.content.decode().split())
        assert answer.status_code == 422
        field, wrong_at = page.index('name="number"'), page.index('id="number-wrong"')
        assert wrong in page
        assert "<input" not in page[field:wrong_at]
        assert f'name="number" value="{number}"' in page
        assert 'aria-describedby="number-wrong" autofocus' in page
        assert 'name="description" value="реклама"' in page
    assert f'<option value="{chosen.pk}" selected>' in " ".join(
        person.post("/numbers/set/", fields).content.decode().split()
    )


def test_a_refused_trunk_is_told_at_the_trunk(person: Client, samples: dict[str, Scenario]) -> None:
    fields = {"number": "200", "trunk": "x" * 101, "scenario": samples["приёмная"].pk, "move": "on"}
    page = person.post("/numbers/set/", fields).content.decode()
    assert 'id="trunk-wrong"' in page
    assert 'name="move" checked' in page


def test_a_number_is_described_and_the_description_stays_when_it_moves(
    person: Client, samples: dict[str, Scenario]
) -> None:
    one, other = samples["приёмная"], samples["три номера"]
    fields: dict[str, object] = {"number": "200", "scenario": one.pk, "description": " реклама\n на сайте "}
    assert "реклама на сайте" in sent(person, "/numbers/set/", fields)
    assert "реклама на сайте" in shown(person, "/map/")
    sent(person, "/numbers/set/", {"number": "200", "scenario": other.pk, "move": "on"})
    assert Route.objects.get(number="200").description == "реклама на сайте"
    sent(person, "/numbers/set/", {"number": "200", "scenario": other.pk, "known": "on", "description": ""})
    assert Route.objects.get(number="200").description == ""


def test_who_holds_a_number_is_not_named_to_whoever_does_not_see_it(
    client: Client, samples: dict[str, Scenario]
) -> None:
    own, other = samples["три номера"], samples["приёмная"]
    client.force_login(invite("вера", "integrator", author=None, only=[own])[0])
    for address in ("/numbers/set/", f"/scenarios/{own.pk}/routes/"):
        page = client.post(address, {"number": "100", "scenario": own.pk}).content.decode()
        assert "100 ведёт в другой сценарий" in page
        assert other.name not in page


def test_nobody_takes_a_number_from_a_scenario_that_is_not_theirs(
    client: Client, samples: dict[str, Scenario]
) -> None:
    own, other = samples["три номера"], samples["приёмная"]
    client.force_login(invite("вера", "integrator", author=None, only=[own])[0])
    fields = {"number": "100", "scenario": own.pk, "move": "on"}
    assert client.post("/numbers/set/", fields).status_code == 403
    assert client.post(f"/scenarios/{own.pk}/routes/", fields).status_code == 403
    assert client.post(f"/numbers/{other.routes.get().pk}/remove/").status_code == 404
    assert other.name not in shown(client, "/numbers/?called=100")
    assert other.routes.get().number == "100"


def test_numbers_that_were_called_and_have_no_scenario_of_their_own_are_offered(
    person: Client, samples: dict[str, Scenario], data: Path
) -> None:
    # The sample leads no number: its calls came to it as the main one.
    spooled(data, STARTED | {"called": "5550001"}, STARTED | {"call": "17.5", "called": "100"})
    page = shown(person, "/numbers/")
    assert "?number=5550001&amp;of_trunk=operator#add" in page
    assert "?number=100&amp;" not in page
    assert "среди последних 500 звонков" in page


def test_what_a_scenario_names_stands_level_with_it_and_a_row_apart(
    person: Client, samples: dict[str, Scenario]
) -> None:
    for number in ("201", "202", "203"):
        set_route(number, samples["три номера"], author=None)
    drawn = re.findall(r'<foreignObject x="(\d+)" y="(\d+)".*?title="([^"]*)"', shown(person, "/map/"), re.S)
    (level,) = [int(y) for _, y, name in drawn if name == "приёмная"]
    right = max(int(x) for x, _, _ in drawn)
    named = [int(y) for x, y, _ in drawn if int(x) == right]
    assert len(named) == 4
    assert [low - high for high, low in pairwise(named)] == [42, 42, 42]
    assert abs(sum(named) / 4 - level) <= 1


@pytest.mark.parametrize(
    ("language", "all_other"), [("ru", "все остальные номера"), ("en", "all other numbers")]
)
def test_the_map_shows_what_leads_where(
    person: Client, samples: dict[str, Scenario], language: str, all_other: str
) -> None:
    page = shown(person, "/map/", language)
    picture, _, as_list = page.partition('id="as-list"')
    for text in ("приёмная", "три номера", "100", all_other):
        assert text in picture
        assert text in as_list


@pytest.mark.parametrize("mask", ["*", "?*"])
def test_a_route_for_any_number_leaves_the_main_scenario_no_rest(
    person: Client, samples: dict[str, Scenario], mask: str
) -> None:
    main = Scenario.objects.get(is_main=True)
    other = next(scenario for scenario in samples.values() if scenario != main)
    takes_the_rest = {
        "/": "и все остальные",
        "/map/": "все остальные номера",
        "/numbers/": "попадают в главный сценарий",
    }
    takes_the_rest[f"/scenarios/{main.pk}/manage/"] = "на все номера без своего сценария"
    set_route(mask, main, author=None, trunk="gsm")
    set_route("??*", other, author=None)
    for address, claim in takes_the_rest.items():
        assert claim in shown(person, address)
    set_route(mask, other, author=None)
    for address, claim in takes_the_rest.items():
        assert claim not in shown(person, address)
    assert f"попадают в <b>«{other.name}»</b>" in shown(person, "/numbers/")
    unpublish(other, author=None)
    for address, claim in takes_the_rest.items():
        assert claim in shown(person, address)


def test_queues_phones_and_boxes_are_told_with_the_scenarios_that_use_them(
    person: Client, samples: dict[str, Scenario]
) -> None:
    reception = samples["приёмная"]
    (target, *_) = [one for one in mapped([reception])[0].targets if not one.is_computed]
    _, _, by_name = shown(person, "/map/").partition('id="names"')
    place = f'<a href="/scenarios/{reception.pk}/#{target.node}">'
    assert f"«{target.name}»" in by_name
    assert f"{place}приёмная</a>" in by_name
    assert f"{place}{target.name}</a>" in shown(person, f"/scenarios/{reception.pk}/manage/")


def test_the_map_hides_what_is_not_theirs(client: Client, samples: dict[str, Scenario]) -> None:
    client.force_login(invite("вера", "supervisor", author=None, only=[samples["три номера"]])[0])
    assert "приёмная" not in shown(client, "/map/")


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


RULES = [DialRule("8XXXXXXXXXX", "PJSIP/{number}@mts"), DialRule("9.", "PJSIP/{number}@gsm")]


def form(rules: list[DialRule], **fields: object) -> dict[str, object]:
    """What the page sends while the rules are those stored."""
    return {
        "pattern": [rule.pattern for rule in rules],
        "dial": [rule.dial for rule in rules],
        "base_pattern": [rule.pattern for rule in RULES],
        "base_dial": [rule.dial for rule in RULES],
        **fields,
    }


@pytest.fixture
def ruled(person: Client) -> Client:
    replace_dial_rules(RULES, base=[], author=None)
    return person


@pytest.mark.parametrize(
    ("do", "expected"),
    [
        ("", RULES),
        ("down-0", RULES[::-1]),
        ("up-1", RULES[::-1]),
        ("up-0", RULES),
        ("remove-0", RULES[1:]),
        ("remove-7", RULES),
        ("remove-²", RULES),
    ],
)
def test_rules_are_moved_and_removed_by_their_buttons(
    ruled: Client, do: str, expected: list[DialRule]
) -> None:
    sent(ruled, "/dial_rules/save/", form(RULES, do=do))
    assert dial_rules() == expected


def test_a_rule_is_added_and_an_empty_row_is_none(ruled: Client) -> None:
    fresh = DialRule("100", "PJSIP/{number}")
    fields = form([*RULES, fresh])
    fields["pattern"] = [*(rule.pattern for rule in [*RULES, fresh]), ""]
    fields["dial"] = [*(rule.dial for rule in [*RULES, fresh]), ""]
    sent(ruled, "/dial_rules/save/", fields)
    assert dial_rules() == [*RULES, fresh]


def test_a_mistake_in_a_rule_is_told_and_nothing_typed_is_lost(ruled: Client) -> None:
    fields = form(RULES)
    fields["dial"] = ["PJSIP/nobody", RULES[1].dial]
    answer = ruled.post("/dial_rules/save/", fields)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="PJSIP/nobody"' in page
    assert page.count("aria-invalid") == 1
    assert dial_rules() == RULES


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ru", "Правило «8(916 → SIP» не годится: в образце бывают цифры, + в начале"),
        ("en", "The rule “8(916 → SIP” cannot be used: the pattern has digits, + at the start"),
    ],
)
def test_all_that_is_wrong_in_a_rule_is_told_in_both_languages(
    ruled: Client, language: str, told: str
) -> None:
    fields = {**form(RULES), "pattern": ["8(916"], "dial": ["SIP"]}
    answer = ruled.post("/dial_rules/save/", fields, headers={"accept-language": language})
    page = answer.content.decode()
    refusal = page.partition('id="refusal"')[2].partition("</p>")[0]
    assert told in refusal
    assert "{number}, " in refusal
    assert page.count("aria-invalid") == 2


def test_rules_that_somebody_else_changed_are_not_overwritten(ruled: Client) -> None:
    replace_dial_rules(RULES[:1], base=RULES, author=None)
    assert ruled.post("/dial_rules/save/", form(RULES[::-1])).status_code == 422
    assert dial_rules() == RULES[:1]


def test_the_page_tells_what_would_be_dialled_and_by_which_rule(ruled: Client) -> None:
    page = shown(ruled, "/dial_rules/?number=8 (495) 123-45-67")
    assert "<code>PJSIP/84951234567@mts</code>" in page
    assert '<span class="number">8XXXXXXXXXX</span>' in page
    page = shown(ruled, "/dial_rules/?number=112233")
    assert "Ни одно правило набора не разрешает" in page
    assert "Добавьте правило" in page
    assert "Добавьте правило" not in shown(ruled, "/dial_rules/?number=abc")


@pytest.fixture
def revised(samples: dict[str, Scenario]) -> Scenario:
    """A scenario of two revisions that differ in a title, a wire and a parameter."""
    scenario = samples["приёмная"]
    document = {**scenario.draft, "nodes": [dict(node) for node in scenario.draft["nodes"]]}
    document["nodes"][0]["title"] = "Вход звонка"
    save_draft(scenario, document, base=scenario.draft_number, author=None)
    publish(scenario, note="новый вход", author=None)
    return scenario


def test_the_history_tells_what_two_revisions_differ_in(person: Client, revised: Scenario) -> None:
    page = shown(person, f"/scenarios/{revised.pk}/revisions/")
    assert "новый вход" in page
    assert "<ins>Вход звонка</ins>" in page
    same = shown(person, f"/scenarios/{revised.pk}/revisions/?from=2&to=2")
    assert "Ничем не отличаются" in same


@pytest.mark.parametrize("number", ["", "x", "9" * 5000, "²", "77"])
def test_a_revision_that_is_none_leaves_the_last_two(person: Client, revised: Scenario, number: str) -> None:
    page = shown(person, f"/scenarios/{revised.pk}/revisions/?from={number}&to={number}")
    assert "<ins>Вход звонка</ins>" in page


def test_a_person_is_kept_to_some_scenarios_and_set_free_again(
    person: Client, samples: dict[str, Scenario]
) -> None:
    user, _ = invite("вера", "supervisor", author=None)
    one = samples["три номера"]
    sent(person, f"/people/{user.pk}/scenarios/", {"which": "only", "only": [one.pk, "x"]})
    assert list(visible_scenarios(User.objects.get(pk=user.pk))) == [one]
    assert "Выберите: все" in sent(person, f"/people/{user.pk}/scenarios/", {})
    assert list(visible_scenarios(User.objects.get(pk=user.pk))) == [one]
    sent(person, f"/people/{user.pk}/scenarios/", {"which": "all", "only": [one.pk]})
    assert visible_scenarios(User.objects.get(pk=user.pk)).count() == 2


def test_an_administrator_is_not_restricted(person: Client, samples: dict[str, Scenario]) -> None:
    anna = User.objects.get(username="anna")
    page = sent(person, f"/people/{anna.pk}/scenarios/", {"which": "only"})
    assert "Администратор видит все" in page
    assert visible_scenarios(anna).count() == 2
