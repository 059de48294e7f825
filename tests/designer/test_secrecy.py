"""The values of secret variables that stand in a drawing, for who may draw and for who only looks."""

import pytest
from django.test import Client

from runtime.graph import Document
from scenarios.drafts import create, save_draft
from scenarios.models import Scenario
from scenarios.people import invite
from scenarios.revisions import publish
from scenarios.roles import Role
from tests.scenarios.documents import document

SECRET = "0815 4711"


def with_secret(value: str) -> Document:
    """A sound scenario that gives a secret variable this value."""
    drawn = document("проба")
    start, *others = drawn["nodes"]
    operations = [{"variable": "PIN", "value": f"'{value}'"}]
    given = {
        "id": "pin",
        "type": "assignment",
        "title": "Код",
        "params": {"operations": operations},
        "position": [9, 9],
    }
    edges = [{**edge, "source": "pin"} if edge["source"] == start["id"] else edge for edge in drawn["edges"]]
    return {
        **drawn,
        "graph": {**drawn["graph"], "variables": {"PIN": {"type": "text", "secret": True}}},
        "nodes": [start, given, *others],
        "edges": [{"source": start["id"], "target": "pin", "key": "next"}, *edges],
    }


@pytest.fixture
def scenario(db: None) -> Scenario:
    """Published twice, with one secret after another."""
    made = create("проба", author=None, document=with_secret(f"1 {SECRET}"))
    publish(made, note="", author=None)
    save_draft(made, with_secret(f"2 {SECRET}"), base=made.draft_number, author=None)
    publish(made, note="", author=None)
    return made


@pytest.mark.parametrize(("role", "is_told"), [("integrator", True), ("supervisor", False)])
@pytest.mark.parametrize(
    "address",
    [
        "/api/scenarios/{key}/draft",
        "/api/scenarios/{key}/revisions/{hash}",
        "/scenarios/{key}/",
        "/scenarios/{key}/revisions/",
    ],
)
def test_who_only_looks_is_not_told_the_secrets_of_a_drawing(
    client: Client, scenario: Scenario, address: str, role: Role, is_told: bool
) -> None:
    client.force_login(invite("анна", role, author=None)[0])
    assert scenario.published is not None
    answer = client.get(address.format(key=scenario.pk, hash=scenario.published.hash))
    assert answer.status_code == 200
    assert (SECRET in answer.content.decode()) == is_told
