"""The numbers: which scenario each leads to, on the page of all numbers and on that of a scenario."""

from pathlib import Path

import pytest
from django.test import Client

from scenarios.models import Route, Scenario
from scenarios.people import invite
from scenarios.revisions import unpublish
from scenarios.routes import set_route
from tests.designer.events import STARTED, spooled
from tests.designer.pages import sent, shown

pytestmark = pytest.mark.django_db


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
    sent(person, "/numbers/set/", number="200", scenario=one.pk)
    refused = person.post("/numbers/set/", {"number": "200", "scenario": other.pk})
    assert "уже занят" in refused.content.decode()
    sent(person, "/numbers/set/", number="200", scenario=other.pk, move="on")
    route = Route.objects.get(number="200")
    assert route.scenario == other
    sent(person, f"/numbers/{route.pk}/remove/")
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
    assert "реклама на сайте" in sent(person, "/numbers/set/", **fields)
    assert "реклама на сайте" in shown(person, "/map/")
    sent(person, "/numbers/set/", number="200", scenario=other.pk, move="on")
    assert Route.objects.get(number="200").description == "реклама на сайте"
    sent(person, "/numbers/set/", number="200", scenario=other.pk, known="on", description="")
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


def test_a_number_is_taken_from_another_scenario_only_when_that_is_ticked(
    person: Client, reception: Scenario, samples: dict[str, Scenario]
) -> None:
    other = samples["три номера"]
    refused = person.post(f"/scenarios/{other.pk}/routes/", {"number": "100", "trunk": ""})
    assert "100 ведёт в «приёмная»" in refused.content.decode()
    sent(person, f"/scenarios/{other.pk}/routes/", number="100", trunk="", move="on")
    assert reception.routes.count() == 0
    assert other.routes.get().number == "100"


def test_a_number_of_a_draft_enters_the_main_scenario_if_there_is_one(
    person: Client, reception: Scenario
) -> None:
    Scenario.objects.filter(pk=reception.pk).update(published=None)
    assert "не опубликован: звонки идут в главный" in person.get("/numbers/").content.decode()
    Scenario.objects.update(is_main=False)
    assert "не опубликован: звонки никто не примет" in person.get("/numbers/").content.decode()


def test_a_route_of_another_scenario_is_not_removed_from_here(
    person: Client, reception: Scenario, samples: dict[str, Scenario]
) -> None:
    route = reception.routes.get()
    answer = person.post(f"/scenarios/{samples['три номера'].pk}/routes/{route.pk}/remove/")
    assert answer.status_code == 404
    assert reception.routes.exists()


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
