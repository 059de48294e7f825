"""Who gets to read the values of secret variables that stand in a drawing."""

from runtime.graph import Document
from runtime.secret_literals import without_secret_literals
from scenarios.models import Scenario
from scenarios.roles import AnyUser, may


def as_seen_by(user: AnyUser, scenario: Scenario, document: Document) -> Document:
    """The draft or a revision of this scenario: whole for whoever may draw it; for those who only look,
    without the values of secret variables.
    """
    return document if may(user, "scenario.edit", scenario) else without_secret_literals(document)
