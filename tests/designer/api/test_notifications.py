"""Notifications by the API: those of a person, until they are seen."""

import pytest
from django.utils import timezone

from scenarios.live.batch import Notice
from scenarios.live.notification_store import store
from scenarios.models import Scenario
from tests.designer.api.conftest import Ask, MakeUser

pytestmark = pytest.mark.django_db


def notice(seq: int, recipients: list[dict[str, str]], scenario: str = "проба") -> Notice:
    """A stored notification."""
    made = Notice(
        call="17.4",
        seq=seq,
        scenario=scenario,
        node="n2",
        text=f"Звонок {seq}",
        level="info",
        recipients=recipients,
        ttl_s=10.0,
        group="",
        save=True,
        at=timezone.now().isoformat(),
        count=1,
    )
    store([made])
    return made


@pytest.mark.parametrize(
    "recipients",
    [
        [{"kind": "user", "name": "supervisor"}],
        [{"kind": "role", "name": "supervisor"}],
        [{"kind": "watchers"}],
    ],
)
def test_a_person_reads_what_was_sent_to_them_their_role_or_their_scenarios(
    ask: Ask, scenario: Scenario, recipients: list[dict[str, str]]
) -> None:
    notice(3, recipients, scenario.name)
    [shown] = ask("supervisor", "GET", "/notifications").json()
    assert (shown["call"], shown["seq"], shown["text"], shown["ttl_s"]) == ("17.4", 3, "Звонок 3", 10.0)


def test_what_was_sent_to_others_is_not_shown(ask: Ask, user: MakeUser, scenario: Scenario) -> None:
    notice(3, [{"kind": "user", "name": "anna"}, {"kind": "role", "name": "operator"}, {"kind": "watchers"}])
    assert ask(user("supervisor", only=[]), "GET", "/notifications").json() == []


def test_a_notification_that_was_seen_is_shown_no_more_to_that_person(ask: Ask) -> None:
    notice(3, [{"kind": "role", "name": "supervisor"}, {"kind": "role", "name": "integrator"}])
    ask("supervisor", "POST", "/notifications/seen", {"notifications": [{"call": "17.4", "seq": 3}]})
    assert ask("supervisor", "GET", "/notifications").json() == []
    assert len(ask("integrator", "GET", "/notifications").json()) == 1
