"""Scenarios in the store: put there, and what the audit tells of them."""

from scenarios.audit import entries
from scenarios.drafts import create
from scenarios.models import Scenario
from scenarios.revisions import publish
from tests.scenarios.documents import document


def put(name: str, text: str = "Здравствуйте") -> Scenario:
    """A scenario that says `text`, published; the first one becomes the main one."""
    scenario = create(name, author=None, document=document(name, text))
    publish(scenario, note="", author=None)
    return scenario


def actions(scenario: Scenario | None = None) -> list[str]:
    """What the audit tells, the oldest first."""
    return [entry.action for entry in entries(scenario)][::-1]
