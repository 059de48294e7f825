"""Which names scenarios may use here."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from runtime.names import SHIPPED_RULES, DialRules
from scenarios.models import DialRule
from scenarios.names import StoredNames
from scenarios.revisions import checked_here
from scenarios.surroundings import surroundings
from tests.scenarios.documents import Scenarios, document


def test_a_sound_is_known_by_its_name_in_any_language(data: Path) -> None:
    (data / "sounds" / "ru").mkdir()
    (data / "sounds" / "gong.wav").touch()
    (data / "sounds" / "ru" / "welcome.wav").touch()
    (data / "sounds" / "notes.txt").touch()
    assert StoredNames().known("sound") == {"gong", "welcome"}


def test_every_name_is_a_box() -> None:
    boxes = StoredNames().known("box")
    assert boxes is not None
    assert "reception" in boxes


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["queue", "phone"])
def test_what_the_pbx_has_is_unknown_while_nobody_asks_it(kind: str) -> None:
    assert StoredNames().known(kind) is None  # type: ignore[arg-type]


def test_scenarios_are_known_by_name(published: Scenarios) -> None:
    published("приёмная")
    assert StoredNames().known("scenario") == {"приёмная"}


@pytest.mark.django_db
def test_people_are_known_while_their_account_is_open() -> None:
    User.objects.create_user("anna")
    User.objects.create_user("boris", is_active=False)
    assert StoredNames().known("user") == {"anna"}


@pytest.mark.django_db
def test_calls_see_the_clock_of_the_installation() -> None:
    around = surroundings()
    assert str(around.zone) == "Europe/Moscow"
    assert around.clock.now().utcoffset() == around.clock.now().astimezone(around.zone).utcoffset()
    assert around.region == "RU"


@pytest.mark.django_db
def test_dial_rules_stand_in_their_order_before_the_shipped_ones() -> None:
    DialRule.objects.create(position=2, pattern="1XX", dial="PJSIP/{number}@second")
    DialRule.objects.create(position=1, pattern="10X", dial="PJSIP/{number}@first")
    rules = surroundings().dial_rules
    assert rules.dial_string("101") == "PJSIP/101@first"
    assert rules.dial_string("111") == "PJSIP/111@second"
    assert rules.dial_string("211") == DialRules(SHIPPED_RULES).dial_string("211")


@pytest.mark.django_db
def test_a_number_is_allowed_as_soon_as_there_is_a_rule_for_it() -> None:
    drawn = document()
    drawn["nodes"][1] |= {"type": "transfer", "params": {"targets": ["89161234567"]}}

    def found() -> set[str]:
        return {issue.code for issue in checked_here(drawn, StoredNames()).issues}

    assert "forbidden_number" in found()
    DialRule.objects.create(position=1, pattern="8XXXXXXXXXX", dial="PJSIP/{number}@trunk")
    assert "forbidden_number" not in found()
