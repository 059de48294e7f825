"""Calls and traces by the API."""

from pathlib import Path

from scenarios.drafts import create
from scenarios.models import Scenario
from tests.designer.api.conftest import Ask, MakeUser
from tests.designer.events import ENDED, STARTED, spooled


def test_a_call_is_listed_with_who_called_and_how_it_ended(ask: Ask, data: Path) -> None:
    spooled(data, STARTED, {**ENDED, "seq": 2})
    assert ask("supervisor", "GET", "/calls").json() == [
        {
            "call": "17.4",
            "at": "2026-11-23T20:00:00+03:00",
            "called": "84951234567",
            "caller": "79161112233",
            "caller_name": "Иванов Иван",
            "trunk": "operator",
            "line": "3",
            "scenario": "три номера",
            "revision": "0" * 64,
            "cause": "completed",
            "node": "n9",
            "ms": 61_000,
        }
    ]


def test_a_live_call_has_no_end(ask: Ask, data: Path) -> None:
    spooled(data, STARTED)
    [call] = ask("supervisor", "GET", "/calls").json()
    assert (call["cause"], call["node"]) == (None, None)


def test_the_newest_calls_come_first_and_no_more_than_asked_for(ask: Ask, data: Path) -> None:
    times = ("2026-11-23T20:00:00+03:00", "2026-11-23T22:00:00+03:00", "2026-11-23T21:00:00+03:00")
    spooled(data, *({**STARTED, "call": f"17.{at[11:13]}", "at": at} for at in times))
    listed = ask("supervisor", "GET", "/calls?limit=2").json()
    assert [call["call"] for call in listed] == ["17.22", "17.21"]


def test_calls_can_be_those_of_one_scenario(ask: Ask, data: Path) -> None:
    spooled(data, STARTED, {**STARTED, "call": "17.5", "scenario": "приёмная"})
    listed = ask("supervisor", "GET", "/calls?scenario=приёмная").json()
    assert [call["call"] for call in listed] == ["17.5"]


def test_calls_are_looked_for_and_paged(ask: Ask, data: Path) -> None:
    spooled(data, STARTED, {**STARTED, "call": "17.5", "caller": "555"}, {**ENDED, "call": "17.5", "seq": 2})
    at = "2026-11-23T20:00:00%2B03:00"
    for query, calls in (
        ("number=555", ["17.5"]),
        ("cause=live", ["17.4"]),
        (f"since={at}", ["17.5", "17.4"]),
        (f"until={at}", []),
        (f"before={at}&before_call=17.5", ["17.4"]),
        ("limit=1&cause=completed", ["17.5"]),
    ):
        listed = ask("supervisor", "GET", f"/calls?{query}").json()
        assert [call["call"] for call in listed] == calls, query
    assert ask("supervisor", "GET", "/calls?cause=nonsense").status_code == 422


def test_whoever_may_see_one_scenario_sees_its_calls_only(
    ask: Ask, user: MakeUser, data: Path, scenario: Scenario
) -> None:
    spooled(data, STARTED, {**STARTED, "call": "17.5", "scenario": scenario.name})
    person = user("supervisor", only=[scenario, create("ещё", author=None)])
    assert [call["call"] for call in ask(person, "GET", "/calls").json()] == ["17.5"]
    assert ask(person, "GET", "/calls/17.4/trace").status_code == 403


def test_a_trace_is_told_event_by_event_from_where_one_knows_it(ask: Ask, data: Path) -> None:
    last = {**ENDED, "seq": 2}
    spooled(data, STARTED, last)
    assert ask("supervisor", "GET", "/calls/17.4/trace").json() == [STARTED, last]
    assert ask("supervisor", "GET", "/calls/17.4/trace?after=1").json() == [last]


def test_a_call_that_nobody_knows_is_not_found(ask: Ask) -> None:
    assert ask("supervisor", "GET", "/calls/99.9/trace").status_code == 404
