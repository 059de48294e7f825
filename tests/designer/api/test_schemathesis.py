"""Whatever is sent to the API, it answers as its description says and never fails itself. On SQLite and on
PostgreSQL, which refuses more: text with zero characters, numbers out of range.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import APIOperation
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from designer.api.site import description
from scenarios.models import Scenario
from tests.databases import PostgresCopies, used
from tests.designer.api.conftest import MakeUser

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
described = schemathesis.openapi.from_dict(dict(description()))
described.app = get_wsgi_application()


@pytest.fixture
def on_postgres(db: None, postgres_copies: PostgresCopies, tmp_path: Path) -> Iterator[None]:
    """A PostgreSQL of the test's own instead of Django's test database; asked for before people are made."""
    with used(postgres_copies.make(), tmp_path):
        yield


@pytest.fixture
def browser(user: MakeUser, scenario: Scenario) -> Client:
    """An administrator's, with everything that a request needs."""
    client = Client()
    client.force_login(user("admin"))
    client.defaults["token"] = client.get("/api/session").json()["csrf_token"]
    return client


def chosen(examples: int) -> settings:
    """So many requests to each operation, the same ones each time."""
    return settings(
        max_examples=examples,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=True,
    )


# Each operation is a test with a name of its own: several processes share out the tests by their names.
each_operation = pytest.mark.parametrize(
    "operation", [found.ok() for found in described.get_all_operations()], ids=lambda one: one.label
)


@each_operation
@chosen(examples=12)
@given(data=st.data())
def test_no_request_makes_the_api_fail(
    data: st.DataObject, operation: APIOperation, browser: Client, scenario: Scenario
) -> None:
    ask(data.draw(operation.as_strategy()), browser, scenario)


@each_operation
@chosen(examples=4)
@given(data=st.data())
def test_no_request_makes_the_api_fail_on_postgresql(
    on_postgres: None, data: st.DataObject, operation: APIOperation, browser: Client, scenario: Scenario
) -> None:
    ask(data.draw(operation.as_strategy()), browser, scenario)


def ask(case: schemathesis.Case, browser: Client, scenario: Scenario) -> None:
    """Send the request as an administrator does, most of the time to a scenario that exists."""
    case.cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    case.headers["X-CSRFToken"] = browser.defaults["token"]
    if str(case.path_parameters.get("key", "")).isdecimal() and "routes" not in case.path:
        case.path_parameters["key"] = scenario.pk
    if len(str(case.path_parameters.get("hash", ""))) == 64 and scenario.published is not None:
        case.path_parameters["hash"] = scenario.published.hash
    answer = case.call()
    case.validate_response(answer, checks=CHECKS)
    # Whoever is not let in sees nothing of the API; only the log-in itself says so to everybody.
    assert case.path == "/api/session" or answer.status_code not in (401, 403)
