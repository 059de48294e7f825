"""The dial rules: written, ordered, refused and tried out on their page."""

import pytest
from django.test import Client

from runtime.names import DialRule
from scenarios.dial_rules import dial_rules, replace_dial_rules
from tests.designer.pages import sent, shown

pytestmark = pytest.mark.django_db

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
    sent(ruled, "/dial_rules/save/", **form(RULES, do=do))
    assert dial_rules() == expected


def test_a_rule_is_added_and_an_empty_row_is_none(ruled: Client) -> None:
    fresh = DialRule("100", "PJSIP/{number}")
    fields = form([*RULES, fresh])
    fields["pattern"] = [*(rule.pattern for rule in [*RULES, fresh]), ""]
    fields["dial"] = [*(rule.dial for rule in [*RULES, fresh]), ""]
    sent(ruled, "/dial_rules/save/", **fields)
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


def test_of_several_wrong_dial_rules_the_one_is_marked_that_is_told(person: Client) -> None:
    rules = {"pattern": ["8X", "(", ")"], "dial": ["PJSIP/{number}", "SIP", "SIP"]}
    page = person.post("/dial_rules/save/", rules).content.decode()
    assert "Правило «( → SIP» не годится" in page
    assert page.count('aria-invalid="true"') == 2
    assert page.count(" autofocus") == 1


def test_a_rule_that_is_refused_is_told_with_its_hidden_signs(person: Client) -> None:
    page = person.post("/dial_rules/save/", {"pattern": "8\u202e(", "dial": "SIP"}).content.decode()
    assert 'Правило «8<span class="unseen">\\u{202e}</span>( → SIP» не годится' in page


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
