"""Dial rules and names by the API."""

from typing import Any

import pytest

from scenarios.changes import change_count
from scenarios.drafts import create
from scenarios.models import AuditEntry
from scenarios.pbx.kept import keep
from tests.designer.api.conftest import Ask, MakeUser

RULES = [
    {"pattern": "+7XXXXXXXXXX", "dial": "PJSIP/{number}@trunk"},
    {"pattern": "8XXX.", "dial": "DAHDI/{number}"},
]


def replaced(ask: Ask, rules: Any, base: Any) -> Any:
    """The answer to new rules."""
    return ask("admin", "PUT", "/dial_rules", {"rules": rules, "base": base})


def test_new_rules_hold_in_their_order_and_reach_the_calls(ask: Ask) -> None:
    before = change_count()
    assert replaced(ask, RULES, []).json()["rules"] == RULES
    assert change_count() > before
    assert ask("integrator", "GET", "/dial_rules/try?number=%2B79161112233").json()["dial"] == (
        "PJSIP/+79161112233@trunk"
    )
    assert ask("integrator", "GET", "/dial_rules/try?number=101").json()["dial"] == "PJSIP/101"


@pytest.mark.parametrize("number", ["79161112233", "abc"])
def test_a_number_that_no_rule_allows_is_told_with_the_reason(ask: Ask, number: str) -> None:
    answer = ask("integrator", "GET", f"/dial_rules/try?number={number}").json()
    assert answer["dial"] is None
    assert set(answer["reason"]) == {"ru", "en"}


def test_rules_that_somebody_else_has_changed_are_not_overwritten(ask: Ask) -> None:
    replaced(ask, RULES, [])
    answer = replaced(ask, RULES[:1], [])
    assert (answer.status_code, answer.json()["code"]) == (409, "rules_changed")
    assert replaced(ask, RULES[:1], RULES).json()["rules"] == RULES[:1]


@pytest.mark.parametrize(
    "rule",
    [
        {"pattern": "8(495)", "dial": "PJSIP/{number}"},
        {"pattern": "8X", "dial": "PJSIP/100"},
        {"pattern": "8X", "dial": "PJSIP/{number},30,g"},
        {"pattern": "8X", "dial": "Local/{number}@ctx&System/x"},
    ],
)
def test_a_rule_that_could_dial_anything_else_is_refused(ask: Ask, rule: dict[str, str]) -> None:
    answer = replaced(ask, [rule], [])
    assert (answer.status_code, answer.json()["place"]["param"]) == (422, "rules.0")
    assert "не годится" in answer.json()["message"]["ru"]


def test_each_changed_rule_is_in_the_audit(ask: Ask) -> None:
    replaced(ask, RULES, [])
    replaced(ask, RULES[1:], RULES)
    told = AuditEntry.objects.order_by("pk").values_list("action", "subject")
    assert list(told) == [
        ("dial_rule_set", "+7XXXXXXXXXX"),
        ("dial_rule_set", "8XXX."),
        ("dial_rule_removed", "+7XXXXXXXXXX"),
        ("dial_rule_set", "8XXX."),
    ]


def test_a_restricted_person_reads_the_names_of_their_scenarios(ask: Ask, user: MakeUser) -> None:
    own, _ = create("своё", author=None), create("чужое", author=None)
    (scenarios,) = (
        row["names"]
        for row in ask(user("integrator", only=[own]), "GET", "/names").json()
        if row["kind"] == "scenario"
    )
    assert scenarios == ["своё"]


def test_names_say_whether_the_pbx_has_told_them(ask: Ask) -> None:
    names = {row["kind"]: row for row in ask("integrator", "GET", "/names").json()}
    assert (names["queue"]["names"], names["queue"]["is_known"], names["queue"]["read_at"]) == (
        [],
        False,
        None,
    )
    keep("here:4573", {"queue": frozenset({"sales"})})
    names = {row["kind"]: row for row in ask("integrator", "GET", "/names").json()}
    assert (names["queue"]["names"], names["queue"]["is_known"]) == (["sales"], True)
    assert names["queue"]["read_at"] is not None
    assert names["box"]["is_open"]
